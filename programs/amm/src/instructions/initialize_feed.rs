use crate::{error::AmmError, events::FeedInitialized, state::Feed, ACCOUNT_VERSION, FEED_SEED};
use anchor_lang::prelude::*;
use configurator::{
    accordant::Configures,
    configures,
    state::{CBeam, PauRegistration, Scope},
};
use halo_common::Explain;
use halo_math::amm::{NavFeed, NavLimits, PriceLimits, REPORTERS};
use pau::state::Pau;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct InitializeFeedArgs {
    /// What a price must keep to.
    pub limits: PriceLimits,
    /// What a report must keep to.
    pub nav: NavLimits,
    /// Who may report; the default key leaves a place empty.
    pub reporters: [Pubkey; REPORTERS],
}

#[event_cpi]
#[derive(Accounts)]
pub struct InitializeFeed<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    /// Fresh key: its signature is what binds the address to whoever creates it.
    pub base: Signer<'info>,
    /// GovOps of the PAU, or the conserver in its place.
    pub govops: Signer<'info>,
    pub scope: Box<Account<'info, Scope>>,
    pub registration: Box<Account<'info, PauRegistration>>,
    /// Absent when the conserver signs.
    pub cbeam: Option<Box<Account<'info, CBeam>>>,
    #[account(constraint = pau.load()?.admin == scope.key() @ AmmError::PauNotGoverned)]
    pub pau: AccountLoader<'info, Pau>,
    #[account(
        init,
        payer = payer,
        space = Feed::SPACE,
        seeds = [FEED_SEED, base.key().as_ref()],
        bump
    )]
    pub feed: AccountLoader<'info, Feed>,
    pub system_program: Program<'info, System>,
}

configures!(InitializeFeed);

/// Specification:
/// - shall bind the feed to one PAU and one scope for its life;
/// - shall refuse limits that no feed may have, and one reporter in two places.
pub fn handler(ctx: Context<InitializeFeed>, args: InitializeFeedArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    accounts.require_may_add()?;
    let nav = NavFeed::new(args.limits, args.nav).explain::<AmmError>()?;
    let event = {
        let mut feed = accounts.feed.load_init()?;
        feed.base = accounts.base.key();
        feed.scope = accounts.scope.key();
        feed.pau = accounts.pau.key();
        feed.nav = nav;
        feed.set_reporters(args.reporters)?;
        feed.version = ACCOUNT_VERSION;
        feed.bump = ctx.bumps.feed;
        FeedInitialized {
            feed: accounts.feed.key(),
            sequence: feed.next_sequence(),
            govops: accounts.govops.key(),
            scope: feed.scope,
            pau: feed.pau,
            reporters: feed.reporters,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
