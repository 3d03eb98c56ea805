//! Refusals: each names what was expected and changes nothing. Some need accounts that no run can produce.

use super::{entered, settle_at_par};
use crate::ONE;
use halo_math::{Generation, GenerationState, LctsError, Position};

/// Does `refused` on copies and asserts that it failed as expected and left both as they were.
#[track_caller]
fn assert_refused<T: std::fmt::Debug + PartialEq>(
    (generation, position): (Generation, Position),
    refused: impl FnOnce(&mut Generation, &mut Position) -> Result<T, LctsError>,
    expected: LctsError,
    message: &str,
) {
    let (mut after, mut holder) = (generation, position);
    assert_eq!(refused(&mut after, &mut holder), Err(expected));
    assert_eq!((after, holder), (generation, position), "a refusal changes nothing");
    assert_eq!(expected.to_string(), message);
}

#[test]
fn nothing_is_entered_and_nothing_is_exited() {
    let (queue, [member]) = entered([ONE]);
    let zero = "expected an amount above 0, got 0";
    assert_refused((queue, member), |queue, member| queue.enter(member, 0), LctsError::ZeroAmount, zero);
    let nobody = (queue, Position { accrued: 7, ..Position::default() });
    let none = "expected a position with shares, it has none";
    assert_refused(nobody, |queue, position| queue.exit(position), LctsError::NoShares, none);
    assert_refused(nobody, |queue, position| position.settle_finalized(queue), LctsError::NoShares, none);
    assert_eq!(queue.pending(&nobody.1), Ok(0));
}

#[test]
fn a_position_belongs_to_one_generation() {
    let (_, [member]) = entered([ONE]);
    let (other, _) = entered([ONE]);
    let pair = (Generation { number: 2, ..other }, member);
    let (expected, message) =
        (LctsError::OtherGeneration { expected: 2, got: 1 }, "expected the position's generation 2, got 1");
    assert_refused(pair, |queue, member| queue.enter(member, 1), expected, message);
    assert_refused(pair, |queue, member| queue.exit(member), expected, message);
    assert_refused(pair, |queue, member| queue.claim(member), expected, message);
    assert_refused(pair, |queue, member| member.settle_finalized(queue), expected, message);
    assert_eq!(pair.0.pending(&pair.1), Err(expected));
}

#[test]
fn only_a_finalized_generation_lets_its_members_go() {
    let (queue, [member]) = entered([ONE]);
    let expected = LctsError::NotFinalized { number: 1, state: GenerationState::Active };
    let message = "expected generation 1 to be Finalized, it is Active";
    assert_refused((queue, member), |queue, member| member.settle_finalized(queue), expected, message);
    let mut finalized = queue;
    settle_at_par(&mut finalized, ONE);
    let message = "generation 1 is finalized: nothing enters it and nothing is left to take out but rewards";
    let over = LctsError::Finalized { number: 1 };
    assert_refused((finalized, member), |queue, member| queue.exit(member), over, message);
    assert_refused((finalized, member), |queue, member| queue.enter(member, 1), over, message);
}

#[test]
fn a_dormant_generation_has_no_members() {
    let (_, [member]) = entered([ONE]);
    let expected = LctsError::NotActive { number: 1, state: GenerationState::Dormant };
    let message = "expected generation 1 to be Active, it is Dormant";
    let pair = (Generation::new(1), member);
    assert_refused(pair, |queue, member| queue.exit(member), expected, message);
    assert_refused(pair, |queue, member| queue.claim(member), expected, message);
}

#[test]
fn a_state_that_no_one_wrote_is_refused() {
    let (queue, [member]) = entered([ONE]);
    let pair = (Generation { state: 4, ..queue }, member);
    let (expected, message) =
        (LctsError::UnknownState { value: 4 }, "expected a generation's state from 0 to 3, got 4");
    assert_refused(pair, |queue, member| queue.enter(member, 1), expected, message);
    assert_refused(pair, |queue, member| queue.exit(member), expected, message);
    assert_refused(pair, |queue, member| queue.claim(member), expected, message);
    assert_refused(pair, |queue, member| member.settle_finalized(queue), expected, message);
    assert_refused(pair, |queue, _| queue.lock(), expected, message);
    assert_refused(pair, |queue, _| queue.unlock(), expected, message);
    assert_refused(pair, |queue, _| queue.settle(1, Ok), expected, message);
    assert!(!pair.0.is_spent());
}

#[test]
fn underlying_without_an_owner_is_refused() {
    let pair = (Generation { underlying: 5, ..Generation::new(1) }, Position::default());
    let expected = LctsError::UnderlyingWithoutShares { underlying: 5 };
    let message = "expected a generation without shares to hold no underlying, it records 5";
    assert_refused(pair, |queue, position| queue.enter(position, 1), expected, message);
}

#[test]
fn shares_without_underlying_have_no_price() {
    let (queue, [_]) = entered([ONE]);
    let pair = (Generation { underlying: 0, ..queue }, Position::default());
    let expected = LctsError::GenerationTooDiluted { number: 1, shares: ONE.into(), underlying: 0 };
    let message = "generation 1 takes no entries until it has drained: 1000000 shares over 0 underlying, \
                   expected at most 2^32 a unit";
    assert_refused(pair, |queue, position| queue.enter(position, 1), expected, message);
}

#[test]
fn nobody_owns_more_than_all() {
    let (queue, [member]) = entered([5]);
    let pair = (queue, Position { shares: [6, 0], ..member });
    let expected = LctsError::ExceedsTotalShares { shares: 6, total: 5 };
    let message = "expected at most the generation's 5 shares, got 6";
    assert_refused(pair, |queue, member| queue.exit(member), expected, message);
    assert_refused(pair, |queue, member| queue.claim(member), expected, message);
    assert_eq!(queue.underlying_of(6), Err(expected));
    assert_eq!([queue.underlying_of(5), queue.underlying_of(2)], [Ok(5), Ok(2)]);
}

#[test]
fn nobody_earns_more_than_is_owed() {
    let (mut queue, [member]) = entered([2 * ONE]);
    settle_at_par(&mut queue, ONE);
    let pair = (Generation { rewards_owed: ONE - 1, ..queue }, member);
    let expected = LctsError::ExceedsOwed { owed: ONE - 1 };
    let message =
        "expected a position to have earned at most the 999999 that the generation owes, it has earned more";
    assert_refused(pair, |queue, member| queue.exit(member), expected, message);
    assert_refused(pair, |queue, member| queue.claim(member), expected, message);
    assert_refused(pair, |queue, member| queue.enter(member, 1), expected, message);
    assert_eq!(pair.0.pending(&member), Err(expected));
    // Nor with fractions or a carry, or a number that 64 or 256 bits do not hold.
    let with_all = |queue: Generation| (queue, member);
    let owed = LctsError::ExceedsOwed { owed: ONE };
    let message =
        "expected a position to have earned at most the 1000000 that the generation owes, it has earned more";
    let fractions = with_all(Generation { fractions: [u64::MAX; 2], ..queue });
    assert_refused(fractions, |queue, member| queue.exit(member), owed, message);
    let carried = with_all(Generation { carry: [u64::MAX; 4], ..queue });
    assert_refused(carried, |queue, member| queue.exit(member), owed, message);
    let wide = with_all(Generation { reward_per_share: [u64::MAX; 4], ..queue });
    assert_refused(wide, |queue, member| queue.claim(member), owed, message);
}

#[test]
fn nobody_is_counted_from_the_future() {
    let (queue, [member]) = entered([ONE]);
    let pair = (queue, Position { debt: [1, 0, 0, 0], ..member });
    let message =
        "expected a position to have entered before now: its rewards are counted from a point ahead of \
                   the generation";
    assert_refused(pair, |queue, member| queue.claim(member), LctsError::DebtAhead, message);
    assert_refused(pair, |queue, member| queue.exit(member), LctsError::DebtAhead, message);
}

#[test]
fn a_position_is_never_owed_more_than_64_bits() {
    let (mut queue, [member]) = entered([2 * ONE]);
    settle_at_par(&mut queue, ONE);
    let pair = (queue, Position { accrued: u64::MAX, ..member });
    let expected = LctsError::TotalOverflow { amount: ONE, total: u64::MAX };
    let message = "expected totals that fit 64 bits after adding 1000000 to 18446744073709551615";
    assert_refused(pair, |queue, member| queue.claim(member), expected, message);
    assert_refused(pair, |queue, member| queue.exit(member), expected, message);
}
