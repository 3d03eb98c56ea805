use super::facility_123;
use halo_tests::world::{half_year, million, payment};

#[tokio::test]
async fn a_second_deal_is_independent_of_the_first() {
    let mut world = facility_123().await;
    let x = world.prime("Prime X", million(45)).await;
    world.deposit(&x, million(25)).await.unwrap();
    let (book_1, unit_1) = world.deal(&x, half_year(million(25))).await;

    world.deposit(&x, million(20)).await.unwrap();
    let (book_2, unit_2) = world.deal(&x, half_year(million(20))).await;

    assert_eq!(world.nfat(&unit_1).await.principal, million(25));
    assert_eq!(world.nfat(&unit_2).await.principal, million(20));
    assert_eq!(world.queued(&x).await, 0);

    // Redeeming the second leaves the first as it is
    let before = state(&world.nfat(&unit_1).await);
    world.run_book(&book_2, million(20), million(21)).await;
    world.fund(&book_2, &unit_2, payment(million(20), million(1))).await.unwrap();
    world.redeem(&x, &book_2, &unit_2, million(21)).await.unwrap();
    assert_eq!(world.balance(&x).await, million(21));
    assert_eq!(state(&world.nfat(&unit_1).await), before);
    assert_eq!(world.tokens(&book_1.token_account).await, million(25));
}

/// What a redemption elsewhere could have touched.
fn state(nfat: &halo_sdk::nfat::state::Nfat) -> [u64; 4] {
    [nfat.outstanding_principal, nfat.funded_principal, nfat.paid_in_by_book, nfat.sequence]
}
