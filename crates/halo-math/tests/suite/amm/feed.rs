//! When a reported price may be traded at, to the second and the slot.

use super::{feed, limits, price, DAY, NOW, PAR, SLOT};
use halo_math::amm::{AmmError, NavFeed, NavLimits, Posted, Posting, PriceError, PriceLimits, PriceRange};

/// A report of `price` as of now.
fn posting(price: u64, sequence: u64) -> Posting {
    Posting { price, accrual_per_day: 0, effective_at: NOW, published_at: NOW, sequence }
}

/// A feed of one reporter who has reported par.
fn reported() -> NavFeed {
    let mut feed = feed(1);
    let posted = feed.post(0, &posting(PAR, 1), NOW, SLOT);
    assert_eq!(posted, Ok(Posted::Accepted { price: price(PAR), previous: 0 }));
    feed
}

#[test]
fn a_feed_without_reports_has_no_price() {
    assert_eq!(feed(1).price(NOW, SLOT), Err(PriceError::NoPrice));
    assert_eq!(
        feed(1).rebase(&PriceRange::ANY, NOW, SLOT),
        Err(PriceError::NoQuorum { fresh: 0, quorum: 1 })
    );
}

#[test]
fn the_first_price_can_be_traded_at_at_once() {
    assert_eq!(reported().price(NOW, SLOT), Ok(price(PAR)));
}

#[test]
fn a_price_is_stale_by_one_second() {
    let feed = reported();
    let at = |age| feed.price(NOW + age, SLOT + 1);
    for age in [0, 1, DAY - 1, DAY] {
        assert_eq!(at(age), Ok(price(PAR)), "{age} seconds old");
    }
    let stale = PriceError::Stale { published_at: NOW, now: NOW + DAY + 1, max_age: 86_400 };
    assert_eq!(at(DAY + 1), Err(stale));
    assert_eq!(
        stale.to_string(),
        "expected a price published at most 86400 seconds ago, it was published at 1800000000 and it is 1800086401"
    );
    assert!(at(i64::MAX - NOW).is_err());
}

#[test]
fn a_price_is_stale_by_one_slot() {
    let feed = reported();
    assert_eq!(feed.price(NOW, SLOT + 216_000), Ok(price(PAR)));
    let slot = SLOT + 216_001;
    let stale = PriceError::StaleSlots { posted: SLOT, slot, max_age: 216_000 };
    assert_eq!(feed.price(NOW, slot), Err(stale));
}

#[test]
fn a_clock_may_lag_ten_seconds() {
    let feed = reported();
    assert_eq!(feed.price(NOW - 10, SLOT + 1), Ok(price(PAR)));
    let future = PriceError::Future { time: NOW, latest: NOW - 1 };
    assert_eq!(feed.price(NOW - 11, SLOT + 1), Err(future));
}

#[test]
fn a_price_grows_in_a_straight_line_and_then_stays() {
    let mut feed = feed(1);
    // 5 % a year, reported a day after it was effective.
    let accrual = 136_986_301;
    let report = Posting { accrual_per_day: accrual, effective_at: NOW - DAY, ..posting(PAR, 1) };
    let first = PAR + accrual;
    assert_eq!(feed.post(0, &report, NOW, SLOT), Ok(Posted::Accepted { price: price(first), previous: 0 }));
    let at = |feed: &NavFeed, seconds: i64| feed.price(NOW + seconds, SLOT).map(|price| price.get());
    assert_eq!(at(&feed, 0), Ok(first));
    assert_eq!(at(&feed, 1), Ok(first + 1_585), "a second of 136 986 301 a day, rounded down");
    assert_eq!(at(&feed, DAY / 2), Ok(first + 68_493_150));
    assert_eq!(at(&feed, DAY), Ok(first + accrual));
    feed.limits.max_age_seconds = 30 * 86_400;
    assert_eq!(at(&feed, 3 * DAY), Ok(first + 3 * accrual), "four days after it was effective");
    assert_eq!(at(&feed, 3 * DAY + 1), Ok(first + 3 * accrual), "no longer");
    assert_eq!(at(&feed, 29 * DAY), Ok(first + 3 * accrual));
}

#[test]
fn a_price_that_grows_out_of_its_bounds_is_refused() {
    let mut feed = reported();
    feed.limits.ceiling = PAR - 1;
    let out = PriceError::OutOfBounds { price: PAR, floor: PAR / 2, ceiling: PAR - 1 };
    assert_eq!(feed.price(NOW, SLOT), Err(out));
}

#[test]
fn limits_that_make_no_sense_are_refused() {
    let nav = feed(1).nav;
    let set = |limits: PriceLimits, nav: NavLimits| NavFeed::new(limits, nav).map(|_| ());
    let low = AmmError::LimitTooLow { min: 1, got: 0 };
    assert_eq!(set(PriceLimits { max_age_seconds: 0, ..limits() }, nav), Err(low));
    assert_eq!(set(PriceLimits { max_age_slots: 0, ..limits() }, nav), Err(low));
    assert_eq!(set(PriceLimits { up_bps: 0, ..limits() }, nav), Err(low));
    assert_eq!(set(PriceLimits { down_bps: 0, ..limits() }, nav), Err(low));
    assert_eq!(set(PriceLimits { floor: 0, ..limits() }, nav), Err(low));
    assert_eq!(set(limits(), NavLimits { quorum: 0, ..nav }), Err(low));
    let high = |max| AmmError::LimitTooHigh { max, got: max + 1 };
    assert_eq!(set(PriceLimits { up_bps: 10_001, ..limits() }, nav), Err(high(10_000)));
    assert_eq!(set(PriceLimits { down_bps: 10_000, ..limits() }, nav), Err(high(9_999)));
    assert_eq!(set(PriceLimits { confidence_bps: 10_001, ..limits() }, nav), Err(high(10_000)));
    assert_eq!(set(PriceLimits { second_source_bps: 10_001, ..limits() }, nav), Err(high(10_000)));
    assert_eq!(set(PriceLimits { spread_floor_bps: 10_001, ..limits() }, nav), Err(high(10_000)));
    assert_eq!(set(limits(), NavLimits { quorum: 6, ..nav }), Err(high(5)));
    assert_eq!(set(limits(), NavLimits { accrual_seconds: 864_001, ..nav }), Err(high(864_000)));
    assert_eq!(set(limits(), NavLimits { max_accrual_bps: 10_001, ..nav }), Err(high(10_000)));
    let crossed = AmmError::LimitsOutOfOrder { lower: PAR / 2, upper: PAR / 2 - 1 };
    assert_eq!(set(PriceLimits { ceiling: PAR / 2 - 1, ..limits() }, nav), Err(crossed));
    let mut kept = reported();
    assert_eq!(kept.set_limits(PriceLimits { floor: 0, ..limits() }, nav), Err(low));
    assert_eq!(kept, reported(), "a refusal changes nothing");
}

#[test]
fn two_sources_agree_to_the_basis_point() {
    let check = |first, second| limits().check_second(price(first), price(second));
    let edge = PAR + PAR / 500;
    assert_eq!((check(PAR, PAR), check(PAR, edge), check(edge, PAR)), (Ok(()), Ok(()), Ok(())));
    let apart = PriceError::SecondSource { first: PAR, second: edge + 1, max_bps: 20 };
    assert_eq!(check(PAR, edge + 1), Err(apart));
    assert!(check(edge + 1, PAR).is_err());
}
