//! Token amounts as people write them (`26.25M`, `1_000.5`, `50k`) and as programs count them (base units), without rounding.

use thiserror::Error;

/// Why a text is not an amount.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AmountError {
    /// The text is not a number.
    #[error("expected an amount like 26.25M, 1_000.5 or 50k, came {text:?}")]
    Malformed {
        /// The text.
        text: String,
    },
    /// The amount has a fraction smaller than a base unit.
    #[error("{text} is finer than the token's {decimals} decimals")]
    TooFine {
        /// The text.
        text: String,
        /// The mint's decimals.
        decimals: u8,
    },
    /// More than 2^64 - 1 base units.
    #[error("{text} with {decimals} decimals exceeds the largest amount, {largest}", largest = format_units(u64::MAX, *.decimals))]
    TooLarge {
        /// The text.
        text: String,
        /// The mint's decimals.
        decimals: u8,
    },
}

/// Reads an amount of tokens, in base units of a mint with `decimals`. Digits may be grouped with `_` or `,`; a suffix scales: `k`
/// thousand, `M` million, `B` (or `G`) billion, `T` trillion.
///
/// # Errors
/// [`AmountError`]; nothing is ever rounded.
///
/// ```
/// use halo_sdk::amount::parse_units;
/// assert_eq!(parse_units("26.25M", 6)?, 26_250_000_000_000);
/// assert_eq!(parse_units("1_000.5", 6)?, 1_000_500_000);
/// assert!(parse_units("0.0000001", 6).is_err());
/// # Ok::<(), halo_sdk::amount::AmountError>(())
/// ```
pub fn parse_units(text: &str, decimals: u8) -> Result<u64, AmountError> {
    let malformed = || AmountError::Malformed { text: text.to_owned() };
    let too_large = || AmountError::TooLarge { text: text.to_owned(), decimals };

    let (number, scale) = split_suffix(text.trim());
    let (whole, fraction) = match number.split_once('.') {
        Some((whole, fraction)) if is_digits(fraction) => (whole, fraction),
        Some(_) => return Err(malformed()),
        None => (number, ""),
    };
    let whole = ungroup(whole).ok_or_else(malformed)?;
    // Zeros at the end of a fraction say nothing, so they never make an amount too fine.
    let fraction = fraction.trim_end_matches('0');
    let places = usize::from(decimals).saturating_add(scale);
    let padding = places
        .checked_sub(fraction.len())
        .ok_or_else(|| AmountError::TooFine { text: text.to_owned(), decimals })?;

    let digits = whole.bytes().chain(fraction.bytes()).chain(std::iter::repeat_n(b'0', padding));
    digits
        .skip_while(|digit| *digit == b'0')
        .try_fold(0_u64, |units, digit| {
            units.checked_mul(10)?.checked_add(u64::from(digit.checked_sub(b'0')?))
        })
        .ok_or_else(too_large)
}

/// Writes `units` base units of a mint with `decimals` as tokens: thousands separated by `,`, no zeros at the end of the fraction.
///
/// ```
/// use halo_sdk::amount::format_units;
/// assert_eq!(format_units(26_250_000_500_000, 6), "26,250,000.5");
/// assert_eq!(format_units(1, 6), "0.000001");
/// ```
pub fn format_units(units: u64, decimals: u8) -> String {
    let places = usize::from(decimals);
    // At least one digit before the point.
    let digits = format!("{units:0width$}", width = places.saturating_add(1));
    let (whole, fraction) = digits.split_at(digits.len().saturating_sub(places));
    let fraction = fraction.trim_end_matches('0');
    let whole = group(whole);
    if fraction.is_empty() {
        whole
    } else {
        format!("{whole}.{fraction}")
    }
}

/// Splits `26.25M` into the number and the power of ten that its suffix stands for.
fn split_suffix(text: &str) -> (&str, usize) {
    const SUFFIXES: [(char, usize); 6] = [('k', 3), ('K', 3), ('M', 6), ('B', 9), ('G', 9), ('T', 12)];
    SUFFIXES
        .into_iter()
        .find_map(|(suffix, scale)| Some((text.strip_suffix(suffix)?.trim_end(), scale)))
        .unwrap_or((text, 0))
}

/// The digits of `text` without separators; `None` when it is not digits, or a separator is not between two of them.
fn ungroup(text: &str) -> Option<String> {
    text.split(['_', ',']).all(is_digits).then(|| text.chars().filter(char::is_ascii_digit).collect())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn group(digits: &str) -> String {
    let mut grouped = String::with_capacity(digits.len().saturating_mul(2));
    for (index, digit) in digits.chars().enumerate() {
        let left = digits.len().saturating_sub(index);
        if index > 0 && left.is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests;
