//! A deployed facility and everybody who acts on it, by what they do.

mod accords;
mod actions;
mod governance;
mod holdings;
mod oversight;
mod payments;
mod reads;
mod terms;
mod transfers;

pub use terms::*;

use crate::chain::Chain;
use halo_sdk::{
    addresses::{self, BookAddresses, FacilityAddresses, UnitAddresses},
    client::Client,
    configurator::DEFAULT_DELAY,
    deployment::{Deployment, Limit, Roles, ScopeState},
    error::Error,
    facility::{
        instructions::{AttestArgs, ClaimArgs, ClaimTerms},
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
/// 2025-01-15 00:00 UTC.
pub const DEAL_START: i64 = 1_736_899_200;
/// 2024-12-31 00:00 UTC: what is deployed then has waited out the timelock and filled its limits at [`DEAL_START`].
pub const START: i64 = DEAL_START - DEFAULT_DELAY - DAY;
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
    /// Asset of a facility that is on the chain already; none for one of its own.
    pub mint: Option<Pubkey>,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            name: "123",
            buybox: buybox(),
            terms_mode: TermsMode::Disclosed,
            token_program: TokenProgram::Spl,
            mint: None,
        }
    }
}

impl<C: Chain> World<C> {
    /// Deploys the usual facility from [`START`] and lets every limit fill for a day: it is [`DEAL_START`] then.
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
        let roles = Roles::named(payer, &mut named);
        let (own_mint, borrower) = (named("mint"), named("borrower"));
        let mint = setup.mint.unwrap_or(own_mint);
        let (scope_base, pau_base, facility_base) = (named("scope"), named("pau"), named("facility"));
        let endpoint = token::associated_token_address(&borrower, &mint, setup.token_program);
        let deployment = Deployment {
            roles,
            scope_base,
            pau_base,
            facility_base,
            scope_state: ScopeState::default(),
            mint,
            token_program: setup.token_program.id(),
            buybox: setup.buybox,
            terms_mode: setup.terms_mode,
            collection: ("Halo 123 senior secured".into(), "https://example.com/halo-123.json".into()),
            beams_expire_at: MATURITY + 365 * DAY,
            claim_limit: WIDE,
            withdraw_limit: WIDE,
            endpoints: vec![(endpoint, WIDE)],
            prime_limit: WIDE,
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
        if setup.mint.is_none() {
            world.create_mint().await;
        }
        world.token_account(&borrower).await;
        for actor in [roles.beacon, roles.attestor] {
            world.give_lamports(&actor).await;
        }
        world.deploy_facility().await;
        world.install_lookup_table().await;
        world.wait(DAY).await;
        world
    }

    /// Every step, with the wait between what is scheduled and what takes effect.
    async fn deploy_facility(&mut self) {
        let (after, before): (Vec<_>, Vec<_>) =
            self.deployment.steps().into_iter().partition(|step| step.after_delay);
        for step in before {
            self.ok(&step.instructions, &step.signers).await;
        }
        self.wait(DEFAULT_DELAY).await;
        for step in after {
            self.ok(&step.instructions, &step.signers).await;
        }
    }

    /// Lets `seconds` pass.
    pub async fn wait(&mut self, seconds: i64) {
        let later = self.chain.now().await + seconds;
        self.chain.warp_to(later).await;
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
        self.approve_without_wait(prime, limit).await;
        self.wait(DAY).await;
    }
}

#[cfg(test)]
mod tests;
