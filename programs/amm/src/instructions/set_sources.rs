use crate::{
    error::AmmError,
    events::SourcesSet,
    instructions::permit::*,
    state::{Feed, Pool, PoolSources, Sources},
    SOURCES_DIGEST,
};
use anchor_lang::prelude::*;
use configurator::{
    configures,
    state::{CBeam, PauRegistration, Scope},
};
use halo_common::Explain;
use halo_math::amm::{PriceRange, BOTH_SIDES};
use pau::state::Pau;

#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetSourcesArgs {
    /// Where the price comes from now on.
    pub sources: PoolSources,
    /// What they may say at that moment: the step from the old price is within it.
    pub agreed: PriceRange,
}

#[event_cpi]
#[derive(Accounts)]
pub struct SetSources<'info> {
    /// GovOps of the PAU, or the conserver in its place.
    pub govops: Signer<'info>,
    #[account(mut)]
    pub scope: Box<Account<'info, Scope>>,
    pub registration: Box<Account<'info, PauRegistration>>,
    /// Absent when the conserver signs.
    pub cbeam: Option<Box<Account<'info, CBeam>>>,
    pub pau: AccountLoader<'info, Pau>,
    #[account(
        mut,
        has_one = scope @ AmmError::WrongScope,
        has_one = pau @ AmmError::WrongPau,
    )]
    pub pool: AccountLoader<'info, Pool>,
    /// The feed from now on; absent when Pyth alone is to give the price.
    #[account(
        has_one = scope @ AmmError::WrongScope,
        has_one = pau @ AmmError::WrongPau,
    )]
    pub feed: Option<AccountLoader<'info, Feed>>,
    /// CHECK: read as an account of the Pyth receiver; absent when the pool is to have no Pyth feed.
    pub price_update: Option<UncheckedAccount<'info>>,
    pub permit: PermitAccounts<'info>,
}

configures!(SetSources);

impl<'info> SetsRule<'info> for SetSources<'info> {
    fn permitted(&mut self) -> Result<Permitted<'_, 'info>> {
        Permitted::of_pool(&self.pool, &self.permit, &mut self.scope)
    }
}

impl SetSources<'_> {
    /// Writes the sources and looks at once what they say: a price of Pyth becomes the one that the next is held against.
    fn replace(&self, pool: &mut Pool, args: &SetSourcesArgs) -> Result<u64> {
        args.sources.apply(pool, self.feed.as_ref())?;
        let clock = Clock::get()?;
        let seen =
            Sources { feed: self.feed.as_ref().map(AsRef::as_ref), update: self.price_update.as_deref() };
        if let Some(update) = pool.read_update(&seen)? {
            let mut pull = pool.pull;
            pull.rebase(&update, &args.agreed, clock.unix_timestamp, clock.slot).explain::<AmmError>()?;
            pool.pull = pull;
        }
        let price = pool.find_price(&seen, &clock)?.explain::<AmmError>()?.get();
        args.agreed.check(price).explain::<AmmError>()?;
        Ok(price)
    }
}

/// Specification:
/// - shall need a permit for exactly these sources and for the prices that they may give now, which has waited behind the
///   timelock;
/// - shall refuse while either side of the pool is open: nobody trades or enters at the old price in the same breath as
///   at the new one, and what was stopped only the council lets go on;
/// - shall refuse no source at all, a feed of another PAU or scope, sources that go together with neither spread nor each
///   other, those that the pool has, and those that give no price now or one that is none of those agreed to;
/// - shall forget what it remembers of another Pyth feed, and hold the next price against what Pyth says now.
pub fn handler(ctx: Context<SetSources>, args: SetSourcesArgs) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.require_may_set(true, SOURCES_DIGEST, &args)?;
    let event = {
        let mut pool = accounts.pool.load_mut()?;
        require!(pool.breaker.latched == BOTH_SIDES, AmmError::PoolNotStopped);
        let before = PoolSources::of(&pool);
        let price = accounts.replace(&mut pool, &args)?;
        let after = PoolSources::of(&pool);
        require!(after != before, AmmError::SourcesUnchanged);
        SourcesSet {
            pool: accounts.pool.key(),
            sequence: pool.next_sequence(),
            govops: accounts.govops.key(),
            before,
            after,
            price,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
