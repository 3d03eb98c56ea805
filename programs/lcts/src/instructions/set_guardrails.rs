use crate::{error::LctsError, events::GuardrailsSet, state::Unit, MAX_YIELD_CAP_BPS};
use anchor_lang::prelude::*;
use configurator::{
    accordant::Configures,
    configures,
    state::{CBeam, Init, LimitChange, PauRegistration, Scope},
};
use halo_math::{LockCycle, RateLimit};
use pau::state::{LimitKind, Pau};

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

    /// From `now` on: days before a rise of the yield cap give no room for a raise of the rate.
    pub(super) fn apply(&self, unit: &mut Unit, now: i64) {
        if self.yield_cap_bps > unit.yield_cap_bps {
            unit.rate.skip(LockCycle::day(now));
        }
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
    /// For a raise of capacity or redemption limit: approves DEPOSIT limits for the unit's underlying.
    pub init: Option<Box<Account<'info, Init>>>,
    /// For a raise of the yield cap: approves DEPOSIT limits for the unit's shares.
    pub yield_init: Option<Box<Account<'info, Init>>>,
    pub pau: AccountLoader<'info, Pau>,
    #[account(
        mut,
        has_one = scope @ LctsError::WrongScope,
        has_one = pau @ LctsError::WrongPau,
    )]
    pub unit: AccountLoader<'info, Unit>,
}

configures!(SetGuardrails);

/// What an init approves: `capacity` as a max and `redeem_limit` as a slope, of the underlying.
pub fn amounts_key(unit: &Pubkey, mint: &Pubkey) -> (u8, Pubkey, Pubkey) {
    (LimitKind::Deposit.seed(), *unit, *mint)
}

/// What an init approves: `yield_cap_bps` as a max, of the shares.
pub fn yield_key(unit: &Pubkey, share_mint: &Pubkey) -> (u8, Pubkey, Pubkey) {
    (LimitKind::Deposit.seed(), *unit, *share_mint)
}

impl SetGuardrails<'_> {
    /// Refuses a raise that is not approved, too soon or too large; returns whether it is one.
    fn check(&self, args: &SetGuardrailsArgs, now: i64) -> Result<bool> {
        let unit = self.unit.load()?;
        let amounts = args.capacity > unit.capacity || args.redeem_limit > unit.redeem_limit;
        let quicker = args.yield_cap_bps > unit.yield_cap_bps;
        if !amounts && !quicker {
            self.require_accordant()?;
            return Ok(false);
        }
        self.require_may_add()?;
        let raised = unit.raised_at;
        let (scope, registration) = (&self.scope, &self.registration);
        let current =
            |max: u64, slope: u64| RateLimit { max, slope, last_increased: raised, ..RateLimit::default() };
        let key = amounts_key(&self.unit.key(), &unit.mint);
        LimitChange { scope, registration, key, max: args.capacity, slope: args.redeem_limit }.check(
            self.init.as_ref().map(|init| &***init),
            &current(unit.capacity, unit.redeem_limit),
            now,
        )?;
        let key = yield_key(&self.unit.key(), &unit.share_mint);
        LimitChange { scope, registration, key, max: args.yield_cap_bps.into(), slope: 0 }.check(
            self.yield_init.as_ref().map(|init| &***init),
            &current(unit.yield_cap_bps.into(), 0),
            now,
        )?;
        Ok(true)
    }
}

/// Specification:
/// - shall bind settlements and rates from now on, and touch nothing that waits or was converted: a higher yield cap
///   shall not act backwards, on days for which the rate was not raised;
/// - shall lower at once, also while the PAU is frozen; a raise shall be at most one step, as of any rate limit of the
///   PAU, approved by the council and once in a hop for all three: whoever steals the GovOps's key lifts nothing at once;
/// - shall refuse a yield cap above the program's own.
pub fn handler(ctx: Context<SetGuardrails>, args: SetGuardrailsArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    args.validate()?;
    let now = Clock::get()?.unix_timestamp;
    let raises = accounts.check(&args, now)?;
    let event = {
        let mut unit = accounts.unit.load_mut()?;
        args.apply(&mut unit, now);
        if raises {
            unit.raised_at = now;
        }
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
