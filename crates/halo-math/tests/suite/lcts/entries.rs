//! Entries and exits by number: price of a share, rounding, dilution.

use super::{entered, settle_at_par, settle_for, words};
use crate::{MILLION, ONE};
use halo_math::{Exit, Generation, LctsError, Position, MAX_DILUTION, MIN_RESIDUAL};

#[test]
fn an_entry_rounds_down_in_favour_of_the_others() {
    // 3 000 001 shares over 1 000 000 underlying: 3.000001 each.
    let (mut queue, [mut member]) = entered([3 * ONE + 1]);
    settle_at_par(&mut queue, 2 * ONE + 1);
    let mut late = Position::default();
    assert_eq!(queue.enter(&mut late, 7), Ok(21));
    assert_eq!(queue.exit(&mut late), Ok(Exit { underlying: 6, rewards: 0 }), "20.99 rounds down too");
    assert_eq!(queue.exit(&mut member).unwrap().underlying, ONE + 1, "the last one takes everything");
}

/// As many shares as underlying at first, and every rounding leaves more underlying a share: no entry ever buys 0.
#[test]
fn the_least_entry_buys_a_share() {
    let (mut queue, [_, _]) = entered([3, 4]);
    let mut least = Position::default();
    assert_eq!(queue.enter(&mut least, 1), Ok(1));
    let mut odd = Generation { shares: [2, 0], underlying: 5, state: 1, ..queue };
    let error = odd.enter(&mut Position::default(), 2).unwrap_err();
    assert_eq!(error, LctsError::EntryTooSmall { amount: 2, shares: 2, underlying: 5 });
    assert_eq!(
        error.to_string(),
        "an entry of 2 buys 0 of 2 shares over 5 underlying; expected at least one share"
    );
}

#[test]
fn the_last_exit_takes_all_underlying_and_all_rewards() {
    let (mut queue, [mut first, mut second, mut last]) = entered([5, 7, 11 * ONE]);
    settle_for(&mut queue, 4 * ONE, 1_000_003);
    let exits = [&mut first, &mut second, &mut last].map(|member| queue.exit(member).unwrap());
    let expected = [
        Exit { underlying: 3, rewards: 0 },
        Exit { underlying: 4, rewards: 1 },
        Exit { underlying: 7 * ONE + 5, rewards: 1_000_002 },
    ];
    assert_eq!(exits, expected);
    assert_eq!(queue, Generation::new(1));
}

/// One more share than 2^32 for each base unit closes the door, and only to those who want in.
#[test]
fn a_diluted_generation_takes_no_entries_until_it_has_drained() {
    let underlying = 5 * ONE;
    let limit = u128::from(underlying) * MAX_DILUTION;
    let at = |shares: u128| {
        let shares = words(shares);
        let queue = Generation { shares, underlying, state: 1, ..Generation::new(9) };
        (queue, Position { generation: 9, shares, ..Position::default() })
    };
    let (mut open, _) = at(limit);
    assert_eq!(open.enter(&mut Position::default(), 3), Ok(3 << 32));
    let (mut diluted, mut member) = at(limit + 1);
    let refused = diluted.enter(&mut Position::default(), MILLION).unwrap_err();
    assert_eq!(refused, LctsError::GenerationTooDiluted { number: 9, shares: limit + 1, underlying });
    assert_eq!(
        refused.to_string(),
        "generation 9 takes no entries until it has drained: 21474836480000001 shares over 5000000 underlying, \
         expected at most 2^32 a unit"
    );
    assert_eq!(diluted, at(limit + 1).0, "a refusal changes nothing");
    // It settles, pays, and lets go.
    settle_at_par(&mut diluted, 3 * ONE);
    assert_eq!(diluted.claim(&mut member), Ok(3 * ONE - 1));
    assert_eq!(diluted.exit(&mut member), Ok(Exit { underlying: 2 * ONE, rewards: 1 }));
}

/// The bound that the arithmetic relies on: 2^32 shares for each of the most base units there can be.
#[test]
fn shares_stay_below_2_to_the_96() {
    let mut queue = Generation { shares: [0, 1], underlying: 1 << 32, state: 1, ..Generation::new(1) };
    let mut whale = Position::default();
    queue.enter(&mut whale, u64::MAX - (1 << 32)).unwrap();
    assert!(queue.shares() < 1 << 96 && queue.shares() > (1 << 96) - (1 << 33));
    assert_eq!(queue.underlying, u64::MAX);
    let full = queue.enter(&mut Position::default(), 1).unwrap_err();
    assert_eq!(full, LctsError::TotalOverflow { amount: 1, total: u64::MAX });
    settle_at_par(&mut queue, u64::MAX - MIN_RESIDUAL);
    assert_eq!(queue.underlying, MIN_RESIDUAL);
}
