use crate::{
    error::FacilityError,
    events::HaltChanged,
    state::{halt, require_beam, Facility},
};
use anchor_lang::prelude::*;
use configurator::state::{permission, Beam};
use pau::state::Pau;

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

#[event_cpi]
#[derive(Accounts)]
pub struct SetHalt<'info> {
    /// Warden, or the administrator.
    pub guardian: Signer<'info>,
    /// The warden's right; absent when the administrator signs.
    pub beam: Option<Account<'info, Beam>>,
    pub pau: AccountLoader<'info, Pau>,
    #[account(mut, has_one = pau @ FacilityError::WrongPau)]
    pub facility: AccountLoader<'info, Facility>,
}

/// Specification: shall add to the halts in force and remove none; shall move no money.
pub fn handler(ctx: Context<SetHalt>, args: HaltArgs) -> Result<()> {
    args.validate()?;
    let accounts = &ctx.accounts;
    let guardian = accounts.guardian.key();
    if let Some(beam) = &accounts.beam {
        let now = Clock::get()?.unix_timestamp;
        require_beam(&accounts.facility, beam, &guardian, permission::HALT, now)?;
    } else {
        require_keys_eq!(accounts.pau.load()?.admin, guardian, FacilityError::NotAdmin);
    }
    let event = {
        let mut facility = accounts.facility.load_mut()?;
        let before = facility.halted;
        facility.halted |= args.bits;
        HaltChanged {
            facility: accounts.facility.key(),
            sequence: facility.next_sequence(),
            actor: guardian,
            before,
            after: facility.halted,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
