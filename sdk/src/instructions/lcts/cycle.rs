//! The daily cycle: lock, set the rate, settle, and unlock what was not settled.

use crate::{
    addresses::{self, LctsAddresses, UnitQueue},
    instructions::build,
};
use lcts::{accounts, instruction, instructions::*, state::Direction, ID};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Numbers of the current generations that have an account.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Current {
    /// Of the subscribe queue, if it has an account.
    pub subscribe: Option<u64>,
    /// Of the redeem queue, if it has an account.
    pub redeem: Option<u64>,
}

fn generation(queue: &UnitQueue, number: Option<u64>) -> Option<Pubkey> {
    number.map(|number| queue.generation(number))
}

/// Locks both queues. Signer: beacon with LOCK.
pub fn lock(beacon: &Pubkey, unit: &LctsAddresses, current: Current) -> Instruction {
    let [subscribe, redeem] =
        [Direction::Subscribe, Direction::Redeem].map(|direction| unit.queue(direction));
    let accounts = accounts::Lock {
        beacon: *beacon,
        beam: unit.beam(beacon),
        unit: unit.unit,
        pau: unit.pau,
        subscribe_queue: subscribe.queue,
        subscribe_generation: generation(&subscribe, current.subscribe),
        redeem_queue: redeem.queue,
        redeem_generation: generation(&redeem, current.redeem),
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Lock {})
}

/// Settles the queue of this direction, whose current generation has this number: converts up to `capacity` base units
/// of underlying. Signer: beacon with SETTLE.
pub fn settle(
    beacon: &Pubkey,
    unit: &LctsAddresses,
    direction: Direction,
    number: u64,
    capacity: u64,
) -> Instruction {
    match direction {
        Direction::Subscribe => settle_subscribe(beacon, unit, number, capacity),
        Direction::Redeem => settle_redeem(beacon, unit, number, capacity),
    }
}

fn settle_subscribe(beacon: &Pubkey, unit: &LctsAddresses, number: u64, capacity: u64) -> Instruction {
    let queue = unit.queue(Direction::Subscribe);
    let accounts = accounts::SettleSubscribe {
        beacon: *beacon,
        beam: unit.beam(beacon),
        unit: unit.unit,
        senior: unit.tranche.senior(),
        queue: queue.queue,
        generation: Some(queue.generation(number)),
        input: queue.input.vault,
        reward: queue.reward.vault,
        pau: unit.pau,
        token_account: unit.holding(),
        mint: unit.mint,
        token_program: unit.token_program,
        share_mint: unit.share_mint(),
        share_program: unit.share_program,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::SettleSubscribe { args: SettleArgs { capacity } })
}

fn settle_redeem(beacon: &Pubkey, unit: &LctsAddresses, number: u64, capacity: u64) -> Instruction {
    let queue = unit.queue(Direction::Redeem);
    let accounts = accounts::SettleRedeem {
        beacon: *beacon,
        beam: unit.beam(beacon),
        unit: unit.unit,
        senior: unit.tranche.senior(),
        queue: queue.queue,
        generation: Some(queue.generation(number)),
        input: queue.input.vault,
        reward: queue.reward.vault,
        pau: unit.pau,
        token_account: unit.holding(),
        mint: unit.mint,
        token_program: unit.token_program,
        share_mint: unit.share_mint(),
        share_program: unit.share_program,
        controller: unit.controller(),
        limit: unit.redeem_limit(),
        vault: unit.vault(),
        proxy: unit.proxy(),
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::SettleRedeem { args: SettleArgs { capacity } })
}

/// Nets and settles both queues. Signer: beacon with SETTLE.
pub fn settle_pair(
    beacon: &Pubkey,
    unit: &LctsAddresses,
    current: Current,
    args: SettlePairArgs,
) -> Instruction {
    let [subscribe, redeem] =
        [Direction::Subscribe, Direction::Redeem].map(|direction| unit.queue(direction));
    let accounts = accounts::SettlePair {
        beacon: *beacon,
        beam: unit.beam(beacon),
        unit: unit.unit,
        senior: unit.tranche.senior(),
        subscribe_queue: subscribe.queue,
        subscribe_generation: generation(&subscribe, current.subscribe),
        subscribe_input: subscribe.input.vault,
        subscribe_reward: subscribe.reward.vault,
        redeem_queue: redeem.queue,
        redeem_generation: generation(&redeem, current.redeem),
        redeem_input: redeem.input.vault,
        redeem_reward: redeem.reward.vault,
        pau: unit.pau,
        token_account: unit.holding(),
        mint: unit.mint,
        token_program: unit.token_program,
        share_mint: unit.share_mint(),
        share_program: unit.share_program,
        controller: unit.controller(),
        limit: unit.redeem_limit(),
        vault: unit.vault(),
        proxy: unit.proxy(),
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::SettlePair { args })
}

/// Unlocks a queue that was not settled by 16:00 UTC. No signer.
pub fn unlock_overdue(unit: &LctsAddresses, queue: &UnitQueue, number: u64) -> Instruction {
    let accounts = accounts::UnlockOverdue {
        unit: unit.unit,
        queue: queue.queue,
        generation: queue.generation(number),
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::UnlockOverdue {})
}

/// Sets the underlying that 10^18 shares are worth. Signer: beacon with RATE.
pub fn set_rate(beacon: &Pubkey, unit: &LctsAddresses, rate: u128) -> Instruction {
    let accounts = accounts::SetRate {
        beacon: *beacon,
        beam: unit.beam(beacon),
        unit: unit.unit,
        pau: unit.pau,
        partner: unit.tranche.partner(),
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::SetRate { args: SetRateArgs { rate } })
}
