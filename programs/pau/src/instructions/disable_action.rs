use crate::{
    error::PauError,
    events::ActionChanged,
    state::{Action, Pau},
};
use anchor_lang::prelude::*;

#[event_cpi]
#[derive(Accounts)]
pub struct DisableAction<'info> {
    pub admin: Signer<'info>,
    #[account(has_one = admin @ PauError::NotAdmin)]
    pub pau: AccountLoader<'info, Pau>,
    #[account(mut, close = rent_payer, has_one = pau @ PauError::WrongPau, has_one = rent_payer @ PauError::WrongRentPayer)]
    pub action: Box<Account<'info, Action>>,
    /// CHECK: receives the rent of the action, which names it.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
}

/// Specification: shall end the action in this transaction. Its limits stay, so that enabling it again gives no
/// fresh ones.
pub fn handler(ctx: Context<DisableAction>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    let action = &mut accounts.action;
    let event = ActionChanged {
        action: action.key(),
        sequence: action.next_sequence(),
        admin: accounts.admin.key(),
        pau: accounts.pau.key(),
        hash: action.hash,
        program: action.spec.program,
        one_shot: action.spec.one_shot,
        used: action.used,
        active: false,
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
