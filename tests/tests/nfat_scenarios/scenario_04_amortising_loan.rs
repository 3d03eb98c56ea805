use super::facility_123;
use halo_sdk::{
    halo_math::{DealTerms, Payment as Scheduled},
    nfat::error::NfatError,
};
use halo_tests::{
    chain::Chain,
    refusal::assert_refused,
    world::{bullet, commitment, million, payment, DAY, DEAL_START, ONE},
};

/// 10M of principal and a flat 0.8M.
const QUARTERLY: u64 = 10_800_000 * ONE;
const INTEREST: u64 = 800_000 * ONE;
const QUARTERS: i64 = 4;
/// Ends of the quarters: 91 days, the last with the year.
const fn due(quarter: i64) -> i64 {
    DEAL_START + if quarter == QUARTERS { 365 * DAY } else { quarter * 91 * DAY }
}

/// The schedule is data: 0.8M a quarter is 8 % a year of 40M and 32 % of the last 10M, and 12.8 % on average.
fn quarterly() -> DealTerms {
    let payments = (1..=QUARTERS)
        .map(|quarter| Scheduled { due: due(quarter), principal: million(10), interest: INTEREST })
        .collect();
    DealTerms { payments, ..bullet(million(40), 0) }
}

#[tokio::test]
async fn prime_x_spends_three_tranches_and_burns_for_the_fourth() {
    let mut world = facility_123().await;
    let x = world.prime("Prime X", million(40)).await;
    world.deposit(&x, million(40)).await.unwrap();
    let terms = quarterly();
    let (book, unit) = world.deal(&x, terms.clone()).await;
    assert_eq!(world.nfat(&unit).await.terms_hash, commitment(&terms));
    world.start_deploying(&book).await;
    world.deploy(&book, million(40)).await.unwrap();
    world.settle_at_rest(&book).await;

    // Three tranches: 40M, 30M, 20M and then 10M are outstanding, and the NFAT stays with Prime X.
    for quarter in 1..QUARTERS {
        world.chain.warp_to(due(quarter)).await;
        assert_refused(world.spend(&x, &book, &unit, 0).await, NfatError::NoPrincipalFunded);
        world.come_home(&book, QUARTERLY).await;
        world.fund(&book, &unit, payment(million(10), INTEREST)).await.unwrap();
        assert_refused(world.redeem(&x, &book, &unit, 0).await, NfatError::NotFunded);
        assert_refused(world.spend(&x, &book, &unit, QUARTERLY + 1).await, NfatError::PayoutBelowMinimum);
        world.spend(&x, &book, &unit, QUARTERLY).await.unwrap();
        let left = million(40) - million(10) * quarter.unsigned_abs();
        assert_eq!(world.nfat(&unit).await.outstanding_principal, left);
        assert_eq!(world.balance(&x).await, QUARTERLY * quarter.unsigned_abs());
    }
    assert_eq!(world.nfat(&unit).await.principal, million(40), "what was claimed never changes");

    // The fourth payment is the last: it cannot be spent, it burns.
    world.chain.warp_to(due(QUARTERS)).await;
    world.come_home(&book, QUARTERLY).await;
    world.unwind(&book).await;
    world.fund(&book, &unit, payment(million(10), INTEREST)).await.unwrap();
    assert_refused(world.spend(&x, &book, &unit, 0).await, NfatError::LastPaymentRedeems);
    world.redeem(&x, &book, &unit, QUARTERLY).await.unwrap();

    assert_eq!(world.balance(&x).await, 43_200_000 * ONE);
    assert!(world.client.fetch_optional::<halo_sdk::nfat::state::Nfat>(&unit.nfat).await.unwrap().is_none());
    let vault = world.redeem_vault(&book).await;
    assert_eq!(
        (vault.owed, vault.paid, vault.units, vault.principal_outstanding),
        (0, 43_200_000 * ONE, 0, 0)
    );
    world.close_book(&book).await.unwrap();
}
