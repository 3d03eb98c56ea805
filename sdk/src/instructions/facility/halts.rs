//! Halts of a facility and of one Book. Their bits are in `facility::state::halt`.

use crate::{
    addresses::{self, FacilityAddresses},
    instructions::build,
};
use facility::{accounts, instruction, instructions::*, ID};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Halts actions. Signer: a warden with a Beam over the facility, or council, mom or freezer.
pub fn set_halt(guardian: &Pubkey, by_beam: bool, facility: &FacilityAddresses, bits: u32) -> Instruction {
    let accounts = accounts::SetHalt {
        guardian: *guardian,
        beam: by_beam.then(|| facility.beam(guardian)),
        scope: facility.scope,
        facility: facility.facility,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::SetHalt { args: HaltArgs { bits } })
}

/// Lifts halts. Signer: council.
pub fn clear_halt(council: &Pubkey, facility: &FacilityAddresses, bits: u32) -> Instruction {
    let accounts = accounts::ClearHalt {
        council: *council,
        scope: facility.scope,
        facility: facility.facility,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::ClearHalt { args: HaltArgs { bits } })
}

/// Halts actions of one Book. Signer: a warden with a Beam over `beam_over`, the facility or the Book; or, without,
/// council, mom or freezer.
pub fn halt_book(
    guardian: &Pubkey,
    beam_over: Option<&Pubkey>,
    facility: &FacilityAddresses,
    book: &Pubkey,
    bits: u32,
) -> Instruction {
    let accounts = accounts::HaltBook {
        guardian: *guardian,
        beam: beam_over.map(|target| addresses::beam(&facility.scope, target, guardian)),
        scope: facility.scope,
        facility: facility.facility,
        book: *book,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::HaltBook { args: HaltArgs { bits } })
}

/// Lifts halts of one Book. Signer: council.
pub fn clear_book_halt(
    council: &Pubkey,
    facility: &FacilityAddresses,
    book: &Pubkey,
    bits: u32,
) -> Instruction {
    let accounts = accounts::ClearBookHalt {
        council: *council,
        scope: facility.scope,
        facility: facility.facility,
        book: *book,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::ClearBookHalt { args: HaltArgs { bits } })
}
