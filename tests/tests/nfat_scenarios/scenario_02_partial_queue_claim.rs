use super::facility_123;
use halo_tests::world::{half_year, million};

#[tokio::test]
async fn of_50m_queued_30m_and_15m_become_nfats_and_5m_goes_back() {
    let mut world = facility_123().await;
    let x = world.prime("Prime X", million(50)).await;
    world.deposit(&x, million(50)).await.unwrap();

    let (book_1, unit_1) = world.deal(&x, half_year(million(30))).await;
    assert_eq!(world.queued(&x).await, million(20));
    let (book_2, unit_2) = world.deal(&x, half_year(million(15))).await;
    assert_eq!(world.queued(&x).await, million(5));
    world.withdraw(&x).await.unwrap();

    assert_eq!(world.queued(&x).await, 0);
    assert_eq!(world.balance(&x).await, million(5));
    let (first, second) = (world.nfat(&unit_1).await, world.nfat(&unit_2).await);
    assert_eq!((first.token_id, first.principal), (1, million(30)));
    assert_eq!((second.token_id, second.principal), (2, million(15)));
    assert_ne!(first.book, second.book);
    assert_eq!(world.tokens(&book_1.token_account).await, million(30));
    assert_eq!(world.tokens(&book_2.token_account).await, million(15));
}
