//! A deployed facility and everybody who acts on it, by what they do.

mod actions;

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
}

/// Commitment of terms with the suites' salt.
pub fn commitment(terms: &DealTerms) -> [u8; 32] {
    terms_hash(terms, &SALT).expect("encodable terms")
}

/// A payment of principal and interest.
pub fn payment(principal: u64, interest: u64) -> Payment {
    Payment { principal, interest, penalty: 0 }
}
