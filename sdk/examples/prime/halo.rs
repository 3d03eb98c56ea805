//! The other side of the example: a facility with everybody who runs it, on the embedded cluster.

use halo_sdk::{
    addresses::{self, FacilityAddresses},
    client::Client,
    cluster::Cluster,
    configurator::DEFAULT_DELAY,
    deployment::{Deployment, Limit, Roles, ScopeState},
    error::Error,
    facility::{
        instructions::{ApprovePrimeArgs, AttestArgs, ClaimArgs, ClaimTerms},
        state::{AttestationKind, Book, QueuePosition, TermsMode},
    },
    halo_math::{Buybox, DealTerms, Payment as Due},
    instructions::{self as ix, configurator::InitFor},
    keyring::Keyring,
    nfat::state::Payment,
    token::{associated_token_address, MintConfig, TokenProgram},
    transport::Embedded,
};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

pub const DAY: i64 = 86_400;
/// 2025-01-15 00:00 UTC.
pub const DEAL_START: i64 = 1_736_899_200;
/// 2025-07-15 00:00 UTC.
const MATURITY: i64 = 1_752_537_600;
const UNLIMITED: Limit = Limit { max: u64::MAX, slope: 0 };

/// A loan over half a year that pays 10 % a year.
pub fn terms(principal: u64) -> DealTerms {
    DealTerms {
        start: DEAL_START,
        payments: vec![Due { due: MATURITY, principal, interest: principal / 20 }],
        risk_tier: 1,
        asset_type: [1; 32],
        jurisdiction: [2; 32],
        penalty_bps_per_day: 10,
        penalty_cap: 0,
        conditions: [3; 32],
    }
}

pub struct Halo {
    pub cluster: Cluster,
    pub facility: FacilityAddresses,
    client: Client<Embedded>,
    keys: Keyring,
    roles: Roles,
    borrower: Keypair,
}

impl Halo {
    /// Deploys a facility, approves the Prime and gives it `money`.
    pub async fn deploy(prime: &Keypair, money: u64) -> Result<Self, Error> {
        let scheduled = DEAL_START - DAY - DEFAULT_DELAY;
        let cluster = Cluster::builder().unix_time(scheduled).halo().build()?;
        let mut keys = Keyring::default();
        let [payer, mint, borrower] = [(); 3].map(|()| Keypair::new());
        let mut named = |name: &str| keys.add_named(name);
        let roles = Roles::named(payer.pubkey(), &mut named);
        let deployment = Deployment {
            roles,
            scope_base: named("scope"),
            pau_base: named("pau"),
            facility_base: named("facility"),
            scope_state: ScopeState::default(),
            mint: mint.pubkey(),
            token_program: TokenProgram::Spl.id(),
            buybox: buybox(),
            terms_mode: TermsMode::Disclosed,
            collection: ("Halo 123".into(), "https://example.com/halo-123.json".into()),
            beams_expire_at: MATURITY + 30 * DAY,
            claim_limit: UNLIMITED,
            withdraw_limit: UNLIMITED,
            endpoints: vec![(
                associated_token_address(&borrower.pubkey(), &mint.pubkey(), TokenProgram::Spl),
                UNLIMITED,
            )],
            prime_limit: UNLIMITED,
        };
        for party in [roles.payer, roles.beacon, roles.attestor, prime.pubkey()] {
            cluster.airdrop(&party, 10_000_000_000)?;
        }
        cluster.create_mint_at(&mint, &MintConfig::new(TokenProgram::Spl, 6, cluster.operator()))?;
        cluster.mint_tokens(&mint.pubkey(), &prime.pubkey(), money)?;
        cluster.create_token_account(&mint.pubkey(), &borrower.pubkey())?;

        let facility = deployment.facility();
        let table = cluster.install_lookup_table(&facility.lookup_table())?;
        let client = cluster.client(payer).with_lookup_tables(vec![table]);
        let halo = Self { cluster, facility, client, keys, roles, borrower };
        for step in deployment.steps() {
            if step.after_delay && halo.cluster.unix_time() == scheduled {
                halo.cluster.warp_to(scheduled + DEFAULT_DELAY)?;
            }
            halo.client.send(&step.instructions, &halo.keys.pick(&step.signers)).await?;
        }
        let (govops, args) =
            (deployment.configurer(), ApprovePrimeArgs { prime: prime.pubkey(), max: u64::MAX, slope: 0 });
        let approve = ix::facility::approve_prime(&roles.payer, &govops, &facility, InitFor::Pau, args);
        halo.send(roles.govops, approve).await?;
        halo.cluster.warp_to(DEAL_START)?;
        Ok(halo)
    }

    /// Claims what the terms say from the Prime's deposit, on a new Book.
    pub async fn claim(&self, prime: Pubkey, terms: &DealTerms, salt: &[u8; 32]) -> Result<(), Error> {
        let (beacon, book, unit) = (self.roles.beacon, self.facility.book(1), self.facility.unit(1));
        self.send(beacon, ix::facility::open_book(&beacon, &self.facility, &book, 365 * DAY, 0)).await?;
        let position = addresses::position(&self.facility.facility, &prime);
        let position: QueuePosition = self.client.fetch(&position).await?;
        let amount = principal(terms);
        let args = ClaimArgs {
            amount,
            max_shares: amount,
            position_sequence: position.sequence,
            share_book: false,
            rank: 0,
            terms: ClaimTerms::Disclosed { terms: terms.clone(), salt: *salt },
        };
        self.send(beacon, ix::facility::claim(&beacon, &prime, &self.facility, &book, &unit, args)).await
    }

    /// Lends the Book's money, waits for the maturity, collects and funds NFAT #1.
    pub async fn lend_and_collect(&self, terms: &DealTerms) -> Result<(), Error> {
        let Roles { beacon, attestor, .. } = self.roles;
        let (facility, book, unit) = (&self.facility, self.facility.book(1), self.facility.unit(1));
        let endpoint = facility.token_account(&self.borrower.pubkey());
        let (principal, interest) = (principal(terms), terms.payments.iter().map(|due| due.interest).sum());

        self.attest(&book.book, 1, AttestationKind::PreDeployment).await?;
        let begin = ix::facility::begin_deploying(&beacon, &attestor, facility, &book.book, 1);
        self.send(beacon, begin).await?;
        self.send(beacon, ix::facility::deploy(&beacon, facility, &book, &endpoint, principal)).await?;
        self.attest(&book.book, 2, AttestationKind::AtRest).await?;
        self.send(beacon, ix::facility::mark_at_rest(&beacon, &attestor, facility, &book.book, 2)).await?;

        self.cluster.warp_to(MATURITY)?;
        self.cluster.mint_tokens(&facility.mint, &self.borrower.pubkey(), interest)?;
        let borrower = self.borrower.pubkey();
        let home = ix::facility::return_funds(&borrower, &endpoint, facility, &book, principal + interest);
        self.client.send(&[home], &[&self.borrower]).await?;
        self.send(beacon, ix::facility::begin_unwinding(&beacon, facility, &book.book)).await?;
        let payment = Payment { principal, interest, penalty: 0 };
        self.send(beacon, ix::nfat::fund(&beacon, facility, &book, &unit.nfat, payment)).await
    }

    async fn attest(&self, book: &Pubkey, number: u64, kind: AttestationKind) -> Result<(), Error> {
        let state: Book = self.client.fetch(book).await?;
        let args = AttestArgs {
            kind,
            scope_hash: state.scope_hash(book),
            content_hash: [9; 32],
            uri: "https://attestor.example/123".into(),
            risk_tier: 1,
            valid_until: self.cluster.unix_time() + DAY,
            timeframe_seconds: if kind == AttestationKind::PreDeployment { DAY } else { 0 },
            amount: 0,
        };
        let attestor = self.roles.attestor;
        self.send(attestor, ix::facility::attest(&attestor, &self.facility, book, number, args)).await
    }

    async fn send(&self, signer: Pubkey, instruction: Instruction) -> Result<(), Error> {
        self.client.send(&[instruction], &self.keys.pick(&[signer])).await.map(drop)
    }
}

fn principal(terms: &DealTerms) -> u64 {
    terms.payments.iter().map(|due| due.principal).sum()
}

fn buybox() -> Buybox {
    let mut buybox = Buybox {
        size_min: 1,
        size_max: u64::MAX,
        risk_tiers: 0b10,
        duration_min_days: 1,
        duration_max_days: 730,
        apy_max_bps: 1_500,
        ..Buybox::default()
    };
    buybox.asset_types[0] = [1; 32];
    buybox.jurisdictions[0] = [2; 32];
    buybox
}
