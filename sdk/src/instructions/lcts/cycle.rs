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
    pub subscribe: Option<u64>,
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

/// Accounts of a settlement; without a queue those of the other one, and without the redeem queue those of the PAU that
/// pays out of the holding, are left out.
fn settlement(beacon: &Pubkey, unit: &LctsAddresses, sides: [Option<UnitQueue>; 2]) -> accounts::Settle {
    let [subscribe, redeem] = sides;
    let paying = redeem.is_some();
    accounts::Settle {
        beacon: *beacon,
        beam: unit.beam(beacon),
        unit: unit.unit,
        senior: unit.tranche.senior(),
        subscribe_queue: subscribe.map(|queue| queue.queue),
        subscribe_generation: None,
        subscribe_input: subscribe.map(|queue| queue.input.vault),
        subscribe_reward: subscribe.map(|queue| queue.reward.vault),
        redeem_queue: redeem.map(|queue| queue.queue),
        redeem_generation: None,
        redeem_input: redeem.map(|queue| queue.input.vault),
        redeem_reward: redeem.map(|queue| queue.reward.vault),
        pau: unit.pau,
        controller: paying.then(|| unit.controller()),
        limit: paying.then(|| unit.redeem_limit()),
        vault: paying.then(|| unit.vault()),
        proxy: paying.then(|| unit.proxy()),
        token_account: unit.holding(),
        mint: unit.mint,
        token_program: unit.token_program,
        share_mint: unit.share_mint(),
        share_program: unit.share_program,
        pau_event_authority: paying.then(|| addresses::event_authority(&pau::ID)),
        pau_program: paying.then_some(pau::ID),
        event_authority: addresses::event_authority(&ID),
        program: ID,
    }
}

/// Settles one queue, whose current generation has this number. Signer: beacon with SETTLE.
pub fn settle(beacon: &Pubkey, unit: &LctsAddresses, number: u64, args: SettleArgs) -> Instruction {
    let queue = unit.queue(args.direction);
    let current = Some(queue.generation(number));
    let accounts = match args.direction {
        Direction::Subscribe => accounts::Settle {
            subscribe_generation: current,
            ..settlement(beacon, unit, [Some(queue), None])
        },
        Direction::Redeem => {
            accounts::Settle { redeem_generation: current, ..settlement(beacon, unit, [None, Some(queue)]) }
        }
    };
    build(ID, accounts, instruction::Settle { args })
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
    let accounts = accounts::Settle {
        subscribe_generation: generation(&subscribe, current.subscribe),
        redeem_generation: generation(&redeem, current.redeem),
        ..settlement(beacon, unit, [Some(subscribe), Some(redeem)])
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
