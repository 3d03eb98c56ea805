//! The accounts of the prepared world: their names for people, and which of them are of one type.

use halo_sdk::{amm::pyth, cluster::Cluster, programs};
use solana_account::{Account, AccountSharedData, ReadableAccount};
use solana_pubkey::Pubkey;
use std::collections::{BTreeMap, HashMap};

/// Names by address; the golden file speaks of accounts by these.
#[derive(Default)]
pub struct Names(HashMap<Pubkey, String>);

impl Names {
    pub fn add(&mut self, name: impl Into<String>, address: Pubkey) {
        let name = name.into();
        if let Some(before) = self.0.insert(address, name.clone()) {
            assert_eq!(before, name, "one address has two names");
        }
    }

    pub fn of(&self, address: &Pubkey) -> &str {
        self.0.get(address).unwrap_or_else(|| panic!("the account {address} has no name in the matrix"))
    }

    pub fn get(&self, address: &Pubkey) -> Option<&str> {
        self.0.get(address).map(String::as_str)
    }
}

/// What a program takes an account to be: who owns it and how its data starts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Absent,
    /// Owned by the System program, without data.
    Wallet,
    Program,
    /// Of one of the programs, a token program, Metaplex Core or the Pyth receiver.
    Typed {
        owner: Pubkey,
        mark: Vec<u8>,
    },
    /// Sysvars and lookup tables: not part of the matrix.
    Other,
}

/// The programs of the suite by name.
pub const SUITE: [(&str, Pubkey); 8] = [
    ("configurator", programs::CONFIGURATOR),
    ("pau", programs::PAU),
    ("facility", programs::FACILITY),
    ("nfat", programs::NFAT),
    ("wrapper", programs::WRAPPER),
    ("lcts", programs::LCTS),
    ("psm", programs::PSM),
    ("amm", programs::AMM),
];

/// The kind of `account`.
pub fn kind(account: Option<&Account>) -> Kind {
    let Some(account) = account else { return Kind::Absent };
    let tokens = [halo_sdk::token::TokenProgram::Spl.id(), halo_sdk::token::TokenProgram::Token2022.id()];
    let mark = |length: usize| account.data.iter().take(length).copied().collect();
    match account.owner {
        _ if account.executable => Kind::Program,
        solana_sdk_ids::system_program::ID if account.data.is_empty() => Kind::Wallet,
        owner if SUITE.iter().any(|(_, id)| *id == owner) => Kind::Typed { owner, mark: mark(8) },
        owner if owner == pyth::RECEIVER => Kind::Typed { owner, mark: mark(8) },
        owner if owner == programs::CORE => Kind::Typed { owner, mark: mark(1) },
        owner if tokens.contains(&owner) => {
            Kind::Typed { owner, mark: account.data.len().to_le_bytes().to_vec() }
        }
        _ => Kind::Other,
    }
}

/// Every account of a cluster at one moment. Cheap: the data is shared with the cluster.
pub struct Ledger(HashMap<Pubkey, AccountSharedData>);

impl Ledger {
    pub fn of(cluster: &Cluster) -> Self {
        Self(cluster.transport().with_svm(|svm| {
            svm.accounts_db().inner.iter().map(|(address, account)| (*address, account.clone())).collect()
        }))
    }

    /// Addresses whose account is not the same in `cluster` now; the blockhashes change with every transaction and
    /// do not count.
    pub fn changed_in(&self, cluster: &Cluster) -> Vec<Pubkey> {
        let now = Self::of(cluster);
        let blockhashes = solana_sdk_ids::sysvar::recent_blockhashes::ID;
        let differs =
            |address: &&Pubkey| **address != blockhashes && self.0.get(address) != now.0.get(address);
        let mut changed: Vec<Pubkey> = self.0.keys().chain(now.0.keys()).filter(differs).copied().collect();
        changed.sort_unstable();
        changed.dedup();
        changed
    }

    /// All accounts by kind, in the order of their names.
    pub fn by_kind(&self, names: &Names) -> BTreeMap<Kind, Vec<Pubkey>> {
        let mut groups: BTreeMap<Kind, Vec<Pubkey>> = BTreeMap::new();
        for (address, account) in &self.0 {
            let kind = kind(Some(&account.clone().into()));
            if matches!(kind, Kind::Typed { .. }) && account.lamports() > 0 && !is_spent_asset(account) {
                groups.entry(kind).or_default().push(*address);
            }
        }
        for addresses in groups.values_mut() {
            addresses.sort_by_key(|address| names.of(address).to_owned());
        }
        groups
    }
}

/// Metaplex Core leaves one zero byte behind when an asset is burnt.
fn is_spent_asset(account: &AccountSharedData) -> bool {
    *account.owner() == programs::CORE && account.data().len() == 1
}
