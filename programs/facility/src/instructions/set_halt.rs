use crate::{
    error::FacilityError,
    events::HaltChanged,
    state::{halt, require_oversight, Facility},
};
use anchor_lang::prelude::*;
use configurator::state::{permission, Beam, Scope};

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct HaltArgs {
    /// Bits of `halt`, at least one.
    pub bits: u32,
}

impl HaltArgs {
    pub fn validate(&self) -> Result<()> {
        require!(self.bits != 0 && self.bits & !halt::ALL == 0, FacilityError::InvalidHalt);
        Ok(())
    }
}

/// Refuses whoever may not halt any of `targets`: council, mom and freezer of the scope may, and a warden
/// whose Beam is over one of them.
pub fn require_halter(
    guardian: &Pubkey,
    scope: &Account<Scope>,
    beam: Option<&Beam>,
    targets: &[Pubkey],
) -> Result<()> {
    let Some(beam) = beam else {
        require!(scope.is_abeam(guardian), FacilityError::NotGuardian);
        return Ok(());
    };
    let target = targets.iter().find(|target| **target == beam.target).unwrap_or(&targets[0]);
    require_oversight(&scope.key(), target, beam, guardian, permission::HALT)
}

#[event_cpi]
#[derive(Accounts)]
pub struct SetHalt<'info> {
    /// Warden, council, mom or freezer.
    pub guardian: Signer<'info>,
    /// The warden's right; absent for the rest.
    pub beam: Option<Account<'info, Beam>>,
    pub scope: Box<Account<'info, Scope>>,
    #[account(mut, has_one = scope @ FacilityError::WrongScope)]
    pub facility: AccountLoader<'info, Facility>,
}

/// Specification: shall add to the halts in force and remove none; shall move no money.
pub fn handler(ctx: Context<SetHalt>, args: HaltArgs) -> Result<()> {
    args.validate()?;
    let accounts = &ctx.accounts;
    let (guardian, key) = (accounts.guardian.key(), accounts.facility.key());
    require_halter(&guardian, &accounts.scope, accounts.beam.as_deref(), &[key])?;
    let event = {
        let mut facility = accounts.facility.load_mut()?;
        let before = facility.halted;
        facility.halted |= args.bits;
        HaltChanged {
            halted: key,
            sequence: facility.next_sequence(),
            actor: guardian,
            before,
            after: facility.halted,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
