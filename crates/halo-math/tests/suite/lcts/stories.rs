//! The stories and edge cases of the standard, by their numbers.

use super::{entered, par, settle_at_par, settle_for};
use crate::ONE;
use halo_math::{
    net, Exit, Generation, GenerationState, LctsError, LockCycle, Netting, Position, Settlement, INDEX_SCALE,
};

const THOUSAND: u64 = 1_000 * ONE;
/// 2025-01-15, 00:00 UTC.
const MIDNIGHT: i64 = 1_736_899_200;
const HOUR: i64 = 3_600;
const MINUTE: i64 = 60;

fn state(generation: &Generation) -> GenerationState {
    generation.state().expect("a known state")
}

/// 100M wait to subscribe and 30M to redeem; there is capacity to mint for 30M.
#[test]
fn netting_processes_60_of_100_million_and_clears_the_redeemers() {
    let million = 1_000_000 * ONE;
    let netted = net(100 * million, 30 * million, 30 * million, 0);
    let expected =
        Netting { matched: 30 * million, subscribe_converted: 60 * million, redeem_converted: 30 * million };
    assert_eq!(netted, expected);

    let (mut subscribe, [mut subscriber]) = entered([100 * million]);
    let (mut redeem, [mut redeemer]) = entered([30 * million]);
    let left = Settlement { converted: 60 * million, minted: 60 * million, finalized: false };
    assert_eq!(settle_at_par(&mut subscribe, netted.subscribe_converted), left);
    let cleared = Settlement { converted: 30 * million, minted: 30 * million, finalized: true };
    assert_eq!(settle_at_par(&mut redeem, netted.redeem_converted), cleared);
    assert_eq!((subscribe.underlying, redeem.underlying), (40 * million, 0));
    assert_eq!(subscribe.claim(&mut subscriber), Ok(60 * million));
    assert_eq!(redeem.claim(&mut redeemer), Ok(30 * million));
}

#[test]
fn story_1_a_full_conversion_turns_1000_into_980() {
    let (mut queue, [mut user]) = entered([THOUSAND]);
    assert_eq!(queue.shares(), u128::from(THOUSAND), "the first in a generation has a share a base unit");
    let settlement = settle_for(&mut queue, THOUSAND, 980 * ONE);
    assert_eq!(settlement, Settlement { converted: THOUSAND, minted: 980 * ONE, finalized: true });
    assert_eq!(queue.reward_per_share_1e18(), INDEX_SCALE / 100 * 98);
    assert_eq!((state(&queue), queue.underlying), (GenerationState::Finalized, 0));
    assert_eq!(user.settle_finalized(&mut queue), Ok(980 * ONE));
    assert_eq!(user.take_accrued(), 980 * ONE);
    assert!(user.is_empty() && queue.is_spent());
}

#[test]
fn story_2_10000_convert_over_several_days() {
    let (mut queue, [mut user]) = entered([10 * THOUSAND]);
    settle_at_par(&mut queue, 2 * THOUSAND);
    assert_eq!((queue.underlying, state(&queue)), (8 * THOUSAND, GenerationState::Active));
    assert_eq!(queue.claim(&mut user), Ok(2 * THOUSAND));
    assert_eq!(queue.claim(&mut user), Ok(0), "once");
    settle_at_par(&mut queue, 3 * THOUSAND);
    assert_eq!(queue.underlying, 5 * THOUSAND);
    assert_eq!(queue.claim(&mut user), Ok(3 * THOUSAND));
    assert!(settle_at_par(&mut queue, 5 * THOUSAND).finalized);
    assert_eq!(queue.claim(&mut user), Ok(5 * THOUSAND));
    assert!(user.is_empty() && queue.is_spent());
}

#[test]
fn story_3_a_deposit_at_13_05_waits_for_the_settlement() {
    let (mut queue, [_]) = entered([THOUSAND]);
    let mut late = Position::default();
    let lock_day = LockCycle::may_lock(MIDNIGHT + 13 * HOUR, 0).expect("13:00:00 locks");
    assert_eq!(queue.lock(), Ok(true));
    // 13:05.
    let refused = queue.enter(&mut late, 500 * ONE).unwrap_err();
    assert_eq!(refused, LctsError::Locked { number: 1 });
    assert_eq!(
        refused.to_string(),
        "generation 1 is locked for settlement: nobody enters, exits or claims before it is unlocked"
    );
    assert!(!LockCycle::is_overdue(MIDNIGHT + 13 * HOUR + 5 * MINUTE, lock_day));
    queue.settle(400 * ONE, par).unwrap();
    assert_eq!(queue.enter(&mut late, 300 * ONE), Ok(u128::from(500 * ONE)), "a share is worth 0.6 now");
    assert_eq!(queue.pending(&late), Ok(0), "what came before the entry belongs to others");
}

#[test]
fn story_4_5000_leave_after_a_part_was_converted() {
    let (mut queue, [mut leaver, mut stayer]) = entered([5 * THOUSAND, 15 * THOUSAND]);
    settle_for(&mut queue, 8 * THOUSAND, 7_840 * ONE);
    let exit = queue.exit(&mut leaver);
    assert_eq!(exit, Ok(Exit { underlying: 3 * THOUSAND, rewards: 1_960 * ONE }));
    assert!(leaver.is_empty());
    assert_eq!((queue.underlying, queue.shares()), (9 * THOUSAND, u128::from(15 * THOUSAND)));
    assert_eq!(queue.claim(&mut stayer), Ok(5_880 * ONE));
}

#[test]
fn story_5_a_drained_queue_restarts_with_a_new_generation() {
    let (mut first, [mut user]) = entered([THOUSAND]);
    settle_for(&mut first, THOUSAND, 980 * ONE);
    // Nothing is left to lock, enter or exit.
    let over = LctsError::Finalized { number: 1 };
    assert_eq!(first.lock(), Err(over));
    assert_eq!(first.enter(&mut Position::default(), ONE), Err(over));
    assert_eq!(first.exit(&mut user), Err(over));

    let mut second = Generation::new(2);
    assert_eq!((state(&second), second.lock()), (GenerationState::Dormant, Ok(false)));
    let unsettled = second.enter(&mut user, THOUSAND).unwrap_err();
    assert_eq!(unsettled, LctsError::OtherGeneration { expected: 2, got: 1 });
    user.settle_finalized(&mut first).unwrap();
    assert_eq!(second.enter(&mut user, 2 * THOUSAND), Ok(u128::from(2 * THOUSAND)), "one to one again");
    assert_eq!((user.generation, user.accrued, state(&second)), (2, 980 * ONE, GenerationState::Active));
    assert_eq!(second.claim(&mut user), Ok(980 * ONE), "what the first generation owed");
}

#[test]
fn story_6_100000_convert_within_three_days_in_one_generation() {
    let (mut queue, [mut user]) = entered([100 * THOUSAND]);
    for (capacity, left) in [(20, 80), (25, 55), (55, 0)] {
        let settlement = settle_at_par(&mut queue, capacity * THOUSAND);
        assert_eq!(settlement.converted, capacity * THOUSAND);
        assert_eq!(settlement.finalized, left == 0);
        assert_eq!((queue.underlying, queue.number), (left * THOUSAND, 1));
        assert_eq!(queue.pending(&user), Ok((100 - left) * THOUSAND));
    }
    assert_eq!(user.settle_finalized(&mut queue), Ok(100 * THOUSAND));
}

#[test]
fn story_7_1000_are_redeemed_in_two_days() {
    let (mut queue, [mut user]) = entered([THOUSAND]);
    let first = settle_for(&mut queue, 500 * ONE, 510 * ONE);
    assert_eq!(first, Settlement { converted: 500 * ONE, minted: 510 * ONE, finalized: false });
    assert_eq!(queue.claim(&mut user), Ok(510 * ONE));
    assert!(settle_for(&mut queue, u64::MAX, 511 * ONE).finalized);
    assert_eq!(user.settle_finalized(&mut queue), Ok(511 * ONE));
    assert!(queue.is_spent());
}

#[test]
fn edge_1_the_first_entry_wakes_a_dormant_queue() {
    let mut queue = Generation::new(7);
    let mut user = Position::default();
    assert_eq!(queue.enter(&mut user, 3), Ok(3));
    assert_eq!((state(&queue), queue.shares(), queue.underlying), (GenerationState::Active, 3, 3));
    assert_eq!((user.generation, user.shares()), (7, 3));
}

#[test]
fn edge_2_an_epoch_without_capacity_unlocks_unchanged() {
    let (before, [_]) = entered([THOUSAND]);
    let mut queue = before;
    queue.lock().unwrap();
    let asked = |_| unreachable!("nothing is converted, so nobody is asked what it brings");
    assert_eq!(queue.settle(0, asked), Ok(Settlement::default()));
    assert_eq!(queue, before);
}

#[test]
fn edge_3_the_last_exit_makes_the_queue_dormant() {
    let (mut queue, [mut first, mut last]) = entered([THOUSAND, 2 * THOUSAND]);
    settle_for(&mut queue, THOUSAND, 7);
    queue.exit(&mut first).unwrap();
    queue.exit(&mut last).unwrap();
    assert_eq!(queue, Generation::new(1), "as new");
    assert_eq!(queue.enter(&mut last, 5), Ok(5), "and it starts one to one");
}

#[test]
fn edge_4_nobody_leaves_during_the_lock_and_everybody_after_it() {
    let (mut queue, [mut user]) = entered([THOUSAND]);
    settle_at_par(&mut queue, 100 * ONE);
    queue.lock().unwrap();
    let (locked, holding) = (queue, user);
    assert_eq!(queue.exit(&mut user), Err(LctsError::Locked { number: 1 }));
    assert_eq!(queue.claim(&mut user), Err(LctsError::Locked { number: 1 }));
    assert_eq!(queue.lock(), Err(LctsError::Locked { number: 1 }));
    assert_eq!((queue, user), (locked, holding), "a refusal changes nothing");
    assert_eq!(queue.pending(&user), Ok(100 * ONE), "looking is free");
    queue.unlock().unwrap();
    assert_eq!(queue.exit(&mut user), Ok(Exit { underlying: 900 * ONE, rewards: 100 * ONE }));
}
