use crate::{
    error::AmmError,
    events::WithdrawalRequested,
    state::{Pool, PoolPosition, PoolWithdrawal},
    ACCOUNT_VERSION, WITHDRAWAL_SEED,
};
use anchor_lang::prelude::*;
use halo_common::Explain;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct RequestWithdrawalArgs {
    /// Shares to withdraw: all of the position, or at least what the smallest trade bought when the pool was new.
    pub shares: u64,
    /// Part of the withdrawal's address: any number that no other withdrawal of the pool has. Were it the place in the queue,
    /// of all requests in the same moment one would land.
    pub id: u64,
}

#[event_cpi]
#[derive(Accounts)]
#[instruction(args: RequestWithdrawalArgs)]
pub struct RequestWithdrawal<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    pub owner: Signer<'info>,
    #[account(mut)]
    pub pool: AccountLoader<'info, Pool>,
    #[account(
        mut,
        has_one = pool @ AmmError::WrongPool,
        has_one = owner @ AmmError::NotOwner,
    )]
    pub position: AccountLoader<'info, PoolPosition>,
    /// At the address that the owner chose.
    #[account(
        init,
        payer = payer,
        space = PoolWithdrawal::SPACE,
        seeds = [
            WITHDRAWAL_SEED,
            pool.key().as_ref(),
            &args.id.to_le_bytes(),
        ],
        bump
    )]
    pub withdrawal: AccountLoader<'info, PoolWithdrawal>,
    pub system_program: Program<'info, System>,
}

/// Specification:
/// - shall put shares of the owner at the end of the queue; until they are filled they gain and lose with the others;
/// - shall refuse within an hour of the owner's last deposit: capital that comes for one price and leaves at the next would
///   take from who stays;
/// - shall refuse fewer shares than the pool's smallest trade bought when it was new, unless they are all that is left:
///   whoever waits behind waits for each withdrawal;
/// - shall be open whatever is stopped: it moves no money.
pub fn handler(ctx: Context<RequestWithdrawal>, args: RequestWithdrawalArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    let event = {
        let mut pool = accounts.pool.load_mut()?;
        let mut position = accounts.position.load_mut()?;
        position.stake().check_leaves(args.shares, &pool.pricing.trade, now).explain::<AmmError>()?;
        position.shares = position.shares.checked_sub(args.shares).ok_or(AmmError::NotEnoughShares)?;
        let Pool { queue, capital, .. } = &mut *pool;
        let ticket = queue.request(capital, args.shares, now).explain::<AmmError>()?;
        let mut withdrawal = accounts.withdrawal.load_init()?;
        withdrawal.pool = accounts.pool.key();
        withdrawal.owner = accounts.owner.key();
        withdrawal.rent_payer = accounts.payer.key();
        withdrawal.ticket = ticket;
        withdrawal.id = args.id;
        withdrawal.version = ACCOUNT_VERSION;
        withdrawal.bump = ctx.bumps.withdrawal;
        WithdrawalRequested {
            pool: accounts.pool.key(),
            sequence: pool.next_sequence(),
            withdrawal: accounts.withdrawal.key(),
            number: ticket.number,
            owner: withdrawal.owner,
            shares: args.shares,
            queued_after: pool.capital.queued,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
