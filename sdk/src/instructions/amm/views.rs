//! What anybody can ask, with answers as return data.

use crate::{addresses::PoolAddresses, instructions::build};
use amm::{accounts, instruction, instructions::*, ID};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

fn priced(pool: &PoolAddresses, price_update: Option<Pubkey>) -> accounts::PricedView {
    accounts::PricedView {
        pool: pool.pool,
        feed: pool.feed,
        price_update,
        cash_account: pool.custody(&pool.cash),
        asset_account: pool.custody(&pool.asset),
    }
}

/// What a trade would come to now: a `QuoteView`.
pub fn quote(pool: &PoolAddresses, price_update: Option<Pubkey>, args: QuoteArgs) -> Instruction {
    build(ID, priced(pool, price_update), instruction::Quote { args })
}

/// What the pool has and what that is worth: a `PoolView`.
pub fn pool_state(pool: &PoolAddresses, price_update: Option<Pubkey>) -> Instruction {
    build(ID, priced(pool, price_update), instruction::PoolState {})
}
