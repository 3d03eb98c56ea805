use super::facility_123;
use halo_tests::world::{half_year, million};

#[tokio::test]
async fn two_primes_hold_three_separate_nfats() {
    let mut world = facility_123().await;
    let x = world.prime("Prime X", million(50)).await;
    let y = world.prime("Prime Y", million(30)).await;
    world.deposit(&x, million(50)).await.unwrap();
    world.deposit(&y, million(30)).await.unwrap();

    let (_, first) = world.deal(&x, half_year(million(25))).await;
    let (_, second) = world.deal(&y, half_year(million(30))).await;
    let (_, third) = world.deal(&x, half_year(million(25))).await;

    for (unit, token_id, depositor, principal) in [(first, 1, x, 25), (second, 2, y, 30), (third, 3, x, 25)] {
        let nfat = world.nfat(&unit).await;
        assert_eq!(
            (nfat.token_id, nfat.depositor, nfat.principal),
            (token_id, depositor, million(principal))
        );
    }
    assert_eq!((world.queued(&x).await, world.queued(&y).await), (0, 0));
    assert_eq!(world.tokens(&world.facility.queue_token_account()).await, 0);
}
