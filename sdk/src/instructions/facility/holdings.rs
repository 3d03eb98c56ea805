//! Books that hold NFATs of other Books.

use crate::{
    addresses::{self, BookAddresses, FacilityAddresses},
    instructions::build,
};
use facility::{accounts, instruction, instructions::*, ID};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

/// An NFAT of one facility that a Book, of the same or another facility, holds.
#[derive(Debug, Clone, Copy)]
pub struct HeldUnit<'a> {
    /// Facility of the Book that holds it.
    pub facility: &'a FacilityAddresses,
    /// The Book that holds it.
    pub book: &'a BookAddresses,
    /// Facility of the Book that it is a unit of.
    pub child_facility: &'a FacilityAddresses,
    /// The Book that it is a unit of.
    pub child_book: &'a BookAddresses,
    /// The Metaplex Core asset.
    pub asset: Pubkey,
}

/// Records that the Book owns the asset. Signer: beacon with BOOK over the Book's facility.
pub fn hold_unit(beacon: &Pubkey, unit: &HeldUnit) -> Instruction {
    let accounts = accounts::HoldUnit {
        beacon: *beacon,
        beam: unit.facility.beam(beacon),
        pau: unit.facility.pau,
        facility: unit.facility.facility,
        book: unit.book.book,
        asset: unit.asset,
        nfat: addresses::nfat(&unit.asset),
        config: unit.child_facility.nfat_config(),
        collection: unit.child_facility.collection(),
        child_book: unit.child_book.book,
        holding: addresses::holding(&unit.asset),
        mint: unit.facility.mint,
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::HoldUnit {})
}

/// Who paid which rent.
#[derive(Debug, Clone, Copy)]
pub struct HeldUnitRent {
    /// `Holding::rent_payer`
    pub holding: Pubkey,
    /// `Nfat::rent_payer`
    pub nfat: Pubkey,
}

/// Pays what the held NFAT has coming into the Book that holds it. No signer.
pub fn collect_unit(unit: &HeldUnit, rent: &HeldUnitRent, kind: CollectKind) -> Instruction {
    let accounts = accounts::CollectUnit {
        facility: unit.facility.facility,
        book: unit.book.book,
        token_account: unit.book.token_account,
        holding: addresses::holding(&unit.asset),
        rent_payer: rent.holding,
        config: unit.child_facility.nfat_config(),
        nfat: addresses::nfat(&unit.asset),
        redeem_vault: unit.child_book.redeem_vault,
        redeem_token_account: unit.child_book.redeem_token_account,
        asset: unit.asset,
        collection: unit.child_facility.collection(),
        nfat_rent_payer: rent.nfat,
        mint: unit.facility.mint,
        token_program: unit.facility.token_program,
        core_program: mpl_core::ID,
        system_program: system_program::ID,
        nfat_event_authority: addresses::event_authority(&nfat::ID),
        nfat_program: nfat::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::CollectUnit { args: CollectUnitArgs { kind } })
}
