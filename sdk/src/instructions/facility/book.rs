//! What beacons and attestors do with Books, and money coming home.

use crate::{
    addresses::{self, BookAddresses, FacilityAddresses, UnitAddresses},
    instructions::build,
};
use facility::{accounts, instruction, instructions::*, ID};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

/// Opens the Book at `book`, whose id must be the facility's next; at `level` 0 it holds no units of other Books.
/// Signer: beacon with BOOK.
pub fn open_book(
    beacon: &Pubkey,
    facility: &FacilityAddresses,
    book: &BookAddresses,
    cadence_seconds: i64,
    level: u8,
) -> Instruction {
    let accounts = accounts::OpenBook {
        beacon: *beacon,
        beam: facility.beam(beacon),
        facility: facility.facility,
        book: book.book,
        pau: facility.pau,
        controller: facility.facility_controller(),
        vault: book.vault,
        proxy: book.proxy,
        token_account: book.token_account,
        nfat_config: facility.nfat_config(),
        redeem_vault: book.redeem_vault,
        redeem_token_account: book.redeem_token_account,
        mint: facility.mint,
        token_program: facility.token_program,
        associated_token_program: anchor_spl::associated_token::ID,
        system_program: system_program::ID,
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        nfat_event_authority: addresses::event_authority(&nfat::ID),
        nfat_program: nfat::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::OpenBook { args: OpenBookArgs { cadence_seconds, level } })
}

/// Strikes a deal with `prime`, under its accord if the terms say so; `unit` must be the collection's next. Signer:
/// beacon with CLAIM and MINT.
pub fn claim(
    beacon: &Pubkey,
    prime: &Pubkey,
    facility: &FacilityAddresses,
    book: &BookAddresses,
    unit: &UnitAddresses,
    args: ClaimArgs,
) -> Instruction {
    let accord = match &args.terms {
        ClaimTerms::Accord { terms_hash } => Some(addresses::accord(&facility.facility, prime, terms_hash)),
        ClaimTerms::Disclosed { .. } | ClaimTerms::Sealed { .. } => None,
    };
    let accounts = accounts::Claim {
        beacon: *beacon,
        beam: facility.beam(beacon),
        facility: facility.facility,
        queue: facility.queue(),
        queue_token_account: facility.queue_token_account(),
        prime: *prime,
        approval: addresses::approval(&facility.facility, prime),
        position: addresses::position(&facility.facility, prime),
        accord,
        book: book.book,
        token_account: book.token_account,
        mint: facility.mint,
        token_program: facility.token_program,
        pau: facility.pau,
        controller: facility.facility_controller(),
        limit: facility.claim_limit(),
        nfat_config: facility.nfat_config(),
        redeem_vault: book.redeem_vault,
        nfat: unit.nfat,
        asset: unit.asset,
        collection: facility.collection(),
        core_program: mpl_core::ID,
        system_program: system_program::ID,
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        nfat_event_authority: addresses::event_authority(&nfat::ID),
        nfat_program: nfat::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Claim { args })
}

/// Posts attestation number `number`, which must be the Book's next. Signer: attestor with ATTEST.
pub fn attest(
    attestor: &Pubkey,
    facility: &FacilityAddresses,
    book: &Pubkey,
    number: u64,
    args: AttestArgs,
) -> Instruction {
    let accounts = accounts::Attest {
        attestor: *attestor,
        beam: facility.beam(attestor),
        facility: facility.facility,
        book: *book,
        attestation: addresses::attestation(book, number),
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Attest { args })
}

fn attested_change(
    beacon: &Pubkey,
    attestor: &Pubkey,
    facility: &FacilityAddresses,
    book: &Pubkey,
    number: u64,
) -> accounts::AttestedChange {
    accounts::AttestedChange {
        beacon: *beacon,
        beam: facility.beam(beacon),
        pau: facility.pau,
        facility: facility.facility,
        book: *book,
        attestation: addresses::attestation(book, number),
        attestor_beam: facility.beam(attestor),
        event_authority: addresses::event_authority(&ID),
        program: ID,
    }
}

/// FILLING to DEPLOYING on attestation `number` of `attestor`. Signer: beacon with BOOK.
pub fn begin_deploying(
    beacon: &Pubkey,
    attestor: &Pubkey,
    facility: &FacilityAddresses,
    book: &Pubkey,
    number: u64,
) -> Instruction {
    let accounts = attested_change(beacon, attestor, facility, book, number);
    build(ID, accounts, instruction::BeginDeploying {})
}

/// DEPLOYING to AT REST on attestation `number` of `attestor`. Signer: beacon with BOOK.
pub fn mark_at_rest(
    beacon: &Pubkey,
    attestor: &Pubkey,
    facility: &FacilityAddresses,
    book: &Pubkey,
    number: u64,
) -> Instruction {
    let accounts = attested_change(beacon, attestor, facility, book, number);
    build(ID, accounts, instruction::MarkAtRest {})
}

/// Sends a Book's money to the token account `endpoint`. Signer: beacon with DEPLOY.
pub fn deploy(
    beacon: &Pubkey,
    facility: &FacilityAddresses,
    book: &BookAddresses,
    endpoint: &Pubkey,
    amount: u64,
) -> Instruction {
    let accounts = accounts::Deploy {
        beacon: *beacon,
        beam: facility.beam(beacon),
        facility: facility.facility,
        book: book.book,
        pau: facility.pau,
        controller: facility.facility_controller(),
        limit: facility.endpoint_limit(endpoint),
        vault: book.vault,
        proxy: book.proxy,
        token_account: book.token_account,
        endpoint: *endpoint,
        mint: facility.mint,
        token_program: facility.token_program,
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Deploy { args: DeployArgs { amount } })
}

/// Brings money home from the token account `source`. Signer: payer.
pub fn return_funds(
    payer: &Pubkey,
    source: &Pubkey,
    facility: &FacilityAddresses,
    book: &BookAddresses,
    amount: u64,
) -> Instruction {
    let accounts = accounts::ReturnFunds {
        payer: *payer,
        facility: facility.facility,
        book: book.book,
        source: *source,
        token_account: book.token_account,
        mint: facility.mint,
        token_program: facility.token_program,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::ReturnFunds { args: ReturnFundsArgs { amount } })
}

/// AT REST to UNWINDING. Signer: beacon with BOOK.
pub fn begin_unwinding(beacon: &Pubkey, facility: &FacilityAddresses, book: &Pubkey) -> Instruction {
    let accounts = accounts::BookAction {
        beacon: *beacon,
        beam: facility.beam(beacon),
        facility: facility.facility,
        pau: facility.pau,
        book: *book,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::BeginUnwinding {})
}

/// UNWINDING to CLOSED. Signer: beacon with BOOK.
pub fn close_book(beacon: &Pubkey, facility: &FacilityAddresses, book: &BookAddresses) -> Instruction {
    let accounts = accounts::CloseBook {
        beacon: *beacon,
        beam: facility.beam(beacon),
        facility: facility.facility,
        pau: facility.pau,
        book: book.book,
        redeem_vault: book.redeem_vault,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::CloseBook {})
}
