//! Reporters and a second source that must agree with them.

use super::{feed, price, DAY, NOW, PAR, SLOT};
use halo_math::amm::{NavFeed, Posting, PriceError};

/// A feed of one reporter who has reported par; the second source may differ by 20 basis points.
fn reported() -> NavFeed {
    let mut feed = feed(1);
    feed.limits.second_source_bps = 20;
    let posting =
        Posting { price: PAR, accrual_per_day: 0, effective_at: NOW, published_at: NOW, sequence: 1 };
    feed.post(0, &posting, NOW, SLOT).expect("a price");
    feed
}

#[test]
fn the_reporters_price_counts_and_the_second_one_may_veto_it() {
    let feed = reported();
    let beside = |second| feed.price_beside(second, NOW, SLOT);
    assert_eq!(beside(None), Ok(price(PAR)), "no second source");
    for second in [PAR, PAR / 10_000 * 10_020, PAR * 10_000 / 10_020 + 1] {
        assert_eq!(beside(Some(Ok(price(second)))), Ok(price(PAR)), "{second}");
    }
    let second = PAR / 10_000 * 10_020 + 1;
    let apart = PriceError::SecondSource { first: PAR, second, max_bps: 20 };
    assert_eq!(beside(Some(Ok(price(second)))), Err(apart));
    assert_eq!(beside(Some(Err(PriceError::NoPrice))), Err(PriceError::NoPrice), "a source that is silent");
}

#[test]
fn what_is_wrong_with_the_reporters_price_is_told_first() {
    let now = NOW + DAY + 1;
    let stale = PriceError::Stale { published_at: NOW, now, max_age: 86_400 };
    for second in [None, Some(Ok(price(2 * PAR))), Some(Err(PriceError::NoPrice))] {
        assert_eq!(reported().price_beside(second, now, SLOT), Err(stale));
    }
}
