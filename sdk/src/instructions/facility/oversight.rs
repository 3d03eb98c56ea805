//! What anybody may check of a queue or a Book, and how the council fixes a Book's loss.

use crate::{
    addresses::{self, BookAddresses, FacilityAddresses},
    instructions::build,
};
use facility::{accounts, instruction, ID};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Holds the queue against what it owes. No signer.
pub fn check_queue(facility: &FacilityAddresses) -> Instruction {
    let accounts = accounts::CheckQueue {
        facility: facility.facility,
        queue: facility.queue(),
        token_account: facility.queue_token_account(),
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::CheckQueue {})
}

/// Holds a Book against what its units claim. No signer.
pub fn check_book(book: &BookAddresses) -> Instruction {
    let accounts = accounts::CheckBook {
        book: book.book,
        token_account: book.token_account,
        redeem_vault: book.redeem_vault,
        redeem_token_account: book.redeem_token_account,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::CheckBook {})
}

/// View: phase, capital class and figures of a Book. Returns `facility::state::BookState`.
pub fn book_state(book: &BookAddresses) -> Instruction {
    let accounts = accounts::ViewBook { book: book.book, redeem_vault: book.redeem_vault };
    build(ID, accounts, instruction::BookState {})
}

/// Fixes a Book's loss on attestation `number` of `attestor`, which says what is recovered. Signer: council.
pub fn write_down(
    council: &Pubkey,
    attestor: &Pubkey,
    facility: &FacilityAddresses,
    book: &BookAddresses,
    number: u64,
) -> Instruction {
    let accounts = accounts::WriteDown {
        council: *council,
        scope: facility.scope,
        facility: facility.facility,
        book: book.book,
        attestation: addresses::attestation(&book.book, number),
        attestor_beam: facility.beam(attestor),
        config: facility.nfat_config(),
        redeem_vault: book.redeem_vault,
        redeem_token_account: book.redeem_token_account,
        pau: facility.pau,
        controller: facility.nfat_controller(),
        limit: facility.withdraw_limit(),
        book_vault: book.vault,
        proxy: book.proxy,
        book_token_account: book.token_account,
        mint: facility.mint,
        token_program: facility.token_program,
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        nfat_event_authority: addresses::event_authority(&nfat::ID),
        nfat_program: nfat::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::WriteDown {})
}
