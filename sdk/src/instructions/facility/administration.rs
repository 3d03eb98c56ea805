//! What the administrator does, and halts.

use crate::{
    addresses::{self, FacilityAddresses},
    instructions::build,
};
use facility::{accounts, instruction, instructions::*, ID};
use halo_math::Buybox;
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
