//! Prices that a trader brings along.

use super::{limits, price, DAY, NOW, PAR, SLOT};
use halo_math::amm::{PriceError, PriceLimits, PriceRange, PullFeed, PullPrice};

/// One USDS with eight decimals, one basis point wide, as of now.
const UPDATE: PullPrice =
    PullPrice { price: 100_000_000, confidence: 10_000, exponent: -8, published_at: NOW, slot: SLOT };

fn feed() -> PullFeed {
    PullFeed { limits: limits(), ..PullFeed::default() }
}

fn seen() -> PullFeed {
    let mut feed = feed();
    assert_eq!(feed.accept(&UPDATE, NOW, SLOT), Ok(price(PAR)));
    feed
}

#[test]
fn exponents_are_scaled() {
    let cases = [
        (-8, 100_000_000, PAR),
        (-12, 1_000_000_000_000, PAR),
        (-5, 100_123, 1_001_230_000_000),
        (0, 1, PAR),
    ];
    for (exponent, number, expected) in cases {
        let update = PullPrice { price: number, exponent, confidence: 0, ..UPDATE };
        assert_eq!(feed().price(&update, NOW, SLOT), Ok(price(expected)), "{exponent}");
    }
    let fine = PullPrice { price: 1_000_000_000_000_999_999, exponent: -18, confidence: 0, ..UPDATE };
    assert_eq!(feed().price(&fine, NOW, SLOT), Ok(price(PAR)), "rounds down");
    for exponent in [-19, 1, i32::MIN, i32::MAX] {
        let update = PullPrice { exponent, ..UPDATE };
        assert_eq!(feed().price(&update, NOW, SLOT), Err(PriceError::Exponent { exponent }));
    }
    let huge = PullPrice { price: i64::MAX, exponent: 0, confidence: 0, ..UPDATE };
    let too_large = PriceError::TooLarge { price: i64::MAX.unsigned_abs(), exponent: 0 };
    assert_eq!(feed().price(&huge, NOW, SLOT), Err(too_large));
}

#[test]
fn a_price_is_positive() {
    for number in [0, -1, i64::MIN] {
        let update = PullPrice { price: number, confidence: 0, ..UPDATE };
        assert_eq!(feed().price(&update, NOW, SLOT), Err(PriceError::NotPositive { price: number }));
    }
}

#[test]
fn confidence_is_bounded() {
    let wide = |confidence| feed().price(&PullPrice { confidence, ..UPDATE }, NOW, SLOT);
    assert_eq!(wide(100_000), Ok(price(PAR)), "ten basis points");
    let expected = PriceError::Confidence { confidence: 100_001, price: 100_000_000, max_bps: 10 };
    assert_eq!(wide(100_001), Err(expected));
}

#[test]
fn age_is_bounded() {
    let at = |now, slot| feed().price(&UPDATE, now, slot);
    assert_eq!(at(NOW + DAY, SLOT), Ok(price(PAR)));
    assert!(matches!(at(NOW + DAY + 1, SLOT), Err(PriceError::Stale { .. })));
    assert_eq!(at(NOW, SLOT + 216_000), Ok(price(PAR)));
    assert!(matches!(at(NOW, SLOT + 216_001), Err(PriceError::StaleSlots { .. })));
    assert_eq!(at(NOW - 10, SLOT), Ok(price(PAR)));
    assert_eq!(at(NOW - 11, SLOT), Err(PriceError::Future { time: NOW, latest: NOW - 1 }));
}

#[test]
fn what_the_price_is_now_is_not_what_it_was() {
    let far = PullPrice { price: 150_000_000, confidence: 0, ..UPDATE };
    let deviates = Err(PriceError::Deviates { price: PAR + PAR / 2, mark: PAR });
    for (age, expected) in [(0, deviates), (15, deviates)] {
        assert_eq!(seen().price_now(&far, 15, NOW + age, SLOT), expected, "{age} seconds old");
    }
    let stale = PriceError::Stale { published_at: NOW, now: NOW + 16, max_age: 15 };
    assert_eq!(seen().price_now(&far, 15, NOW + 16, SLOT), Err(stale));
    assert_eq!(seen().price(&far, NOW + 16, SLOT), deviates, "though nobody trades at it either");
    let short = PullFeed { limits: PriceLimits { max_age_seconds: 5, ..limits() }, ..seen() };
    let stale = PriceError::Stale { published_at: NOW, now: NOW + 6, max_age: 5 };
    assert_eq!(short.price_now(&UPDATE, 15, NOW + 6, SLOT), Err(stale), "and its own age holds");
}

#[test]
fn bounds_and_steps_hold() {
    let of = |number| PullPrice { price: number, confidence: 0, ..UPDATE };
    let out = PriceError::OutOfBounds { price: 2 * PAR + 10_000, floor: PAR / 2, ceiling: 2 * PAR };
    assert_eq!(feed().price(&of(200_000_001), NOW, SLOT), Err(out));
    let from_par = |number| seen().price(&of(number), NOW, SLOT).map(|price| price.get());
    assert_eq!(from_par(101_000_000), Ok(PAR + PAR / 100));
    assert_eq!(from_par(99_500_000), Ok(PAR - PAR / 200));
    for number in [101_000_001, 99_499_999] {
        let deviates = PriceError::Deviates { price: u64::try_from(number).unwrap() * 10_000, mark: PAR };
        assert_eq!(from_par(number), Err(deviates));
    }
    let mut feed = seen();
    let (risen, below) = (PAR + PAR / 2, PriceRange { least: PAR, most: PAR + PAR / 2 - 1 });
    let not_agreed = PriceError::NotAgreed { price: risen, least: PAR, most: risen - 1 };
    assert_eq!(feed.rebase(&of(150_000_000), &below, NOW, SLOT), Err(not_agreed), "at another price");
    assert_eq!(feed, seen());
    let agreed = PriceRange { least: risen, most: risen };
    assert_eq!(feed.rebase(&of(150_000_000), &agreed, NOW, SLOT), Ok(price(risen)), "somebody has looked");
    assert_eq!(feed.price(&of(150_000_001), NOW, SLOT).map(|price| price.get()), Ok(PAR + PAR / 2 + 10_000));
}

#[test]
fn traders_cannot_choose_an_older_price() {
    let older = PullPrice { published_at: NOW - 1, ..UPDATE };
    assert_eq!(feed().price(&older, NOW, SLOT), Ok(price(PAR)));
    let backdated = PriceError::Backdated { time: NOW - 1, last: NOW };
    assert_eq!(seen().price(&older, NOW, SLOT), Err(backdated));
    assert_eq!(seen().price(&UPDATE, NOW, SLOT), Ok(price(PAR)), "the same one may be used again");
}

#[test]
fn a_refusal_remembers_nothing() {
    let mut feed = seen();
    let far = PullPrice { price: 150_000_000, confidence: 0, ..UPDATE };
    assert!(feed.accept(&far, NOW, SLOT).is_err());
    assert_eq!(feed, seen());
}
