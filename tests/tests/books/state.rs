//! The view of a Book: what the chain says and what the SDK reads are one, in every phase.

use super::setup::*;
use halo_sdk::{
    addresses::BookAddresses,
    facility::state::BookState,
    halo_math::{CrrClass, Phase},
    oversight::book_state,
};
use halo_tests::{
    chain::{Chain, Light},
    world::{half_year, million, payment, World, CADENCE, DAY},
};

/// The view, which must be what the SDK reads.
async fn state(world: &World<Light>, book: &BookAddresses) -> BookState {
    let view = world.book_state(book).await;
    assert_eq!(book_state(&world.client, book).await.unwrap(), view);
    view
}

fn figures(state: &BookState) -> (u8, u8, u64, u64) {
    (state.phase, state.crr_class, state.units, state.claims)
}

#[tokio::test]
async fn a_book_shows_phase_class_and_claims_all_its_life() {
    let (mut world, x) = deployer().await;
    let book = world.open_book_at(3).await;
    let first = state(&world, &book).await;
    assert_eq!(figures(&first), (Phase::Created as u8, CrrClass::None as u8, 0, 0));
    assert_eq!((first.level, first.attested_until), (3, 0));

    let unit = world.claim(&x, &book, half_year(PRINCIPAL)).await.unwrap();
    let filling = state(&world, &book).await;
    assert_eq!(figures(&filling), (Phase::Filling as u8, CrrClass::Low as u8, 1, PRINCIPAL));
    world.start_deploying(&book).await;
    world.deploy(&book, PRINCIPAL).await.unwrap();
    let deploying = state(&world, &book).await;
    assert_eq!(figures(&deploying), (Phase::Deploying as u8, CrrClass::High as u8, 1, PRINCIPAL));

    world.settle_at_rest(&book).await;
    let attested = world.book(&book).await.last_attested_at;
    let rest = state(&world, &book).await;
    assert_eq!(figures(&rest), (Phase::AtRest as u8, CrrClass::Medium as u8, 1, PRINCIPAL));
    assert_eq!(rest.attested_until, attested + CADENCE);
    // On the last second of the cadence it is still in time.
    world.chain.warp_to(attested + CADENCE).await;
    assert_eq!(state(&world, &book).await.crr_class, CrrClass::Medium as u8);
    world.chain.warp_to(attested + CADENCE + 1).await;
    assert_eq!(state(&world, &book).await.crr_class, CrrClass::Elevated as u8);

    world.unwind(&book).await;
    world.come_home(&book, PRINCIPAL).await;
    world.fund(&book, &unit, payment(million(10), 0)).await.unwrap();
    let unwinding = state(&world, &book).await;
    assert_eq!(figures(&unwinding), (Phase::Unwinding as u8, CrrClass::Elevated as u8, 1, million(15)));
    world.fund(&book, &unit, payment(million(15), 0)).await.unwrap();
    world.redeem_for_less(&x, &book, &unit, PRINCIPAL).await.unwrap();
    world.close_book(&book).await.unwrap();
    let closed = state(&world, &book).await;
    assert_eq!(figures(&closed), (Phase::Closed as u8, CrrClass::None as u8, 0, 0));
}

#[tokio::test]
async fn it_shows_holdings() {
    let nest = Nest::held().await;
    let parent = state(&nest.world, &nest.parent).await;
    assert_eq!((parent.level, parent.units_held, parent.held_principal), (1, 1, HELD));
    let child = state(&nest.world, &nest.child).await;
    assert_eq!((child.level, child.units_held, child.claims), (0, 0, HELD));
}

#[tokio::test]
async fn it_shows_defaults_and_losses() {
    let mut club = Club::at_rest([0, 1, 2]).await;
    let before = state(&club.world, &club.book).await;
    assert_eq!((before.units, before.claims), (3, million(75)));
    assert_eq!((before.defaults, before.written_down), (0, false));
    club.world.wait_until(halo_tests::world::MATURITY + 10 * DAY).await;
    for unit in &club.units[..2] {
        club.world.declare_default(&club.book, unit).await.unwrap();
    }
    assert_eq!(state(&club.world, &club.book).await.defaults, 2);
    let number = club.world.attest_default(&club.book, 0).await.unwrap();
    club.world.write_down(&club.book, number).await.unwrap();
    let after = state(&club.world, &club.book).await;
    assert_eq!((after.defaults, after.written_down, after.claims), (2, true, million(75)));
}
