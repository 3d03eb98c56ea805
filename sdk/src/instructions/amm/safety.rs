//! What stops a pool, what lets it go on, and what compares its record with its vaults.

use crate::{
    addresses::{self, PoolAddresses},
    instructions::build,
};
use amm::{accounts, instruction, instructions::*, ID};
use halo_math::amm::PriceRange;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Latches trading over the price of now. Signer: caller, who may be anybody.
pub fn trip_breaker(caller: &Pubkey, pool: &PoolAddresses, price_update: Option<Pubkey>) -> Instruction {
    let accounts = accounts::TripBreaker {
        caller: *caller,
        pool: pool.pool,
        feed: pool.feed,
        price_update,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::TripBreaker {})
}

/// Stops `sides` of the pool. `by_beam` for a beacon or a warden; else the guardian is council, mom or freezer. Signer:
/// guardian.
pub fn pause(guardian: &Pubkey, pool: &PoolAddresses, by_beam: bool, sides: u64) -> Instruction {
    let accounts = accounts::Pause {
        guardian: *guardian,
        beam: by_beam.then(|| pool.beam(guardian)),
        scope: pool.scope,
        pool: pool.pool,
        pau: pool.pau,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Pause { args: PauseArgs { sides } })
}

/// Lets `sides` of the pool go on. Signer: council.
pub fn unpause(council: &Pubkey, pool: &PoolAddresses, sides: u64) -> Instruction {
    let accounts = accounts::Unpause {
        council: *council,
        scope: pool.scope,
        pool: pool.pool,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Unpause { args: PauseArgs { sides } })
}

/// Accepts the price of Pyth although it is out of step, if it is one of those `agreed`. Signer: council.
pub fn rebase_pool(
    council: &Pubkey,
    pool: &PoolAddresses,
    price_update: &Pubkey,
    agreed: PriceRange,
) -> Instruction {
    let accounts = accounts::RebasePool {
        council: *council,
        scope: pool.scope,
        pool: pool.pool,
        price_update: *price_update,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::RebasePool { agreed })
}

/// Compares the vaults with the record. Nobody in particular signs.
pub fn check_pool(pool: &PoolAddresses) -> Instruction {
    let accounts = accounts::CheckPool {
        pool: pool.pool,
        cash_account: pool.custody(&pool.cash),
        asset_account: pool.custody(&pool.asset),
        payout_account: pool.payout_account(),
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::CheckPool {})
}

/// Takes what the vaults lack off the record. Signer: council.
pub fn write_down(council: &Pubkey, pool: &PoolAddresses) -> Instruction {
    let accounts = accounts::WriteDown {
        council: *council,
        scope: pool.scope,
        pool: pool.pool,
        cash_account: pool.custody(&pool.cash),
        asset_account: pool.custody(&pool.asset),
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::WriteDown {})
}
