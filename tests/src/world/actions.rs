//! What everybody does in a world, one function an act.

use super::*;

impl<C: Chain> World<C> {
    pub async fn deposit(&self, prime: &Pubkey, amount: u64) -> Result<Landed, Error> {
        self.deposit_with(prime, amount, None).await
    }

    pub async fn deposit_with(
        &self,
        prime: &Pubkey,
        amount: u64,
        consent: Option<Consent>,
    ) -> Result<Landed, Error> {
        let source = self.facility.token_account(prime);
        self.send(&[ix::facility::deposit(prime, &source, &self.facility, amount, consent)], &[*prime]).await
    }

    /// Withdraws everything to the Prime's own account.
    pub async fn withdraw(&self, prime: &Pubkey) -> Result<Landed, Error> {
        let destination = self.facility.token_account(prime);
        self.send(&[ix::facility::withdraw(prime, &destination, &self.facility, None)], &[*prime]).await
    }

    /// Id of the Book that is opened next.
    pub async fn next_book_id(&self) -> u64 {
        let facility: halo_sdk::facility::state::Facility =
            self.client.fetch(&self.facility.facility).await.expect("the facility");
        facility.next_book_id
    }

    /// Opens the facility's next Book.
    pub async fn open_book(&self) -> BookAddresses {
        self.open_book_at(0).await
    }

    /// Addresses of the NFAT that the next claim mints.
    pub async fn next_unit(&self) -> UnitAddresses {
        let config: NfatConfig =
            self.client.fetch(&self.facility.nfat_config()).await.expect("the collection's configuration");
        self.facility.unit(config.next_token_id)
    }

    /// Arguments of a claim with disclosed terms.
    pub async fn claim_args(&self, prime: &Pubkey, terms: DealTerms) -> ClaimArgs {
        let amount = terms.summary().map_or(0, |summary| summary.principal);
        ClaimArgs {
            amount,
            max_shares: amount,
            position_sequence: self.position(prime).await.sequence,
            share_book: false,
            rank: 0,
            terms: ClaimTerms::Disclosed { terms, salt: SALT },
        }
    }

    /// Claims with these arguments.
    pub async fn claim_with(
        &self,
        prime: &Pubkey,
        book: &BookAddresses,
        args: ClaimArgs,
    ) -> Result<UnitAddresses, Error> {
        let beacon = self.roles().beacon;
        let unit = self.next_unit().await;
        let claim = ix::facility::claim(&beacon, prime, &self.facility, book, &unit, args);
        self.send(&[claim], &[beacon]).await.map(|_| unit)
    }

    /// Strikes a deal on `book`, alone in it.
    pub async fn claim(
        &self,
        prime: &Pubkey,
        book: &BookAddresses,
        terms: DealTerms,
    ) -> Result<UnitAddresses, Error> {
        let args = self.claim_args(prime, terms).await;
        self.claim_with(prime, book, args).await
    }

    /// Strikes a deal on a Book of its own.
    pub async fn deal(&self, prime: &Pubkey, terms: DealTerms) -> (BookAddresses, UnitAddresses) {
        let book = self.open_book().await;
        let unit = self.claim(prime, &book, terms).await.unwrap_or_else(|error| panic!("{error:#?}"));
        (book, unit)
    }

    /// What an attestor would post about the Book as it is.
    pub async fn attest_args(&self, book: &BookAddresses, kind: AttestationKind) -> AttestArgs {
        let timed = kind == AttestationKind::PreDeployment;
        let now = self.client.unix_time().await.expect("a clock");
        AttestArgs {
            kind,
            scope_hash: self.book(book).await.scope_hash(&book.book),
            content_hash: [9; 32],
            uri: "https://attestor.example/123".into(),
            risk_tier: 1,
            valid_until: now + 7 * DAY,
            timeframe_seconds: if timed { 14 * DAY } else { 0 },
            amount: 0,
        }
    }

    /// Posts the Book's next attestation; returns its number.
    pub async fn attest(&self, book: &BookAddresses, kind: AttestationKind) -> Result<u64, Error> {
        let args = self.attest_args(book, kind).await;
        self.attest_with(book, args).await
    }

    /// Attests and starts deploying.
    pub async fn start_deploying(&self, book: &BookAddresses) {
        let Roles { beacon, attestor, .. } = self.roles();
        let number = self.attest(book, AttestationKind::PreDeployment).await.expect("an attestation");
        let begin = ix::facility::begin_deploying(&beacon, &attestor, &self.facility, &book.book, number);
        self.ok(&[begin], &[beacon]).await;
    }

    /// Deploys to the usual endpoint.
    pub async fn deploy(&self, book: &BookAddresses, amount: u64) -> Result<Landed, Error> {
        let beacon = self.roles().beacon;
        let deploy = ix::facility::deploy(&beacon, &self.facility, book, &self.endpoint, amount);
        self.send(&[deploy], &[beacon]).await
    }

    /// Attests and marks at rest.
    pub async fn settle_at_rest(&self, book: &BookAddresses) {
        let Roles { beacon, attestor, .. } = self.roles();
        let number = self.attest(book, AttestationKind::AtRest).await.expect("an attestation");
        let rest = ix::facility::mark_at_rest(&beacon, &attestor, &self.facility, &book.book, number);
        self.ok(&[rest], &[beacon]).await;
    }

    /// The borrower pays `amount` back, minted to it as far as it lacks it: its profit.
    pub async fn come_home(&self, book: &BookAddresses, amount: u64) {
        let held = self.balance(&self.borrower).await;
        if held < amount {
            self.give(&self.borrower, amount - held).await;
        }
        let source = self.facility.token_account(&self.borrower);
        let back = ix::facility::return_funds(&self.borrower, &source, &self.facility, book, amount);
        self.ok(&[back], &[self.borrower]).await;
    }

    pub async fn unwind(&self, book: &BookAddresses) {
        let beacon = self.roles().beacon;
        self.ok(&[ix::facility::begin_unwinding(&beacon, &self.facility, &book.book)], &[beacon]).await;
    }

    /// The whole asset side of a bullet loan: deployed, at rest, home again with `proceeds`, unwinding.
    pub async fn run_book(&self, book: &BookAddresses, deployed: u64, proceeds: u64) {
        self.start_deploying(book).await;
        self.deploy(book, deployed).await.unwrap_or_else(|error| panic!("{error:#?}"));
        self.settle_at_rest(book).await;
        self.come_home(book, proceeds).await;
        self.unwind(book).await;
    }

    /// Funds an NFAT out of its Book.
    pub async fn fund(
        &self,
        book: &BookAddresses,
        unit: &UnitAddresses,
        payment: Payment,
    ) -> Result<Landed, Error> {
        let beacon = self.roles().beacon;
        self.send(&[ix::nfat::fund(&beacon, &self.facility, book, &unit.nfat, payment)], &[beacon]).await
    }

    /// Redeems to the holder's own account everything that is owed.
    pub async fn redeem(
        &self,
        holder: &Pubkey,
        book: &BookAddresses,
        unit: &UnitAddresses,
        min_payout: u64,
    ) -> Result<Landed, Error> {
        let redemption = self.redemption(holder, unit, min_payout);
        self.send(&[ix::nfat::redeem(&self.facility, book, &redemption)], &[*holder]).await
    }

    /// Redeems what is credited, the holder doing without the rest.
    pub async fn redeem_for_less(
        &self,
        holder: &Pubkey,
        book: &BookAddresses,
        unit: &UnitAddresses,
        min_payout: u64,
    ) -> Result<Landed, Error> {
        let redemption =
            ix::nfat::Redemption { accept_shortfall: true, ..self.redemption(holder, unit, min_payout) };
        self.send(&[ix::nfat::redeem(&self.facility, book, &redemption)], &[*holder]).await
    }

    /// What a holder names that redeems to its own account, of an NFAT that the beacon claimed.
    pub fn redemption(&self, holder: &Pubkey, unit: &UnitAddresses, min_payout: u64) -> ix::nfat::Redemption {
        ix::nfat::Redemption {
            holder: *holder,
            destination: self.facility.token_account(holder),
            asset: unit.asset,
            rent_payer: self.roles().beacon,
            min_payout,
            accept_shortfall: false,
        }
    }

    /// Pays a tranche to the holder's own account.
    pub async fn spend(
        &self,
        holder: &Pubkey,
        book: &BookAddresses,
        unit: &UnitAddresses,
        min_payout: u64,
    ) -> Result<Landed, Error> {
        let payout = self.payout(holder, unit, min_payout);
        self.send(&[ix::nfat::spend(&self.facility, book, &payout)], &[*holder]).await
    }

    /// Pays the interest credited to the holder's own account.
    pub async fn claim_interest(
        &self,
        holder: &Pubkey,
        book: &BookAddresses,
        unit: &UnitAddresses,
        min_payout: u64,
    ) -> Result<Landed, Error> {
        let payout = self.payout(holder, unit, min_payout);
        self.send(&[ix::nfat::claim_interest(&self.facility, book, &payout)], &[*holder]).await
    }

    fn payout(&self, holder: &Pubkey, unit: &UnitAddresses, min_payout: u64) -> ix::nfat::Payout {
        let destination = self.facility.token_account(holder);
        ix::nfat::Payout { holder: *holder, destination, asset: unit.asset, min_payout }
    }

    pub async fn close_book(&self, book: &BookAddresses) -> Result<Landed, Error> {
        let beacon = self.roles().beacon;
        self.send(&[ix::facility::close_book(&beacon, &self.facility, book)], &[beacon]).await
    }
}
