use super::facility_123;
use halo_sdk::{
    facility::{error::FacilityError, state::AttestationKind},
    halo_math::Phase,
    nfat::error::NfatError,
};
use halo_tests::{
    chain::Chain,
    refusal::assert_refused,
    world::{commitment, half_year, million, payment, MATURITY, ONE},
};

/// 25M + 1.25M.
const PAID: u64 = 26_250_000 * ONE;

#[tokio::test]
async fn prime_x_queues_50m_deals_25m_and_redeems_26_25m() {
    let mut world = facility_123().await;
    let x = world.prime("Prime X", million(50)).await;

    // Queue
    world.deposit(&x, million(50)).await.unwrap();
    assert_eq!(world.queued(&x).await, million(50));
    assert_eq!(world.balance(&x).await, 0);

    // Claim: NFAT #1 of 25M, 25M left in the queue
    let terms = half_year(million(25));
    let (book, unit) = world.deal(&x, terms.clone()).await;
    let nfat = world.nfat(&unit).await;
    assert_eq!((nfat.token_id, nfat.principal, nfat.depositor), (1, million(25), x));
    assert_eq!(nfat.facility, world.facility.facility);
    assert_eq!(nfat.outstanding_principal, million(25));
    assert_eq!(nfat.terms_hash, commitment(&terms));
    assert_eq!(world.queued(&x).await, million(25));
    assert_eq!(world.tokens(&book.token_account).await, million(25));
    assert_eq!(world.book(&book).await.phase().unwrap(), Phase::Filling);

    // The Book: attested, deployed within its limits, at rest, home again with the yield
    world.start_deploying(&book).await;
    world.deploy(&book, million(25)).await.unwrap();
    assert_eq!(world.balance(&world.borrower).await, million(25));
    world.settle_at_rest(&book).await;
    assert_refused(world.attest(&book, AttestationKind::PreDeployment).await, FacilityError::WrongPhase);

    // Maturity: not funded yet, so not redeemable
    world.chain.warp_to(MATURITY).await;
    assert_refused(world.redeem(&x, &book, &unit, 0).await, NfatError::NotFunded);
    world.come_home(&book, PAID).await;
    world.unwind(&book).await;
    world.fund(&book, &unit, payment(million(25), PAID - million(25))).await.unwrap();
    world.redeem(&x, &book, &unit, PAID).await.unwrap();

    // Prime X is paid to the last unit, the NFAT is gone, and nothing is left anywhere
    assert_eq!(world.balance(&x).await, PAID);
    assert!(world.client.fetch_optional::<halo_sdk::nfat::state::Nfat>(&unit.nfat).await.unwrap().is_none());
    assert_refused(
        world.redeem(&x, &book, &unit, 0).await,
        anchor_lang::error::ErrorCode::AccountOwnedByWrongProgram,
    );
    assert_eq!(world.tokens(&book.token_account).await, 0);
    assert_eq!(world.tokens(&book.redeem_token_account).await, 0);
    let redeem_vault = world.redeem_vault(&book).await;
    assert_eq!((redeem_vault.owed, redeem_vault.paid, redeem_vault.units), (0, PAID, 0));
    world.close_book(&book).await.unwrap();
    assert_eq!(world.book(&book).await.phase().unwrap(), Phase::Closed);
    assert_eq!(world.queued(&x).await, million(25));
}
