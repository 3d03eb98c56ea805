//! What creates a pool, and what its GovOps and its beacon set.

use super::permit;
use crate::{
    addresses::{self, PoolAddresses},
    instructions::{build, configurator::Configurer},
};
use amm::{
    accounts, instruction, instructions::*, BOUNDS_DIGEST, DEPTH_DIGEST, ID, LIMITS_DIGEST, SOURCES_DIGEST,
};
use halo_math::amm::Spread;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

/// Creates the pool at `addresses::pool(base)`, which `pool` must name. `onboarding` is the init of a limit in the asset.
/// Signers: payer, base, configurer.
pub fn initialize_pool(
    payer: &Pubkey,
    base: &Pubkey,
    configurer: &Configurer,
    pool: &PoolAddresses,
    onboarding: &Pubkey,
    args: InitializePoolArgs,
) -> Instruction {
    let powers = args.issuer_powers;
    let accounts = accounts::InitializePool {
        payer: *payer,
        base: *base,
        govops: configurer.signer,
        scope: pool.scope,
        registration: configurer.registration(),
        cbeam: configurer.cbeam(),
        pau: pool.pau,
        onboarding: *onboarding,
        issuer: (powers != 0)
            .then(|| addresses::permit(&pool.scope, &pool.asset.mint, &issuer_digest(powers))),
        feed: pool.feed,
        pool: pool.pool,
        cash_mint: pool.cash.mint,
        cash_program: pool.cash.token_program,
        asset_mint: pool.asset.mint,
        asset_program: pool.asset.token_program,
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::InitializePool { args })
}

/// Opens the Book that holds the pool's cash and inventory, once the pool is a controller of its PAU. Signer: payer, who
/// may be anybody.
pub fn open_custody(payer: &Pubkey, pool: &PoolAddresses) -> Instruction {
    let accounts = accounts::OpenCustody {
        payer: *payer,
        pool: pool.pool,
        pau: pool.pau,
        controller: pool.controller(),
        proxy: pool.proxy(),
        cash_vault: pool.vault(&pool.cash),
        cash_account: pool.custody(&pool.cash),
        cash_mint: pool.cash.mint,
        cash_program: pool.cash.token_program,
        asset_vault: pool.vault(&pool.asset),
        asset_account: pool.custody(&pool.asset),
        asset_mint: pool.asset.mint,
        asset_program: pool.asset.token_program,
        payout_account: pool.payout_account(),
        associated_token_program: anchor_spl::associated_token::ID,
        system_program: system_program::ID,
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::OpenCustody {})
}

fn configuring(
    configurer: &Configurer,
    pool: &PoolAddresses,
    permit: accounts::PermitAccounts,
) -> accounts::ConfigurePool {
    accounts::ConfigurePool {
        govops: configurer.signer,
        scope: pool.scope,
        registration: configurer.registration(),
        cbeam: configurer.cbeam(),
        pau: pool.pau,
        pool: pool.pool,
        permit,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    }
}

/// Sets the bounds of the spread, and the spread within them. `permit_rent` is who gets the rent of the permit, which
/// widening needs. Signer: configurer.
pub fn set_bounds(
    configurer: &Configurer,
    pool: &PoolAddresses,
    args: SetBoundsArgs,
    permit_rent: Option<&Pubkey>,
) -> Instruction {
    let permit = permit(&pool.scope, &pool.pool, (BOUNDS_DIGEST, &args.bounds), permit_rent);
    build(ID, configuring(configurer, pool, permit), instruction::SetBounds { args })
}

/// Sets what size costs; always with a permit. Signer: configurer.
pub fn set_depth(
    configurer: &Configurer,
    pool: &PoolAddresses,
    args: SetDepthArgs,
    permit_rent: &Pubkey,
) -> Instruction {
    let permit = permit(&pool.scope, &pool.pool, (DEPTH_DIGEST, &args), Some(permit_rent));
    build(ID, configuring(configurer, pool, permit), instruction::SetDepth { args })
}

/// Sets what the pool may hold, trade and be worth. `permit_rent` is who gets the rent of the permit, which raising
/// needs, and another time for settlements. Signer: configurer.
pub fn set_limits(
    configurer: &Configurer,
    pool: &PoolAddresses,
    limits: PoolLimits,
    permit_rent: Option<&Pubkey>,
) -> Instruction {
    let permit = permit(&pool.scope, &pool.pool, (LIMITS_DIGEST, &limits), permit_rent);
    build(ID, configuring(configurer, pool, permit), instruction::SetLimits { limits })
}

/// Sets where the price comes from, while both sides of the pool are stopped; always with a permit. `pool` is the pool
/// with the sources that it has, `price_update` an account of the Pyth receiver when there is to be a Pyth feed. Signer:
/// configurer.
pub fn set_sources(
    configurer: &Configurer,
    pool: &PoolAddresses,
    args: SetSourcesArgs,
    price_update: Option<Pubkey>,
    permit_rent: &Pubkey,
) -> Instruction {
    let accounts = accounts::SetSources {
        govops: configurer.signer,
        scope: pool.scope,
        registration: configurer.registration(),
        cbeam: configurer.cbeam(),
        pau: pool.pau,
        pool: pool.pool,
        feed: Some(args.sources.feed).filter(|feed| *feed != Pubkey::default()),
        price_update,
        permit: permit(&pool.scope, &pool.pool, (SOURCES_DIGEST, &args), Some(permit_rent)),
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::SetSources { args })
}

/// Moves the spread within its bounds. Signer: beacon with QUOTE.
pub fn set_spread(beacon: &Pubkey, pool: &PoolAddresses, spread: Spread) -> Instruction {
    let accounts = accounts::SetSpread {
        beacon: *beacon,
        beam: pool.beam(beacon),
        pool: pool.pool,
        pau: pool.pau,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::SetSpread { spread })
}
