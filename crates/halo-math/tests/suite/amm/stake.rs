//! When a position may leave, and in which parts.

use super::{DAY, NOW};
use halo_math::amm::{AmmError, Stake, TradeLimits, MIN_STAY_SECONDS};
use proptest::prelude::*;

const HOUR: i64 = 3_600;
/// A withdrawal has a thousand shares at least.
const TRADE: TradeLimits = TradeLimits { min: 10, max: 1_000 };

fn stake(shares: u64) -> Stake {
    Stake { shares, deposited_at: NOW }
}

#[test]
fn capital_stays_an_hour_to_the_second() {
    assert_eq!(MIN_STAY_SECONDS, 3_600);
    let leaves = |now| stake(5_000).check_leaves(5_000, &TRADE, now);
    for now in [NOW - DAY, NOW, NOW + HOUR - 1] {
        assert_eq!(leaves(now), Err(AmmError::StaysYet { until: NOW + HOUR, now }));
    }
    assert_eq!((leaves(NOW + HOUR), leaves(NOW + DAY)), (Ok(()), Ok(())));
    assert_eq!(Stake { shares: 1, deposited_at: i64::MAX }.free_from(), i64::MAX);
}

#[test]
fn what_leaves_is_no_dust_but_the_last_of_it() {
    let leaves = |shares, of| stake(of).check_leaves(shares, &TRADE, NOW + HOUR);
    let small = |shares| Err(AmmError::WithdrawalTooSmall { shares, least: 1_000 });
    assert_eq!((leaves(0, 5_000), leaves(0, 0)), (Err(AmmError::ZeroAmount), Err(AmmError::ZeroAmount)));
    assert_eq!((leaves(1, 5_000), leaves(999, 5_000)), (small(1), small(999)));
    assert_eq!((leaves(1_000, 5_000), leaves(5_000, 5_000), leaves(1, 1)), (Ok(()), Ok(()), Ok(())));
    assert_eq!(leaves(5_001, 5_000), Err(AmmError::NotEnoughShares { asked: 5_001, shares: 5_000 }));
    assert_eq!(TradeLimits { min: u64::MAX, max: u64::MAX }.least_withdrawn(), u64::MAX);
}

proptest! {
    /// Whatever the limits are and whatever was taken before, all that is left leaves an hour after the last deposit.
    #[test]
    fn nobody_is_kept_for_longer(
        shares in 1..u64::MAX, part in 0..u64::MAX, min in any::<u64>(), deposited_at in any::<i64>(), later in 0..i64::MAX,
    ) {
        let stake = Stake { shares, deposited_at };
        let (trade, now) = (TradeLimits { min, max: u64::MAX }, stake.free_from().saturating_add(later));
        prop_assert_eq!(stake.check_leaves(shares, &trade, now), Ok(()));
        let part = part % shares;
        if part != 0 && stake.check_leaves(part, &trade, now).is_ok() {
            prop_assert!(part >= trade.least_withdrawn());
            let rest = Stake { shares: shares - part, ..stake };
            prop_assert_eq!(rest.check_leaves(rest.shares, &trade, now), Ok(()));
        }
    }
}
