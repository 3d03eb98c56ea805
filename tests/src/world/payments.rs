//! What holders, beacons and passers-by do about payments beyond funding and redeeming.

use super::*;
use halo_sdk::nfat::instructions::PushKind;

impl<C: Chain> World<C> {
    pub async fn request_redeem(
        &self,
        holder: &Pubkey,
        unit: &UnitAddresses,
        amount: u64,
    ) -> Result<Landed, Error> {
        let request = ix::nfat::request_redeem(holder, &self.facility, &unit.asset, amount);
        self.send(&[request], &[*holder]).await
    }

    pub async fn request_interest(
        &self,
        holder: &Pubkey,
        unit: &UnitAddresses,
        amount: u64,
    ) -> Result<Landed, Error> {
        let request = ix::nfat::request_interest(holder, &self.facility, &unit.asset, amount);
        self.send(&[request], &[*holder]).await
    }

    pub async fn cancel_request(&self, holder: &Pubkey, unit: &UnitAddresses) -> Result<Landed, Error> {
        let cancel = ix::nfat::cancel_request(holder, &self.facility, &unit.asset);
        self.send(&[cancel], &[*holder]).await
    }

    /// Fulfils a request to redeem out of the Book.
    pub async fn fulfil_redeem(
        &self,
        book: &BookAddresses,
        unit: &UnitAddresses,
        payment: Payment,
    ) -> Result<Landed, Error> {
        let beacon = self.roles().beacon;
        let fulfil = ix::nfat::fulfil_redeem(&beacon, &self.facility, book, &unit.asset, payment);
        self.send(&[fulfil], &[beacon]).await
    }

    /// Fulfils a request for interest out of the Book.
    pub async fn fulfil_interest(
        &self,
        book: &BookAddresses,
        unit: &UnitAddresses,
        payment: Payment,
    ) -> Result<Landed, Error> {
        let beacon = self.roles().beacon;
        let fulfil = ix::nfat::fulfil_interest(&beacon, &self.facility, book, &unit.asset, payment);
        self.send(&[fulfil], &[beacon]).await
    }

    /// Sends `holder` what is credited to its NFAT; nobody but the payer of the fee signs.
    pub async fn push(
        &self,
        holder: &Pubkey,
        book: &BookAddresses,
        unit: &UnitAddresses,
        kind: PushKind,
    ) -> Result<Landed, Error> {
        let destination = self.facility.token_account(holder);
        self.send(&[ix::nfat::push_payment(&self.facility, book, &unit.asset, &destination, kind)], &[]).await
    }

    pub async fn set_push(
        &self,
        holder: &Pubkey,
        unit: &UnitAddresses,
        enabled: bool,
    ) -> Result<Landed, Error> {
        self.send(&[ix::nfat::set_push(holder, &self.facility, &unit.asset, enabled)], &[*holder]).await
    }

    /// Puts sealed terms on the record; the payer shows them.
    pub async fn reveal(&self, unit: &UnitAddresses, terms: DealTerms) -> Result<Landed, Error> {
        let payer = self.roles().payer;
        self.send(&[ix::nfat::reveal(&payer, &unit.nfat, terms, SALT)], &[payer]).await
    }

    /// Declares a default; the payer does it.
    pub async fn declare_default(&self, book: &BookAddresses, unit: &UnitAddresses) -> Result<Landed, Error> {
        let payer = self.roles().payer;
        self.send(&[ix::nfat::declare_default(&payer, book, &unit.nfat)], &[payer]).await
    }

    /// Waits until `time`, Unix seconds.
    pub async fn wait_until(&mut self, time: i64) {
        self.chain.warp_to(time).await;
    }

    /// Credits `unit` with the Halo's own money, given to its borrower.
    pub async fn top_up(
        &self,
        book: &BookAddresses,
        unit: &UnitAddresses,
        payment: Payment,
    ) -> Result<Landed, Error> {
        let source = self.give(&self.borrower.clone(), payment.total().expect("a sum")).await;
        let top_up = ix::nfat::top_up(&self.borrower, &source, &self.facility, book, &unit.nfat, payment);
        self.send(&[top_up], &[self.borrower]).await
    }
}
