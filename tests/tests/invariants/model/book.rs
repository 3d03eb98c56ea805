//! One Book: the asset side behind its units.

use super::redeem::Redeem;
use halo_sdk::{
    addresses::BookAddresses,
    facility::state::{AttestationKind, Book as Account},
    halo_math::Phase,
};
use solana_pubkey::Pubkey;

#[derive(Clone, Debug)]
pub struct Book {
    /// Number of its facility.
    pub site: usize,
    pub id: u64,
    pub at: BookAddresses,
    pub phase: Phase,
    pub level: u8,
    pub shared: bool,
    /// Bits of `halt` for it alone.
    pub halted: u32,
    pub unit_set_hash: [u8; 32],
    /// Units ever, in the order of their claims.
    pub units: Vec<usize>,
    /// Base units ever claimed, deployed, returned.
    pub principal: u64,
    pub deployed: u64,
    pub returned: u64,
    pub attestations: Vec<Attestation>,
    pub last_attested_at: i64,
    /// An attestor's word that a payment leaves the other units covered: whose, from when, until when.
    pub covered_by: Pubkey,
    pub covered_from: i64,
    pub covered_until: i64,
    pub cadence: i64,
    pub deploy_until: i64,
    /// Units of other Books that it holds, each with the principal that it counts it with.
    pub held: Vec<(usize, u64)>,
    pub sequence: u64,
    /// Of its record in the PAU.
    pub vault_sequence: u64,
    pub redeem: Redeem,
}

#[derive(Clone, Debug)]
pub struct Attestation {
    pub address: Pubkey,
    pub kind: AttestationKind,
    pub scope_hash: [u8; 32],
    pub issued_at: i64,
    pub valid_until: i64,
    pub timeframe: i64,
    /// Of a default.
    pub amount: u64,
    pub consumed: bool,
}

impl Book {
    pub fn new(site: usize, id: u64, at: BookAddresses, level: u8, cadence: i64) -> Self {
        Self {
            site,
            id,
            at,
            phase: Phase::Created,
            level,
            shared: false,
            halted: 0,
            unit_set_hash: [0; 32],
            units: Vec::new(),
            principal: 0,
            deployed: 0,
            returned: 0,
            attestations: Vec::new(),
            last_attested_at: 0,
            covered_by: Pubkey::default(),
            covered_from: 0,
            covered_until: 0,
            cadence,
            deploy_until: 0,
            held: Vec::new(),
            sequence: 1,
            vault_sequence: 1,
            redeem: Redeem { sequence: 1, ..Redeem::default() },
        }
    }

    /// All addresses of it that another Book has too.
    pub fn addresses(&self) -> [Pubkey; 6] {
        let BookAddresses { book, vault, proxy, token_account, redeem_vault, redeem_token_account } = self.at;
        [book, vault, proxy, token_account, redeem_vault, redeem_token_account]
    }

    /// What an attestation must be about.
    pub fn scope_hash(&self) -> [u8; 32] {
        let count = u64::try_from(self.units.len()).expect("few");
        halo_sdk::facility::state::scope_hash(&self.at.book, count, &self.unit_set_hash, self.deployed)
    }

    /// Adds unit number `unit`. The hash is the program's own: what it binds is compared, not how.
    pub fn add_unit(&mut self, unit: usize, asset: &Pubkey, terms_hash: &[u8; 32], amount: u64, rank: u8) {
        let mut account = <Account as bytemuck::Zeroable>::zeroed();
        account.unit_set_hash = self.unit_set_hash;
        account.add_unit(asset, terms_hash, amount).expect("small sums");
        self.unit_set_hash = account.unit_set_hash;
        self.units.push(unit);
        self.principal += amount;
        self.redeem.units += 1;
        self.redeem.outstanding += amount;
        self.redeem.claims[usize::from(rank)] += amount;
    }

    /// Ends the word that its other units stay covered.
    pub fn uncover(&mut self) {
        self.covered_by = Pubkey::default();
        (self.covered_from, self.covered_until) = (0, 0);
    }

    /// Whether its money was deployed, and is at rest or on its way home.
    pub fn settled(&self) -> bool {
        matches!(self.phase, Phase::AtRest | Phase::Unwinding)
    }
}
