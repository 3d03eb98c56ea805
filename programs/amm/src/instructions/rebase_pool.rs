use crate::{
    error::AmmError,
    events::PriceRebased,
    state::{Pool, Sources},
};
use anchor_lang::prelude::*;
use configurator::state::Scope;
use halo_common::Explain;
use halo_math::amm::PriceRange;

#[event_cpi]
#[derive(Accounts)]
pub struct RebasePool<'info> {
    pub council: Signer<'info>,
    #[account(has_one = council @ AmmError::NotCouncil)]
    pub scope: Box<Account<'info, Scope>>,
    #[account(mut, has_one = scope @ AmmError::WrongScope)]
    pub pool: AccountLoader<'info, Pool>,
    /// CHECK: read as an account of the Pyth receiver.
    pub price_update: UncheckedAccount<'info>,
}

/// Specification:
/// - shall accept the price that Pyth gives now as the pool's mark although it is out of step with the last one; the
///   council alone may say that a jump of the price is real;
/// - shall refuse a price that is none of those the council has agreed to: Pyth may say something else by now.
pub fn handler(ctx: Context<RebasePool>, agreed: PriceRange) -> Result<()> {
    let clock = Clock::get()?;
    let accounts = &ctx.accounts;
    let sources = Sources { feed: None, update: Some(&accounts.price_update) };
    let event = {
        let mut pool = accounts.pool.load_mut()?;
        let update = pool.read_update(&sources)?.ok_or(AmmError::SourceMissing)?;
        let mut pull = pool.pull;
        let before = pull.mark.price;
        let after = pull.rebase(&update, &agreed, clock.unix_timestamp, clock.slot).explain::<AmmError>()?;
        pool.pull = pull;
        PriceRebased {
            source: accounts.pool.key(),
            sequence: pool.next_sequence(),
            council: accounts.council.key(),
            before,
            after: after.get(),
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
