//! Queue, claims, Books and attestations.

use super::build;
use crate::addresses::{self, BookAddresses, FacilityAddresses, UnitAddresses};
use facility::{accounts, instruction, instructions::*, ID};
use halo_math::{Buybox, Consent};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

/// Creates the facility at `addresses::facility(base)`, which `facility` must name. Signers: payer, base, admin.
pub fn initialize_facility(
    payer: &Pubkey,
    base: &Pubkey,
    admin: &Pubkey,
    facility: &FacilityAddresses,
    args: InitializeFacilityArgs,
) -> Instruction {
    let accounts = accounts::InitializeFacility {
        payer: *payer,
        base: *base,
        admin: *admin,
        pau: facility.pau,
        scope: facility.scope,
        facility: facility.facility,
        queue: facility.queue(),
        queue_token_account: facility.queue_token_account(),
        mint: facility.mint,
        token_program: facility.token_program,
        associated_token_program: anchor_spl::associated_token::ID,
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::InitializeFacility { args })
}

/// Creates the facility's collection. Signers: payer, admin.
pub fn open_collection(
    payer: &Pubkey,
    admin: &Pubkey,
    facility: &FacilityAddresses,
    args: OpenCollectionArgs,
) -> Instruction {
    let accounts = accounts::OpenCollection {
        payer: *payer,
        admin: *admin,
        pau: facility.pau,
        facility: facility.facility,
        nfat_config: facility.nfat_config(),
        collection: facility.collection(),
        mint: facility.mint,
        token_program: facility.token_program,
        core_program: mpl_core::ID,
        system_program: system_program::ID,
        nfat_event_authority: addresses::event_authority(&nfat::ID),
        nfat_program: nfat::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::OpenCollection { args })
}

fn admin_action(admin: &Pubkey, facility: &FacilityAddresses) -> accounts::AdminAction {
    accounts::AdminAction {
        admin: *admin,
        pau: facility.pau,
        facility: facility.facility,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    }
}

/// Replaces the buybox. Signer: admin.
pub fn set_buybox(admin: &Pubkey, facility: &FacilityAddresses, buybox: Buybox) -> Instruction {
    let args = SetBuyboxArgs { buybox };
    build(ID, admin_action(admin, facility), instruction::SetBuybox { args })
}

/// Approves a Prime and opens its position. Signers: payer, admin.
pub fn approve_prime(
    payer: &Pubkey,
    admin: &Pubkey,
    facility: &FacilityAddresses,
    args: ApprovePrimeArgs,
) -> Instruction {
    let accounts = accounts::ApprovePrime {
        payer: *payer,
        admin: *admin,
        pau: facility.pau,
        facility: facility.facility,
        approval: addresses::approval(&facility.facility, &args.prime),
        position: addresses::position(&facility.facility, &args.prime),
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::ApprovePrime { args })
}

/// Changes a Prime's limit or approval. Signer: admin.
pub fn set_prime(
    admin: &Pubkey,
    facility: &FacilityAddresses,
    prime: &Pubkey,
    args: SetPrimeArgs,
) -> Instruction {
    let accounts = accounts::SetPrime {
        admin: *admin,
        pau: facility.pau,
        facility: facility.facility,
        approval: addresses::approval(&facility.facility, prime),
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::SetPrime { args })
}

/// Halts actions (`facility::state::halt` bits). Signer: the administrator, or a warden with a Beam.
pub fn set_halt(guardian: &Pubkey, by_beam: bool, facility: &FacilityAddresses, bits: u32) -> Instruction {
    let accounts = accounts::SetHalt {
        guardian: *guardian,
        beam: by_beam.then(|| facility.beam(guardian)),
        pau: facility.pau,
        facility: facility.facility,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::SetHalt { args: HaltArgs { bits } })
}

/// Lifts halts. Signer: admin.
pub fn clear_halt(admin: &Pubkey, facility: &FacilityAddresses, bits: u32) -> Instruction {
    build(ID, admin_action(admin, facility), instruction::ClearHalt { args: HaltArgs { bits } })
}

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

/// Opens the Book at `book`, whose id must be the facility's next. Signer: beacon with BOOK.
pub fn open_book(
    beacon: &Pubkey,
    facility: &FacilityAddresses,
    book: &BookAddresses,
    cadence_seconds: i64,
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
    build(ID, accounts, instruction::OpenBook { args: OpenBookArgs { cadence_seconds } })
}

/// Strikes a deal with `prime`; `unit` must be the collection's next. Signer: beacon with CLAIM and MINT.
pub fn claim(
    beacon: &Pubkey,
    prime: &Pubkey,
    facility: &FacilityAddresses,
    book: &BookAddresses,
    unit: &UnitAddresses,
    args: ClaimArgs,
) -> Instruction {
    let accounts = accounts::Claim {
        beacon: *beacon,
        beam: facility.beam(beacon),
        facility: facility.facility,
        queue: facility.queue(),
        queue_token_account: facility.queue_token_account(),
        prime: *prime,
        approval: addresses::approval(&facility.facility, prime),
        position: addresses::position(&facility.facility, prime),
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
        book: book.book,
        token_account: book.token_account,
        redeem_vault: book.redeem_vault,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::CloseBook {})
}

/// View: what `prime` has in the queue, base units. Returns `u64`.
pub fn queue_balance(facility: &FacilityAddresses, prime: &Pubkey) -> Instruction {
    let accounts = accounts::QueueBalance {
        queue: facility.queue(),
        position: addresses::position(&facility.facility, prime),
    };
    build(ID, accounts, instruction::QueueBalance {})
}
