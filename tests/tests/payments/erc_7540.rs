//! What an asynchronous vault (ERC-7540, RiverUSDS) offers, row by row of the NFAT standard's table.

use super::{Deal, INTEREST, PROCEEDS};
use halo_sdk::{
    deployment::Limit,
    facility::error::FacilityError,
    instructions::nfat as ix,
    nfat::{error::NfatError, state::Request},
};
use halo_tests::{
    chain::Light,
    refusal::assert_refused,
    world::{half_year, million, payment, World, DAY, ONE, START},
};

/// `maxDeposit`, a cap agreed on before: the Prime's own queue, and claims up to the Prime's limit.
#[tokio::test]
async fn row_1_caps_agreed_on_before() {
    let mut world = World::new(Light::start(START)).await;
    let x = world.person("Prime X").await;
    world.give(&x, million(60)).await;
    let limit = Limit { max: million(30), slope: 0 };
    world.approve(&x, limit).await;
    world.wait(DAY).await;
    world.deposit(&x, million(60)).await.unwrap();
    let book = world.open_book().await;
    assert_refused(world.claim(&x, &book, half_year(million(31))).await, FacilityError::PrimeLimitExceeded);
    assert_eq!(world.queued(&x).await, million(60));
}

/// `requestRedeem`, `fulfillRedeem`, `withdraw`.
#[tokio::test]
async fn row_3_request_fulfil_and_withdraw() {
    let Deal { world, x, book, unit } = Deal::new().await;
    let before = world.balance(&x).await;
    world.request_redeem(&x, &unit, PROCEEDS).await.unwrap();
    let nfat = world.nfat(&unit).await;
    assert_eq!((nfat.request, nfat.requested_amount), (Request::Redeem as u8, PROCEEDS));
    assert_eq!(nfat.requested_by, x);

    world.fulfil_redeem(&book, &unit, payment(million(25), INTEREST)).await.unwrap();
    assert_eq!(world.nfat(&unit).await.request, Request::None as u8);
    assert_eq!(world.balance(&x).await, before, "claimable, not paid");

    world.redeem(&x, &book, &unit, PROCEEDS).await.unwrap();
    assert_eq!(world.balance(&x).await - before, PROCEEDS);
    assert_eq!((world.redeem_vault(&book).await.owed, world.redeem_vault(&book).await.units), (0, 0));
}

/// The same begun by the Halo: it puts its side in first, and the holder redeems.
#[tokio::test]
async fn either_side_may_begin() {
    let Deal { world, x, book, unit } = Deal::new().await;
    let before = world.balance(&x).await;
    world.fund(&book, &unit, payment(million(25), INTEREST)).await.unwrap();
    world.redeem(&x, &book, &unit, PROCEEDS).await.unwrap();
    assert_eq!(world.balance(&x).await - before, PROCEEDS);
}

/// `grantRewards`, `getReward`: periodic rewards.
#[tokio::test]
async fn row_4_rewards_granted_and_got() {
    let Deal { world, x, book, unit } = Deal::new().await;
    let before = world.balance(&x).await;
    for _ in 0..3 {
        world.fund(&book, &unit, payment(0, 400_000 * ONE)).await.unwrap();
        world.claim_interest(&x, &book, &unit, 400_000 * ONE).await.unwrap();
    }
    assert_eq!(world.balance(&x).await - before, 1_200_000 * ONE);
    assert_eq!(world.nfat(&unit).await.outstanding_principal, million(25));
}

/// `requestReward`, `fulfill`, `claim`: asynchronous rewards.
#[tokio::test]
async fn row_5_rewards_requested_fulfilled_and_claimed() {
    let Deal { world, x, book, unit } = Deal::new().await;
    let before = world.balance(&x).await;
    world.request_interest(&x, &unit, 500_000 * ONE).await.unwrap();
    let short = ix::fulfil_interest(
        &world.roles().beacon,
        &world.facility,
        &book,
        &unit.asset,
        payment(0, 500_000 * ONE - 1),
    );
    world.refused(&[short], &[world.roles().beacon], NfatError::BelowRequest).await;
    world.fulfil_interest(&book, &unit, payment(0, 500_000 * ONE)).await.unwrap();
    world.claim_interest(&x, &book, &unit, 500_000 * ONE).await.unwrap();
    assert_eq!(world.balance(&x).await - before, 500_000 * ONE);
    assert_eq!(world.nfat(&unit).await.requested_amount, 0);
}

/// What the standard lacks and users ask for: a request can be taken back, and nobody can prevent it.
#[tokio::test]
async fn a_request_can_be_cancelled_and_replaced() {
    let Deal { world, x, book, unit } = Deal::new().await;
    let beacon = world.roles().beacon;
    let all = payment(million(25), INTEREST);
    let fulfil = || ix::fulfil_redeem(&beacon, &world.facility, &book, &unit.asset, all);
    world.refused(&[fulfil()], &[beacon], NfatError::NotRequested).await;
    world.request_redeem(&x, &unit, PROCEEDS).await.unwrap();
    world.cancel_request(&x, &unit).await.unwrap();
    world.refused(&[fulfil()], &[beacon], NfatError::NotRequested).await;
    world.request_interest(&x, &unit, ONE).await.unwrap();
    world.refused(&[fulfil()], &[beacon], NfatError::NotRequested).await;
    world.request_redeem(&x, &unit, PROCEEDS).await.unwrap();
    world.ok(&[fulfil()], &[beacon]).await;
}

#[tokio::test]
async fn a_request_dies_with_the_holding() {
    let mut deal = Deal::new().await;
    deal.world.request_redeem(&deal.x, &deal.unit, million(1)).await.unwrap();
    let y = deal.sell().await;
    let Deal { world, x, book, unit } = deal;
    let beacon = world.roles().beacon;
    let fulfil = ix::fulfil_redeem(&beacon, &world.facility, &book, &unit.asset, payment(million(1), 0));
    world.refused(&[fulfil], &[beacon], NfatError::NotRequested).await;
    let by_x = ix::request_redeem(&x, &world.facility, &unit.asset, ONE);
    world.refused(&[by_x], &[x], NfatError::NotHolder).await;
    let cancel_by_x = ix::cancel_request(&x, &world.facility, &unit.asset);
    world.refused(&[cancel_by_x], &[x], NfatError::NotHolder).await;
    world.request_redeem(&y, &unit, PROCEEDS).await.unwrap();
    let nothing = ix::request_redeem(&y, &world.facility, &unit.asset, 0);
    world.refused(&[nothing], &[y], NfatError::ZeroAmount).await;
}

#[tokio::test]
async fn interest_asked_for_is_not_answered_with_principal() {
    let Deal { world, x, book, unit } = Deal::new().await;
    let beacon = world.roles().beacon;
    world.request_interest(&x, &unit, ONE).await.unwrap();
    let principal = ix::fulfil_interest(&beacon, &world.facility, &book, &unit.asset, payment(1, ONE));
    world.refused(&[principal], &[beacon], NfatError::NotRequested).await;
}
