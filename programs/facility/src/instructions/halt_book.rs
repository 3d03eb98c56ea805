use crate::{
    error::FacilityError,
    events::HaltChanged,
    instructions::{require_halter, HaltArgs},
    state::{Book, Facility},
};
use anchor_lang::prelude::*;
use configurator::state::{Beam, Scope};

#[event_cpi]
#[derive(Accounts)]
pub struct HaltBook<'info> {
    /// Warden of the Book or of its facility, council, mom or freezer.
    pub guardian: Signer<'info>,
    /// The warden's right; absent for the rest.
    pub beam: Option<Account<'info, Beam>>,
    pub scope: Box<Account<'info, Scope>>,
    #[account(has_one = scope @ FacilityError::WrongScope)]
    pub facility: AccountLoader<'info, Facility>,
    #[account(mut, has_one = facility @ FacilityError::WrongFacility)]
    pub book: AccountLoader<'info, Book>,
}

/// Specification:
/// - shall stop claims into, or deployments of, this Book; every other Book goes on;
/// - shall end the attestor's word by which units of a shared Book are paid one by one: who gave it may be gone.
pub fn handler(ctx: Context<HaltBook>, args: HaltArgs) -> Result<()> {
    args.validate()?;
    let accounts = &ctx.accounts;
    let guardian = accounts.guardian.key();
    let targets = [accounts.facility.key(), accounts.book.key()];
    require_halter(&guardian, &accounts.scope, accounts.beam.as_deref(), &targets)?;
    let event = {
        let mut book = accounts.book.load_mut()?;
        let before = book.halted;
        book.halted |= args.bits;
        book.uncover();
        HaltChanged {
            halted: accounts.book.key(),
            sequence: book.next_sequence(),
            actor: guardian,
            before,
            after: book.halted,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
