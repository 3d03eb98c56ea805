//! A Halo that pays what it must at the latest and nothing more holds nobody's principal.

use super::setup::*;
use halo_sdk::{
    addresses::WrapperAddresses,
    facility::instructions::CollectKind,
    instructions::wrapper::{self as ix, Admission},
    nfat::error::NfatError,
    token::{self, TokenProgram},
    wrapper::instructions::CollectKind as FromWrapper,
};
use halo_tests::{
    chain::Light,
    world::{payment, penalty, strict, World, DAY, MATURITY, ONE, START},
};

/// 26.25M for five days at 0.1 % an hour.
const PENALTY: u64 = 3_150_000 * ONE;

/// Principal and interest come five days late, and the penalty never. Nobody can waive it for the owners of fractions,
/// and a penalty alone is no default: without a tranche that leaves one base unit, 26.25M would stay credited for ever.
#[tokio::test]
async fn an_unpaid_penalty_locks_no_wrapped_principal() {
    let mut world = World::new(Light::start(START)).await;
    let x = world.prime("Prime X", PRINCIPAL).await;
    world.deposit(&x, PRINCIPAL).await.unwrap();
    let (book, unit) = world.deal(&x, strict(PRINCIPAL)).await;
    let at = WrapperAddresses::of(&unit.asset);
    world.ok(&[ix::open_wrapper(&x, &world.facility, &at)], &[x]).await;
    let payer = world.roles().payer;
    let account =
        token::create_associated_token_account(&payer, &x, &at.fraction_mint, TokenProgram::Token2022);
    let wrap = ix::wrap(&x, &at.fractions(&x), &world.facility, &at, Admission::None);
    world.ok(&[account, wrap], &[x]).await;
    world.run_book(&book, PRINCIPAL, PRINCIPAL + INTEREST + PENALTY).await;
    world.wait_until(MATURITY + 5 * DAY).await;
    world.fund(&book, &unit, payment(PRINCIPAL, INTEREST)).await.unwrap();

    let beacon = world.roles().beacon;
    let collecting = |kind| ix::collect(&world.facility, &book, &at, &beacon, kind);
    world.refused(&[collecting(FromWrapper::Redemption)], &[], NfatError::PenaltyUnpaid).await;
    world.ok(&[collecting(FromWrapper::Tranche)], &[]).await;
    assert_eq!(world.tokens(&at.vault).await, PRINCIPAL + INTEREST - 1);
    // The last base unit keeps the claim to the penalty alive, which nobody gets around.
    world.refused(&[collecting(FromWrapper::Tranche)], &[], NfatError::LastPaymentRedeems).await;
    world.refused(&[collecting(FromWrapper::Redemption)], &[], NfatError::PenaltyUnpaid).await;
    world.fund(&book, &unit, penalty(PENALTY)).await.unwrap();
    world.ok(&[collecting(FromWrapper::Redemption)], &[]).await;
    assert_eq!(world.tokens(&at.vault).await, PRINCIPAL + INTEREST + PENALTY);
}

/// The same of a Book that holds an NFAT whose interest never comes.
#[tokio::test]
async fn unpaid_interest_locks_no_principal_of_a_book() {
    let mut nest = Nest::held().await;
    nest.world.come_home(&nest.child, HELD).await;
    nest.world.fund(&nest.child, &nest.unit, payment(HELD, 0)).await.unwrap();
    let beacon = nest.world.roles().beacon;
    let before = nest.world.book(&nest.parent).await;
    assert_refused(
        nest.world.collect(&nest.held_unit(), beacon, CollectKind::Redemption).await,
        NfatError::YieldUnpaid,
    );
    nest.world.collect(&nest.held_unit(), beacon, CollectKind::Tranche).await.unwrap();
    let after = nest.world.book(&nest.parent).await;
    assert_eq!((after.returned - before.returned, after.held_principal, after.units_held), (HELD - 1, 1, 1));
    // What is overdue is a default all the same.
    nest.world.wait_until(MATURITY + 10 * DAY).await;
    nest.world.declare_default(&nest.child, &nest.unit).await.unwrap();
}

/// What can be redeemed at once is: a tranche leaves no base unit behind where nothing is missing.
#[tokio::test]
async fn a_unit_that_is_owed_nothing_more_is_redeemed() {
    let Deal { world, x, book, unit } = Deal::new().await;
    world.fund(&book, &unit, payment(PRINCIPAL, INTEREST)).await.unwrap();
    assert_refused(world.spend(&x, &book, &unit, 0).await, NfatError::LastPaymentRedeems);
    world.redeem(&x, &book, &unit, PRINCIPAL + INTEREST).await.unwrap();
    assert_eq!(world.balance(&x).await, PRINCIPAL + INTEREST);
}
