//! Pools of a Trading Halo: cash and one asset each, traded at the asset's own price with a spread, out of capital that
//! Primes bring and share.

use anchor_lang::prelude::*;

pub mod constants;
pub mod error;
pub mod events;
pub mod instructions;
pub mod pyth;
pub mod state;

pub use constants::*;
use halo_math::amm::{Posting, PriceRange, Spread};
use instructions::*;

declare_id!("7muKdURTBRuoXctB66nabFNFvcUtXpqBknuaEAJV497Q");

#[cfg(not(feature = "no-entrypoint"))]
solana_security_txt::security_txt! {
    name: "Halo AMM",
    project_url: "https://github.com/sky-ecosystem/halo-solana",
    contacts: "link:https://github.com/sky-ecosystem/halo-solana/security/advisories/new",
    policy: "https://github.com/sky-ecosystem/halo-solana/blob/main/SECURITY.md",
    source_code: "https://github.com/sky-ecosystem/halo-solana"
}

#[program]
pub mod amm {
    use super::*;

    // The hot ones come first: an instruction is found by looking at one after the other.

    /// Reports what the asset is worth. Reporter of the feed.
    pub fn post_nav(ctx: Context<PostNav>, posting: Posting) -> Result<()> {
        instructions::post_nav::handler(ctx, posting)
    }

    /// Sells the asset to the pool. Anyone.
    pub fn sell(ctx: Context<Swap>, args: SwapArgs) -> Result<()> {
        instructions::sell::handler(ctx, args)
    }

    /// Buys the asset from the pool. Anyone.
    pub fn buy(ctx: Context<Swap>, args: SwapArgs) -> Result<()> {
        instructions::buy::handler(ctx, args)
    }

    /// What a trade would come to now. Moves nothing.
    pub fn quote(ctx: Context<PricedView>, args: QuoteArgs) -> Result<QuoteView> {
        instructions::quote::handler(ctx, args)
    }

    /// Creates a feed of prices by reporters. GovOps of the PAU.
    pub fn initialize_feed(ctx: Context<InitializeFeed>, args: InitializeFeedArgs) -> Result<()> {
        instructions::initialize_feed::handler(ctx, args)
    }

    /// Sets who may report; to add somebody with a permit. GovOps of the PAU.
    pub fn set_reporters(ctx: Context<ConfigureFeed>, args: SetReportersArgs) -> Result<()> {
        instructions::set_reporters::handler(ctx, args)
    }

    /// Sets what prices and reports must keep to, with a permit. GovOps of the PAU.
    pub fn set_feed_limits(ctx: Context<ConfigureFeed>, args: SetFeedLimitsArgs) -> Result<()> {
        instructions::set_feed_limits::handler(ctx, args)
    }

    /// Accepts a median that is out of step, if it is one of those agreed. Council.
    pub fn rebase_feed(ctx: Context<RebaseFeed>, agreed: PriceRange) -> Result<()> {
        instructions::rebase_feed::handler(ctx, agreed)
    }

    /// Creates a pool for an asset that the council has onboarded. GovOps of the PAU.
    pub fn initialize_pool(ctx: Context<InitializePool>, args: InitializePoolArgs) -> Result<()> {
        instructions::initialize_pool::handler(ctx, args)
    }

    /// Opens the Book of the PAU that holds the pool's cash and inventory. Anyone, once the pool is a controller.
    pub fn open_custody(ctx: Context<OpenCustody>) -> Result<()> {
        instructions::open_custody::handler(ctx)
    }

    /// Moves the spread within its bounds. Beacon with QUOTE.
    pub fn set_spread(ctx: Context<SetSpread>, spread: Spread) -> Result<()> {
        instructions::set_spread::handler(ctx, spread)
    }

    /// Sets the bounds of the spread; to widen them with a permit. GovOps of the PAU.
    pub fn set_bounds(ctx: Context<ConfigurePool>, args: SetBoundsArgs) -> Result<()> {
        instructions::set_bounds::handler(ctx, args)
    }

    /// Sets what size costs, with a permit. GovOps of the PAU.
    pub fn set_depth(ctx: Context<ConfigurePool>, args: SetDepthArgs) -> Result<()> {
        instructions::set_depth::handler(ctx, args)
    }

    /// Sets what the pool may hold, trade and be worth; to raise it, or to change the time of a settlement, with a permit. GovOps of the PAU.
    pub fn set_limits(ctx: Context<ConfigurePool>, limits: PoolLimits) -> Result<()> {
        instructions::set_limits::handler(ctx, limits)
    }

    /// Sets where the price comes from, with a permit, while the pool is stopped. GovOps of the PAU.
    pub fn set_sources(ctx: Context<SetSources>, args: SetSourcesArgs) -> Result<()> {
        instructions::set_sources::handler(ctx, args)
    }

    /// Opens somebody's position. Anyone.
    pub fn open_position(ctx: Context<OpenPosition>) -> Result<()> {
        instructions::open_position::handler(ctx)
    }

    /// Brings cash for shares. The owner of the position.
    pub fn deposit(ctx: Context<Deposit>, args: DepositArgs) -> Result<()> {
        instructions::deposit::handler(ctx, args)
    }

    /// Puts shares into the queue of withdrawals. The owner of the position.
    pub fn request_withdrawal(ctx: Context<RequestWithdrawal>, args: RequestWithdrawalArgs) -> Result<()> {
        instructions::request_withdrawal::handler(ctx, args)
    }

    /// Prices the first withdrawal that waits and sets its cash aside. Anyone.
    pub fn fill_withdrawal(ctx: Context<FillWithdrawal>) -> Result<()> {
        instructions::fill_withdrawal::handler(ctx)
    }

    /// Pays what was set aside. The owner of the withdrawal.
    pub fn claim_withdrawal(ctx: Context<ClaimWithdrawal>) -> Result<()> {
        instructions::claim_withdrawal::handler(ctx)
    }

    /// Takes back shares that wait. The owner of the withdrawal.
    pub fn cancel_withdrawal(ctx: Context<CancelWithdrawal>) -> Result<()> {
        instructions::cancel_withdrawal::handler(ctx)
    }

    /// Closes a withdrawal that was paid. Anyone; the rent goes to who paid it.
    pub fn close_withdrawal(ctx: Context<CloseWithdrawal>) -> Result<()> {
        instructions::close_withdrawal::handler(ctx)
    }

    /// Closes an empty position. Its owner.
    pub fn close_position(ctx: Context<ClosePosition>) -> Result<()> {
        instructions::close_position::handler(ctx)
    }

    /// Sends inventory to the issuer, within its limit. Beacon with REDEEM.
    pub fn initiate_redemption(ctx: Context<InitiateRedemption>, args: InitiateRedemptionArgs) -> Result<()> {
        instructions::initiate_redemption::handler(ctx, args)
    }

    /// Brings the cash of a redemption. Anyone.
    pub fn settle_redemption(ctx: Context<SettleRedemption>, args: SettleRedemptionArgs) -> Result<()> {
        instructions::settle_redemption::handler(ctx, args)
    }

    /// Books what a redemption did not bring as a loss. Beacon with REDEEM.
    pub fn close_redemption(ctx: Context<CloseRedemption>) -> Result<()> {
        instructions::close_redemption::handler(ctx)
    }

    /// Brings back the asset that the issuer did not redeem. Anyone.
    pub fn return_inventory(ctx: Context<ReturnInventory>) -> Result<()> {
        instructions::return_inventory::handler(ctx)
    }

    /// Removes the account of a closed redemption. Anyone; the rent goes to who paid it.
    pub fn remove_redemption(ctx: Context<RemoveRedemption>) -> Result<()> {
        instructions::remove_redemption::handler(ctx)
    }

    /// Latches purchases over a redemption that is late. Anyone.
    pub fn flag_overdue(ctx: Context<FlagOverdue>) -> Result<()> {
        instructions::flag_overdue::handler(ctx)
    }

    /// Latches trading over a price that nobody should trade at. Anyone.
    pub fn trip_breaker(ctx: Context<TripBreaker>) -> Result<()> {
        instructions::trip_breaker::handler(ctx)
    }

    /// Stops one side of trading or both. Beacon with QUOTE, warden, council, mom or freezer.
    pub fn pause(ctx: Context<Pause>, args: PauseArgs) -> Result<()> {
        instructions::pause::handler(ctx, args)
    }

    /// Lets trading go on. Council.
    pub fn unpause(ctx: Context<Unpause>, args: PauseArgs) -> Result<()> {
        instructions::unpause::handler(ctx, args)
    }

    /// Accepts a price of Pyth that is out of step, if it is one of those agreed. Council.
    pub fn rebase_pool(ctx: Context<RebasePool>, agreed: PriceRange) -> Result<()> {
        instructions::rebase_pool::handler(ctx, agreed)
    }

    /// Compares the vaults with the record, and latches trading when one lacks something. Anyone.
    pub fn check_pool(ctx: Context<CheckPool>) -> Result<()> {
        instructions::check_pool::handler(ctx)
    }

    /// Takes what the vaults lack off the record. Council.
    pub fn write_down(ctx: Context<WriteDown>) -> Result<()> {
        instructions::write_down::handler(ctx)
    }

    /// What a pool has and what that is worth. Moves nothing.
    pub fn pool_state(ctx: Context<PricedView>) -> Result<PoolView> {
        instructions::pool_state::handler(ctx)
    }
}
