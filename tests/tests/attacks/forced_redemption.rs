//! Whoever may ask that an NFAT is paid into a Book or a wrapper cannot thereby give up what it is still owed.

use super::setup::*;
use halo_sdk::{
    addresses::WrapperAddresses,
    facility::instructions::CollectKind,
    instructions::wrapper::{self as ix, Admission},
    token::{self, TokenProgram},
    transport::Transport,
    wrapper::instructions::CollectKind as FromWrapper,
};
use halo_tests::world::{payment, MATURITY};

/// The child pays the principal back early, or a stranger does; the interest is due at the maturity. Nobody has agreed
/// that it is given up.
#[tokio::test]
async fn nobody_redeems_a_books_unit_before_its_interest_is_there() {
    let mut nest = Nest::held().await;
    nest.world.come_home(&nest.child, HELD).await;
    nest.world.fund(&nest.child, &nest.unit, payment(HELD, 0)).await.unwrap();
    let beacon = nest.world.roles().beacon;

    let forced = nest.world.collect(&nest.held_unit(), beacon, CollectKind::Redemption).await;
    assert!(forced.is_err(), "anybody burnt the unit without its interest of {}", HELD / 20);

    nest.world.wait_until(MATURITY).await;
    nest.world.come_home(&nest.child, HELD / 20).await;
    nest.world.fund(&nest.child, &nest.unit, payment(0, HELD / 20)).await.unwrap();
    nest.world.collect(&nest.held_unit(), beacon, CollectKind::Redemption).await.unwrap();
}

#[tokio::test]
async fn nobody_redeems_a_wrapped_nfat_before_its_interest_is_there() {
    let Deal { world, x, book, unit } = Deal::new().await;
    let at = WrapperAddresses::of(&unit.asset);
    world.ok(&[ix::open_wrapper(&x, &world.facility, &at)], &[x]).await;
    let payer = world.roles().payer;
    let account =
        token::create_associated_token_account(&payer, &x, &at.fraction_mint, TokenProgram::Token2022);
    world.ok(&[account], &[]).await;
    let wrap = ix::wrap(&x, &at.fractions(&x), &world.facility, &at, Admission::None);
    world.ok(&[wrap], &[x]).await;
    world.fund(&book, &unit, payment(PRINCIPAL, 0)).await.unwrap();

    let beacon = world.roles().beacon;
    let collect = ix::collect(&world.facility, &book, &at, &beacon, FromWrapper::Redemption);
    let forced = world.send(&[collect], &[]).await;
    assert!(forced.is_err(), "anybody burnt the NFAT without its interest of {INTEREST}");
    assert!(world.client.transport().get_account(&unit.nfat).await.unwrap().is_some());
}
