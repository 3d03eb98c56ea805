//! A year of settlements with refills: shares never overflow, and a diluted generation drains and is followed.

use crate::{MILLION, ONE};
use halo_math::{Generation, GenerationState, LctsError, Position, MIN_RESIDUAL};

/// What is in the queue before each settlement, as far as it takes entries.
const FULL: u64 = 100 * MILLION;

/// A queue that a whale fills up again every day, and that a member enters with one unit in each generation.
struct Year {
    queue: Generation,
    whale: Position,
    member: Position,
    /// Days on which the whale was refused.
    refused: u64,
    most_shares: u128,
}

impl Year {
    /// Each day `capacity` converts one to one.
    fn run(capacity: u64) -> Self {
        let mut year = Self {
            queue: Generation::new(1),
            whale: Position::default(),
            member: Position::default(),
            refused: 0,
            most_shares: 0,
        };
        let (mut entered, mut converted, mut paid) = (0_u64, 0, 0);
        for _ in 0..365 {
            entered += year.fill();
            year.most_shares = year.most_shares.max(year.queue.shares());
            year.queue.lock().expect("active");
            let settlement = year.queue.settle(capacity, Ok).expect("locked");
            converted += settlement.converted;
            if settlement.finalized {
                year.start_over();
            } else {
                paid += year.queue.claim(&mut year.whale).expect("active");
            }
        }
        assert_eq!(year.queue.underlying, entered - converted);
        let owed = year.queue.rewards_owed + year.whale.accrued + year.member.accrued;
        assert_eq!(paid + owed, converted, "every unit that was converted is paid or owed");
        year
    }

    /// Fills the queue up as far as it takes entries; returns what came in.
    fn fill(&mut self) -> u64 {
        let before = self.queue.underlying;
        if self.member.shares() == 0 {
            self.queue.enter(&mut self.member, ONE).expect("a new generation");
        }
        match self.queue.enter(&mut self.whale, FULL - self.queue.underlying) {
            Ok(_) => assert_eq!(self.queue.underlying, FULL),
            Err(LctsError::GenerationTooDiluted { .. }) => self.refused += 1,
            Err(other) => panic!("{other}"),
        }
        self.queue.underlying - before
    }

    fn start_over(&mut self) {
        let next = Generation::new(self.queue.number + 1);
        let mut drained = std::mem::replace(&mut self.queue, next);
        self.whale.settle_finalized(&mut drained).expect("finalized");
        self.member.settle_finalized(&mut drained).expect("finalized");
        assert!(drained.is_spent());
    }
}

/// The shares grow a hundredfold each day: without the rules 128 bits would be full after 12 days. With them a
/// generation takes entries for five days, drains on the sixth, and is followed by the next.
#[test]
fn a_year_of_99_percent_a_day() {
    let year = Year::run(FULL / 100 * 99);
    assert_eq!((year.queue.number, year.refused), (1 + 365 / 6, 365 / 6));
    assert!(year.most_shares < 1 << 80);
}

/// A thousandth of a unit converts or stays: nothing overflows, at any pace.
#[test]
fn a_year_at_any_pace() {
    for kept in [FULL / 2, FULL / 3, FULL / 10, FULL / 1_000, 10 * MIN_RESIDUAL, MIN_RESIDUAL, 1, 0] {
        let year = Year::run(FULL - kept);
        assert!(year.most_shares < 1 << 96, "{kept} kept");
        assert!(year.queue.number > 10, "{kept} kept: generation {}", year.queue.number);
    }
}

/// At the bounds of both rules at once: the most underlying, converted down to the residual, as often as it goes.
#[test]
fn the_largest_generation_closes_its_door_after_two_days() {
    let (mut queue, mut whale) = (Generation::new(1), Position::default());
    queue.enter(&mut whale, u64::MAX).unwrap();
    queue.lock().unwrap();
    queue.settle(u64::MAX - 1, Ok).unwrap();
    assert_eq!((queue.underlying, queue.state()), (MIN_RESIDUAL, Ok(GenerationState::Active)));
    // 2^64 shares over 10^6: 1.8 * 10^13 each, more than 2^32.
    let refused = queue.enter(&mut whale, 1).unwrap_err();
    let expected =
        LctsError::GenerationTooDiluted { number: 1, shares: u64::MAX.into(), underlying: MIN_RESIDUAL };
    assert_eq!(refused, expected);
    assert_eq!(queue.claim(&mut whale), Ok(u64::MAX - MIN_RESIDUAL - 1), "rounded down");
    queue.lock().unwrap();
    assert!(queue.settle(MIN_RESIDUAL, Ok).unwrap().finalized);
    assert_eq!(queue.claim(&mut whale), Ok(MIN_RESIDUAL + 1));
    assert!(queue.is_spent());
}
