use crate::{
    error::PauError,
    events::ControllerChanged,
    state::{Controller, Pau},
};
use anchor_lang::prelude::*;

#[event_cpi]
#[derive(Accounts)]
pub struct RemoveController<'info> {
    pub admin: Signer<'info>,
    #[account(mut, has_one = admin @ PauError::NotAdmin)]
    pub pau: AccountLoader<'info, Pau>,
    #[account(mut, close = rent_payer, has_one = pau @ PauError::WrongPau, has_one = rent_payer @ PauError::WrongRentPayer)]
    pub controller: Account<'info, Controller>,
    /// CHECK: receives the rent of the controller, which names it.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
}

/// Specification: shall end the controller's rights in this transaction.
pub fn handler(ctx: Context<RemoveController>) -> Result<()> {
    let accounts = &ctx.accounts;
    let event = ControllerChanged {
        pau: accounts.pau.key(),
        sequence: accounts.pau.load_mut()?.next_sequence(),
        admin: accounts.admin.key(),
        signer: accounts.controller.signer,
        book: accounts.controller.book,
        kinds: accounts.controller.kinds,
        active: false,
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
