//! Tranches by number: the junior one bears a loss first.

use crate::MILLION;
use halo_math::{haircut_tranches, ExchangeRate, LctsError, RANKS, RATE_SCALE};

const DAY: i64 = 20_000;
const TODAY: i64 = DAY + 5;

/// A senior tranche of 80M shares at 1.0 and a junior one of 20M at 1.5: 80M and 30M of underlying.
const SUPPLIES: [u64; RANKS] = [80 * MILLION, 20 * MILLION, 0, 0];

fn rates() -> [ExchangeRate; RANKS] {
    [RATE_SCALE, RATE_SCALE / 10 * 15, RATE_SCALE, RATE_SCALE].map(|rate| ExchangeRate::new(rate, DAY))
}

/// Rates after `loss`, as hundredths, and what each rank lost.
fn after(loss: u64) -> ([u128; RANKS], [u64; RANKS]) {
    let mut lowered = rates();
    let losses = haircut_tranches(&mut lowered, &SUPPLIES, loss, TODAY).unwrap();
    for ((rate, before), lost) in lowered.iter().zip(rates()).zip(losses) {
        assert_eq!(rate.updated_day, if lost > 0 { TODAY } else { DAY });
        assert!(lost > 0 || *rate == before);
    }
    (lowered.map(|rate| rate.rate() / (RATE_SCALE / 100)), losses)
}

#[test]
fn the_junior_loses_everything_before_the_senior_loses_anything() {
    assert_eq!(after(0), ([100, 150, 100, 100], [0; RANKS]));
    assert_eq!(after(10 * MILLION), ([100, 100, 100, 100], [0, 10 * MILLION, 0, 0]));
    assert_eq!(after(30 * MILLION), ([100, 0, 100, 100], [0, 30 * MILLION, 0, 0]));
    assert_eq!(after(38 * MILLION), ([90, 0, 100, 100], [8 * MILLION, 30 * MILLION, 0, 0]));
    assert_eq!(after(110 * MILLION), ([0, 0, 100, 100], [80 * MILLION, 30 * MILLION, 0, 0]));
}

#[test]
fn more_than_everything_cannot_be_lost() {
    let mut unchanged = rates();
    let refused = haircut_tranches(&mut unchanged, &SUPPLIES, 110 * MILLION + 1, TODAY).unwrap_err();
    let loss = 110 * MILLION + 1;
    assert_eq!(refused, LctsError::LossExceedsClaims { loss, claims: 110 * MILLION });
    let message = "expected a loss of at most the 110000000000000 that all tranches are worth, got \
                   110000000000001";
    assert_eq!((refused.to_string().as_str(), unchanged), (message, rates()));
    let full = [u64::MAX, 1, 0, 0];
    let overflow = LctsError::TotalOverflow { amount: 1, total: u64::MAX };
    assert_eq!(haircut_tranches(&mut unchanged, &full, 0, TODAY), Err(overflow));
}

/// A loss of one base unit lowers the rate by as little as backs the rest, rounded down.
#[test]
fn the_rate_never_promises_more_than_is_left() {
    let mut lowered = rates();
    assert_eq!(haircut_tranches(&mut lowered, &[0, 3, 0, 0], 1, TODAY), Ok([0, 1, 0, 0]));
    assert_eq!(
        lowered[1].rate(),
        RATE_SCALE,
        "4 are left of 4.5 that were rounded to 4, and 3 after the loss"
    );
    assert_eq!(lowered[1].underlying_for(3), Ok(3));
}
