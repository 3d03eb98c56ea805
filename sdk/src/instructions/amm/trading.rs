//! What traders do.

use crate::{
    addresses::{self, PoolAddresses, PoolToken},
    instructions::build,
};
use amm::{accounts, instruction, instructions::*, ID};
use pau::state::LimitKind;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Who trades, from which token account to which, and the Pyth account if the pool has such a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trader {
    pub owner: Pubkey,
    /// Token account that gives.
    pub source: Pubkey,
    /// Token account that receives.
    pub destination: Pubkey,
    pub price_update: Option<Pubkey>,
}

impl Trader {
    /// Trades between the owner's associated accounts, from `gives` to `receives`.
    pub fn associated(owner: &Pubkey, gives: &PoolToken, receives: &PoolToken) -> Self {
        Self {
            owner: *owner,
            source: gives.account(owner),
            destination: receives.account(owner),
            price_update: None,
        }
    }
}

fn swapping(
    pool: &PoolAddresses,
    trader: &Trader,
    gives: &PoolToken,
    receives: &PoolToken,
) -> accounts::Swap {
    accounts::Swap {
        trader: trader.owner,
        pool: pool.pool,
        feed: pool.feed,
        price_update: trader.price_update,
        source: trader.source,
        destination: trader.destination,
        account_in: pool.custody(gives),
        mint_in: gives.mint,
        program_in: gives.token_program,
        vault_out: pool.vault(receives),
        account_out: pool.custody(receives),
        mint_out: receives.mint,
        program_out: receives.token_program,
        pau: pool.pau,
        controller: pool.controller(),
        limit_in: pool.limit_key(LimitKind::SwapIn, gives).limit(&pool.pau),
        limit_out: pool.limit_key(LimitKind::SwapOut, receives).limit(&pool.pau),
        proxy: pool.proxy(),
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    }
}

/// Sells the asset to the pool. Signer: the trader.
pub fn sell(pool: &PoolAddresses, trader: &Trader, args: SwapArgs) -> Instruction {
    build(ID, swapping(pool, trader, &pool.asset, &pool.cash), instruction::Sell { args })
}

/// Buys the asset from the pool. Signer: the trader.
pub fn buy(pool: &PoolAddresses, trader: &Trader, args: SwapArgs) -> Instruction {
    build(ID, swapping(pool, trader, &pool.cash, &pool.asset), instruction::Buy { args })
}
