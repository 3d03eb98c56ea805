//! What keeps a unit honest: tranches and their losses, and the check that money is where it is recorded.

use crate::{
    addresses::{self, LctsAddresses},
    instructions::build,
};
use lcts::{accounts, instruction, instructions::*, state::Direction, ID};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Makes the unit the junior of `senior`, once it is a controller of that one's Book. No signer. From then on its
/// addresses are those of a `Tranche::JuniorOf`, and the senior's those of a `Tranche::SeniorOf`.
pub fn subordinate(unit: &LctsAddresses, senior: &Pubkey) -> Instruction {
    let accounts = accounts::Subordinate {
        unit: unit.unit,
        senior: *senior,
        pau: unit.pau,
        controller: unit.controller(),
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Subordinate {})
}

/// Lowers the rates of the senior unit `unit` and of its `junior` by a loss. Signer: beacon with RATE over the senior.
pub fn haircut(beacon: &Pubkey, unit: &LctsAddresses, junior: &Pubkey, loss: u64) -> Instruction {
    let accounts = accounts::Haircut {
        beacon: *beacon,
        beam: unit.beam(beacon),
        unit: unit.unit,
        junior: *junior,
        pau: unit.pau,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Haircut { args: HaircutArgs { loss } })
}

/// Halts the unit if money of its holding is missing. No signer.
pub fn check_unit(unit: &LctsAddresses) -> Instruction {
    let accounts = accounts::CheckUnit {
        unit: unit.unit,
        senior: unit.tranche.senior(),
        token_account: unit.holding(),
        subscribe_queue: unit.queue(Direction::Subscribe).queue,
        redeem_queue: unit.queue(Direction::Redeem).queue,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::CheckUnit {})
}

/// Lets a halted unit go on. Signer: council.
pub fn clear_unit_halt(council: &Pubkey, unit: &LctsAddresses) -> Instruction {
    let accounts = accounts::ClearHalt {
        council: *council,
        scope: unit.scope,
        unit: unit.unit,
        subscribe_queue: unit.queue(Direction::Subscribe).queue,
        redeem_queue: unit.queue(Direction::Redeem).queue,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::ClearHalt {})
}
