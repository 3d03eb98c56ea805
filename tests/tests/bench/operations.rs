//! The years of a facility: payments on request, agreements, holdings, transfers, a default.

use halo_sdk::{
    addresses::{BookAddresses, UnitAddresses},
    facility::{instructions::CollectKind, state::AccordTerms},
    instructions::nfat::wallet_transfer,
    nfat::instructions::PushKind,
    transport::Landed,
};
use halo_tests::{
    chain::Light,
    world::{commitment, million, payment, strict, World, DAY, MATURITY, ONE, START},
};
use mpl_core::instructions::BurnV1Builder;
use solana_pubkey::Pubkey;

/// Every landed transaction of these years.
pub async fn run() -> Vec<Landed> {
    let mut world = World::new(Light::start(START)).await;
    let x = world.prime("Prime X", million(100)).await;
    world.deposit(&x, million(100)).await.unwrap();
    payments(&world, &x).await;
    holdings(&world, &x).await;
    let (book, unit) = accord(&world, &x).await;
    transfers(&mut world, &x).await;
    default(&mut world, &x, &book, &unit).await;
    let mut journal = world.journal.lock().expect("one thread");
    std::mem::take(&mut *journal)
}

/// Interest and a tranche pushed, interest and an early redemption asked for.
async fn payments(world: &World<Light>, x: &Pubkey) {
    let (book, unit) = world.deal(x, strict(million(25))).await;
    world.run_book(&book, million(25), million(27)).await;
    world.check_book(&book).await.unwrap();
    world.check_queue().await.unwrap();
    world.book_state(&book).await;
    world.fund(&book, &unit, payment(million(1), ONE)).await.unwrap();
    world.set_push(x, &unit, true).await.unwrap();
    world.push(x, &book, &unit, PushKind::Interest).await.unwrap();
    world.push(x, &book, &unit, PushKind::Tranche).await.unwrap();
    world.request_interest(x, &unit, ONE).await.unwrap();
    world.fulfil_interest(&book, &unit, payment(0, ONE)).await.unwrap();
    world.request_redeem(x, &unit, million(20)).await.unwrap();
    world.cancel_request(x, &unit).await.unwrap();
    world.request_redeem(x, &unit, million(20)).await.unwrap();
    world.fulfil_redeem(&book, &unit, payment(million(20), 0)).await.unwrap();
    world.redeem(x, &book, &unit, million(20)).await.unwrap();
}

/// A Book of level 1 holds a unit of a Book of level 0 until it is redeemed.
async fn holdings(world: &World<Light>, x: &Pubkey) {
    let (child, unit) = world.deal(x, strict(million(5))).await;
    let parent = world.open_book_at(1).await;
    world.claim(x, &parent, strict(million(5))).await.unwrap();
    world.start_deploying(&parent).await;
    world.ok(&[wallet_transfer(x, &world.facility, &unit.asset, &parent.book)], &[*x]).await;
    let held = world.held(&parent, &child, unit.asset);
    world.hold(&held).await.unwrap();
    world.run_book(&child, million(5), million(6)).await;
    let beacon = world.roles().beacon;
    world.fund(&child, &unit, payment(0, ONE)).await.unwrap();
    world.collect(&held, beacon, CollectKind::Interest).await.unwrap();
    world.fund(&child, &unit, payment(million(1), 0)).await.unwrap();
    world.collect(&held, beacon, CollectKind::Tranche).await.unwrap();
    world.fund(&child, &unit, payment(million(4), 250_000 * ONE - ONE)).await.unwrap();
    world.collect(&held, beacon, CollectKind::Redemption).await.unwrap();
}

/// A deal outside the buybox that both sides signed, and one that they gave up.
async fn accord(world: &World<Light>, x: &Pubkey) -> (BookAddresses, UnitAddresses) {
    let terms = AccordTerms {
        terms_hash: commitment(&strict(million(30))),
        payout_cap: million(38),
        min_amount: million(30),
        max_amount: million(30),
        rank: 0,
        share_book: false,
        grace_days: 30,
        expires_at: MATURITY,
    };
    world.agree(x, AccordTerms { terms_hash: [5; 32], ..terms }).await;
    world.leave_accord(x, &[5; 32]).await.unwrap();
    world.agree(x, terms).await;
    let book = world.open_book().await;
    let args = world.accord_args(x, &terms, million(30)).await;
    let unit = world.claim_with(x, &book, args).await.unwrap();
    world.reveal(&unit, strict(million(30))).await.unwrap();
    (book, unit)
}

/// Whitelist mode on and off, a receiver admitted and not any more, an NFAT burnt in a wallet and minted again.
async fn transfers(world: &mut World<Light>, x: &Pubkey) {
    let y = world.person("Prime Y").await;
    let (_, unit) = world.deal(x, strict(million(5))).await;
    world.set_whitelist_mode(true).await.unwrap();
    world.admit(&y, MATURITY).await.unwrap();
    world.transfer(x, &unit, &y).await.unwrap();
    world.stop_admitting(&y).await.unwrap();
    world.set_whitelist_mode(false).await.unwrap();
    world.transfer(&y, &unit, x).await.unwrap();
    let burn = BurnV1Builder::new()
        .asset(unit.asset)
        .collection(Some(world.facility.collection()))
        .payer(*x)
        .authority(Some(*x))
        .instruction();
    world.ok(&[burn], &[*x]).await;
    world.permit_remint(&unit.asset, x).await;
    world.remint(&unit, x).await.unwrap();
}

/// Never paid, declared in default, written down to 27M, redeemed.
async fn default(world: &mut World<Light>, x: &Pubkey, book: &BookAddresses, unit: &UnitAddresses) {
    world.run_book(book, million(30), million(27)).await;
    world.wait_until(MATURITY + 30 * DAY).await;
    world.declare_default(book, unit).await.unwrap();
    let number = world.attest_default(book, million(27)).await.unwrap();
    world.write_down(book, number).await.unwrap();
    world.redeem(x, book, unit, million(27)).await.unwrap();
}
