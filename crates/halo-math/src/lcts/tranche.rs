//! Tranches: units over one Book, of which the junior bears a loss before the senior does.

use super::credit::add;
use super::{ExchangeRate, LctsError};
use crate::waterfall::{waterfall, RANKS};

/// Lowers the rates of a Book's tranches by a `loss` of underlying on `day`; returns what each tranche loses.
///
/// Rank 0 is the most senior. `supplies` are the shares of each rank, in base units, 0 for a rank without a unit.
/// Each rank claims [`ExchangeRate::underlying_for`] its supply, and what the loss leaves goes through [`waterfall`]:
/// the most junior rank loses everything before the next one loses anything. A rank that loses has afterwards the
/// rate that its part backs, rounded down; one that does not keeps its rate to the last digit.
pub fn haircut_tranches(
    rates: &mut [ExchangeRate; RANKS],
    supplies: &[u64; RANKS],
    loss: u64,
    day: i64,
) -> Result<[u64; RANKS], LctsError> {
    let mut claims = [0_u64; RANKS];
    let mut total = 0_u64;
    for ((claim, rate), supply) in claims.iter_mut().zip(rates.iter()).zip(supplies) {
        *claim = rate.underlying_for(*supply)?;
        total = add(total, *claim)?;
    }
    let left = total.checked_sub(loss).ok_or(LctsError::LossExceedsClaims { loss, claims: total })?;
    let shares = waterfall(&claims, left)?;
    let mut lowered = *rates;
    let mut losses = [0_u64; RANKS];
    let ranks = lowered.iter_mut().zip(supplies).zip(claims.iter().zip(&shares));
    for (((rate, supply), (claim, share)), lost) in ranks.zip(&mut losses) {
        // Without a surplus no rank gets more than its claim.
        *lost = claim.saturating_sub(*share);
        if *lost > 0 {
            rate.haircut(ExchangeRate::of_holding(*share, *supply)?, day)?;
        }
    }
    *rates = lowered;
    Ok(losses)
}
