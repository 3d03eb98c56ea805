use super::facility_123;
use halo_sdk::facility::error::FacilityError;
use halo_tests::{
    refusal::assert_refused,
    world::{half_year, million},
};

#[tokio::test]
async fn prime_x_takes_its_50m_back_and_no_deal_is_struck() {
    let mut world = facility_123().await;
    let x = world.prime("Prime X", million(50)).await;
    world.deposit(&x, million(50)).await.unwrap();

    world.withdraw(&x).await.unwrap();

    assert_eq!(world.queued(&x).await, 0);
    assert_eq!(world.balance(&x).await, million(50));
    assert_eq!(world.tokens(&world.facility.queue_token_account()).await, 0);
    let book = world.open_book().await;
    assert_refused(world.claim(&x, &book, half_year(million(25))).await, FacilityError::InsufficientQueued);
    assert_refused(world.withdraw(&x).await, FacilityError::NothingQueued);
}
