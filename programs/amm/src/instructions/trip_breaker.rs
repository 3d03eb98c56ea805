use crate::{
    error::AmmError,
    state::{Feed, Pool, Sources},
};
use anchor_lang::prelude::*;

#[event_cpi]
#[derive(Accounts)]
pub struct TripBreaker<'info> {
    pub caller: Signer<'info>,
    #[account(mut)]
    pub pool: AccountLoader<'info, Pool>,
    /// Absent when the pool has no reporters.
    pub feed: Option<AccountLoader<'info, Feed>>,
    /// CHECK: read as an account of the Pyth receiver; absent when the pool has no Pyth feed.
    pub price_update: Option<UncheckedAccount<'info>>,
}

/// Specification:
/// - shall be open to anyone: a trade that is refused over its price cannot write down that it was, so this does;
/// - shall look at the price itself, and latch when it is out of step, out of bounds or contradicted; a price that is
///   merely old latches nothing, it becomes new again;
/// - shall look at no price of Pyth that was published more than a few seconds ago: the caller chooses it, and one tick of
///   yesterday says nothing of today;
/// - shall lift nothing: that is the council's.
pub fn handler(ctx: Context<TripBreaker>) -> Result<()> {
    let accounts = &ctx.accounts;
    let sources = Sources::of(&accounts.feed, &accounts.price_update);
    let event = {
        let mut pool = accounts.pool.load_mut()?;
        let finding = pool.find_price_now(&sources, &Clock::get()?)?;
        let Some(refusal) = finding.err().filter(|refusal| refusal.latches() != 0) else {
            return err!(AmmError::NothingToLatch);
        };
        msg!("{}", refusal);
        pool.stop(&accounts.pool.key(), &accounts.caller.key(), refusal.latches())
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
