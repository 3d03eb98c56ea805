use crate::{
    events::PositionOpened,
    state::{Pool, PoolPosition},
    ACCOUNT_VERSION, POSITION_SEED,
};
use anchor_lang::prelude::*;

#[event_cpi]
#[derive(Accounts)]
pub struct OpenPosition<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    /// CHECK: whose position it becomes.
    pub owner: UncheckedAccount<'info>,
    #[account(mut)]
    pub pool: AccountLoader<'info, Pool>,
    #[account(
        init,
        payer = payer,
        space = PoolPosition::SPACE,
        seeds = [POSITION_SEED, pool.key().as_ref(), owner.key().as_ref()],
        bump
    )]
    pub position: AccountLoader<'info, PoolPosition>,
    pub system_program: Program<'info, System>,
}

/// Specification: shall open an empty position, one for an owner.
pub fn handler(ctx: Context<OpenPosition>) -> Result<()> {
    let accounts = &ctx.accounts;
    {
        let mut position = accounts.position.load_init()?;
        position.pool = accounts.pool.key();
        position.owner = accounts.owner.key();
        position.rent_payer = accounts.payer.key();
        position.version = ACCOUNT_VERSION;
        position.bump = ctx.bumps.position;
    }
    let event = PositionOpened {
        pool: accounts.pool.key(),
        sequence: accounts.pool.load_mut()?.next_sequence(),
        position: accounts.position.key(),
        owner: accounts.owner.key(),
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
