//! What the members of a queue do: enter, claim, exit, and close what they no longer need.

use crate::{
    addresses::{self, UnitQueue},
    instructions::build,
};
use lcts::{accounts, instruction, instructions::*, ID};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

/// Who enters, and where its position and the queue are.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Pays the rent of what does not exist yet.
    pub payer: Pubkey,
    /// Who enters and signs.
    pub owner: Pubkey,
    /// Token account that pays.
    pub source: Pubkey,
    /// Number of the queue's current generation.
    pub current: u64,
    /// Number of the finalized generation that the position is in, if it is in one.
    pub finalized: Option<u64>,
}

/// Enters the queue's current generation with `amount`. Signers: payer, owner.
pub fn enter(queue: &UnitQueue, entry: &Entry, amount: u64) -> Instruction {
    build(ID, entering(queue, entry), instruction::Enter { args: EnterArgs { amount } })
}

/// What every way to enter names.
pub(super) fn entering(queue: &UnitQueue, entry: &Entry) -> accounts::Enter {
    accounts::Enter {
        payer: entry.payer,
        owner: entry.owner,
        queue: queue.queue,
        pau: queue.pau,
        generation: queue.generation(entry.current),
        finalized: entry.finalized.map(|number| queue.generation(number)),
        position: queue.position(&entry.owner),
        source: entry.source,
        input_vault: queue.input.vault,
        input_mint: queue.input.mint,
        input_program: queue.input.token_program,
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    }
}

/// Pays what the owner's position has earned to `destination`. `generation` is the number of the one that the position
/// is in; none pays only what was credited before. Signer: owner.
pub fn claim(
    queue: &UnitQueue,
    owner: &Pubkey,
    destination: &Pubkey,
    generation: Option<u64>,
) -> Instruction {
    let accounts = accounts::Claim {
        owner: *owner,
        queue: queue.queue,
        generation: generation.map(|number| queue.generation(number)),
        position: queue.position(owner),
        reward_vault: queue.reward.vault,
        destination: *destination,
        reward_mint: queue.reward.mint,
        reward_program: queue.reward.token_program,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Claim {})
}

/// Where a member that leaves is paid.
#[derive(Debug, Clone, Copy)]
pub struct Destinations {
    /// For what was not converted.
    pub input: Pubkey,
    /// For what was converted.
    pub reward: Pubkey,
}

/// Takes the owner's whole position out of generation number `generation`. Signer: owner.
pub fn exit(queue: &UnitQueue, owner: &Pubkey, to: &Destinations, generation: u64) -> Instruction {
    let accounts = accounts::Exit {
        owner: *owner,
        queue: queue.queue,
        generation: queue.generation(generation),
        position: queue.position(owner),
        input_vault: queue.input.vault,
        destination: to.input,
        input_mint: queue.input.mint,
        input_program: queue.input.token_program,
        reward_vault: queue.reward.vault,
        reward_destination: to.reward,
        reward_mint: queue.reward.mint,
        reward_program: queue.reward.token_program,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Exit {})
}

/// Closes the owner's empty position; `rent_payer` is who paid for it. Signer: owner.
pub fn close_position(queue: &UnitQueue, owner: &Pubkey, rent_payer: &Pubkey) -> Instruction {
    let accounts = accounts::ClosePosition {
        owner: *owner,
        queue: queue.queue,
        position: queue.position(owner),
        rent_payer: *rent_payer,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::ClosePosition {})
}

/// Closes a finalized generation whose members were all credited; `rent_payer` is who paid for it. No signer.
pub fn close_generation(queue: &UnitQueue, generation: u64, rent_payer: &Pubkey) -> Instruction {
    let accounts = accounts::CloseGeneration {
        queue: queue.queue,
        generation: queue.generation(generation),
        rent_payer: *rent_payer,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::CloseGeneration {})
}
