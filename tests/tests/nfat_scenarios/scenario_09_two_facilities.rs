use halo_sdk::{
    deployment::Limit,
    facility::error::FacilityError,
    halo_math::{Buybox, DealTerms, Payment as Scheduled},
};
use halo_tests::{
    chain::Bank,
    refusal::assert_refused,
    world::{bullet, buybox, million, payment, Setup, World, DAY, DEAL_START, ONE, START},
};

/// A year on 30M at 8 %.
const SENIOR_YIELD: u64 = 2_400_000 * ONE;
/// A year on 10M at 14 %.
const MEZZ_YIELD: u64 = 1_400_000 * ONE;
const DUE: i64 = DEAL_START + 365 * DAY;
/// Both wait out the timelock and a day, one after the other.
const EARLIER: i64 = 15 * DAY;

/// Facility A takes tier 1 at 8 %, Facility B tier 2 at 14 %, in the same asset.
async fn facilities() -> (World<Bank>, World<Bank>) {
    let tier =
        |tier: u8, bps| Buybox { risk_tiers: 1 << tier, apy_min_bps: bps, apy_max_bps: bps, ..buybox() };
    let senior = Setup { name: "A", buybox: tier(1, 800), ..Setup::default() };
    let a = World::with(Bank::start(START - EARLIER).await, senior).await;
    let mint = Some(a.facility.mint);
    let mezz = Setup { name: "B", buybox: tier(2, 1_400), mint, ..Setup::default() };
    let b = World::with(a.chain.clone(), mezz).await;
    (a, b)
}

fn year(principal: u64, interest: u64, risk_tier: u8) -> DealTerms {
    let payments = vec![Scheduled { due: DUE, principal, interest }];
    DealTerms { payments, risk_tier, ..bullet(principal, interest) }
}

#[tokio::test]
async fn prime_x_holds_30m_of_senior_secured_and_10m_of_mezz() {
    let (mut a, mut b) = facilities().await;
    let x = a.prime("Prime X", million(40)).await;
    assert_eq!(b.keys.add_named("Prime X"), x, "one Prime in both");
    b.approve(&x, Limit { max: million(100), slope: million(100) }).await;
    a.deposit(&x, million(30)).await.unwrap();
    b.deposit(&x, million(10)).await.unwrap();
    assert_eq!((a.queued(&x).await, b.queued(&x).await), (million(30), million(10)));

    // Each facility strikes its own kind of deal and no other.
    let (senior, mezz) = (year(million(30), SENIOR_YIELD, 1), year(million(10), MEZZ_YIELD, 2));
    let wrong = b.open_book().await;
    assert_refused(
        b.claim(&x, &wrong, year(million(10), MEZZ_YIELD, 1)).await,
        FacilityError::TierOutsideBuybox,
    );
    assert_refused(
        b.claim(&x, &wrong, year(million(10), MEZZ_YIELD - 1, 2)).await,
        FacilityError::YieldBelowBuybox,
    );
    let (book_a, unit_a) = a.deal(&x, senior).await;
    let (book_b, unit_b) = b.deal(&x, mezz).await;
    assert_eq!((a.queued(&x).await, b.queued(&x).await), (0, 0));

    // Two NFATs of two collections, each the first of its own.
    let (nfat_a, nfat_b) = (a.nfat(&unit_a).await, b.nfat(&unit_b).await);
    assert_eq!((nfat_a.token_id, nfat_a.principal, nfat_a.facility), (1, million(30), a.facility.facility));
    assert_eq!((nfat_b.token_id, nfat_b.principal, nfat_b.facility), (1, million(10), b.facility.facility));
    assert_ne!(nfat_a.config, nfat_b.config);
    assert_eq!((a.owner_of(&unit_a).await, b.owner_of(&unit_b).await), (x, x));

    // Facility A pays on time. That Facility B does not changes nothing for it, nor is B's NFAT paid out of A.
    a.run_book(&book_a, million(30), million(30) + SENIOR_YIELD).await;
    b.start_deploying(&book_b).await;
    b.deploy(&book_b, million(10)).await.unwrap();
    b.settle_at_rest(&book_b).await;
    a.wait_until(DUE).await;
    a.fund(&book_a, &unit_a, payment(million(30), SENIOR_YIELD)).await.unwrap();
    a.redeem(&x, &book_a, &unit_a, million(30) + SENIOR_YIELD).await.unwrap();
    assert_eq!(a.balance(&x).await, million(30) + SENIOR_YIELD);
    assert_eq!(b.redeem_vault(&book_b).await.units, 1);

    // And B three days later.
    b.wait(3 * DAY).await;
    b.come_home(&book_b, million(10) + MEZZ_YIELD).await;
    b.fund(&book_b, &unit_b, payment(million(10), MEZZ_YIELD)).await.unwrap();
    let late = b.nfat(&unit_b).await.penalty_due();
    assert!(late > 0);
    b.top_up(&book_b, &unit_b, halo_tests::world::penalty(late)).await.unwrap();
    b.redeem(&x, &book_b, &unit_b, million(10) + MEZZ_YIELD + late).await.unwrap();
    assert_eq!(a.balance(&x).await, million(40) + SENIOR_YIELD + MEZZ_YIELD + late);
}
