//! The figures, as they are committed.

use crate::{
    calls,
    peers::{self, Peer},
    table,
};
use halo_sdk::{
    amm::state as amm, cluster::deploy_dir, configurator::state as configurator, facility::state as facility,
    lcts::state as lcts, nfat::state as nfat, pau::state as pau, psm::state as psm, transport::Landed,
    wrapper::state as wrapper,
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, path::PathBuf};

/// A rise of more than this many units fails, or of more than a hundredth.
const TOLERATED_UNITS: u64 = 100;
/// Rent of a byte on mainnet, lamports.
const LAMPORTS_PER_BYTE: u64 = 5_080;
/// Bytes that every account pays rent for beside its data.
const ACCOUNT_OVERHEAD: u64 = 128;

/// Figures of one instruction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Compute units by the Core program that ran: `stand-in`, `real`.
    pub units: BTreeMap<String, u64>,
    /// Bytes of the transaction's log.
    pub log_bytes: u64,
}

/// Everything that is measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// How the programs were built.
    pub route: String,
    /// By `program::instruction`; ` (by CPI)` marks a call from another program.
    pub instructions: BTreeMap<String, Figures>,
    /// Bytes of each account with its discriminator.
    pub accounts: BTreeMap<String, u64>,
    /// Bytes of each program.
    pub programs: BTreeMap<String, u64>,
    /// Programs of others, by what they do.
    #[serde(default)]
    pub peers: BTreeMap<String, Peer>,
}

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../benches").join(name)
}

impl Record {
    /// Takes the largest figure of each instruction.
    pub fn measure(journal: &[Landed], core: &str) -> Self {
        let mut instructions: BTreeMap<String, Figures> = BTreeMap::new();
        for landed in journal {
            let log_bytes: u64 = landed.logs.iter().map(|line| line.len() as u64).sum();
            for call in calls::of(landed) {
                let name = if call.depth == 1 { call.name } else { format!("{} (by CPI)", call.name) };
                let figures =
                    instructions.entry(name).or_insert(Figures { units: BTreeMap::new(), log_bytes: 0 });
                let units = figures.units.entry(core.to_string()).or_default();
                *units = call.units.max(*units);
                if call.depth == 1 {
                    figures.log_bytes = log_bytes.max(figures.log_bytes);
                }
            }
        }
        Self {
            route: route(),
            instructions,
            accounts: accounts(),
            programs: programs(),
            peers: peers::measure(),
        }
    }

    /// Adds a figure that is no instruction of a program.
    pub fn insert(&mut self, name: &str, core: &str, units: u64) {
        let units = BTreeMap::from([(core.to_string(), units)]);
        self.instructions.insert(name.to_string(), Figures { units, log_bytes: 0 });
    }

    pub fn read() -> Option<Self> {
        let text = std::fs::read_to_string(file("compute-units.json")).ok()?;
        Some(serde_json::from_str(&text).expect("benches/compute-units.json is as this test writes it"))
    }

    pub fn write(&self) {
        let text = serde_json::to_string_pretty(self).expect("figures are JSON");
        std::fs::write(file("compute-units.json"), text + "\n").expect("benches/ can be written");
        std::fs::write(file("compute-units.md"), table::render(self)).expect("benches/ can be written");
    }

    /// Keeps the committed units of the Core program and of the peers that did not run now.
    pub fn merge(mut self, committed: Option<Self>) -> Self {
        let Some(committed) = committed else { return self };
        for (name, peer) in committed.peers {
            self.peers.entry(name).or_insert(peer);
        }
        for (name, old) in committed.instructions {
            if let Some(new) = self.instructions.get_mut(&name) {
                for (core, units) in old.units {
                    new.units.entry(core).or_insert(units);
                }
            }
        }
        self
    }

    /// What is above the committed figures, one line each with both.
    pub fn risen_over(&self, committed: &Self, core: &str) -> Vec<String> {
        if self.route != committed.route {
            println!("built by {}, committed for {}: not compared", self.route, committed.route);
            return Vec::new();
        }
        let mut risen = Vec::new();
        for (name, figures) in &self.instructions {
            let old = committed.instructions.get(name).and_then(|old| old.units.get(core));
            match (figures.units.get(core), old) {
                (Some(new), Some(old)) if new.saturating_sub(*old) > TOLERATED_UNITS.min(old / 100) => {
                    risen.push(format!("{name}: {old} CU committed, {new} CU now"));
                }
                (Some(new), None) => risen.push(format!("{name}: not committed, {new} CU now")),
                _ => {}
            }
        }
        for (name, new) in &self.programs {
            let old = committed.programs.get(name).copied().unwrap_or_default();
            if *new > old + old / 100 {
                risen.push(format!("{name}: {old} bytes committed, {new} bytes now"));
            }
        }
        for (name, new) in &self.peers {
            let old = committed.peers.get(name).map(|old| old.units).unwrap_or_default();
            if new.units.abs_diff(old) > TOLERATED_UNITS.min(old / 100) {
                risen.push(format!("{name}: {old} CU committed, {} CU now", new.units));
            }
        }
        risen
    }
}

/// Rent-exempt balance of an account of `bytes`, lamports.
pub fn rent(bytes: u64) -> u64 {
    (bytes + ACCOUNT_OVERHEAD) * LAMPORTS_PER_BYTE
}

fn route() -> String {
    let route = std::fs::read_to_string(deploy_dir().join("route.txt"));
    route.map_or_else(|_| "toolchain/sbf".into(), |route| route.trim().to_string())
}

fn accounts() -> BTreeMap<String, u64> {
    [
        ("configurator::Scope", configurator::Scope::SPACE),
        ("configurator::Beam", configurator::Beam::SPACE),
        ("pau::Pau", pau::Pau::SPACE),
        ("pau::Controller", pau::Controller::SPACE),
        ("pau::RateLimit", pau::RateLimit::SPACE),
        ("pau::BookVault", pau::BookVault::SPACE),
        ("facility::Facility", facility::Facility::SPACE),
        ("facility::Queue", facility::Queue::SPACE),
        ("facility::PrimeApproval", facility::PrimeApproval::SPACE),
        ("facility::QueuePosition", facility::QueuePosition::SPACE),
        ("facility::Book", facility::Book::SPACE),
        ("facility::Attestation", facility::Attestation::SPACE),
        ("facility::Accord", facility::Accord::SPACE),
        ("facility::Holding", facility::Holding::SPACE),
        ("nfat::WhitelistEntry", nfat::WhitelistEntry::SPACE),
        ("nfat::NfatConfig", nfat::NfatConfig::SPACE),
        ("nfat::RedeemVault", nfat::RedeemVault::SPACE),
        ("nfat::Nfat", nfat::Nfat::SPACE),
        ("wrapper::Wrapped", wrapper::Wrapped::SPACE),
        ("wrapper::Stake", wrapper::Stake::SPACE),
        ("lcts::Unit", lcts::Unit::SPACE),
        ("lcts::LctsQueue", lcts::LctsQueue::SPACE),
        ("lcts::LctsGeneration", lcts::LctsGeneration::SPACE),
        ("lcts::LctsPosition", lcts::LctsPosition::SPACE),
        ("amm::Pool", amm::Pool::SPACE),
        ("amm::Feed", amm::Feed::SPACE),
        ("amm::PoolPosition", amm::PoolPosition::SPACE),
        ("amm::PoolWithdrawal", amm::PoolWithdrawal::SPACE),
        ("amm::PoolRedemption", amm::PoolRedemption::SPACE),
        ("psm::Psm", psm::Psm::SPACE),
    ]
    .into_iter()
    .map(|(name, bytes)| (name.to_string(), bytes as u64))
    .collect()
}

fn programs() -> BTreeMap<String, u64> {
    ["configurator", "pau", "facility", "nfat", "wrapper", "lcts", "amm", "psm"]
        .into_iter()
        .map(|name| {
            let path = deploy_dir().join(format!("{name}.so"));
            let bytes = std::fs::metadata(&path).expect("run `cargo xtask build` first").len();
            (name.to_string(), bytes)
        })
        .collect()
}
