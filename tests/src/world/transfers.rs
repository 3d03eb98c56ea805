//! Who owns an NFAT and who may: transfers, the whitelist, and the replacement of what was burnt.

use super::*;
use halo_sdk::{
    configurator::state::{Grant, Payload},
    instructions::nfat::{remint_digest, Remint},
    nfat::state::WhitelistEntry,
};

impl<C: Chain> World<C> {
    /// The holder gives an NFAT away.
    pub async fn transfer(
        &self,
        holder: &Pubkey,
        unit: &UnitAddresses,
        receiver: &Pubkey,
    ) -> Result<Landed, Error> {
        self.send(&[ix::nfat::transfer(holder, &self.facility, unit, receiver)], &[*holder]).await
    }

    /// The beacon switches the facility's whitelist mode.
    pub async fn set_whitelist_mode(&self, enabled: bool) -> Result<Landed, Error> {
        let beacon = self.roles().beacon;
        self.send(&[ix::nfat::set_whitelist_mode(&beacon, &self.facility, enabled)], &[beacon]).await
    }

    /// The beacon lets `address` receive NFATs until `valid_until`.
    pub async fn admit(&self, address: &Pubkey, valid_until: i64) -> Result<Landed, Error> {
        let beacon = self.roles().beacon;
        let admit = ix::nfat::admit_receiver(&beacon, &self.facility, address, valid_until);
        self.send(&[admit], &[beacon]).await
    }

    /// The beacon stops `address`, which it has admitted itself, from receiving NFATs.
    pub async fn stop_admitting(&self, address: &Pubkey) -> Result<Landed, Error> {
        let beacon = self.roles().beacon;
        let remove = ix::nfat::remove_receiver(&beacon, &self.facility, address, &beacon);
        self.send(&[remove], &[beacon]).await
    }

    pub async fn whitelist_entry(&self, address: &Pubkey) -> WhitelistEntry {
        self.client.fetch(&self.facility.whitelist_entry(address)).await.expect("an entry of the whitelist")
    }

    /// Who owns an NFAT now: what Metaplex Core's account says.
    pub async fn owner_of(&self, unit: &UnitAddresses) -> Pubkey {
        let account = self.client.transport().get_account(&unit.asset).await.expect("an engine that answers");
        let data = account.expect("an asset").data;
        Pubkey::try_from(&data[1..33]).expect("the owner comes after the kind")
    }

    /// The council permits that the burnt `asset` is replaced by one of `owner`'s, with the timelock's wait.
    pub async fn permit_remint(&mut self, asset: &Pubkey, owner: &Pubkey) {
        let grant =
            Grant::Permit { target: self.facility.nfat_config(), digest: remint_digest(asset, owner) };
        self.enact(Payload::AddInit { pau: Pubkey::default(), grant }).await;
    }

    /// What the GovOps sends to replace the burnt asset of `unit` by one of `owner`'s.
    pub async fn reminting(&self, unit: &UnitAddresses, owner: &Pubkey) -> Remint {
        let rent_payer = self.nfat(unit).await.rent_payer;
        let permit_rent_payer = self.roles().payer;
        Remint { burnt_asset: unit.asset, owner: *owner, rent_payer, permit_rent_payer }
    }

    /// The GovOps replaces the burnt asset of `unit`; returns the addresses of the NFAT afterwards.
    pub async fn remint(&self, unit: &UnitAddresses, owner: &Pubkey) -> Result<UnitAddresses, Error> {
        let (Roles { payer, govops, .. }, remint) = (self.roles(), self.reminting(unit, owner).await);
        let send = ix::nfat::remint(&payer, &self.configurer(), &self.facility, &remint);
        self.send(&[send], &[govops]).await.map(|_| remint.unit())
    }
}
