//! The cranks: anybody holds a queue or a Book against what it owes; when money is missing it is halted, and not
//! before.

use super::setup::*;
use halo_sdk::{
    facility::{
        error::FacilityError,
        events::{BookChecked, QueueChecked},
        state::{halt, Facility},
    },
    halo_math::{DealTerms, Payment as Scheduled},
    instructions::facility as ix,
    oversight::book_check,
};
use halo_tests::{
    chain::{Chain, Light},
    events::event,
    refusal::assert_refused,
    world::{bullet, half_year, million, payment, World, DAY, DEAL_START, ONE},
};
use solana_pubkey::Pubkey;

const QUEUE_HALTS: u32 = halt::DEPOSIT | halt::CLAIM;
const BOOK_HALTS: u32 = halt::CLAIM | halt::DEPLOY;

/// What no instruction does: changes the balance of a token account, as an issuer's permanent delegate could.
fn seize(world: &mut World<Light>, token_account: &Pubkey, amount: u64) {
    let mut account = world.chain.0.account(token_account).expect("a token account");
    let balance = &mut account.data[64..72];
    let held = u64::from_le_bytes((&*balance).try_into().expect("eight bytes"));
    balance.copy_from_slice(&(held - amount).to_le_bytes());
    world.chain.set_account(token_account, account);
}

async fn facility_halts(world: &World<Light>) -> u32 {
    let facility: Facility = world.client.fetch(&world.facility.facility).await.unwrap();
    facility.halted
}

/// The event of a check of `book`, which must say what the SDK says beforehand.
async fn checked(world: &World<Light>, book: &halo_sdk::addresses::BookAddresses) -> BookChecked {
    let sheet = book_check(&world.client, book).await.unwrap();
    let checked: BookChecked = event(&world.check_book(book).await.unwrap());
    assert_eq!((checked.cash, checked.assets, checked.claims), (sheet.cash, sheet.assets, sheet.claims));
    assert_eq!((checked.redeem_held, checked.redeem_owed), (sheet.redeem_held, sheet.redeem_owed));
    assert_eq!(checked.halted_after, checked.halted_before | if sheet.is_short() { BOOK_HALTS } else { 0 });
    checked
}

#[tokio::test]
async fn a_sound_queue_is_reported_and_left_alone() {
    let (world, _) = deployer().await;
    let landed = world.check_queue().await.unwrap();
    let checked: QueueChecked = event(&landed);
    assert_eq!((checked.held, checked.owed, checked.surplus), (million(100), million(100), 0));
    assert_eq!((checked.halted_before, checked.halted_after), (0, 0));
    // A donation is a surplus, and nobody's.
    world.give(&world.facility.queue(), ONE).await;
    let checked: QueueChecked = event(&world.check_queue().await.unwrap());
    assert_eq!((checked.held, checked.owed, checked.surplus), (million(100) + ONE, million(100), ONE));
    assert_eq!(facility_halts(&world).await, 0);
}

#[tokio::test]
async fn a_queue_that_misses_one_base_unit_takes_no_deposits_and_claims() {
    let (mut world, x) = deployer().await;
    let vault = world.facility.queue_token_account();
    seize(&mut world, &vault, 1);
    let checked: QueueChecked = event(&world.check_queue().await.unwrap());
    assert_eq!((checked.held, checked.owed, checked.surplus), (million(100) - 1, million(100), 0));
    assert_eq!((checked.halted_before, checked.halted_after), (0, QUEUE_HALTS));
    world.give(&x, ONE).await;
    assert_refused(world.deposit(&x, ONE).await, FacilityError::Halted);
    let book = world.open_book().await;
    assert_refused(world.claim(&x, &book, half_year(million(5))).await, FacilityError::Halted);

    // Again: nothing new. Lifted too early: halted again by whoever asks.
    let again: QueueChecked = event(&world.check_queue().await.unwrap());
    assert_eq!((again.halted_before, again.halted_after), (QUEUE_HALTS, QUEUE_HALTS));
    assert_eq!(again.sequence, checked.sequence + 1);
    let council = world.roles().council;
    let clear = ix::clear_halt(&council, &world.facility, QUEUE_HALTS);
    world.ok(std::slice::from_ref(&clear), &[council]).await;
    world.check_queue().await.unwrap();
    assert_eq!(facility_halts(&world).await, QUEUE_HALTS);
    // Made good, and lifted: it stays lifted.
    world.give(&world.facility.queue(), 1).await;
    world.ok(&[clear], &[council]).await;
    world.check_queue().await.unwrap();
    assert_eq!(facility_halts(&world).await, 0);
}

#[tokio::test]
async fn other_halts_stay_as_they_are() {
    let (mut world, _) = deployer().await;
    let council = world.roles().council;
    world.ok(&[ix::set_halt(&council, false, &world.facility, halt::DEPLOY)], &[council]).await;
    world.check_queue().await.unwrap();
    assert_eq!(facility_halts(&world).await, halt::DEPLOY);
    let vault = world.facility.queue_token_account();
    seize(&mut world, &vault, 1);
    world.check_queue().await.unwrap();
    assert_eq!(facility_halts(&world).await, halt::ALL);
}

#[tokio::test]
async fn the_queue_that_is_checked_is_the_facilitys() {
    let (world, _) = deployer().await;
    let check = ix::check_queue(&world.facility);
    let elsewhere = with_account(
        check,
        &world.facility.queue_token_account(),
        world.facility.token_account(&world.borrower),
    );
    world.refused(&[elsewhere], &[], FacilityError::WrongQueueVault).await;
}

/// Three quarters of interest and a tranche each: every returned and every paid base unit passes the check.
#[tokio::test]
async fn a_healthy_book_is_never_halted() {
    let (mut world, x) = deployer().await;
    const QUARTERLY: u64 = 600_000 * ONE;
    let quarter = 91 * DAY;
    let payments = (1..=3).map(|number| Scheduled {
        due: DEAL_START + number * quarter,
        principal: million(10),
        interest: QUARTERLY,
    });
    let terms = DealTerms { payments: payments.collect(), ..bullet(million(30), 0) };
    let (book, unit) = level_up(&world, &x, 0, terms).await;
    let sound = async |world: &World<Light>, cash, assets, claims| {
        let checked = checked(world, &book).await;
        assert_eq!((checked.cash, checked.assets, checked.claims), (cash, assets, claims));
        assert_eq!(checked.halted_after, 0);
    };
    sound(&world, million(30), million(30), million(30)).await;
    world.start_deploying(&book).await;
    world.deploy(&book, million(30)).await.unwrap();
    sound(&world, 0, million(30), million(30)).await;
    world.settle_at_rest(&book).await;
    for (number, left) in [(1, 20), (2, 10), (3, 0)] {
        world.wait_until(DEAL_START + number * quarter).await;
        world.come_home(&book, QUARTERLY).await;
        // The interest counts as principal that came home until it is paid on.
        let owed = million(left + 10);
        sound(&world, QUARTERLY, owed, owed).await;
        world.fund(&book, &unit, payment(0, QUARTERLY)).await.unwrap();
        sound(&world, 0, owed, owed).await;
        world.come_home(&book, million(10)).await;
        sound(&world, million(10), owed, owed).await;
        world.fund(&book, &unit, payment(million(10), 0)).await.unwrap();
        sound(&world, 0, million(left), million(left)).await;
        if left > 0 {
            world.spend(&x, &book, &unit, 0).await.unwrap();
        }
    }
    world.redeem(&x, &book, &unit, 0).await.unwrap();
    sound(&world, 0, 0, 0).await;
}

#[tokio::test]
async fn money_of_others_makes_no_book_short() {
    let (world, x) = deployer().await;
    let (book, unit) = level_up(&world, &x, 0, half_year(PRINCIPAL)).await;
    world.start_deploying(&book).await;
    world.deploy(&book, PRINCIPAL).await.unwrap();
    // A gift to the unit, one to the Book, and one brought home.
    world.top_up(&book, &unit, payment(million(5), ONE)).await.unwrap();
    world.give(&world.facility.book(1).proxy, ONE).await;
    world.come_home(&book, ONE).await;
    let checked = checked(&world, &book).await;
    assert_eq!((checked.cash, checked.claims), (2 * ONE, PRINCIPAL - million(5)));
    assert_eq!((checked.redeem_held, checked.redeem_owed), (million(5) + ONE, million(5) + ONE));
    assert_eq!(checked.halted_after, 0);
}

#[tokio::test]
async fn a_book_that_misses_one_base_unit_takes_no_claims_and_deploys_nothing() {
    let (mut world, x) = deployer().await;
    let (book, _) = level_up(&world, &x, 0, half_year(PRINCIPAL)).await;
    world.start_deploying(&book).await;
    world.deploy(&book, million(20)).await.unwrap();
    seize(&mut world, &book.token_account, 1);
    let found = checked(&world, &book).await;
    assert_eq!((found.cash, found.assets, found.claims), (million(5) - 1, PRINCIPAL - 1, PRINCIPAL));
    assert_eq!((found.halted_before, found.halted_after), (0, BOOK_HALTS));
    assert_refused(world.deploy(&book, ONE).await, FacilityError::BookHalted);
    // What comes home makes it good; only the council lifts.
    world.give(&book.proxy, 1).await;
    let again = checked(&world, &book).await;
    assert_eq!((again.halted_before, again.halted_after), (BOOK_HALTS, BOOK_HALTS));
    let council = world.roles().council;
    let clear = ix::clear_book_halt(&council, &world.facility, &book.book, BOOK_HALTS);
    world.ok(&[clear], &[council]).await;
    assert_eq!(checked(&world, &book).await.halted_after, 0);
    world.deploy(&book, ONE).await.unwrap();
}

#[tokio::test]
async fn every_other_book_goes_on() {
    let (mut world, x) = deployer().await;
    let (book, _) = level_up(&world, &x, 0, half_year(PRINCIPAL)).await;
    let (other, _) = level_up(&world, &x, 0, half_year(PRINCIPAL)).await;
    seize(&mut world, &book.token_account, 1);
    world.check_book(&book).await.unwrap();
    assert_eq!(checked(&world, &other).await.halted_after, 0);
    assert_eq!(facility_halts(&world).await, 0);
}

#[tokio::test]
async fn a_redeem_vault_that_misses_one_base_unit_halts_its_book() {
    let (mut world, x) = deployer().await;
    let (book, unit) = level_up(&world, &x, 0, half_year(PRINCIPAL)).await;
    world.fund(&book, &unit, payment(ONE, 0)).await.unwrap();
    assert_eq!(checked(&world, &book).await.halted_after, 0);
    seize(&mut world, &book.redeem_token_account, 1);
    let found = checked(&world, &book).await;
    assert_eq!((found.redeem_held, found.redeem_owed), (ONE - 1, ONE));
    assert_eq!(found.halted_after, BOOK_HALTS);
}

#[tokio::test]
async fn a_loss_that_was_written_down_is_not_missing() {
    let club = Club::in_default([0; 3], million(60)).await;
    // Before: the deal has not paid, but nothing has left other than by deployments.
    assert_eq!(checked(&club.world, &club.book).await.halted_after, 0);
    let number = club.world.attest_default(&club.book, million(60)).await.unwrap();
    club.world.write_down(&club.book, number).await.unwrap();
    let after = checked(&club.world, &club.book).await;
    assert_eq!((after.claims, after.assets), (million(75), 0));
    assert_eq!((after.redeem_held, after.redeem_owed, after.halted_after), (million(60), million(60), 0));
    club.redeem([0, 1, 2]).await;
    assert_eq!(checked(&club.world, &club.book).await.claims, 0);
}

#[tokio::test]
async fn a_held_unit_is_counted_once() {
    let nest = Nest::at_rest().await;
    let (world, parent) = (&nest.world, &nest.parent);
    let sheet = checked(world, parent).await;
    // 15M in cash and the 10M that went out for the unit; neither the child's cash nor what is behind it.
    assert_eq!((sheet.cash, sheet.assets, sheet.claims), (million(15), PRINCIPAL, PRINCIPAL));
    assert_eq!(checked(world, &nest.child).await.assets, HELD);
}

#[tokio::test]
async fn the_accounts_that_are_checked_are_the_books() {
    let (world, x) = deployer().await;
    let (book, _) = level_up(&world, &x, 0, half_year(PRINCIPAL)).await;
    let (other, _) = level_up(&world, &x, 0, half_year(PRINCIPAL)).await;
    let check = ix::check_book(&book);
    let swap = |own, other| with_account(check.clone(), own, other);
    for (own, other, error) in [
        (&book.token_account, other.token_account, FacilityError::WrongBookVault),
        (&book.redeem_vault, other.redeem_vault, FacilityError::WrongRedeemVault),
        (&book.redeem_token_account, other.redeem_token_account, FacilityError::WrongRedeemVault),
    ] {
        world.refused(&[swap(own, other)], &[], error).await;
    }
}
