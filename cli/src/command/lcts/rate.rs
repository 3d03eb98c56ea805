//! What a share is worth, as it is typed and shown: underlying for one share, with up to 18 decimals.

use anyhow::{bail, Context, Result};
use halo_sdk::halo_math::RATE_SCALE;

/// Decimals of a rate.
const PLACES: usize = 18;

/// Underlying for 10^18 shares of `1.05`, both in base units.
pub fn parse(text: &str) -> Result<u128> {
    let expected = || format!("expected a rate like 1.05 (underlying for a share), came {text:?}");
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        bail!("{}", expected());
    }
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > PLACES {
        bail!("{text} is finer than the {PLACES} decimals of a rate");
    }
    let padding = "0".repeat(PLACES.saturating_sub(fraction.len()));
    format!("{whole}{fraction}{padding}").parse().ok().with_context(expected)
}

/// `1.05` of the underlying for 10^18 shares; nothing is rounded.
pub fn show(rate: u128) -> String {
    let (whole, fraction) = (rate.div_euclid(RATE_SCALE), rate.rem_euclid(RATE_SCALE));
    let fraction = format!("{fraction:0PLACES$}");
    match fraction.trim_end_matches('0') {
        "" => whole.to_string(),
        fraction => format!("{whole}.{fraction}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_go_both_ways() {
        for (text, rate) in [
            ("1", RATE_SCALE),
            ("1.05", 1_050_000_000_000_000_000),
            ("0.000000000000000001", 1),
            ("340", 340 * RATE_SCALE),
        ] {
            assert_eq!(parse(text).unwrap(), rate, "{text}");
            assert_eq!(show(rate), text);
        }
        assert_eq!(parse("1.50").unwrap(), parse("1.5").unwrap());
    }

    #[test]
    fn what_is_no_rate_is_refused() {
        for text in ["", ".5", "1.", "-1", "1,05", "1e3", "5%", "400000000000000000000"] {
            let error = parse(text).unwrap_err().to_string();
            assert!(error.contains("expected a rate like 1.05"), "{text}: {error}");
        }
        let error = parse("1.0000000000000000001").unwrap_err().to_string();
        assert!(error.contains("finer than the 18 decimals"), "{error}");
    }
}
