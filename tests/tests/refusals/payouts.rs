//! Tranches and interest: paid to the present holder only, out of what is credited, while the NFAT lives on.

use super::setup::*;
use halo_sdk::{
    instructions::nfat::{claim_interest, spend, wallet_transfer, Payout},
    nfat::error::NfatError,
};
use halo_tests::world::{half_year, million, payment, penalty, ONE};

#[tokio::test]
async fn interest_is_paid_and_principal_stays() {
    let (world, x) = queued(million(25)).await;
    let (book, unit) = world.deal(&x, half_year(million(25))).await;
    world.run_book(&book, million(25), million(26)).await;
    world.fund(&book, &unit, payment(million(5), 30 * ONE)).await.unwrap();
    world.top_up(&book, &unit, penalty(2 * ONE)).await.unwrap();
    let before = world.balance(&x).await;

    world.claim_interest(&x, &book, &unit, 32 * ONE).await.unwrap();

    assert_eq!(world.balance(&x).await - before, 32 * ONE);
    let nfat = world.nfat(&unit).await;
    assert_eq!((nfat.outstanding_principal, nfat.funded()), (million(25), payment(million(5), 0)));
    assert_eq!(world.redeem_vault(&book).await.owed, million(5));
    let payout =
        Payout { holder: x, destination: world.facility.token_account(&x), asset: unit.asset, min_payout: 0 };
    let again = claim_interest(&world.facility, &book, &payout);
    world.refused(&[again], &[x], NfatError::NothingFunded).await;
    world.spend(&x, &book, &unit, million(5)).await.unwrap();
    assert_eq!(world.nfat(&unit).await.outstanding_principal, million(20));
}

#[tokio::test]
async fn a_former_holder_is_paid_nothing_and_the_new_one_everything() {
    let (mut world, x) = queued(million(25)).await;
    let (book, unit) = world.deal(&x, half_year(million(25))).await;
    world.run_book(&book, million(25), million(26)).await;
    world.fund(&book, &unit, payment(million(5), ONE)).await.unwrap();
    let y = world.person("buyer").await;
    world.token_account(&y).await;
    world.ok(&[wallet_transfer(&x, &world.facility, &unit.asset, &y)], &[x]).await;

    let payout =
        Payout { holder: x, destination: world.facility.token_account(&x), asset: unit.asset, min_payout: 0 };
    for instruction in
        [spend(&world.facility, &book, &payout), claim_interest(&world.facility, &book, &payout)]
    {
        world.refused(&[instruction], &[x], NfatError::NotHolder).await;
    }

    world.spend(&y, &book, &unit, million(5) + ONE).await.unwrap();
    assert_eq!(world.balance(&y).await, million(5) + ONE);
}

#[tokio::test]
async fn payouts_go_on_while_everything_is_halted() {
    let (world, x) = queued(million(25)).await;
    let (book, unit) = world.deal(&x, half_year(million(25))).await;
    world.run_book(&book, million(25), million(26)).await;
    world.fund(&book, &unit, payment(million(5), ONE)).await.unwrap();
    let roles = world.roles();
    let halt = halo_sdk::instructions::facility::set_halt(
        &roles.warden,
        true,
        &world.facility,
        halo_sdk::facility::state::halt::ALL,
    );
    let guardian = world.guardian(&roles.mom, halo_sdk::instructions::configurator::GuardianBy::ABeam);
    let freeze = halo_sdk::instructions::configurator::freeze_pau(&guardian);
    world.ok(&[halt, freeze], &[roles.warden, roles.mom]).await;

    world.claim_interest(&x, &book, &unit, ONE).await.unwrap();
    world.spend(&x, &book, &unit, million(5)).await.unwrap();
}
