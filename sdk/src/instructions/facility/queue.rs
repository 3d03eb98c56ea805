//! What Primes do.

use crate::{
    addresses::{self, FacilityAddresses},
    instructions::build,
};
use facility::{accounts, instruction, instructions::*, ID};
use halo_math::Consent;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Queues money from the token account `source`. Signer: prime.
pub fn deposit(
    prime: &Pubkey,
    source: &Pubkey,
    facility: &FacilityAddresses,
    amount: u64,
    consent: Option<Consent>,
) -> Instruction {
    let accounts = accounts::Deposit {
        prime: *prime,
        facility: facility.facility,
        queue: facility.queue(),
        approval: addresses::approval(&facility.facility, prime),
        position: addresses::position(&facility.facility, prime),
        source: *source,
        token_account: facility.queue_token_account(),
        mint: facility.mint,
        token_program: facility.token_program,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Deposit { args: DepositArgs { amount, consent } })
}

/// Takes queued money back to the token account `destination`; all of it when `shares` is none. Signer: prime.
pub fn withdraw(
    prime: &Pubkey,
    destination: &Pubkey,
    facility: &FacilityAddresses,
    shares: Option<u64>,
) -> Instruction {
    let accounts = accounts::Withdraw {
        prime: *prime,
        facility: facility.facility,
        queue: facility.queue(),
        position: addresses::position(&facility.facility, prime),
        token_account: facility.queue_token_account(),
        destination: *destination,
        mint: facility.mint,
        token_program: facility.token_program,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Withdraw { args: WithdrawArgs { shares } })
}

/// View: what `prime` has in the queue, base units. Returns `u64`.
pub fn queue_balance(facility: &FacilityAddresses, prime: &Pubkey) -> Instruction {
    let accounts = accounts::QueueBalance {
        queue: facility.queue(),
        position: addresses::position(&facility.facility, prime),
    };
    build(ID, accounts, instruction::QueueBalance {})
}
