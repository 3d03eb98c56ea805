//! A price that jumps keeps the pools closed for a few slots, so that nobody trades on both sides of a jump.

use super::{feed, limits, price, NOW, PAR, SLOT};
use halo_math::amm::{NavFeed, Posting, PriceError, PriceLimits, PriceRange};

/// A feed at par, and a way to post the next price: a minute later for the clock, in any slot.
struct Reporter {
    feed: NavFeed,
    sequence: u64,
}

impl Reporter {
    fn new() -> Self {
        let mut reporter = Self { feed: feed(1), sequence: 0 };
        reporter.post(PAR, SLOT);
        reporter
    }

    fn now(&self) -> i64 {
        NOW + i64::try_from(self.sequence).unwrap() * 60
    }

    fn post(&mut self, price: u64, slot: u64) {
        self.sequence += 1;
        let (now, sequence) = (self.now(), self.sequence);
        let posting = Posting { price, accrual_per_day: 0, effective_at: now, published_at: now, sequence };
        self.feed.post(0, &posting, now, slot).expect("a report");
    }

    fn opens_after(&self, jumped: u64) {
        for slot in [jumped, jumped + 3] {
            let cooldown = PriceError::Cooldown { jumped, until: jumped + 3, slot };
            assert_eq!(self.feed.price(self.now(), slot), Err(cooldown));
        }
        assert_eq!(self.feed.price(self.now(), jumped + 4), Ok(price(self.feed.mark.price)));
    }
}

/// Half of the narrowest spread: 2.5 basis points.
const HALF: u64 = PAR / 4_000;

#[test]
fn half_a_spread_is_not_a_jump_and_a_bit_more_is() {
    for direction in [1, -1] {
        let moved = |by: u64| PAR.checked_add_signed(direction * i64::try_from(by).unwrap()).unwrap();
        let mut reporter = Reporter::new();
        reporter.post(moved(HALF), SLOT + 10);
        assert_eq!(reporter.feed.price(reporter.now(), SLOT + 10), Ok(price(moved(HALF))));
        let mut reporter = Reporter::new();
        reporter.post(moved(HALF + 1), SLOT + 10);
        reporter.opens_after(SLOT + 10);
    }
}

#[test]
fn small_steps_in_a_row_add_up() {
    let mut reporter = Reporter::new();
    let third = HALF / 2 + 1;
    reporter.post(PAR + third, SLOT + 10);
    assert!(reporter.feed.price(reporter.now(), SLOT + 10).is_ok());
    reporter.post(PAR + 2 * third, SLOT + 12);
    reporter.opens_after(SLOT + 12);
}

#[test]
fn a_step_from_one_side_of_the_anchor_to_the_other_is_a_jump() {
    let mut reporter = Reporter::new();
    reporter.post(PAR - HALF, SLOT + 10);
    assert!(reporter.feed.price(reporter.now(), SLOT + 10).is_ok());
    reporter.post(PAR + HALF, SLOT + 12);
    reporter.opens_after(SLOT + 12);
}

#[test]
fn small_steps_far_apart_do_not() {
    let mut reporter = Reporter::new();
    for step in 1..20 {
        let slot = SLOT + 10 * step;
        reporter.post(PAR + step * HALF, slot);
        assert!(
            reporter.feed.price(reporter.now(), slot).is_ok(),
            "a feed that moves slowly keeps its pools open"
        );
    }
}

#[test]
fn a_small_step_does_not_hide_a_jump() {
    let mut reporter = Reporter::new();
    reporter.post(PAR + 2 * HALF, SLOT + 10);
    reporter.post(PAR + 2 * HALF + 1, SLOT + 11);
    reporter.opens_after(SLOT + 10);
}

#[test]
fn no_cooldown_still_means_not_in_the_same_slot() {
    let mut reporter = Reporter::new();
    reporter.feed.limits = PriceLimits { cooldown_slots: 0, ..limits() };
    reporter.post(PAR + 2 * HALF, SLOT + 10);
    let cooldown = PriceError::Cooldown { jumped: SLOT + 10, until: SLOT + 10, slot: SLOT + 10 };
    assert_eq!(reporter.feed.price(reporter.now(), SLOT + 10), Err(cooldown));
    assert!(reporter.feed.price(reporter.now(), SLOT + 11).is_ok());
}

#[test]
fn a_rebase_is_a_jump_too() {
    let mut reporter = Reporter::new();
    reporter.post(PAR + PAR / 10, SLOT + 10);
    assert!(matches!(reporter.feed.price(reporter.now(), SLOT + 10), Err(PriceError::Deviates { .. })));
    let now = reporter.now();
    reporter.feed.rebase(&PriceRange::ANY, now, SLOT + 20).expect("fresh");
    reporter.opens_after(SLOT + 20);
}
