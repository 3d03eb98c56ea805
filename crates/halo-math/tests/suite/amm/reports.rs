//! Reports: which are refused, and what several of them come to.

use super::{feed, price, DAY, NOW, PAR, SLOT};
use halo_math::amm::{NavFeed, NavLimits, Posted, Posting, PriceError, PriceRange, Report, IN_DOUBT};

fn posting(price: u64, sequence: u64) -> Posting {
    Posting { price, accrual_per_day: 0, effective_at: NOW, published_at: NOW, sequence }
}

/// A feed of `quorum` reporters with each of these prices posted in a slot of its own; what the last one did.
fn posted(quorum: u64, prices: &[u64]) -> (NavFeed, Result<Posted, PriceError>) {
    let mut feed = feed(quorum);
    let mut last = Err(PriceError::NoPrice);
    for (index, price) in prices.iter().enumerate() {
        last = feed.post(index, &posting(*price, 1), NOW, SLOT + index as u64);
    }
    (feed, last)
}

/// A refused report leaves no trace.
#[track_caller]
fn assert_refused(feed: &NavFeed, posting: Posting, now: i64, slot: u64, expected: PriceError) {
    let mut after = *feed;
    assert_eq!(after.post(0, &posting, now, slot), Err(expected));
    assert_eq!(after, *feed, "a refusal changes nothing");
}

#[test]
fn a_report_is_refused_by_itself() {
    let (feed, _) = posted(1, &[PAR]);
    let (now, slot) = (NOW + 100, SLOT + 100);
    let next = Posting { effective_at: now, published_at: now, ..posting(PAR, 2) };
    assert!(feed.clone().post(0, &next, now, slot).is_ok());
    let old = PriceError::NotNewer { sequence: 1, last: 1 };
    assert_refused(&feed, Posting { sequence: 1, ..next }, now, slot, old);
    let stale = PriceError::Stale { published_at: now - DAY - 1, now, max_age: 86_400 };
    assert_refused(&feed, Posting { published_at: now - DAY - 1, ..next }, now, slot, stale);
    let future = PriceError::Future { time: now + 11, latest: now + 10 };
    assert_refused(&feed, Posting { published_at: now + 11, ..next }, now, slot, future);
    assert_refused(&feed, Posting { effective_at: now + 11, ..next }, now, slot, future);
    let same = PriceError::SameSlot { slot: SLOT, last: SLOT };
    assert_refused(&feed, next, now, SLOT, same);
    let soon = PriceError::TooSoon { published_at: NOW + 59, earliest: NOW + 60 };
    assert_refused(&feed, Posting { published_at: NOW + 59, ..next }, now, slot, soon);
    let backdated = PriceError::Backdated { time: NOW - 1, last: NOW };
    assert_refused(&feed, Posting { effective_at: NOW - 1, ..next }, now, slot, backdated);
    let fast = PriceError::AccrualTooHigh { accrual: PAR / 1_000 + 1, max: PAR / 1_000 };
    assert_refused(&feed, Posting { accrual_per_day: PAR / 1_000 + 1, ..next }, now, slot, fast);
    let nothing = PriceError::NotPositive { price: 0 };
    assert_refused(&feed, Posting { price: 0, ..next }, now, slot, nothing);
    let mut after = feed;
    let unknown = PriceError::UnknownReporter { index: 5, reporters: 5 };
    assert_eq!(after.post(5, &next, now, slot), Err(unknown));
    assert_eq!(after.remove_reporter(5), Err(unknown));
    assert_eq!(after, feed);
}

#[test]
fn the_edges_of_a_report_are_accepted() {
    let (feed, _) = posted(1, &[PAR]);
    let (now, slot) = (NOW + 60, SLOT + 1);
    let edges = [
        Posting { effective_at: NOW, published_at: now, ..posting(PAR, 2) },
        Posting { effective_at: now + 10, published_at: now + 10, ..posting(PAR, 2) },
        Posting { published_at: now, accrual_per_day: PAR / 1_000, ..posting(PAR, 9) },
    ];
    for edge in edges {
        let mut feed = feed;
        assert!(matches!(feed.post(0, &edge, now, slot), Ok(Posted::Accepted { .. })), "{edge:?}");
    }
}

#[test]
fn growth_is_bounded_for_dear_tokens_too() {
    let mut feed = feed(1);
    feed.limits.ceiling = u64::MAX;
    feed.nav = NavLimits { max_accrual_bps: 10_000, ..feed.nav };
    let max = halo_math::amm::MAX_ACCRUAL_PER_DAY;
    let dear = Posting { accrual_per_day: max + 1, ..posting(u64::MAX, 1) };
    assert_refused(&feed, dear, NOW, SLOT, PriceError::AccrualTooHigh { accrual: max + 1, max });
    assert_eq!(max * halo_math::amm::MAX_ACCRUAL_SECONDS / max, 864_000, "growth fits 64 bits");
}

#[test]
fn the_median_counts() {
    let middle = |prices: &[u64]| match posted(prices.len() as u64, prices).1 {
        Ok(Posted::Accepted { price, .. }) => price.get(),
        other => panic!("{other:?}"),
    };
    let [a, b, c, d, e] = [PAR, PAR + 1, PAR + 4, PAR + 7, PAR + 9];
    assert_eq!(middle(&[a]), a);
    assert_eq!(middle(&[d, a]), PAR + 3, "the mean of two, rounded down");
    assert_eq!(middle(&[d, a, b]), b);
    assert_eq!(middle(&[d, a, b, c]), PAR + 2);
    let all = [a, b, c, d, e];
    for number in 0..5_usize.pow(5) {
        let order = [0, 1, 2, 3, 4].map(|digit| all[number / 5_usize.pow(digit) % 5]);
        let mut sorted = order;
        sorted.sort_unstable();
        assert_eq!(middle(&order), sorted[2], "{order:?}");
        assert_eq!(middle(&order[..4]), {
            let mut sorted = [order[0], order[1], order[2], order[3]];
            sorted.sort_unstable();
            (sorted[1] + sorted[2]) / 2
        });
        let mut three = [order[0], order[1], order[2]];
        three.sort_unstable();
        assert_eq!(middle(&order[..3]), three[1], "{order:?}");
    }
}

#[test]
fn one_of_three_cannot_move_the_price() {
    let (feed, honest) = posted(2, &[PAR, PAR + 100, 2 * PAR]);
    assert_eq!(honest, Ok(Posted::Accepted { price: price(PAR + 100), previous: PAR + 50 }));
    assert_eq!(feed.price(NOW, SLOT + 2), Ok(price(PAR + 100)));
}

#[test]
fn a_quorum_must_be_fresh() {
    let (mut feed, first) = posted(2, &[PAR]);
    assert_eq!(first, Ok(Posted::NoQuorum { fresh: 1, quorum: 2 }));
    assert_eq!(feed.price(NOW, SLOT), Err(PriceError::NoPrice));
    // The second report is published when the first is nearly stale: the price is as old as the first.
    let late = NOW + DAY - 5;
    let second = Posting { published_at: late, ..posting(PAR, 1) };
    assert!(matches!(feed.post(1, &second, late, SLOT + 7), Ok(Posted::Accepted { .. })));
    assert_eq!(feed.price(NOW + DAY, SLOT + 8), Ok(price(PAR)));
    let stale = PriceError::Stale { published_at: NOW, now: NOW + DAY + 1, max_age: 86_400 };
    assert_eq!(feed.price(NOW + DAY + 1, SLOT + 8), Err(stale));
    // A third one: two of three are fresh until the second is stale.
    let third = Posting { published_at: late + 5, ..posting(PAR, 1) };
    assert!(matches!(feed.post(2, &third, late + 5, SLOT + 9), Ok(Posted::Accepted { .. })));
    assert_eq!(feed.price(late + DAY, SLOT + 10), Ok(price(PAR)));
    assert!(matches!(feed.price(late + DAY + 1, SLOT + 10), Err(PriceError::Stale { .. })));
}

#[test]
fn a_median_out_of_step_keeps_the_price_and_stops_trading() {
    let (mut feed, _) = posted(1, &[PAR]);
    let (up, down) = (PAR + PAR / 100, PAR - PAR / 200);
    for (edge, beyond) in [(up, up + 1), (down, down - 1)] {
        let next = Posting { published_at: NOW + 60, ..posting(edge, 2) };
        assert!(matches!(feed.clone().post(0, &next, NOW + 60, SLOT + 1), Ok(Posted::Accepted { .. })));
        let mut feed = feed;
        let far = Posting { price: beyond, ..next };
        let posted = feed.post(0, &far, NOW + 60, SLOT + 1);
        assert_eq!(posted, Ok(Posted::Deviates { price: beyond, mark: PAR }));
        let deviates = PriceError::Deviates { price: beyond, mark: PAR };
        assert_eq!(feed.price(NOW + 60, SLOT + 9), Err(deviates));
        assert_eq!(deviates.latches(), 3);
        let mut looked = feed;
        let agreed = PriceRange { least: beyond, most: beyond };
        assert_eq!(looked.rebase(&agreed, NOW + 60, SLOT + 9), Ok(price(beyond)), "somebody has looked");
        assert_eq!(looked.price(NOW + 60, SLOT + 13), Ok(price(beyond)));
        let back = Posting { price: PAR, published_at: NOW + 120, ..posting(PAR, 3) };
        assert!(matches!(feed.post(0, &back, NOW + 120, SLOT + 10), Ok(Posted::Accepted { .. })));
        assert_eq!(feed.price(NOW + 120, SLOT + 14), Ok(price(PAR)), "it came back by itself");
    }
    feed.limits.floor = PAR + 1;
    let out = PriceError::OutOfBounds { price: PAR, floor: PAR + 1, ceiling: 2 * PAR };
    let any = PriceRange::ANY;
    assert_eq!(feed.rebase(&any, NOW, SLOT + 1), Err(out), "the bounds hold for everybody");
}

#[test]
fn a_median_out_of_bounds_keeps_the_price_and_stops_trading() {
    for out in [1, PAR / 2 - 1, 2 * PAR + 1, u64::MAX] {
        let (mut feed, _) = posted(1, &[PAR]);
        feed.limits.up_bps = 10_000;
        feed.limits.down_bps = 9_999;
        let next = Posting { published_at: NOW + 60, ..posting(out, 2) };
        let noted = out.min(IN_DOUBT - 1);
        assert_eq!(
            feed.post(0, &next, NOW + 60, SLOT + 1),
            Ok(Posted::Deviates { price: out, mark: PAR }),
            "it is on the record"
        );
        let deviates = PriceError::Deviates { price: noted, mark: PAR };
        assert_eq!(feed.price(NOW + 60, SLOT + 9), Err(deviates), "at {out} the old price is no price");
        assert_eq!(deviates.latches(), 3);
        let bounds = PriceError::OutOfBounds { price: out, floor: PAR / 2, ceiling: 2 * PAR };
        assert_eq!(feed.rebase(&PriceRange::ANY, NOW + 60, SLOT + 9), Err(bounds));
    }
}

#[test]
fn a_minority_out_of_bounds_moves_the_median_only_between_the_others() {
    let (feed, posted) = posted(3, &[PAR, PAR + 100, 1]);
    assert_eq!(posted, Ok(Posted::Accepted { price: price(PAR), previous: 0 }));
    assert_eq!(feed.price(NOW, SLOT + 2), Ok(price(PAR)));
}

#[test]
fn only_what_was_agreed_is_accepted() {
    let (mut feed, _) = posted(1, &[PAR]);
    let far = Posting { price: PAR * 9 / 10, published_at: NOW + 60, ..posting(PAR, 2) };
    feed.post(0, &far, NOW + 60, SLOT + 1).expect("on the record");
    let seen = PAR * 9 / 10;
    for (least, most) in [(seen + 1, u64::MAX), (0, seen - 1), (seen + 1, seen - 1)] {
        let mut after = feed;
        let refused = after.rebase(&PriceRange { least, most }, NOW + 60, SLOT + 2);
        assert_eq!(refused, Err(PriceError::NotAgreed { price: seen, least, most }));
        assert_eq!(after, feed, "a refusal changes nothing");
    }
    let agreed = PriceRange { least: seen, most: seen };
    assert_eq!(feed.rebase(&agreed, NOW + 60, SLOT + 2), Ok(price(seen)));
}

#[test]
fn a_reporter_who_is_replaced_starts_anew() {
    let (mut feed, _) = posted(2, &[PAR, PAR]);
    feed.remove_reporter(1).expect("one of five");
    assert_eq!(feed.reports[1], Report::default());
    let doubt = PriceError::InDoubt { mark: PAR };
    assert_eq!(feed.price(NOW, SLOT + 1), Err(doubt), "the price may be that reporter's");
    assert_eq!(doubt.latches(), 0, "the next price ends it");
    let next = Posting { published_at: NOW + 60, ..posting(PAR, 2) };
    let posted = feed.post(0, &next, NOW + 60, SLOT + 60);
    assert_eq!(posted, Ok(Posted::NoQuorum { fresh: 1, quorum: 2 }));
    assert!(feed.post(1, &posting(PAR, 1), NOW + 60, SLOT + 60).is_ok(), "any number will do");
    assert_eq!(feed.price(NOW + 60, SLOT + 64), Ok(price(PAR)), "two have said so");
    let trusted = feed;
    feed.remove_reporter(4).expect("one of five");
    assert_eq!(feed, trusted, "nobody had reported from there");
}

#[test]
fn a_liar_who_goes_leaves_a_price_out_of_step_to_be_found() {
    let (mut feed, _) = posted(1, &[PAR]);
    let far = Posting { price: PAR * 9 / 10, published_at: NOW + 60, ..posting(PAR, 2) };
    feed.post(0, &far, NOW + 60, SLOT + 1).expect("on the record");
    feed.remove_reporter(0).expect("one of five");
    let deviates = PriceError::Deviates { price: PAR * 9 / 10, mark: PAR };
    assert_eq!(feed.price(NOW + 60, SLOT + 9), Err(deviates));
}
