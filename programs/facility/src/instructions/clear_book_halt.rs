use crate::{
    error::FacilityError,
    events::HaltChanged,
    instructions::HaltArgs,
    state::{Book, Facility},
};
use anchor_lang::prelude::*;
use configurator::state::Scope;

#[event_cpi]
#[derive(Accounts)]
pub struct ClearBookHalt<'info> {
    pub council: Signer<'info>,
    #[account(has_one = council @ FacilityError::NotCouncil)]
    pub scope: Box<Account<'info, Scope>>,
    #[account(has_one = scope @ FacilityError::WrongScope)]
    pub facility: AccountLoader<'info, Facility>,
    #[account(mut, has_one = facility @ FacilityError::WrongFacility)]
    pub book: AccountLoader<'info, Book>,
}

/// Specification: shall lift the halts named from this Book; those of its facility stay.
pub fn handler(ctx: Context<ClearBookHalt>, args: HaltArgs) -> Result<()> {
    args.validate()?;
    let event = {
        let mut book = ctx.accounts.book.load_mut()?;
        let before = book.halted;
        book.halted &= !args.bits;
        HaltChanged {
            halted: ctx.accounts.book.key(),
            sequence: book.next_sequence(),
            actor: ctx.accounts.council.key(),
            before,
            after: book.halted,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
