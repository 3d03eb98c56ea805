//! USDS in, sUSDS queued.

use super::{desk::*, door::*};
use halo_sdk::{
    halo_math::LOCK_SECOND,
    instructions as ix,
    lcts::{
        events::{Converted, Entered},
        state::Direction::Subscribe,
    },
};
use halo_tests::{
    events::event,
    liquid_unit::LiquidUnit,
    world::{DAY, ONE},
};

#[tokio::test]
async fn usds_enters_as_what_it_is_worth() {
    let door = Door::new().await;
    let alice = door.alice;
    let expected = door.worth(Stable, 100 * ONE, door.chi().await);
    assert!(expected < 99 * ONE, "100 days at 5 % a year");
    let landed = door.ok(&[door.paying(&alice, 100 * ONE, expected).await], &[alice]).await;
    assert_eq!(door.held(Stable, &alice).await, (PURSE - 100) * ONE);
    assert_eq!(door.tokens(&door.queue().input.vault).await, expected);
    assert_eq!(door.waiting().await, expected);
    assert_eq!(door.position(&alice).await.expect("a position").shares(), u128::from(expected));
    assert_eq!(door.in_transit().await, 0);
    door.assert_sound().await;
    let (converted, entered): (Converted, Entered) = (event(&landed), event(&landed));
    assert_eq!((converted.paid, converted.received, entered.amount), (100 * ONE, expected, expected));
    assert_eq!((converted.owner, converted.mint), (alice, door.at.stable.mint));
    assert_eq!(converted.action, halo_sdk::addresses::action(&door.unit.at.pau, &door.spec));
    assert_eq!(entered.sequence, converted.sequence + 1);
}

/// USDS of nine decimals and of Token-2022 into sUSDS of six of SPL Token.
#[tokio::test]
async fn decimals_and_token_programs_may_differ() {
    let door = Door::paid_in(NINE).await;
    let (alice, paid) = (door.alice, door.tokens_of(Stable, 100) + 999);
    let expected = door.worth(Stable, paid, door.chi().await);
    door.ok(&[door.paying(&alice, paid, expected).await], &[alice]).await;
    assert_eq!(door.position(&alice).await.expect("a position").shares(), u128::from(expected));
    assert!(expected > 98 * ONE && expected < 99 * ONE);
    assert_eq!(door.in_transit().await, 0);
}

/// Who pays in USDS and who pays in sUSDS get the same for the same.
#[tokio::test]
async fn it_is_an_entry_like_any_other() {
    let door = Door::new().await;
    let (alice, bob) = (door.alice, door.bob);
    door.ok(&[door.paying(&alice, 100 * ONE, 0).await], &[alice]).await;
    let amount = door.waiting().await;
    door.give_token(Savings, &bob, amount).await;
    door.unit.enter(&door.desk.world, Subscribe, &bob, amount).await;
    let [alices, bobs] =
        [door.position(&alice).await, door.position(&bob).await].map(|held| held.unwrap().shares());
    assert_eq!(alices, bobs);
    door.ok(&[door.paying(&bob, 50 * ONE, 0).await], &[bob]).await;
    assert!(door.position(&bob).await.unwrap().shares() > bobs, "and adds to what it has");
    // What entered in USDS leaves as sUSDS.
    door.give_token(Savings, &alice, 0).await;
    door.unit.share_account(&door.desk.world, &alice).await;
    door.unit.exit(&door.desk.world, Subscribe, &alice).await;
    assert_eq!(door.held(Savings, &alice).await, amount);
}

#[tokio::test]
async fn the_minimum_is_the_members() {
    let door = Door::new().await;
    let expected = door.worth(Stable, 100 * ONE, door.chi().await);
    let greedy = door.paying(&door.alice, 100 * ONE, expected + 1).await;
    door.alice_refused(greedy, PsmError::BelowMinimum).await;
    door.ok(&[door.paying(&door.alice, 100 * ONE, expected).await], &[door.alice]).await;
}

/// What somebody sent to the transit account stays there: it is nobody's, and holds nobody up.
#[tokio::test]
async fn a_donation_to_the_transit_account_changes_nothing() {
    let door = Door::new().await;
    let (alice, transit) = (door.alice, door.queue().transit_authority());
    door.give_token(Stable, &transit, 7).await;
    let expected = door.worth(Stable, 10 * ONE, door.chi().await);
    door.ok(&[door.paying(&alice, 10 * ONE, expected).await], &[alice]).await;
    assert_eq!(door.in_transit().await, 7);
    let queue = door.queue();
    door.give_token(Savings, &queue.queue, 9).await;
    door.ok(&[door.paying(&alice, 10 * ONE, expected).await], &[alice]).await;
    assert_eq!(door.waiting().await, 2 * expected);
    assert_eq!(door.tokens(&queue.input.vault).await, 2 * expected + 9);
}

#[tokio::test]
async fn it_stops_with_the_psm() {
    let door = Door::new().await;
    let (admin, at) = (door.admin, door.at);
    door.ok(&[ix::psm::pause(&admin, &at)], &[admin]).await;
    door.alice_refused(door.ten_under(&door.spec).await, PsmError::Paused).await;
    door.ok(&[ix::psm::unpause(&admin, &at), door.limiting(Savings, ONE, 0)], &[admin]).await;
    door.alice_refused(door.ten_under(&door.spec).await, PsmError::RateLimitExceeded).await;
}

#[tokio::test]
async fn it_stops_with_the_pau_and_with_the_action() {
    let door = Door::new().await;
    let (freezer, govops, payer) = (door.roles().freezer, door.roles().govops, door.roles().payer);
    let pay = door.ten_under(&door.spec).await;
    door.ok(&[ix::pau::freeze(&freezer, &door.unit.at.pau)], &[freezer]).await;
    door.alice_refused(pay.clone(), LctsError::PauFrozen).await;
    let guardian = door.configurer().into();
    door.ok(&[ix::configurator::disable_action(&guardian, &door.spec, &payer)], &[govops]).await;
    door.alice_refused(pay, halo_tests::refusal::ACCOUNT_NOT_INITIALIZED).await;
}

/// The action names nothing of a queue.
#[tokio::test]
async fn one_action_serves_every_unit_of_the_pau() {
    let mut door = Door::new().await;
    let (first, alice) = (door.unit, door.alice);
    door.unit = LiquidUnit::named(&mut door.desk.world, "another unit");
    door.unit.initialize(&door.desk.world).await;
    door.unit.open_queue(&door.desk.world, Subscribe).await;
    assert_eq!(ix::lcts::psm_converter(&door.at, &door.queue()), door.spec);
    let expected = door.worth(Stable, 10 * ONE, door.chi().await);
    door.ok(&[door.paying(&alice, 10 * ONE, expected).await], &[alice]).await;
    assert_eq!(door.waiting().await, expected);
    door.unit = first;
    assert_eq!(door.waiting().await, 0);
}

/// What was converted for nothing is not: a locked queue takes nobody, and then nothing has moved.
#[tokio::test]
async fn a_locked_queue_takes_nobody() {
    let mut door = Door::new().await;
    let alice = door.alice;
    door.unit.grant(&door.desk.world).await;
    door.ok(&[door.paying(&alice, 10 * ONE, 0).await], &[alice]).await;
    let midnight = door.now().await.div_euclid(DAY) * DAY;
    door.desk.world.wait_until(midnight + DAY + LOCK_SECOND).await;
    door.unit.lock(&door.desk.world).await;
    door.alice_refused(door.ten_under(&door.spec).await, LctsError::GenerationLocked).await;
}
