//! Books that hold NFATs of other Books.

use super::*;
use halo_sdk::{
    facility::{instructions::CollectKind, state::Holding},
    instructions::facility::{HeldUnit, HeldUnitRent},
};

impl<C: Chain> World<C> {
    /// Opens the facility's next Book at `level`.
    pub async fn open_book_at(&self, level: u8) -> BookAddresses {
        let book = self.facility.book(self.next_book_id().await);
        let beacon = self.roles().beacon;
        self.ok(&[ix::facility::open_book(&beacon, &self.facility, &book, CADENCE, level)], &[beacon]).await;
        book
    }

    /// `asset`, a unit of `child_book` of this facility, as held by `book`.
    pub fn held<'a>(
        &'a self,
        book: &'a BookAddresses,
        child_book: &'a BookAddresses,
        asset: Pubkey,
    ) -> HeldUnit<'a> {
        HeldUnit { facility: &self.facility, book, child_facility: &self.facility, child_book, asset }
    }

    /// Records that a Book of this facility owns an asset.
    pub async fn hold(&self, unit: &HeldUnit<'_>) -> Result<Landed, Error> {
        let beacon = self.roles().beacon;
        self.send(&[ix::facility::hold_unit(&beacon, unit)], &[beacon]).await
    }

    pub async fn holding(&self, asset: &Pubkey) -> Holding {
        self.client.fetch(&addresses::holding(asset)).await.expect("a holding")
    }

    /// Pays the Book what a held NFAT has coming; the NFAT's record was paid for by `nfat_rent`.
    pub async fn collect(
        &self,
        unit: &HeldUnit<'_>,
        nfat_rent: Pubkey,
        kind: CollectKind,
    ) -> Result<Landed, Error> {
        let rent = HeldUnitRent { holding: self.roles().beacon, nfat: nfat_rent };
        self.send(&[ix::facility::collect_unit(unit, &rent, kind)], &[]).await
    }
}
