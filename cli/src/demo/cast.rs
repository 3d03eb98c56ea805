//! Who takes part, under which key, and what everybody is deployed with.

use super::scenario::{DECIMALS, ENDPOINT_LIMIT, MATURITY, ONE};
use halo_sdk::{
    deployment::{Deployment, Limit, Roles, ScopeState},
    facility::state::TermsMode,
    halo_math::Buybox,
    keyring::Keyring,
    token::{associated_token_address, TokenProgram},
};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use std::collections::HashMap;

/// Hash that names the asset type of the deal.
pub const ASSET_TYPE: [u8; 32] = [1; 32];
/// Hash that names the jurisdiction of the deal.
pub const JURISDICTION: [u8; 32] = [2; 32];

/// The parties' keys. They come from names, so that addresses and figures are the same in every run.
pub struct Cast {
    pub keys: Keyring,
    names: HashMap<Pubkey, &'static str>,
    pub roles: Roles,
    pub issuer: Pubkey,
    pub prime: Pubkey,
    pub borrower: Pubkey,
    pub mint: Pubkey,
    bases: [Pubkey; 3],
}

impl Cast {
    pub fn new() -> Self {
        let mut keys = Keyring::default();
        let mut names = HashMap::new();
        let mut named = |name: &'static str| {
            let key = keys.add_named(&format!("halo demo {name}"));
            names.insert(key, name);
            key
        };
        let roles = Roles {
            payer: Self::payer().pubkey(),
            council: named("Core Council"),
            mom: named("mom"),
            scope_freezer: named("scope's freezer"),
            conserver: named("conserver"),
            govops: named("GovOps"),
            freezer: named("freezer"),
            relayer: named("relayer"),
            beacon: named("lpha-nfat"),
            attestor: named("lpha-attest"),
            warden: named("warden"),
        };
        let (issuer, prime, borrower) = (named("issuer"), named("Prime X"), named("borrower"));
        let mint = named("mint key");
        let bases = [named("scope key"), named("PAU key"), named("facility key")];
        names.insert(keys.add(Self::payer()), "fee payer");
        Self { keys, names, roles, issuer, prime, borrower, mint, bases }
    }

    /// Signer of the fees.
    pub fn payer() -> Keypair {
        Keypair::new_from_array([42; 32])
    }

    /// Names of the keys.
    pub fn name(&self, key: &Pubkey) -> String {
        self.names.get(key).map_or_else(|| key.to_string(), |name| (*name).to_owned())
    }

    /// Token account that the deal's money is deployed to.
    pub fn endpoint(&self) -> Pubkey {
        associated_token_address(&self.borrower, &self.mint, TokenProgram::Spl)
    }

    /// The facility of the scenario: 6 to 24 months, 5M to 100M, 8 to 15 % a year.
    pub fn deployment(&self) -> Deployment {
        let wide = Limit { max: ENDPOINT_LIMIT, slope: ENDPOINT_LIMIT };
        let [scope_base, pau_base, facility_base] = self.bases;
        Deployment {
            roles: self.roles,
            scope_base,
            pau_base,
            facility_base,
            scope_state: ScopeState::default(),
            mint: self.mint,
            token_program: TokenProgram::Spl.id(),
            buybox: buybox(),
            terms_mode: TermsMode::Disclosed,
            collection: ("Halo 123 senior secured".into(), "https://example.com/halo-123.json".into()),
            beams_expire_at: MATURITY.saturating_add(31_536_000),
            claim_limit: wide,
            withdraw_limit: wide,
            endpoints: vec![(self.endpoint(), wide)],
            prime_limit: wide,
        }
    }
}

/// `millions` of tokens in base units.
pub const fn million(millions: u64) -> u64 {
    millions.saturating_mul(1_000_000).saturating_mul(ONE)
}

fn buybox() -> Buybox {
    let unused = [0; 32];
    Buybox {
        size_min: million(5),
        size_max: million(100),
        asset_types: [ASSET_TYPE, unused, unused, unused],
        jurisdictions: [JURISDICTION, unused, unused, unused],
        risk_tiers: 0b110,
        duration_min_days: 180,
        duration_max_days: 730,
        apy_min_bps: 800,
        apy_max_bps: 1_500,
        penalty_max_bps: 2_000,
        grace_days: 10,
    }
}

const _: () = assert!(ONE == 10_u64.pow(DECIMALS as u32));
