use crate::{
    error::AmmError,
    events::RedemptionRemoved,
    state::{Pool, PoolRedemption},
};
use anchor_lang::prelude::*;

#[event_cpi]
#[derive(Accounts)]
pub struct RemoveRedemption<'info> {
    #[account(mut)]
    pub pool: AccountLoader<'info, Pool>,
    #[account(
        mut,
        close = rent_payer,
        has_one = pool @ AmmError::WrongPool,
        has_one = rent_payer @ AmmError::WrongRentPayer,
    )]
    pub redemption: AccountLoader<'info, PoolRedemption>,
    /// CHECK: the redemption names it; it gets the rent back.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
}

/// Specification: shall remove the account of a redemption that is closed and lacks nothing; anyone may, the rent goes to
/// who paid it. One that was given up on stays, for what may still come.
pub fn handler(ctx: Context<RemoveRedemption>) -> Result<()> {
    let accounts = &ctx.accounts;
    let event = {
        let redemption = accounts.redemption.load()?;
        require!(redemption.ticket.closed != 0 && redemption.lost == 0, AmmError::NotEmpty);
        RedemptionRemoved {
            pool: accounts.pool.key(),
            sequence: accounts.pool.load_mut()?.next_sequence(),
            redemption: accounts.redemption.key(),
            number: redemption.number,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
