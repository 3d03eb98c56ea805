//! Files that describe a deal: its terms, the salt that keeps them private, and a facility's buybox.

use crate::{
    args::{hash, hex, name_hash, Amount},
    calendar,
};
use anyhow::{bail, Context, Result};
use halo_sdk::{
    commitment::terms_hash,
    halo_math::{Buybox, DealTerms, Payment, TermsSummary},
};
use rand::{rngs::OsRng, RngCore};
use serde::{de::DeserializeOwned, Deserialize};
use std::{
    fs::{self, OpenOptions},
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};

/// Reads a JSON or, by its name, a TOML file.
pub fn read<D: DeserializeOwned>(path: &Path) -> Result<D> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let parsed = if path.extension().is_some_and(|extension| extension == "toml") {
        toml::from_str(&text).map_err(anyhow::Error::from)
    } else {
        serde_json::from_str(&text).map_err(anyhow::Error::from)
    };
    parsed.with_context(|| format!("{} is not as expected", path.display()))
}

/// Terms as a file has them: amounts in tokens, dates as people write them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TermsFile {
    start: String,
    payments: Vec<PaymentFile>,
    risk_tier: u8,
    asset_type: String,
    jurisdiction: String,
    #[serde(default)]
    penalty_bps_per_day: u16,
    #[serde(default)]
    penalty_cap: Option<String>,
    #[serde(default)]
    conditions: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PaymentFile {
    due: String,
    #[serde(default)]
    principal: Option<String>,
    #[serde(default)]
    interest: Option<String>,
}

/// What both sides agreed on, with its salt.
#[derive(Debug, Clone)]
pub struct Deal {
    pub terms: DealTerms,
    pub summary: TermsSummary,
    pub salt: [u8; 32],
    pub salt_path: PathBuf,
    /// What the chain keeps.
    pub hash: [u8; 32],
}

impl Deal {
    /// Reads the terms at `path` and their salt, which is beside them unless `salt` names it. A missing salt is made
    /// from the system's randomness, and written unless `keep` is false: without it nobody can ever prove the terms.
    pub fn open(path: &Path, salt: Option<&Path>, decimals: u8, keep: bool) -> Result<Self> {
        Self::with(path, salt, decimals, |path| new_salt(path, keep))
    }

    /// The same for terms that were agreed on already: a missing salt is an error, since another one is of another deal.
    pub fn known(path: &Path, salt: Option<&Path>, decimals: u8) -> Result<Self> {
        Self::with(path, salt, decimals, |path| {
            bail!("expected the salt with which the terms were agreed on in {}, came no file", path.display())
        })
    }

    fn with(
        path: &Path,
        salt: Option<&Path>,
        decimals: u8,
        missing: impl FnOnce(&Path) -> Result<[u8; 32]>,
    ) -> Result<Self> {
        let terms = read::<TermsFile>(path)?
            .terms(decimals)
            .with_context(|| format!("terms in {}", path.display()))?;
        let summary = terms.summary().with_context(|| format!("terms in {}", path.display()))?;
        let salt_path = salt.map_or_else(|| path.with_extension("salt"), Path::to_owned);
        let salt = match fs::read_to_string(&salt_path) {
            Ok(text) => hash(text.trim()).with_context(|| format!("salt in {}", salt_path.display()))?,
            Err(error) if error.kind() == ErrorKind::NotFound => missing(&salt_path)?,
            Err(error) => bail!("cannot read the salt {}: {error}", salt_path.display()),
        };
        let hash = terms_hash(&terms, &salt)?;
        Ok(Self { terms, summary, salt, salt_path, hash })
    }
}

fn new_salt(path: &Path, keep: bool) -> Result<[u8; 32]> {
    let mut salt = [0; 32];
    OsRng.try_fill_bytes(&mut salt).context("the system gave no randomness")?;
    if keep {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file =
            options.open(path).with_context(|| format!("cannot write the salt {}", path.display()))?;
        // On the disk before anything is committed to on the chain.
        writeln!(file, "{}", hex(&salt)).and_then(|()| file.sync_all()).context("cannot write the salt")?;
        eprintln!(
            "new salt in {}: keep it as long as the deal, or nobody can prove its terms",
            path.display()
        );
    }
    Ok(salt)
}

fn units(text: &Option<String>, decimals: u8) -> Result<u64> {
    text.as_deref().map_or(Ok(0), |text| text.parse::<Amount>()?.units(decimals))
}

impl TermsFile {
    fn terms(self, decimals: u8) -> Result<DealTerms> {
        let payments = self.payments.iter().map(|payment| {
            Ok(Payment {
                due: calendar::parse(&payment.due)?,
                principal: units(&payment.principal, decimals)?,
                interest: units(&payment.interest, decimals)?,
            })
        });
        Ok(DealTerms {
            start: calendar::parse(&self.start)?,
            payments: payments.collect::<Result<_>>()?,
            risk_tier: self.risk_tier,
            asset_type: name_hash(&self.asset_type),
            jurisdiction: name_hash(&self.jurisdiction),
            penalty_bps_per_day: self.penalty_bps_per_day,
            penalty_cap: units(&self.penalty_cap, decimals)?,
            conditions: name_hash(&self.conditions),
        })
    }
}

/// A buybox as a file has it; both ends of every range belong to it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BuyboxFile {
    /// Least and most principal, in tokens.
    size: [String; 2],
    /// Least and most days.
    duration_days: [u16; 2],
    /// Least and most basis points a year.
    apy_bps: [u16; 2],
    /// Most that penalties may come to, in basis points of the principal.
    penalty_max_bps: u16,
    /// Days after a maturity before anybody may declare a default.
    grace_days: u16,
    risk_tiers: Vec<u8>,
    /// Names, or hashes in hexadecimal.
    asset_types: Vec<String>,
    jurisdictions: Vec<String>,
}

impl BuyboxFile {
    /// The buybox in base units.
    pub fn buybox(&self, decimals: u8) -> Result<Buybox> {
        let amount = |text: &String| text.parse::<Amount>()?.units(decimals);
        let [size_min, size_max] = &self.size;
        let [duration_min_days, duration_max_days] = self.duration_days;
        let [apy_min_bps, apy_max_bps] = self.apy_bps;
        let tiers = self.risk_tiers.iter().map(|tier| {
            1_u32
                .checked_shl((*tier).into())
                .with_context(|| format!("expected risk tiers below 32, came {tier}"))
        });
        let buybox = Buybox {
            size_min: amount(size_min)?,
            size_max: amount(size_max)?,
            asset_types: slots("asset types", &self.asset_types)?,
            jurisdictions: slots("jurisdictions", &self.jurisdictions)?,
            risk_tiers: tiers.collect::<Result<Vec<_>>>()?.into_iter().fold(0, |bits, bit| bits | bit),
            duration_min_days,
            duration_max_days,
            apy_min_bps,
            apy_max_bps,
            penalty_max_bps: self.penalty_max_bps,
            grace_days: self.grace_days,
        };
        buybox.validate()?;
        Ok(buybox)
    }
}

fn slots(what: &str, names: &[String]) -> Result<[[u8; 32]; 4]> {
    let mut slots = [[0; 32]; 4];
    if names.len() > slots.len() {
        bail!("expected at most {} {what}, came {}", slots.len(), names.len());
    }
    for (slot, name) in slots.iter_mut().zip(names) {
        *slot = name_hash(name);
    }
    Ok(slots)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TERMS: &str = r#"{
        "start": "2025-01-15",
        "payments": [{ "due": "2025-07-15", "principal": "25M", "interest": "1.25M" }],
        "risk_tier": 1, "asset_type": "senior secured loan", "jurisdiction": "Switzerland", "penalty_cap": "2.5M"
    }"#;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("halo-deal-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn a_new_salt_is_kept_for_its_owner_and_found_again() {
        let folder = folder("salt");
        let path = folder.join("terms.json");
        fs::write(&path, TERMS).unwrap();

        let dry = Deal::open(&path, None, 6, false).unwrap();
        assert!(!dry.salt_path.exists(), "a dry run writes nothing");
        let unknown = Deal::known(&path, None, 6).unwrap_err().to_string();
        assert!(unknown.contains("terms.salt, came no file"), "{unknown}");
        let first = Deal::open(&path, None, 6, true).unwrap();
        assert_eq!(Deal::known(&path, None, 6).unwrap().hash, first.hash);
        let second = Deal::open(&path, None, 6, true).unwrap();

        assert_eq!(first.summary.principal, 25_000_000_000_000);
        assert_eq!(first.summary.interest, 1_250_000_000_000);
        assert_eq!((first.salt, first.hash), (second.salt, second.hash));
        assert_ne!(first.salt, dry.salt);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&first.salt_path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn files_that_are_wrong_say_how() {
        let folder = folder("wrong");
        for (text, expected) in [
            (TERMS.replace("risk_tier", "risk"), "unknown field `risk`"),
            (TERMS.replace("25M\"", "lots\""), "expected an amount like 26.25M"),
            (TERMS.replace("2025-07-15", "2025-01-14"), "expected a due time after"),
        ] {
            let path = folder.join("terms.json");
            fs::write(&path, text).unwrap();
            let error = format!("{:#}", Deal::open(&path, None, 6, false).unwrap_err());
            assert!(error.contains(expected), "{error}");
        }
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_buybox_is_checked_when_it_is_read() {
        let text = r#"{ "size": ["5M", "100M"], "duration_days": [180, 730], "apy_bps": [800, 1500], "penalty_max_bps": 2000,
            "grace_days": 10, "risk_tiers": [1, 2], "asset_types": ["senior secured loan"], "jurisdictions": ["Switzerland"] }"#;
        let mut file: BuyboxFile = serde_json::from_str(text).unwrap();
        let buybox = file.buybox(6).unwrap();
        assert_eq!((buybox.size_min, buybox.risk_tiers, buybox.grace_days), (5_000_000_000_000, 0b110, 10));
        file.size.reverse();
        assert!(file.buybox(6).unwrap_err().to_string().contains("minimum size"));
    }
}
