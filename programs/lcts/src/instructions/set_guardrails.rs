use crate::{error::LctsError, events::GuardrailsSet, state::Unit, MAX_YIELD_CAP_BPS};
use anchor_lang::prelude::*;
use configurator::{
    accordant::Configures,
    configures,
    state::{CBeam, PauRegistration, Scope},
};
use pau::state::Pau;

#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct SetGuardrailsArgs {
    /// Most underlying that all shares together may be worth when some are minted, base units.
    pub capacity: u64,
    /// Most underlying that one settlement takes out of the holding, base units.
    pub redeem_limit: u64,
    /// Most that the rate may rise a day, basis points.
    pub yield_cap_bps: u16,
}

impl SetGuardrailsArgs {
    /// Refuses what no unit may have.
    pub fn validate(&self) -> Result<()> {
        require_gte!(MAX_YIELD_CAP_BPS, self.yield_cap_bps, LctsError::YieldCapTooHigh);
        Ok(())
    }

    pub(super) fn apply(&self, unit: &mut Unit) {
        unit.capacity = self.capacity;
        unit.redeem_limit = self.redeem_limit;
        unit.yield_cap_bps = self.yield_cap_bps;
    }
}

#[event_cpi]
#[derive(Accounts)]
pub struct SetGuardrails<'info> {
    /// GovOps of the PAU, or the conserver in its place.
    pub govops: Signer<'info>,
    pub scope: Box<Account<'info, Scope>>,
    pub registration: Box<Account<'info, PauRegistration>>,
    /// Absent when the conserver signs.
    pub cbeam: Option<Box<Account<'info, CBeam>>>,
    pub pau: AccountLoader<'info, Pau>,
    #[account(
        mut,
        has_one = scope @ LctsError::WrongScope,
        has_one = pau @ LctsError::WrongPau,
    )]
    pub unit: AccountLoader<'info, Unit>,
}

configures!(SetGuardrails);

/// Specification:
/// - shall bind settlements and rates from now on, and touch nothing that waits or was converted;
/// - shall refuse a yield cap above the program's own.
pub fn handler(ctx: Context<SetGuardrails>, args: SetGuardrailsArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    accounts.require_may_add()?;
    args.validate()?;
    let event = {
        let mut unit = accounts.unit.load_mut()?;
        args.apply(&mut unit);
        GuardrailsSet {
            unit: accounts.unit.key(),
            sequence: unit.next_sequence(),
            govops: accounts.govops.key(),
            capacity: unit.capacity,
            redeem_limit: unit.redeem_limit,
            yield_cap_bps: unit.yield_cap_bps,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
