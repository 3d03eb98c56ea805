//! Rewards by number: what each member earns, what fractions become, and that nothing is forfeited.

use super::{entered, settle_at_par, settle_for};
use crate::ONE;
use halo_math::{Exit, Generation, Position, INDEX_SCALE, REWARD_SCALE};

const THOUSAND: u64 = 1_000 * ONE;

/// Half a unit converts before the second member comes and half a unit after it.
#[test]
fn the_worked_example_conserves_every_base_unit() {
    let (mut queue, [mut early]) = entered([10 * THOUSAND]);
    settle_at_par(&mut queue, 2 * THOUSAND);
    assert_eq!(queue.reward_per_share_1e18(), INDEX_SCALE / 10 * 2);
    let mut late = Position::default();
    assert_eq!(queue.enter(&mut late, 2 * THOUSAND), Ok(u128::from(2_500 * ONE)));
    settle_at_par(&mut queue, 3 * THOUSAND);
    assert_eq!(queue.reward_per_share_1e18(), INDEX_SCALE / 100 * 44);
    assert_eq!(queue.pending(&early), Ok(4_400 * ONE));
    assert_eq!(queue.pending(&late), Ok(600 * ONE));
    assert_eq!(queue.underlying, 7 * THOUSAND);
    let exits = [queue.exit(&mut early).unwrap(), queue.exit(&mut late).unwrap()];
    let expected = [
        Exit { underlying: 5_600 * ONE, rewards: 4_400 * ONE },
        Exit { underlying: 1_400 * ONE, rewards: 600 * ONE },
    ];
    assert_eq!(exits, expected);
    assert_eq!(queue, Generation::new(1), "nothing is left");
}

#[test]
fn a_second_entry_forfeits_nothing() {
    let (mut queue, [mut user, mut other]) = entered([THOUSAND, THOUSAND]);
    settle_at_par(&mut queue, THOUSAND);
    queue.enter(&mut user, THOUSAND).unwrap();
    assert_eq!((user.accrued, queue.pending(&user)), (500 * ONE, Ok(0)));
    assert_eq!(user.shares(), u128::from(3 * THOUSAND));
    // Both halves of what waits were worth 500; now 1 500 and 500 wait.
    settle_at_par(&mut queue, THOUSAND);
    assert_eq!(queue.claim(&mut user), Ok(500 * ONE + 750 * ONE));
    assert_eq!(queue.claim(&mut other), Ok(500 * ONE + 250 * ONE));
}

/// Three members share 2 a day: two thirds each.
#[test]
fn a_fraction_waits_for_its_member() {
    let (mut queue, [mut often, mut seldom, mut third]) = entered([100 * ONE; 3]);
    let mut claimed = 0;
    for day in 1..=90 {
        settle_for(&mut queue, ONE, 2);
        claimed += queue.claim(&mut often).unwrap();
        assert_eq!(claimed, day * 2 / 3, "on day {day}");
    }
    assert_eq!((claimed, queue.claim(&mut seldom)), (60, Ok(60)), "it does not matter how often one claims");
    settle_for(&mut queue, ONE, 2);
    let exits = [&mut often, &mut seldom, &mut third].map(|member| queue.exit(member).unwrap().rewards);
    assert_eq!(exits, [0, 1, 61], "what the first lacks, the others have");
    assert_eq!(queue, Generation::new(1));
}

/// Members of one share each divide what does not divide: whole units go to every one in turn, none are left.
#[test]
fn the_last_member_of_a_finalized_generation_leaves_nothing() {
    let (mut queue, mut members) = entered([1; 7]);
    assert!(settle_for(&mut queue, 7, 5).finalized);
    assert_eq!(queue.carry, [5, 0, 0, 0]);
    let credits = members.each_mut().map(|member| member.settle_finalized(&mut queue).unwrap());
    assert_eq!(credits, [0, 1, 1, 0, 1, 1, 1]);
    assert!(queue.is_spent());
    assert_eq!((queue.carry, queue.fractions), ([0; 4], [0; 2]));
}

/// What others left as fractions makes up a whole unit when a claim adds its crumbs; a guest has no part in it.
#[test]
fn who_has_earned_nothing_is_paid_nothing() {
    let (mut queue, [mut first]) = entered([1_000_001]);
    settle_for(&mut queue, 6_965, 600_532);
    let mut second = Position::default();
    queue.enter(&mut second, 53_179_416).unwrap();
    assert_eq!(queue.exit(&mut first).map(|exit| exit.rewards), Ok(600_531));
    settle_for(&mut queue, 1, 1);
    queue.enter(&mut second, 1).unwrap();
    let mut guest = Position::default();
    queue.enter(&mut guest, 1).unwrap();
    assert_eq!(queue.exit(&mut guest), Ok(Exit { underlying: 0, rewards: 0 }));
    assert_eq!(queue.exit(&mut second).map(|exit| exit.rewards), Ok(2), "the last one has what is left");
    assert_eq!(queue, Generation::new(1));
}

/// At 2^96 shares a scale of 10^18 would not see a reward below 80 billion base units at all.
#[test]
fn a_base_unit_reaches_the_largest_number_of_shares() {
    let shares = 1_u128 << 96;
    let words = [0, 1 << 32];
    let mut queue =
        Generation { shares: words, underlying: u64::MAX, state: 1, number: 1, ..Generation::new(1) };
    let mut all = Position { generation: 1, shares: words, ..Position::default() };
    settle_for(&mut queue, ONE, 1);
    assert_eq!(queue.reward_per_share_1e18(), 0);
    assert_eq!(REWARD_SCALE / shares, 12_621_774);
    assert_eq!(queue.reward_per_share, [12_621_774, 0, 0, 0]);
    assert_eq!(queue.pending(&all), Ok(0), "less than a ten-millionth below one");
    assert_eq!(queue.exit(&mut all).map(|exit| exit.rewards), Ok(1), "the last one has the rest too");
}

#[test]
fn accrued_rewards_are_never_locked_in() {
    let (mut first, [mut user]) = entered([THOUSAND]);
    settle_at_par(&mut first, THOUSAND);
    user.settle_finalized(&mut first).unwrap();
    let mut second = Generation::new(2);
    second.enter(&mut user, THOUSAND).unwrap();
    second.lock().unwrap();
    assert_eq!(user.take_accrued(), THOUSAND);
    assert_eq!(user.take_accrued(), 0);
    let mut waiting = Position { accrued: 5, ..Position::default() };
    assert_eq!(second.claim(&mut waiting), Ok(5), "who is in no generation is held by none");
    assert_eq!(second.claim(&mut waiting), Ok(0));
}

/// The vaults' balances are no argument of anything: totals change by what is recorded alone.
#[test]
fn a_donation_changes_no_share_and_no_reward() {
    let mut vault = 0_u64;
    let (mut queue, mut member, mut victim) = (Generation::new(1), Position::default(), Position::default());
    queue.enter(&mut member, 1).unwrap();
    vault += 1 + 1_000_000_000_000;
    assert_eq!(queue.enter(&mut victim, 1), Ok(1), "one unit is one share, whatever the vault holds");
    vault += 1;
    for position in [&mut member, &mut victim] {
        let exit = queue.exit(position).unwrap();
        assert_eq!(exit, Exit { underlying: 1, rewards: 0 });
        vault -= exit.underlying;
    }
    assert_eq!((vault, queue), (1_000_000_000_000, Generation::new(1)));
}
