//! What the GovOps of a facility's PAU configures, and where the conserver moves a Book.

use crate::{
    addresses::{self, FacilityAddresses},
    instructions::{
        build,
        configurator::{Configurer, InitFor},
    },
};
use facility::{accounts, instruction, instructions::*, ID};
use halo_math::Buybox;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

/// Creates the facility at `addresses::facility(base)`, which `facility` must name. Signers: payer, base,
/// configurer.
pub fn initialize_facility(
    payer: &Pubkey,
    base: &Pubkey,
    configurer: &Configurer,
    facility: &FacilityAddresses,
    args: InitializeFacilityArgs,
) -> Instruction {
    let accounts = accounts::InitializeFacility {
        payer: *payer,
        base: *base,
        govops: configurer.signer,
        scope: facility.scope,
        registration: configurer.registration(),
        cbeam: configurer.cbeam(),
        pau: facility.pau,
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

/// Creates the facility's collection. Signers: payer, configurer.
pub fn open_collection(
    payer: &Pubkey,
    configurer: &Configurer,
    facility: &FacilityAddresses,
    args: OpenCollectionArgs,
) -> Instruction {
    let accounts = accounts::OpenCollection {
        payer: *payer,
        govops: configurer.signer,
        scope: facility.scope,
        registration: configurer.registration(),
        cbeam: configurer.cbeam(),
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

/// What a permit to replace the facility's buybox by this one must name.
pub fn buybox_digest(buybox: &Buybox) -> [u8; 32] {
    // Encoding into memory cannot fail, and no permit is for a digest of zeros.
    facility::instructions::buybox_digest(buybox).unwrap_or_default()
}

/// Replaces the buybox, on the permit for exactly this one, which `rent_payer` paid for. Signer: configurer.
pub fn set_buybox(
    configurer: &Configurer,
    facility: &FacilityAddresses,
    buybox: Buybox,
    rent_payer: &Pubkey,
) -> Instruction {
    let accounts = accounts::SetBuybox {
        govops: configurer.signer,
        scope: facility.scope,
        registration: configurer.registration(),
        cbeam: configurer.cbeam(),
        pau: facility.pau,
        facility: facility.facility,
        permit: addresses::permit(&facility.scope, &facility.facility, &buybox_digest(&buybox)),
        rent_payer: *rent_payer,
        configurator_event_authority: addresses::event_authority(&configurator::ID),
        configurator_program: configurator::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::SetBuybox { args: SetBuyboxArgs { buybox } })
}

/// Approval of what a Prime may be allowed: a DEPOSIT limit to the facility.
fn prime_init(configurer: &Configurer, facility: &FacilityAddresses, init: InitFor) -> Pubkey {
    facility.prime_init_for(&init.pau(&configurer.pau))
}

/// Approves a Prime within the init of DEPOSIT limits and opens its position. Signers: payer, configurer.
pub fn approve_prime(
    payer: &Pubkey,
    configurer: &Configurer,
    facility: &FacilityAddresses,
    init: InitFor,
    args: ApprovePrimeArgs,
) -> Instruction {
    let accounts = accounts::ApprovePrime {
        payer: *payer,
        govops: configurer.signer,
        scope: facility.scope,
        registration: configurer.registration(),
        cbeam: configurer.cbeam(),
        init: prime_init(configurer, facility, init),
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

/// Changes a Prime's limit, or ends or renews its approval. A raise needs the init. Signer: configurer.
pub fn set_prime(
    configurer: &Configurer,
    facility: &FacilityAddresses,
    prime: &Pubkey,
    init: Option<InitFor>,
    args: SetPrimeArgs,
) -> Instruction {
    let accounts = accounts::SetPrime {
        govops: configurer.signer,
        scope: facility.scope,
        registration: configurer.registration(),
        cbeam: configurer.cbeam(),
        init: init.map(|init| prime_init(configurer, facility, init)),
        pau: facility.pau,
        facility: facility.facility,
        approval: addresses::approval(&facility.facility, prime),
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::SetPrime { args })
}

/// Moves Book number `book_id` with all its money from `facility.pau` to `new_pau`; a Book that was migrated
/// before is found through [`FacilityAddresses::under`]. Signers: payer, conserver.
pub fn migrate_book(
    payer: &Pubkey,
    conserver: &Pubkey,
    facility: &FacilityAddresses,
    new_pau: &Pubkey,
    book_id: u64,
) -> Instruction {
    let there = facility.under(new_pau);
    let (from, to) = (facility.book(book_id), there.book(book_id));
    let accounts = accounts::MigrateBook {
        payer: *payer,
        conserver: *conserver,
        scope: facility.scope,
        registration: facility.registration(),
        facility: facility.facility,
        book: from.book,
        pau: facility.pau,
        controller: facility.facility_controller(),
        vault: from.vault,
        proxy: from.proxy,
        token_account: from.token_account,
        new_pau: *new_pau,
        new_controller: there.facility_controller(),
        new_vault: to.vault,
        new_proxy: to.proxy,
        new_token_account: to.token_account,
        mint: facility.mint,
        token_program: facility.token_program,
        associated_token_program: anchor_spl::associated_token::ID,
        system_program: system_program::ID,
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::MigrateBook {})
}
