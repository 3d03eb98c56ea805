//! What anybody can ask, with answers as return data.

use crate::{
    addresses::{LctsAddresses, UnitQueue},
    instructions::build,
};
use lcts::{accounts, instruction, ID};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Underlying per 10^18 shares: a `u128`.
pub fn exchange_rate(unit: &LctsAddresses) -> Instruction {
    build(ID, accounts::ExchangeRateOf { unit: unit.unit }, instruction::ExchangeRate {})
}

/// What the unit's shares are worth and what backs them: a `UnitView`.
pub fn unit_state(unit: &LctsAddresses) -> Instruction {
    let accounts = accounts::UnitState { unit: unit.unit, senior: unit.tranche.senior() };
    build(ID, accounts, instruction::UnitState {})
}

/// A generation: a `GenerationView`.
pub fn generation_state(queue: &UnitQueue, number: u64) -> Instruction {
    let accounts = accounts::GenerationState { generation: queue.generation(number) };
    build(ID, accounts, instruction::GenerationState {})
}

/// The owner's position: a `PositionView`. `number` is of the generation that it is in, if it is in one.
pub fn position_state(queue: &UnitQueue, owner: &Pubkey, number: Option<u64>) -> Instruction {
    let generation = number.map(|number| queue.generation(number));
    let accounts = accounts::PositionState { position: queue.position(owner), generation };
    build(ID, accounts, instruction::PositionState {})
}
