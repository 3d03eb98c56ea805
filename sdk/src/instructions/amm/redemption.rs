//! Inventory that goes to the issuer, and the cash that comes back.

use crate::{
    addresses::{self, PoolAddresses},
    instructions::build,
};
use amm::{accounts, instruction, instructions::*, ID};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

/// Sends inventory to `endpoint`, for which the PAU has a TRANSFER limit, as redemption `number`, the next of the pool.
/// Signer: beacon with REDEEM.
pub fn initiate_redemption(
    beacon: &Pubkey,
    pool: &PoolAddresses,
    number: u64,
    endpoint: &Pubkey,
    price_update: Option<Pubkey>,
    args: InitiateRedemptionArgs,
) -> Instruction {
    let accounts = accounts::InitiateRedemption {
        beacon: *beacon,
        beam: pool.beam(beacon),
        pool: pool.pool,
        feed: pool.feed,
        price_update,
        redemption: pool.redemption(number),
        pau: pool.pau,
        controller: pool.controller(),
        limit: pool.redemption_limit(endpoint).limit(&pool.pau),
        asset_vault: pool.vault(&pool.asset),
        proxy: pool.proxy(),
        asset_account: pool.custody(&pool.asset),
        endpoint: *endpoint,
        asset_mint: pool.asset.mint,
        asset_program: pool.asset.token_program,
        system_program: system_program::ID,
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::InitiateRedemption { args })
}

/// Brings `amount` of cash from the payer's token account `source`. Signer: payer, who may be anybody.
pub fn settle_redemption(
    payer: &Pubkey,
    pool: &PoolAddresses,
    number: u64,
    source: &Pubkey,
    amount: u64,
) -> Instruction {
    let accounts = accounts::SettleRedemption {
        payer: *payer,
        pool: pool.pool,
        redemption: pool.redemption(number),
        source: *source,
        cash_account: pool.custody(&pool.cash),
        cash_mint: pool.cash.mint,
        cash_program: pool.cash.token_program,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::SettleRedemption { args: SettleRedemptionArgs { amount } })
}

/// Books what the redemption did not bring as a loss. Signer: beacon with REDEEM.
pub fn close_redemption(beacon: &Pubkey, pool: &PoolAddresses, number: u64) -> Instruction {
    let accounts = accounts::CloseRedemption {
        beacon: *beacon,
        beam: pool.beam(beacon),
        pool: pool.pool,
        pau: pool.pau,
        redemption: pool.redemption(number),
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::CloseRedemption {})
}

/// Latches purchases over a redemption that is late. Signer: caller, who may be anybody.
pub fn flag_overdue(caller: &Pubkey, pool: &PoolAddresses, number: u64) -> Instruction {
    let accounts = accounts::FlagOverdue {
        caller: *caller,
        pool: pool.pool,
        redemption: pool.redemption(number),
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::FlagOverdue {})
}

/// Brings back all that the issuer has not redeemed, from the payer's token account `source`. Signer: payer, who may be
/// anybody.
pub fn return_inventory(payer: &Pubkey, pool: &PoolAddresses, number: u64, source: &Pubkey) -> Instruction {
    let accounts = accounts::ReturnInventory {
        payer: *payer,
        pool: pool.pool,
        redemption: pool.redemption(number),
        source: *source,
        asset_account: pool.custody(&pool.asset),
        asset_mint: pool.asset.mint,
        asset_program: pool.asset.token_program,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::ReturnInventory {})
}

/// Removes the account of a closed redemption; its rent goes to `rent_payer`. Nobody in particular signs.
pub fn remove_redemption(pool: &PoolAddresses, number: u64, rent_payer: &Pubkey) -> Instruction {
    let accounts = accounts::RemoveRedemption {
        pool: pool.pool,
        redemption: pool.redemption(number),
        rent_payer: *rent_payer,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::RemoveRedemption {})
}
