//! The share queue by example.

use crate::{MILLION, ONE};
use halo_math::{QueueError, QueueTotals};

fn totals(shares: u64, underlying: u64) -> QueueTotals {
    QueueTotals { shares, underlying }
}

#[test]
fn a_donation_changes_nothing() {
    // The vault holds 1e12 that nobody deposited. The totals are stored, so they do not know of it.
    let donated = 1_000_000_000_000_u64;
    let mut queue = QueueTotals::default();
    assert_eq!(queue.deposit(1), Ok(1));
    let vault = donated + queue.underlying;
    assert_eq!(queue.withdraw(1), Ok(1));
    assert_eq!(queue, QueueTotals::default());
    assert_eq!(vault - 1, donated, "the donation stays where it is");
}

#[test]
fn a_first_depositor_cannot_round_the_second_to_nothing() {
    let mut queue = QueueTotals::default();
    assert_eq!(queue.deposit(1), Ok(1));
    assert_eq!(queue.deposit(100 * ONE), Ok(100 * ONE));
    assert_eq!(queue.underlying_of(1), Ok(1));
    assert_eq!(queue.underlying_of(100 * ONE), Ok(100 * ONE));
}

#[test]
fn fifty_million_queued_and_half_of_it_claimed() {
    let mut queue = QueueTotals::default();
    let owned = queue.deposit(50 * MILLION).unwrap();
    assert_eq!(queue.claim(25 * MILLION, owned), Ok(25 * MILLION));
    queue.check_one_to_one().unwrap();
    assert_eq!(queue.withdraw(owned - 25 * MILLION), Ok(25 * MILLION));
    assert_eq!(queue, QueueTotals::default());
}

#[test]
fn a_conversion_in_between_keeps_each_part() {
    // A holds all of 10 000; 2 000 are converted; B joins with 2 000; 3 000 are converted.
    let mut queue = QueueTotals::default();
    let a = queue.deposit(10_000 * ONE).unwrap();
    queue.underlying -= 2_000 * ONE;
    let b = queue.deposit(2_000 * ONE).unwrap();
    assert_eq!(b, 2_500 * ONE);
    queue.underlying -= 3_000 * ONE;
    assert_eq!(queue.underlying, 7_000 * ONE);
    assert_eq!(queue.underlying_of(a), Ok(5_600 * ONE));
    assert_eq!(queue.underlying_of(b), Ok(1_400 * ONE));
}

#[test]
fn each_direction_rounds_against_the_one_who_acts() {
    // Three shares over ten: a share is worth 3 1/3.
    let mut queue = totals(3, 10);
    assert_eq!(queue.deposit(4), Ok(1), "4 * 3 / 10 = 1.2 shares, down");
    let mut queue = totals(3, 10);
    assert_eq!(queue.withdraw(2), Ok(6), "2 * 10 / 3 = 6.67, down");
    assert_eq!(queue.withdraw(1), Ok(4), "the last one takes everything");
    let mut queue = totals(3, 10);
    assert_eq!(queue.claim(4, 2), Ok(2), "4 * 3 / 10 = 1.2 shares, up");
}

#[test]
fn a_claim_never_takes_more_than_the_part_of_its_target() {
    let mut queue = totals(3, 10);
    assert_eq!(queue.underlying_of(2), Ok(6));
    let error = queue.claim(7, 2).unwrap_err();
    assert_eq!(error, QueueError::InsufficientShares { amount: 7, needed: 3, owned: 2 });
    assert_eq!(error.to_string(), "a claim of 7 burns 3 shares, the depositor owns 2");
    assert_eq!(queue, totals(3, 10));
    assert_eq!(queue.claim(6, 2), Ok(2));
    assert_eq!(queue, totals(1, 4));
}

#[test]
fn a_claim_after_the_target_left_fails() {
    let mut queue = QueueTotals::default();
    let prime = queue.deposit(30 * MILLION).unwrap();
    queue.deposit(20 * MILLION).unwrap();
    queue.withdraw(prime).unwrap();
    assert_eq!(
        queue.claim(25 * MILLION, 0),
        Err(QueueError::ExceedsTotalUnderlying { amount: 25 * MILLION, total: 20 * MILLION })
    );
    assert_eq!(
        queue.claim(10 * MILLION, 0),
        Err(QueueError::InsufficientShares { amount: 10 * MILLION, needed: 10 * MILLION, owned: 0 })
    );
    assert_eq!(queue, totals(20 * MILLION, 20 * MILLION), "the other depositor is untouched");
}

#[test]
fn what_a_queue_refuses() {
    type Operation = fn(&mut QueueTotals) -> Result<u64, QueueError>;
    let cases: [(QueueTotals, Operation, QueueError); 15] = [
        (totals(0, 0), |q| q.deposit(0), QueueError::ZeroAmount),
        (totals(0, 0), |q| q.withdraw(0), QueueError::ZeroShares),
        (totals(5, 5), |q| q.claim(0, 5), QueueError::ZeroAmount),
        (totals(0, 7), |q| q.deposit(1), QueueError::UnderlyingWithoutShares { underlying: 7 }),
        (totals(0, 7), |q| q.claim(1, 0), QueueError::UnderlyingWithoutShares { underlying: 7 }),
        (totals(7, 0), |q| q.deposit(1), QueueError::SharesWithoutUnderlying { shares: 7 }),
        (totals(1, 3), |q| q.deposit(2), QueueError::DepositTooSmall { amount: 2, shares: 1, underlying: 3 }),
        (totals(5, 5), |q| q.withdraw(6), QueueError::ExceedsTotalShares { shares: 6, total: 5 }),
        (totals(0, 0), |q| q.withdraw(1), QueueError::ExceedsTotalShares { shares: 1, total: 0 }),
        (totals(5, 5), |q| q.claim(1, 6), QueueError::ExceedsTotalShares { shares: 6, total: 5 }),
        (totals(5, 5), |q| q.claim(6, 5), QueueError::ExceedsTotalUnderlying { amount: 6, total: 5 }),
        (totals(1, 10), |q| q.claim(5, 1), QueueError::StrandsUnderlying { amount: 5, stranded: 5 }),
        (
            totals(u64::MAX, u64::MAX),
            |q| q.deposit(1),
            QueueError::TotalOverflow { amount: 1, total: u64::MAX },
        ),
        (
            totals(1, u64::MAX),
            |q| q.deposit(u64::MAX),
            QueueError::TotalOverflow { amount: u64::MAX, total: u64::MAX },
        ),
        (totals(5, 5), |q| q.underlying_of(6), QueueError::ExceedsTotalShares { shares: 6, total: 5 }),
    ];
    for (before, operation, expected) in cases {
        let mut queue = before;
        assert_eq!(operation(&mut queue), Err(expected), "on {before:?}");
        assert_eq!(queue, before, "a refused operation changes nothing");
    }
}

#[test]
fn leaving_is_never_refused_for_being_worth_little() {
    let mut queue = totals(1_000, 3);
    assert_eq!(queue.withdraw(10), Ok(0), "10 * 3 / 1000 = 0.03, down");
    let mut empty = totals(7, 0);
    assert_eq!(empty.withdraw(7), Ok(0), "everything was converted");
    assert_eq!(empty, QueueTotals::default(), "and the queue can start again");
}

#[test]
fn one_to_one_is_checked() {
    totals(5, 5).check_one_to_one().unwrap();
    let error = totals(5, 6).check_one_to_one().unwrap_err();
    assert_eq!(error, QueueError::NotOneToOne { shares: 5, underlying: 6 });
    assert_eq!(error.to_string(), "expected as many shares as underlying, got 5 shares over 6 underlying");
}
