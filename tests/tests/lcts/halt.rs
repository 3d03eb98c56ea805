//! Money that is missing: anybody may say so, and then only what members are owed goes on.

use super::desk::*;
use halo_sdk::{
    halo_math::{GenerationState, LOCK_SECOND, SETTLE_SECOND},
    instructions::lcts as ix,
    lcts::events::UnitChecked,
};
use halo_tests::{
    chain::Chain,
    events::event,
    refusal::with_account,
    world::{million, ONE},
};

/// Offset of the amount in a token account.
const AMOUNT: usize = 64;

/// The holding's token account has `less` than it had, as after a seizure.
async fn lose(desk: &mut Desk, less: u64) {
    let address = desk.at.holding();
    let mut account = desk.account(&address).await;
    let left = desk.tokens(&address).await - less;
    account.data[AMOUNT..AMOUNT + 8].copy_from_slice(&left.to_le_bytes());
    desk.world.chain.set_account(&address, account);
}

async fn check(desk: &Desk) -> UnitChecked {
    event(&desk.ok(&[ix::check_unit(&desk.at)], &[]).await)
}

#[tokio::test]
async fn nothing_is_halted_while_everything_is_there() {
    let desk = Desk::busy().await;
    let checked = check(&desk).await;
    assert_eq!((checked.balance, checked.holding, checked.out), (million(24), million(24), 0));
    assert_eq!((checked.worth, checked.halted), (million(24), false));
    // A gift is no reason either.
    let holding = desk.at.proxy();
    desk.give(&holding, ONE).await;
    assert!(!check(&desk).await.halted);
    desk.enter(Redeem, &desk.alice, ONE).await.unwrap();
}

#[tokio::test]
async fn a_base_unit_that_is_missing_stops_whatever_takes_money() {
    let mut desk = Desk::busy().await;
    let (alice, beacon, endpoint, carol) = (desk.alice, desk.beacon, desk.endpoint, desk.carol);
    lose(&mut desk, 1).await;
    assert!(check(&desk).await.halted);
    desk.give(&carol, ONE).await;
    let enter = desk.entering(Subscribe, &carol, ONE).await;
    desk.refused(&[enter], &[carol], LctsError::Halted).await;
    let enter = desk.entering(Redeem, &alice, ONE).await;
    desk.refused(&[enter], &[alice], LctsError::Halted).await;
    desk.at_second(LOCK_SECOND).await;
    desk.refused(&[desk.locking().await], &[beacon], LctsError::Halted).await;
    desk.refused(&[desk.rating(PAR + 1)], &[beacon], LctsError::Halted).await;
    let deploy = ix::deploy(&beacon, &desk.at, &endpoint, 1);
    desk.refused(&[deploy], &[beacon], LctsError::Halted).await;
    // A loss may be told at any time.
    desk.set_rate(PAR / 2).await.unwrap();
}

#[tokio::test]
async fn whoever_is_owed_something_is_paid_all_the_same() {
    let mut desk = Desk::busy().await;
    let (alice, bob) = (desk.alice, desk.bob);
    desk.locked().await;
    lose(&mut desk, ONE).await;
    assert!(check(&desk).await.halted);
    for (direction, settle) in
        [(Subscribe, desk.settling(Subscribe, ONE).await), (Redeem, desk.settling(Redeem, ONE).await)]
    {
        desk.refused(&[settle], &[desk.beacon], LctsError::Halted).await;
        assert_eq!(desk.state(direction).await, GenerationState::Locked);
    }
    let pair = desk.settling_pair(ONE, ONE).await;
    desk.refused(&[pair], &[desk.beacon], LctsError::Halted).await;
    desk.at_second(SETTLE_SECOND).await;
    let unlocks = [desk.unlocking(Subscribe).await, desk.unlocking(Redeem).await];
    desk.ok(&unlocks, &[]).await;
    desk.claim(Subscribe, &bob).await.unwrap();
    desk.exit(Subscribe, &bob).await.unwrap();
    desk.exit(Redeem, &alice).await.unwrap();
    assert_eq!((desk.shares(&bob).await, desk.balance(&bob).await), (million(4), million(6)));
    assert_eq!(desk.shares(&alice).await, million(20));
}

#[tokio::test]
async fn the_council_alone_lifts_a_halt_and_the_next_check_sets_it_again() {
    let mut desk = Desk::busy().await;
    let (council, govops) = (desk.roles().council, desk.roles().govops);
    lose(&mut desk, ONE).await;
    check(&desk).await;
    for other in [govops, desk.beacon, desk.roles().freezer] {
        let clear = ix::clear_unit_halt(&other, &desk.at);
        desk.refused(&[clear], &[other], LctsError::NotCouncil).await;
    }
    let clear = ix::clear_unit_halt(&council, &desk.at);
    desk.ok(std::slice::from_ref(&clear), &[council]).await;
    desk.enter(Redeem, &desk.alice, ONE).await.unwrap();
    assert!(check(&desk).await.halted, "the money is still missing");
    let proxy = desk.at.proxy();
    desk.give(&proxy, ONE).await;
    assert!(check(&desk).await.halted, "a check lifts nothing");
    desk.ok(&[clear], &[council]).await;
    assert!(!check(&desk).await.halted);
    desk.day(Redeem, u64::MAX).await;
}

#[tokio::test]
async fn a_check_is_of_the_units_own_accounts_and_so_is_what_lifts_it() {
    let desk = Desk::busy().await;
    let [subscribe, redeem] = BOTH.map(|direction| desk.side(direction));
    let council = desk.roles().council;
    let (check, clear) = (ix::check_unit(&desk.at), ix::clear_unit_halt(&council, &desk.at));
    let elsewhere = with_account(check.clone(), &desk.at.holding(), redeem.reward.vault);
    desk.refused(&[elsewhere], &[], LctsError::WrongHolding).await;
    for (place, other) in [(subscribe.queue, redeem.queue), (redeem.queue, subscribe.queue)] {
        desk.refused(&[with_account(check.clone(), &place, other)], &[], LctsError::WrongQueue).await;
        let twice = with_account(clear.clone(), &place, other);
        desk.refused(&[twice], &[council], LctsError::WrongQueue).await;
    }
}

#[tokio::test]
async fn money_comes_home_although_some_is_missing() {
    let mut desk = Desk::busy().await;
    lose(&mut desk, ONE).await;
    assert!(check(&desk).await.halted);
    let (borrower, home) = (desk.borrower, desk.at.cash(&desk.borrower));
    desk.give(&borrower, 2 * ONE).await;
    desk.ok(&[ix::return_funds(&borrower, &desk.at, &home, ONE)], &[borrower]).await;
    let checked = check(&desk).await;
    assert_eq!(checked.holding, million(24) + ONE);
    assert_eq!(checked.holding - checked.balance, ONE, "what is missing stays missing");
    assert!(checked.halted);
}
