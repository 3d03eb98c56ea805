//! The rules by example, with nothing but numbers.

use anchor_lang::AccountSerialize;
use halo_sdk::wrapper::{
    error::WrapperError,
    state::{Stake, Wrapped, WrapperState},
};

/// 100 fractions, all free.
fn hundred() -> Wrapped {
    let mut wrapped = Wrapped::default();
    wrapped.begin(100);
    wrapped
}

#[test]
fn a_payment_is_the_same_for_staked_and_free() {
    let (mut wrapped, mut stake) = (hundred(), Stake::default());
    wrapped.stake(&mut stake, 30).unwrap();
    wrapped.receive(1_000, 100).unwrap();
    assert_eq!((wrapped.due(&stake), wrapped.pot().unwrap()), (300, 700));
    assert_eq!(wrapped.worth(30, 100).unwrap(), 300);
    assert_eq!((wrapped.cash().unwrap(), wrapped.owed_to_stakers().unwrap()), (1_000, 300));
}

#[test]
fn the_part_of_the_pot_moves_with_the_fraction() {
    let (mut wrapped, mut stake) = (hundred(), Stake::default());
    wrapped.receive(1_000, 100).unwrap();
    wrapped.stake(&mut stake, 30).unwrap();
    assert_eq!((wrapped.due(&stake), wrapped.pot().unwrap()), (300, 700));
    assert_eq!(wrapped.claim(&mut stake).unwrap(), 300);
    assert_eq!(wrapped.payback(&stake, 10, 100), Ok(100));
    assert_eq!(wrapped.unstake(&mut stake, 10, 100), Ok(100));
    assert_eq!((stake.amount, stake.taken, wrapped.pot().unwrap()), (20, 200, 800));
}

#[test]
fn who_frees_all_fractions_leaves_them_the_cash_in_equal_parts() {
    let (mut wrapped, mut stake) = (hundred(), Stake::default());
    wrapped.stake(&mut stake, 100).unwrap();
    wrapped.receive(1_000, 100).unwrap();
    wrapped.claim(&mut stake).unwrap();
    wrapped.receive(500, 100).unwrap();
    assert_eq!(wrapped.unstake(&mut stake, 100, 100), Ok(0));
    assert_eq!((wrapped.pot(), wrapped.taken, stake.taken), (Ok(500), 0, 0));
    // A fraction that is staked now brings its part of it along.
    let mut buyer = Stake::default();
    wrapped.stake(&mut buyer, 20).unwrap();
    assert_eq!((wrapped.due(&buyer), wrapped.pot()), (100, Ok(400)));
}

#[test]
fn burning_leaves_what_is_kept_for_stakes_whole() {
    let (mut wrapped, mut stake) = (Wrapped::default(), Stake::default());
    wrapped.begin(6);
    wrapped.stake(&mut stake, 3).unwrap();
    // 10 among 6: the half is 4.999999999999999998 by the index, and five are kept for it.
    wrapped.receive(10, 6).unwrap();
    assert_eq!((wrapped.due(&stake), wrapped.owed_to_stakers(), wrapped.pot()), (4, Ok(5), Ok(5)));
    assert_eq!(wrapped.burn(3, 6, true), Ok(5));
    wrapped.receive(2, 3).unwrap();
    assert_eq!((wrapped.owed_to_stakers(), wrapped.pot(), wrapped.cash()), (Ok(7), Ok(0), Ok(7)));
    wrapped.state = WrapperState::Final;
    assert_eq!(wrapped.settle(&mut stake, 3), Ok(7));
}

#[test]
fn a_refusal_changes_nothing() {
    let (mut wrapped, mut stake) = (hundred(), Stake::default());
    wrapped.stake(&mut stake, 30).unwrap();
    let figures = |wrapped: &Wrapped, stake: &Stake| format!("{wrapped:?} {stake:?}");
    let before = figures(&wrapped, &stake);
    assert_eq!(wrapped.claim(&mut stake), Err(WrapperError::NothingEarned));
    assert_eq!(wrapped.unstake(&mut stake, 31, 100), Err(WrapperError::TooFewFractions));
    assert_eq!(wrapped.stake(&mut stake, u64::MAX), Err(WrapperError::Overflow));
    assert_eq!(wrapped.burn(71, 100, true), Err(WrapperError::TooFewFractions));
    assert_eq!(wrapped.burn(1, 100, false), Err(WrapperError::ForfeitNotAccepted));
    assert_eq!(wrapped.end(100), Err(WrapperError::StillStaked));
    assert_eq!(wrapped.end(0), Err(WrapperError::ZeroAmount));
    assert_eq!(wrapped.free(29), Err(WrapperError::Overflow));
    wrapped.receive(u64::MAX, 100).unwrap();
    let after_all = figures(&wrapped, &stake);
    assert_eq!(wrapped.receive(1, 100), Err(WrapperError::Overflow));
    assert_eq!(figures(&wrapped, &stake), after_all);
    assert_ne!(after_all, before);
}

#[test]
fn what_arrives_when_nobody_is_left_is_only_counted() {
    let mut wrapped = hundred();
    wrapped.receive(1_000, 0).unwrap();
    assert_eq!((wrapped.collected, wrapped.index, wrapped.cash().unwrap()), (1_000, 0, 1_000));
}

#[test]
fn the_largest_amounts_there_are_fit() {
    let (mut wrapped, mut stake) = (Wrapped::default(), Stake::default());
    wrapped.begin(u64::MAX);
    wrapped.stake(&mut stake, u64::MAX).unwrap();
    wrapped.receive(u64::MAX, u64::MAX).unwrap();
    assert_eq!(wrapped.claim(&mut stake), Ok(u64::MAX));
    assert_eq!(wrapped.pot(), Ok(0));
    // One fraction that is paid all that there can be.
    let (mut wrapped, mut stake) = (Wrapped::default(), Stake::default());
    wrapped.begin(1);
    wrapped.stake(&mut stake, 1).unwrap();
    wrapped.receive(u64::MAX, 1).unwrap();
    assert_eq!(wrapped.claim(&mut stake), Ok(u64::MAX));
}

#[test]
fn the_last_stake_gets_what_rounding_left() {
    let (mut wrapped, mut stakes) = (Wrapped::default(), [Stake::default(), Stake::default()]);
    wrapped.begin(3);
    wrapped.stake(&mut stakes[0], 1).unwrap();
    wrapped.stake(&mut stakes[1], 2).unwrap();
    wrapped.receive(10, 3).unwrap();
    wrapped.state = WrapperState::Final;
    let [first, second] = &mut stakes;
    assert_eq!(wrapped.settle(first, 3), Ok(3));
    assert_eq!(wrapped.settle(second, 2), Ok(7));
    assert_eq!((wrapped.cash(), wrapped.staked, wrapped.taken), (Ok(0), 0, 0));
}

#[test]
fn a_stake_that_has_taken_everything_out_still_ends() {
    let (mut wrapped, mut stake) = (hundred(), Stake::default());
    wrapped.stake(&mut stake, 30).unwrap();
    wrapped.receive(1_000, 100).unwrap();
    wrapped.claim(&mut stake).unwrap();
    wrapped.receive(0, 100).unwrap();
    wrapped.state = WrapperState::Final;
    assert_eq!(wrapped.settle(&mut stake, 100), Ok(0));
    assert_eq!((wrapped.staked, wrapped.taken, stake.amount), (0, 0, 0));
    assert_eq!(wrapped.burn(70, 70, false), Ok(700));
}

#[test]
fn the_records_have_the_size_that_is_paid_for() {
    let (mut wrapped, mut stake) = (Vec::new(), Vec::new());
    Wrapped::default().try_serialize(&mut wrapped).unwrap();
    Stake::default().try_serialize(&mut stake).unwrap();
    assert_eq!((wrapped.len(), stake.len()), (Wrapped::SPACE, Stake::SPACE));
    assert_eq!((wrapped.len() % 8, stake.len() % 8), (0, 0), "multiples of eight");
}
