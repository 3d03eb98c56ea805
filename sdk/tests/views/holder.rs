//! What a holder sees: what it is paid now, and what lateness costs.

use crate::{world, Embedded};
use halo_sdk::{
    addresses::{BookAddresses, UnitAddresses},
    instructions as ix,
    nfat::instructions::PushKind,
    view::{locate, Asked, Holder, PaidBy, Parts, Payable, Pending, Standing, Unit},
};
use halo_tests::world::{half_year, million, payment, strict, DAY, MATURITY};
use solana_pubkey::Pubkey;

const QUARTER_MILLION: u64 = million(1) / 4;

/// A Prime with one unit of 25M that pays 1.25M, its Book at rest.
async fn one_unit(world: &mut Embedded) -> (Pubkey, BookAddresses, UnitAddresses) {
    let prime = world.prime("Prime X", million(50)).await;
    world.deposit(&prime, million(50)).await.unwrap();
    let (book, unit) = world.deal(&prime, strict(million(25))).await;
    world.start_deploying(&book).await;
    world.deploy(&book, million(25)).await.unwrap();
    world.settle_at_rest(&book).await;
    (prime, book, unit)
}

async fn seen(world: &Embedded, holder: &Pubkey) -> Holder {
    Holder::read(&world.client, &world.facility.facility, holder).await.unwrap()
}

/// The only unit of `holder`.
async fn unit_of(world: &Embedded, holder: &Pubkey) -> Unit {
    let mut units = seen(world, holder).await.units;
    assert_eq!(units.len(), 1, "{units:#?}");
    units.remove(0)
}

#[tokio::test]
async fn a_late_unit_accrues_penalty_by_the_second_until_it_is_paid() {
    let mut world = world().await;
    let (prime, book, unit) = one_unit(&mut world).await;

    world.wait_until(MATURITY - 1).await;
    let early = unit_of(&world, &prime).await;
    assert_eq!((early.standing, early.penalty_accrued, early.payable), (Standing::Active, 0, None));
    assert_eq!((early.principal, early.outstanding), (million(25), million(25)));
    assert_eq!((early.maturity, early.default_from), (Some(MATURITY), Some(MATURITY + 10 * DAY)));
    assert_eq!(early.shortfall, million(26) + QUARTER_MILLION);

    world.wait_until(MATURITY + 5 * DAY).await;
    let late = unit_of(&world, &prime).await;
    let penalty = million(3) + million(15) / 100;
    assert_eq!(
        (late.standing, late.penalty_accrued, late.penalty_unpaid),
        (Standing::Late, penalty, penalty)
    );

    // What comes now stops the penalty on it, and is the holder's at once as far as it is interest.
    world.come_home(&book, million(30)).await;
    world.fund(&book, &unit, payment(0, million(1) + QUARTER_MILLION)).await.unwrap();
    let some = unit_of(&world, &prime).await;
    let interest = Payable { by: PaidBy::ClaimInterest, amount: million(1) + QUARTER_MILLION };
    assert_eq!((some.payable, some.shortfall), (Some(interest), million(25)));
    world.wait_until(MATURITY + 10 * DAY).await;
    let overdue = unit_of(&world, &prime).await;
    // 26.25M for five days and 25M for five days, at 2.4 % a day; the cap is 5M.
    assert_eq!((overdue.standing, overdue.penalty_accrued), (Standing::Overdue, million(5)));

    world.declare_default(&book, &unit).await.unwrap();
    assert_eq!(unit_of(&world, &prime).await.standing, Standing::Default);

    let rest = halo_sdk::nfat::state::Payment { penalty: million(5) / 2, ..payment(million(25), 0) };
    world.fund(&book, &unit, rest).await.unwrap();
    let funded = unit_of(&world, &prime).await;
    assert_eq!((funded.standing, funded.shortfall), (Standing::Active, 0));
    assert_eq!((funded.penalty_accrued, funded.penalty_unpaid), (million(5), million(5) / 2));
    // A redemption would give up half of the penalty. What is shown costs nothing: a tranche leaves a base unit of
    // principal, and with it the claim to the rest.
    let all_but_one = million(25) - 1 + million(1) + QUARTER_MILLION + million(5) / 2;
    assert_eq!(funded.payable, Some(Payable { by: PaidBy::Spend, amount: all_but_one }), "{funded:#?}");
}

#[tokio::test]
async fn what_is_shown_as_payable_is_what_is_paid() {
    let mut world = world().await;
    let (prime, book, unit) = one_unit(&mut world).await;
    world.come_home(&book, million(30)).await;

    world.fund(&book, &unit, payment(million(10), million(1))).await.unwrap();
    let before = world.balance(&prime).await;
    let tranche = unit_of(&world, &prime).await;
    assert_eq!(tranche.funded, Parts { principal: million(10), interest: million(1), penalty: 0 });
    assert_eq!(tranche.payable, Some(Payable { by: PaidBy::Spend, amount: million(11) }));
    assert!(tranche.pushed, "a depositor is paid without asking");
    world.push(&prime, &book, &unit, PushKind::Tranche).await.unwrap();
    assert_eq!(world.balance(&prime).await - before, million(11));
    let after = unit_of(&world, &prime).await;
    assert_eq!((after.outstanding, after.payable), (million(15), None));
    assert_eq!(after.paid, Parts { principal: million(10), interest: million(1), penalty: 0 });

    world.wait_until(MATURITY).await;
    world.fund(&book, &unit, payment(million(15), QUARTER_MILLION)).await.unwrap();
    let last = seen(&world, &prime).await;
    assert_eq!(last.payable, million(15) + QUARTER_MILLION);
    assert_eq!(last.units[0].payable.unwrap().by, PaidBy::Redeem);
    world.redeem(&prime, &book, &unit, last.payable).await.unwrap();
    assert_eq!(seen(&world, &prime).await.units, []);
}

#[tokio::test]
async fn a_request_is_its_makers_and_a_transfer_ends_it() {
    let mut world = world().await;
    let (prime, book, unit) = one_unit(&mut world).await;
    let buyer = world.person("buyer").await;

    world.request_redeem(&prime, &unit, million(24)).await.unwrap();
    let asked = unit_of(&world, &prime).await;
    assert_eq!(asked.request, Some(Pending { asks: Asked::Redeem, amount: million(24) }));

    // A wallet's transfer tells the record nothing, and still the request is void.
    let facility = world.facility;
    let transfer = ix::nfat::wallet_transfer(&prime, &facility, &unit.asset, &buyer);
    world.ok(&[transfer], &[prime]).await;
    let bought = unit_of(&world, &buyer).await;
    assert_eq!((bought.request, bought.pushed), (None, false));
    assert_eq!((bought.holder, bought.depositor), (Some(buyer), prime));
    assert_eq!(seen(&world, &prime).await.units, []);

    world.request_interest(&buyer, &unit, million(1)).await.unwrap();
    world.set_push(&buyer, &unit, true).await.unwrap();
    let asked = unit_of(&world, &buyer).await;
    assert_eq!(asked.request, Some(Pending { asks: Asked::Interest, amount: million(1) }));
    assert!(asked.pushed);
    world.come_home(&book, million(1)).await;
    world.fulfil_interest(&book, &unit, payment(0, million(1))).await.unwrap();
    let answered = unit_of(&world, &buyer).await;
    assert_eq!(answered.request, None);
    assert_eq!(answered.payable, Some(Payable { by: PaidBy::ClaimInterest, amount: million(1) }));
}

#[tokio::test]
async fn whoever_may_receive_is_told_until_when() {
    let mut world = world().await;
    let holder = world.person("buyer").await;
    let open = seen(&world, &holder).await;
    assert_eq!((open.restricted, open.admitted_until), (false, None));

    world.set_whitelist_mode(true).await.unwrap();
    world.admit(&holder, MATURITY).await.unwrap();
    let admitted = seen(&world, &holder).await;
    assert_eq!((admitted.restricted, admitted.admitted_until), (true, Some(MATURITY)));
    world.wait_until(MATURITY).await;
    assert_eq!(seen(&world, &holder).await.admitted_until, None, "void from that second");
}

#[tokio::test]
async fn a_unit_that_was_burnt_and_minted_anew_is_found_again() {
    let mut world = world().await;
    let (prime, book, unit) = one_unit(&mut world).await;
    world.come_home(&book, million(1)).await;
    world.fund(&book, &unit, payment(0, million(1))).await.unwrap();
    let facility = world.facility;
    let burn = mpl_core::instructions::BurnV1Builder::new()
        .asset(unit.asset)
        .collection(Some(facility.collection()))
        .payer(prime)
        .instruction();
    world.ok(&[burn], &[prime]).await;

    assert_eq!(seen(&world, &prime).await.units, []);
    let burnt = Unit::read(&world.client, &facility.facility, &unit.nfat).await.unwrap();
    assert_eq!((burnt.holder, burnt.pushed, burnt.request), (None, false, None));

    world.permit_remint(&unit.asset, &prime).await;
    let anew = world.remint(&unit, &prime).await.unwrap();
    let (found, record) = locate(&world.client, &facility, 1).await.unwrap();
    assert_eq!((found, record.token_id), (anew, 1));
    let again = unit_of(&world, &prime).await;
    assert_eq!((again.asset, again.nfat), (anew.asset, anew.nfat));
    assert_eq!(again.payable, Some(Payable { by: PaidBy::ClaimInterest, amount: million(1) }));
    let missing = locate(&world.client, &facility, 2).await.unwrap_err();
    assert!(missing.to_string().contains("came no account"), "{missing}");
}

#[tokio::test]
async fn others_units_and_other_facilities_are_not_its_own() {
    let mut world = world().await;
    let (prime, _, _) = one_unit(&mut world).await;
    let other = world.prime("Prime Y", million(10)).await;
    world.deposit(&other, million(10)).await.unwrap();
    let (_, second) = world.deal(&other, half_year(million(10))).await;
    let theirs = unit_of(&world, &other).await;
    assert_eq!((theirs.number, theirs.asset, theirs.book), (2, second.asset, 2));
    assert_eq!(unit_of(&world, &prime).await.number, 1);
}
