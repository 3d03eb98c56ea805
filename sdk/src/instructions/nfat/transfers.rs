//! Owners: transfers, who may receive, and what replaces an asset that was burnt in a wallet.

use crate::{
    addresses::{self, FacilityAddresses, UnitAddresses},
    instructions::{build, configurator::Configurer},
};
use nfat::{
    accounts, instruction,
    instructions::{AdmitReceiverArgs, SetWhitelistModeArgs},
    ID,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

pub use nfat::instructions::remint_digest;

/// Gives an NFAT to `receiver`, who must be admitted while the facility's whitelist mode is on. Signer: holder.
pub fn transfer(
    holder: &Pubkey,
    facility: &FacilityAddresses,
    unit: &UnitAddresses,
    receiver: &Pubkey,
) -> Instruction {
    let accounts = accounts::Transfer {
        holder: *holder,
        config: facility.nfat_config(),
        nfat: unit.nfat,
        asset: unit.asset,
        collection: facility.collection(),
        receiver: *receiver,
        entry: Some(facility.whitelist_entry(receiver)),
        core_program: mpl_core::ID,
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Transfer {})
}

/// Lets the facility's NFATs go to admitted receivers only, or to everybody. Signer: beacon with WHITELIST.
pub fn set_whitelist_mode(beacon: &Pubkey, facility: &FacilityAddresses, enabled: bool) -> Instruction {
    let accounts = accounts::SetWhitelistMode {
        beacon: *beacon,
        beam: facility.beam(beacon),
        pau: facility.pau,
        config: facility.nfat_config(),
        collection: facility.collection(),
        core_program: mpl_core::ID,
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::SetWhitelistMode { args: SetWhitelistModeArgs { enabled } })
}

/// Lets `address` receive NFATs of the facility until `valid_until`, or until another time than before. Signer: beacon
/// with WHITELIST, which pays the rent.
pub fn admit_receiver(
    beacon: &Pubkey,
    facility: &FacilityAddresses,
    address: &Pubkey,
    valid_until: i64,
) -> Instruction {
    let accounts = accounts::AdmitReceiver {
        beacon: *beacon,
        beam: facility.beam(beacon),
        pau: facility.pau,
        config: facility.nfat_config(),
        entry: facility.whitelist_entry(address),
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    let args = AdmitReceiverArgs { address: *address, valid_until };
    build(ID, accounts, instruction::AdmitReceiver { args })
}

/// Stops `address` from receiving NFATs of the facility; `rent_payer` is who paid for its entry. Signer: beacon with
/// WHITELIST.
pub fn remove_receiver(
    beacon: &Pubkey,
    facility: &FacilityAddresses,
    address: &Pubkey,
    rent_payer: &Pubkey,
) -> Instruction {
    let accounts = accounts::RemoveReceiver {
        beacon: *beacon,
        beam: facility.beam(beacon),
        pau: facility.pau,
        config: facility.nfat_config(),
        entry: facility.whitelist_entry(address),
        rent_payer: *rent_payer,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::RemoveReceiver {})
}

/// What the replacement of a burnt asset names.
#[derive(Debug, Clone, Copy)]
pub struct Remint {
    /// The Metaplex Core asset that its owner has burnt.
    pub burnt_asset: Pubkey,
    /// Who will own the new one: the owner that the permit names.
    pub owner: Pubkey,
    /// Account that paid the rent of the record: `Nfat::rent_payer`.
    pub rent_payer: Pubkey,
    /// Account that paid for the permit.
    pub permit_rent_payer: Pubkey,
}

impl Remint {
    /// Addresses of the NFAT afterwards.
    pub fn unit(&self) -> UnitAddresses {
        UnitAddresses::of(addresses::reissued_asset(&self.burnt_asset))
    }

    /// Permit for exactly this, of the council's.
    pub fn permit(&self, facility: &FacilityAddresses) -> Pubkey {
        let digest = remint_digest(&self.burnt_asset, &self.owner);
        addresses::permit(&facility.scope, &facility.nfat_config(), &digest)
    }
}

/// Gives an NFAT that was burnt in a wallet an asset again, on a permit for it. Signers: payer, configurer.
pub fn remint(
    payer: &Pubkey,
    configurer: &Configurer,
    facility: &FacilityAddresses,
    remint: &Remint,
) -> Instruction {
    let unit = remint.unit();
    let accounts = accounts::Remint {
        payer: *payer,
        govops: configurer.signer,
        scope: facility.scope,
        registration: configurer.registration(),
        cbeam: configurer.cbeam(),
        pau: facility.pau,
        config: facility.nfat_config(),
        former_nfat: addresses::nfat(&remint.burnt_asset),
        former_asset: remint.burnt_asset,
        rent_payer: remint.rent_payer,
        nfat: unit.nfat,
        asset: unit.asset,
        collection: facility.collection(),
        owner: remint.owner,
        permit: remint.permit(facility),
        permit_rent_payer: remint.permit_rent_payer,
        core_program: mpl_core::ID,
        system_program: system_program::ID,
        configurator_event_authority: addresses::event_authority(&configurator::ID),
        configurator_program: configurator::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Remint {})
}
