//! What providers of capital do, and who lets their withdrawals go on.

use crate::{
    addresses::{self, PoolAddresses},
    instructions::build,
};
use amm::{accounts, instruction, instructions::*, ID};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

/// Opens the position of `owner`. Signer: payer, who may be anybody.
pub fn open_position(payer: &Pubkey, pool: &PoolAddresses, owner: &Pubkey) -> Instruction {
    let accounts = accounts::OpenPosition {
        payer: *payer,
        owner: *owner,
        pool: pool.pool,
        position: pool.position(owner),
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::OpenPosition {})
}

/// Brings cash from the token account `source` for shares. Signer: owner.
pub fn deposit(
    pool: &PoolAddresses,
    owner: &Pubkey,
    source: &Pubkey,
    price_update: Option<Pubkey>,
    args: DepositArgs,
) -> Instruction {
    let accounts = accounts::Deposit {
        owner: *owner,
        pool: pool.pool,
        pau: pool.pau,
        feed: pool.feed,
        price_update,
        position: pool.position(owner),
        source: *source,
        cash_account: pool.custody(&pool.cash),
        asset_account: pool.custody(&pool.asset),
        cash_mint: pool.cash.mint,
        cash_program: pool.cash.token_program,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Deposit { args })
}

/// Puts `shares` into the queue as a withdrawal with an `id` that no other of the pool has. Signers: payer, owner.
pub fn request_withdrawal(
    payer: &Pubkey,
    pool: &PoolAddresses,
    owner: &Pubkey,
    id: u64,
    shares: u64,
) -> Instruction {
    let accounts = accounts::RequestWithdrawal {
        payer: *payer,
        owner: *owner,
        pool: pool.pool,
        position: pool.position(owner),
        withdrawal: pool.withdrawal(id),
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::RequestWithdrawal { args: RequestWithdrawalArgs { shares, id } })
}

/// Prices withdrawal `id`, the first that waits, and sets its cash aside. Nobody in particular signs.
pub fn fill_withdrawal(pool: &PoolAddresses, id: u64, price_update: Option<Pubkey>) -> Instruction {
    let accounts = accounts::FillWithdrawal {
        pool: pool.pool,
        feed: pool.feed,
        price_update,
        withdrawal: pool.withdrawal(id),
        pau: pool.pau,
        controller: pool.controller(),
        limit: pool.withdraw_limit().limit(&pool.pau),
        cash_vault: pool.vault(&pool.cash),
        proxy: pool.proxy(),
        cash_account: pool.custody(&pool.cash),
        payout_account: pool.payout_account(),
        asset_account: pool.custody(&pool.asset),
        cash_mint: pool.cash.mint,
        cash_program: pool.cash.token_program,
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::FillWithdrawal {})
}

/// Pays what was set aside for withdrawal `id` to `destination`. Signer: owner.
pub fn claim_withdrawal(pool: &PoolAddresses, owner: &Pubkey, id: u64, destination: &Pubkey) -> Instruction {
    let accounts = accounts::ClaimWithdrawal {
        owner: *owner,
        pool: pool.pool,
        withdrawal: pool.withdrawal(id),
        payout_account: pool.payout_account(),
        destination: *destination,
        cash_mint: pool.cash.mint,
        cash_program: pool.cash.token_program,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::ClaimWithdrawal {})
}

/// Takes back the shares of withdrawal `id` that wait. Signer: owner.
pub fn cancel_withdrawal(pool: &PoolAddresses, owner: &Pubkey, id: u64) -> Instruction {
    let accounts = accounts::CancelWithdrawal {
        owner: *owner,
        pool: pool.pool,
        position: pool.position(owner),
        withdrawal: pool.withdrawal(id),
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::CancelWithdrawal {})
}

/// Closes withdrawal `id`, which was paid; its rent goes to `rent_payer`. Nobody in particular signs.
pub fn close_withdrawal(pool: &PoolAddresses, id: u64, rent_payer: &Pubkey) -> Instruction {
    let accounts = accounts::CloseWithdrawal {
        pool: pool.pool,
        withdrawal: pool.withdrawal(id),
        rent_payer: *rent_payer,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::CloseWithdrawal {})
}

/// Closes the owner's empty position; its rent goes to `rent_payer`. Signer: owner.
pub fn close_position(pool: &PoolAddresses, owner: &Pubkey, rent_payer: &Pubkey) -> Instruction {
    let accounts = accounts::ClosePosition {
        owner: *owner,
        pool: pool.pool,
        position: pool.position(owner),
        rent_payer: *rent_payer,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::ClosePosition {})
}
