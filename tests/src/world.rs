//! A deployed facility and everybody who acts on it, by what they do.

use crate::chain::Chain;
use halo_sdk::{
    addresses::{self, BookAddresses, FacilityAddresses, UnitAddresses},
    client::Client,
    commitment::terms_hash,
    deployment::{Deployment, Limit, Roles},
    error::Error,
    facility::{
        instructions::{ApprovePrimeArgs, AttestArgs, ClaimArgs, ClaimTerms},
        state::{AttestationKind, Book, QueuePosition, TermsMode},
    },
    halo_math::{Buybox, Consent, DealTerms},
    instructions as ix,
    keyring::Keyring,
    nfat::state::{Nfat, NfatConfig, Payment, RedeemVault},
    token::{self, MintConfig, TokenProgram},
    transport::{Landed, Transport},
};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_message::AddressLookupTableAccount;
use solana_pubkey::Pubkey;
use std::sync::Mutex;

/// Base units of one token.
pub const ONE: u64 = 1_000_000;
/// Decimals of the asset, as USDS has on Solana.
pub const DECIMALS: u8 = 6;
/// Seconds of a day.
pub const DAY: i64 = 86_400;
/// 2025-01-14 00:00 UTC: one day before the deals of the scenarios start.
pub const START: i64 = 1_736_812_800;
/// 2025-01-15 00:00 UTC.
pub const DEAL_START: i64 = START + DAY;
/// 2025-07-15 00:00 UTC.
pub const MATURITY: i64 = 1_752_537_600;
/// Salt of every deal in the suites.
pub const SALT: [u8; 32] = [7; 32];
/// What a Book's re-attestation is due within.
pub const CADENCE: i64 = 30 * DAY;
/// Refills in a day whatever was used of it.
pub const WIDE: Limit = Limit { max: 1_000_000_000 * ONE, slope: 1_000_000_000 * ONE };

/// `millions` of tokens in base units.
pub const fn million(millions: u64) -> u64 {
    millions * 1_000_000 * ONE
}

/// The seed's example: 6 to 24 months, 5M to 100M, 8 to 15 %.
pub fn buybox() -> Buybox {
    let mut asset_types = [[0; 32]; 4];
    asset_types[0] = [1; 32];
    let mut jurisdictions = [[0; 32]; 4];
    jurisdictions[0] = [2; 32];
    Buybox {
        size_min: million(5),
        size_max: million(100),
        asset_types,
        jurisdictions,
        risk_tiers: 0b110,
        duration_min_days: 180,
        duration_max_days: 730,
        apy_min_bps: 800,
        apy_max_bps: 1_500,
        penalty_max_bps: 2_000,
        reserved: [0; 2],
    }
}

/// A bullet loan from [`DEAL_START`] to [`MATURITY`] that pays `interest`.
pub fn bullet(principal: u64, interest: u64) -> DealTerms {
    DealTerms {
        start: DEAL_START,
        payments: vec![halo_sdk::halo_math::Payment { due: MATURITY, principal, interest }],
        risk_tier: 1,
        asset_type: [1; 32],
        jurisdiction: [2; 32],
        penalty_bps_per_day: 10,
        penalty_cap: principal / 10,
        conditions: [3; 32],
    }
}

/// A bullet loan at 10 % a year for half a year, as Scenario 1 has it: 25M pays 1.25M.
pub fn half_year(principal: u64) -> DealTerms {
    bullet(principal, principal / 20)
}

/// The world after the deployment: nobody has deposited yet.
pub struct World<C: Chain> {
    pub chain: C,
    pub client: Client<C::Transport>,
    pub keys: Keyring,
    pub deployment: Deployment,
    pub facility: FacilityAddresses,
    /// Token account of the borrower's side.
    pub endpoint: Pubkey,
    /// Owner of `endpoint`.
    pub borrower: Pubkey,
    pub token_program: TokenProgram,
    /// Every transaction that has landed, in order.
    pub journal: Mutex<Vec<Landed>>,
}

/// How a world differs from the usual one.
pub struct Setup {
    /// Makes the addresses of two facilities differ.
    pub name: &'static str,
    pub buybox: Buybox,
    pub terms_mode: TermsMode,
    pub token_program: TokenProgram,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            name: "123",
            buybox: buybox(),
            terms_mode: TermsMode::Disclosed,
            token_program: TokenProgram::Spl,
        }
    }
}

impl<C: Chain> World<C> {
    /// Deploys the usual facility and lets every limit fill for a day: it is [`DEAL_START`] then.
    pub async fn new(chain: C) -> Self {
        Self::with(chain, Setup::default()).await
    }

    /// Deploys a facility and lets every limit fill for a day.
    pub async fn with(mut chain: C, setup: Setup) -> Self {
        let mut keys = Keyring::default();
        let payer = Keypair::new_from_array([42; 32]);
        let client = chain.client(payer.insecure_clone());
        let payer = keys.add(payer);
        let mut named = |role: &str| keys.add_named(&format!("{} {role}", setup.name));
        let roles = Roles {
            payer,
            council: named("council"),
            admin: named("admin"),
            freezer: named("freezer"),
            relayer: named("relayer"),
            beacon: named("beacon"),
            attestor: named("attestor"),
            warden: named("warden"),
        };
        let (mint, borrower) = (named("mint"), named("borrower"));
        let (scope_base, pau_base, facility_base) = (named("scope"), named("pau"), named("facility"));
        let endpoint = token::associated_token_address(&borrower, &mint, setup.token_program);
        let deployment = Deployment {
            roles,
            scope_base,
            pau_base,
            facility_base,
            mint,
            token_program: setup.token_program.id(),
            buybox: setup.buybox,
            terms_mode: setup.terms_mode,
            collection: ("Halo 123 senior secured".into(), "https://example.com/halo-123.json".into()),
            beams_expire_at: MATURITY + 365 * DAY,
            claim_limit: WIDE,
            withdraw_limit: WIDE,
            endpoints: vec![(endpoint, WIDE)],
        };
        let facility = deployment.facility();
        let mut world = Self {
            chain,
            client,
            keys,
            deployment,
            facility,
            endpoint,
            borrower,
            token_program: setup.token_program,
            journal: Mutex::default(),
        };
        world.create_mint().await;
        for actor in [roles.beacon, roles.attestor] {
            world.give_lamports(&actor).await;
        }
        for step in world.deployment.steps() {
            world.ok(&step.instructions, &step.signers).await;
        }
        world.install_lookup_table().await;
        let later = world.chain.now().await + DAY;
        world.chain.warp_to(later).await;
        world
    }

    pub fn roles(&self) -> Roles {
        self.deployment.roles
    }

    async fn create_mint(&mut self) {
        let Roles { payer, .. } = self.roles();
        let rent = self.client.transport().rent().await.expect("rent");
        let config = MintConfig::new(self.token_program, DECIMALS, payer).with_freeze_authority(payer);
        let create = token::create_mint(&payer, &self.facility.mint, &config, &rent).expect("a plain mint");
        self.ok(&create, &[self.facility.mint]).await;
        self.token_account(&self.borrower.clone()).await;
    }

    async fn give_lamports(&mut self, to: &Pubkey) {
        let payer = self.roles().payer;
        let transfer = solana_system_interface::instruction::transfer(&payer, to, 1_000_000_000);
        self.ok(&[transfer], &[]).await;
    }

    async fn install_lookup_table(&mut self) {
        let addresses = self.facility.lookup_table();
        let rent = self.client.transport().rent().await.expect("rent");
        // One a facility, so that several can stand on one chain.
        let (key, _) = Pubkey::find_program_address(&[b"lookup table"], &self.facility.facility);
        let account = halo_sdk::lookup_table::table_account(&addresses, &rent).expect("a short table");
        self.chain.set_account(&key, account);
        let table = AddressLookupTableAccount { key, addresses };
        self.client = self.client.clone().with_lookup_tables(vec![table]);
    }

    /// Sends as one transaction; the payer always signs.
    pub async fn send(&self, instructions: &[Instruction], signers: &[Pubkey]) -> Result<Landed, Error> {
        let landed = self.client.send(instructions, &self.keys.pick(signers)).await?;
        self.journal.lock().expect("one thread").push(landed.clone());
        Ok(landed)
    }

    /// Sends and expects success.
    pub async fn ok(&self, instructions: &[Instruction], signers: &[Pubkey]) -> Landed {
        self.send(instructions, signers).await.unwrap_or_else(|error| panic!("{error:#?}"))
    }

    /// A key with a name and lamports.
    pub async fn person(&mut self, name: &str) -> Pubkey {
        let key = self.keys.add_named(name);
        self.give_lamports(&key).await;
        key
    }

    /// Creates `owner`'s associated token account.
    pub async fn token_account(&self, owner: &Pubkey) -> Pubkey {
        let payer = self.roles().payer;
        let create =
            token::create_associated_token_account(&payer, owner, &self.facility.mint, self.token_program);
        self.ok(&[create], &[]).await;
        self.facility.token_account(owner)
    }

    /// Mints `amount` base units to `owner`.
    pub async fn give(&self, owner: &Pubkey, amount: u64) -> Pubkey {
        let account = self.token_account(owner).await;
        let payer = self.roles().payer;
        let mint = token::mint_to(self.token_program, &self.facility.mint, &account, &payer, amount);
        self.ok(&[mint.expect("a token program")], &[]).await;
        account
    }

    /// Approves a Prime with the seed's limit of 100M, and gives it `amount`. Nothing is claimable before a day.
    pub async fn prime(&mut self, name: &str, amount: u64) -> Pubkey {
        let prime = self.person(name).await;
        self.give(&prime, amount).await;
        self.approve(&prime, Limit { max: million(100), slope: million(100) }).await;
        prime
    }

    /// Approves a Prime and waits a day.
    pub async fn approve(&mut self, prime: &Pubkey, limit: Limit) {
        let Roles { payer, admin, .. } = self.roles();
        let args = ApprovePrimeArgs { prime: *prime, max: limit.max, slope: limit.slope };
        self.ok(&[ix::facility::approve_prime(&payer, &admin, &self.facility, args)], &[admin]).await;
        let later = self.chain.now().await + DAY;
        self.chain.warp_to(later).await;
    }

    /// Tokens of `owner`'s associated account, base units.
    pub async fn balance(&self, owner: &Pubkey) -> u64 {
        self.tokens(&self.facility.token_account(owner)).await
    }

    /// Tokens of a token account; 0 when there is none.
    pub async fn tokens(&self, account: &Pubkey) -> u64 {
        let account = self.client.transport().get_account(account).await.expect("an account");
        account.map_or(0, |account| token::decode_token_account(&account).expect("a token account").amount)
    }

    /// What the chain's own view says `prime` has queued.
    pub async fn queued(&self, prime: &Pubkey) -> u64 {
        self.client.view_as(ix::facility::queue_balance(&self.facility, prime)).await.expect("a position")
    }

    pub async fn position(&self, prime: &Pubkey) -> QueuePosition {
        self.client.fetch(&addresses::position(&self.facility.facility, prime)).await.expect("a position")
    }

    pub async fn book(&self, book: &BookAddresses) -> Book {
        self.client.fetch(&book.book).await.expect("a Book")
    }

    pub async fn redeem_vault(&self, book: &BookAddresses) -> RedeemVault {
        self.client.fetch(&book.redeem_vault).await.expect("a redeem vault")
    }

    pub async fn nfat(&self, unit: &UnitAddresses) -> Nfat {
        self.client.fetch(&unit.nfat).await.expect("an NFAT")
    }

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
        let book = self.facility.book(self.next_book_id().await);
        let beacon = self.roles().beacon;
        self.ok(&[ix::facility::open_book(&beacon, &self.facility, &book, CADENCE)], &[beacon]).await;
        book
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
        }
    }

    /// Posts the Book's next attestation; returns its number.
    pub async fn attest(&self, book: &BookAddresses, kind: AttestationKind) -> Result<u64, Error> {
        let args = self.attest_args(book, kind).await;
        let number = self.book(book).await.next_attestation();
        let attestor = self.roles().attestor;
        let attest = ix::facility::attest(&attestor, &self.facility, &book.book, number, args);
        self.send(&[attest], &[attestor]).await.map(|_| number)
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

    /// Redeems to the holder's own account.
    pub async fn redeem(
        &self,
        holder: &Pubkey,
        book: &BookAddresses,
        unit: &UnitAddresses,
        min_payout: u64,
    ) -> Result<Landed, Error> {
        let redemption = ix::nfat::Redemption {
            holder: *holder,
            destination: self.facility.token_account(holder),
            asset: unit.asset,
            rent_payer: self.roles().beacon,
            min_payout,
        };
        self.send(&[ix::nfat::redeem(&self.facility, book, &redemption)], &[*holder]).await
    }

    pub async fn close_book(&self, book: &BookAddresses) -> Result<Landed, Error> {
        let beacon = self.roles().beacon;
        self.send(&[ix::facility::close_book(&beacon, &self.facility, book)], &[beacon]).await
    }
}

/// Commitment of terms with the suites' salt.
pub fn commitment(terms: &DealTerms) -> [u8; 32] {
    terms_hash(terms, &SALT).expect("encodable terms")
}

/// A payment of principal and interest.
pub fn payment(principal: u64, interest: u64) -> Payment {
    Payment { principal, interest, penalty: 0 }
}
