//! Values as they are typed on the command line, checked as soon as they are read.

mod choice;

pub use choice::*;

use crate::calendar;
use anyhow::{bail, Context, Result};
use halo_sdk::amount::{parse_units, AmountError};
use sha2::{Digest, Sha256};
use solana_pubkey::Pubkey;
use std::{str::FromStr, time::Duration};

/// An address.
pub fn address(text: &str) -> Result<Pubkey> {
    Pubkey::from_str(text)
        .ok()
        .with_context(|| format!("expected an address (32 bytes in base 58), came {text:?}"))
}

/// A date or Unix seconds.
pub fn moment(text: &str) -> Result<i64> {
    calendar::parse(text)
}

/// `30d`, `12h`, `90m` or seconds.
pub fn duration(text: &str) -> Result<Duration> {
    let units = [('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];
    let (number, seconds) = units
        .into_iter()
        .find_map(|(unit, seconds)| Some((text.strip_suffix(unit)?, seconds)))
        .unwrap_or((text, 1));
    let number: Option<u64> = number.parse().ok();
    let seconds =
        number.and_then(|number| number.checked_mul(seconds)).filter(|total| i64::try_from(*total).is_ok());
    let seconds =
        seconds.with_context(|| format!("expected a duration like 30d, 12h or 90s, came {text:?}"))?;
    Ok(Duration::from_secs(seconds))
}

/// Seconds of a duration that [`duration`] has read.
pub fn seconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_secs()).unwrap_or(i64::MAX)
}

/// An amount of tokens, kept as text until the mint's decimals are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount(String);

impl Amount {
    /// Base units of a mint with `decimals`.
    pub fn units(&self, decimals: u8) -> Result<u64> {
        Ok(parse_units(&self.0, decimals)?)
    }
}

impl FromStr for Amount {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        match parse_units(text, 0) {
            Err(error @ AmountError::Malformed { .. }) => Err(error),
            _ => Ok(Self(text.to_owned())),
        }
    }
}

/// An amount, or no limit at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ceiling {
    Amount(Amount),
    Unlimited,
}

impl Ceiling {
    /// Base units; the largest number stands for no limit, as in the programs.
    pub fn units(&self, decimals: u8) -> Result<u64> {
        match self {
            Self::Amount(amount) => amount.units(decimals),
            Self::Unlimited => Ok(u64::MAX),
        }
    }
}

impl FromStr for Ceiling {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        if text == "unlimited" {
            return Ok(Self::Unlimited);
        }
        text.parse().map(Self::Amount)
    }
}

/// Part of a value, in basis points: `20%` or `2.5%`.
pub fn percentage(text: &str) -> Result<u64> {
    let number = text.strip_suffix('%').unwrap_or_default().trim_end();
    let bps = parse_units(number, 2).ok().filter(|bps| *bps > 0 && !number.ends_with(char::is_alphabetic));
    bps.with_context(|| format!("expected a percentage above 0 like 20% or 2.5%, came {text:?}"))
}

/// 32 bytes in hexadecimal.
pub fn hash(text: &str) -> Result<[u8; 32]> {
    let expected = || format!("expected 64 hexadecimal digits, came {text:?}");
    if text.len() != 64 || !text.is_ascii() {
        bail!("{}", expected());
    }
    let mut bytes = [0; 32];
    for (byte, digits) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
        let digits = std::str::from_utf8(digits)?;
        *byte = u8::from_str_radix(digits, 16).ok().with_context(expected)?;
    }
    Ok(bytes)
}

/// Hexadecimal digits of bytes.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The hash that stands for a name: 64 hexadecimal digits as they are, the SHA-256 of any other text.
pub fn name_hash(text: &str) -> [u8; 32] {
    hash(text).unwrap_or_else(|_| Sha256::digest(text.as_bytes()).into())
}

/// SHA-256 of a document.
pub fn document_hash(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_wait_for_the_decimals() {
        let amount: Amount = "26.25M".parse().unwrap();
        assert_eq!(amount.units(6).unwrap(), 26_250_000_000_000);
        assert!("26,25x".parse::<Amount>().is_err());
        assert!("0.5".parse::<Amount>().unwrap().units(0).is_err(), "finer than the token");
        assert_eq!("unlimited".parse::<Ceiling>().unwrap().units(6).unwrap(), u64::MAX);
    }

    #[test]
    fn percentages_are_basis_points() {
        assert_eq!(percentage("20%").unwrap(), 2_000);
        assert_eq!(percentage("2.5 %").unwrap(), 250);
        for text in ["20", "0%", "-1%", "%", "1k%", "0.001%", "a lot"] {
            assert!(percentage(text).unwrap_err().to_string().contains("percentage above 0"), "{text}");
        }
    }

    #[test]
    fn durations_have_units() {
        assert_eq!(duration("30d").unwrap().as_secs(), 2_592_000);
        assert_eq!(duration("90").unwrap().as_secs(), 90);
        for text in ["", "d", "1w", "-1d", "99999999999999999d"] {
            assert!(duration(text).is_err(), "{text}");
        }
    }

    #[test]
    fn names_are_hashed_and_hashes_are_not() {
        let digits = hex(&name_hash("senior secured loan"));
        assert_eq!(hex(&name_hash(&digits)), digits);
        assert!(hash("12").is_err());
    }
}
