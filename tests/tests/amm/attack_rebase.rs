//! The council agrees to a price, and somebody makes it another one before the word arrives.

use super::floor::*;
use halo_sdk::{halo_math::amm::PriceRange, instructions::amm as ix};
use halo_tests::{refusal::assert_refused, world::million};
use std::slice::from_ref;

/// 0.97 of par, which the council has looked into.
const FALLEN: u64 = PAR / 100 * 97;
/// What it agrees to.
const AGREED: PriceRange = PriceRange { least: PAR / 100 * 96, most: PAR / 100 * 98 };

/// Two of three reporters' keys post the ceiling right before the council's instruction runs: a million sold at 2.00
/// would be paid 2M.
#[tokio::test]
async fn reporters_cannot_change_what_the_council_has_agreed_to() {
    let mut floor = Floor::stocked().await;
    floor.fund(0, million(1)).await;
    floor.report(FALLEN).await;
    assert_refused(
        floor.send(&[floor.selling(exact_in(million(1)))], &[floor.bob]).await,
        AmmError::PriceDeviates,
    );
    for place in [1, 2] {
        floor.world.wait(1).await;
        floor.post(place, floor.posting(place, 2 * PAR).await).await.unwrap();
    }
    let council = floor.roles().council;
    let rebase = |agreed| ix::rebase_feed(&council, &floor.at.scope, &floor.feed, agreed);
    let [at_most, at_least] =
        [PriceRange { most: 2 * PAR - 1, ..AGREED }, PriceRange { least: 2 * PAR + 1, most: u64::MAX }];
    for agreed in [AGREED, at_most, at_least] {
        floor.refused(&[rebase(agreed)], &[council], AmmError::PriceNotAgreed).await;
    }
    let accepts = rebase(AGREED);
    for place in [1, 2] {
        floor.world.wait(1).await;
        floor.post(place, floor.posting(place, FALLEN).await).await.unwrap();
    }
    floor.ok(&[accepts], &[council]).await;
    floor.world.chain.0.advance_slots(PRICE_LIMITS.cooldown_slots + 1);
    assert_eq!(floor.view().await.price, FALLEN);
    floor.assert_sound().await;
}

#[tokio::test]
async fn no_update_of_pyth_changes_what_the_council_has_agreed_to() {
    let mut floor = Floor::with_update(false).await;
    floor.world.wait(1).await;
    floor.show(&floor.sound(ONE_USDS * 2));
    let (council, update) = (floor.roles().council, floor.update.expect("it is shown"));
    let rebase = ix::rebase_pool(&council, &floor.at, &update, AGREED);
    floor.refused(from_ref(&rebase), &[council], AmmError::PriceNotAgreed).await;
    assert_eq!(floor.pool().await.pull.mark.price, PAR, "it remembers nothing of it");
    floor.show(&floor.sound(ONE_USDS / 100 * 97));
    floor.ok(&[rebase], &[council]).await;
    assert_eq!(floor.pool().await.pull.mark.price, FALLEN);
}
