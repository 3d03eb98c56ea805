use crate::{
    error::AmmError,
    events::PoolInitialized,
    instructions::PoolLimits,
    state::{Feed, Pool, PoolSources},
    ACCOUNT_VERSION, ISSUER_DIGEST, POOL_SEED,
};
use anchor_lang::prelude::*;
use anchor_spl::token_interface::{Mint, TokenInterface};
use configurator::{
    accordant::Configures,
    configures,
    state::{CBeam, Grant, Init, PauRegistration, Scope},
};
use halo_common::{mint::check_cash_mint, rwa_mint::check_asset_mint, Explain};
use halo_math::amm::{Depth, Pair, PriceLimits, Pricing, Spread, SpreadBounds};
use pau::state::Pau;
use solana_sha256_hasher::hashv;

#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy)]
pub struct InitializePoolArgs {
    /// The Pyth feed that gives the price, or the second price beside the reporters'; zeros for none.
    pub pyth_feed: [u8; 32],
    /// What Pyth's price must keep to; of no meaning without that feed.
    pub pull: PriceLimits,
    pub spread: Spread,
    pub bounds: SpreadBounds,
    /// What size costs whoever sells to the pool, and whoever buys from it.
    pub depth_sell: Depth,
    pub depth_buy: Depth,
    pub limits: PoolLimits,
    /// Powers of the asset's issuer, bits of `halo_common::rwa_mint::power`: all that it has, named.
    pub issuer_powers: u8,
}

#[event_cpi]
#[derive(Accounts)]
pub struct InitializePool<'info> {
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
    /// A limit in the asset that the council has approved for this PAU: the asset is onboarded.
    pub onboarding: Box<Account<'info, Init>>,
    /// The permit that names the powers of the asset's issuer; absent when it has none.
    pub issuer: Option<Box<Account<'info, Init>>>,
    /// Absent when Pyth alone gives the price.
    #[account(
        has_one = scope @ AmmError::WrongScope,
        has_one = pau @ AmmError::WrongPau,
    )]
    pub feed: Option<AccountLoader<'info, Feed>>,
    #[account(
        init,
        payer = payer,
        space = Pool::SPACE,
        seeds = [POOL_SEED, base.key().as_ref()],
        bump
    )]
    pub pool: AccountLoader<'info, Pool>,
    #[account(mint::token_program = cash_program)]
    pub cash_mint: Box<InterfaceAccount<'info, Mint>>,
    pub cash_program: Interface<'info, TokenInterface>,
    #[account(mint::token_program = asset_program)]
    pub asset_mint: Box<InterfaceAccount<'info, Mint>>,
    pub asset_program: Interface<'info, TokenInterface>,
    pub system_program: Program<'info, System>,
}

configures!(InitializePool);

/// What a permit must name that admits an asset with these powers of its issuer: `sha256("amm issuer" || powers)`.
pub fn issuer_digest(powers: u8) -> [u8; 32] {
    hashv(&[ISSUER_DIGEST, &[powers]]).to_bytes()
}

impl InitializePool<'_> {
    /// Refuses an asset for which the council has approved no limit of this PAU, and powers of its issuer that the
    /// council has not named.
    fn check_onboarded(&self, powers: u8) -> Result<()> {
        let asset = self.asset_mint.key();
        let ours = self.onboarding.require_for(&self.registration).is_ok();
        let of_asset = matches!(&self.onboarding.grant, Grant::RateLimit { mint, .. } if *mint == asset);
        require!(ours && of_asset, AmmError::AssetNotOnboarded);
        check_cash_mint(&self.cash_mint.to_account_info()).explain::<AmmError>()?;
        check_asset_mint(&self.asset_mint.to_account_info(), powers).explain::<AmmError>()?;
        require_keys_neq!(asset, self.cash_mint.key(), AmmError::SameMint);
        if powers == 0 {
            return Ok(());
        }
        let permit = self.issuer.as_ref().ok_or(AmmError::IssuerNotTrusted)?;
        require_keys_eq!(permit.scope, self.scope.key(), AmmError::IssuerNotTrusted);
        let named = permit.require_permit(&asset, &issuer_digest(powers)).is_ok();
        require!(named, AmmError::IssuerNotTrusted);
        Ok(())
    }
}

/// Specification:
/// - shall admit an asset only that the council has onboarded: a limit of this PAU in it is approved, and every power of
///   its issuer is named by a permit that has waited behind the timelock;
/// - shall refuse cash that is not cash, parameters that no pool may have, and a pool without a price;
/// - shall bind the pool to one PAU, one scope and one pair for its life.
pub fn handler(ctx: Context<InitializePool>, args: InitializePoolArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    accounts.require_may_add()?;
    accounts.check_onboarded(args.issuer_powers)?;
    args.limits.validate()?;
    let pair = Pair::new(accounts.asset_mint.decimals, accounts.cash_mint.decimals).explain::<AmmError>()?;
    let pricing = Pricing {
        pair,
        spread: args.spread,
        bounds: args.bounds,
        depth_sell: args.depth_sell,
        depth_buy: args.depth_buy,
        inventory: args.limits.inventory,
        trade: args.limits.trade,
    };
    pricing.check().explain::<AmmError>()?;
    let event = {
        let mut pool = accounts.pool.load_init()?;
        pool.base = accounts.base.key();
        pool.scope = accounts.scope.key();
        pool.pau = accounts.pau.key();
        pool.cash_mint = accounts.cash_mint.key();
        pool.cash_program = accounts.cash_program.key();
        pool.asset_mint = accounts.asset_mint.key();
        pool.asset_program = accounts.asset_program.key();
        pool.pricing = pricing;
        let feed = accounts.feed.as_ref();
        let named = feed.map(|feed| feed.key()).unwrap_or_default();
        let sources = PoolSources { feed: named, pyth_feed: args.pyth_feed, pull: args.pull };
        sources.apply(&mut pool, feed)?;
        args.limits.apply(&mut pool);
        pool.cash_decimals = accounts.cash_mint.decimals;
        pool.asset_decimals = accounts.asset_mint.decimals;
        pool.issuer_powers = args.issuer_powers;
        pool.version = ACCOUNT_VERSION;
        pool.bump = ctx.bumps.pool;
        PoolInitialized {
            pool: accounts.pool.key(),
            sequence: pool.next_sequence(),
            govops: accounts.govops.key(),
            scope: pool.scope,
            pau: pool.pau,
            cash_mint: pool.cash_mint,
            asset_mint: pool.asset_mint,
            feed: pool.feed,
            pyth_feed: pool.pyth_feed,
            issuer_powers: pool.issuer_powers,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
