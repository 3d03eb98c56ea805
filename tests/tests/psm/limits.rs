//! What swaps may pay, to the base unit, each way by itself.

use super::desk::*;
use halo_tests::world::{DAY, ONE};

/// A PSM whose limits are 100 tokens, refilled by as much a day; both are full.
async fn hundred() -> Desk {
    let mut desk = Desk::new().await;
    let [stable, savings] = SIDES.map(|side| desk.limiting(side, 100 * ONE, 100 * ONE));
    desk.ok(&[stable, savings], &[desk.admin]).await;
    desk.world.wait(DAY).await;
    desk
}

#[tokio::test]
async fn a_limit_binds_to_the_base_unit() {
    let desk = hundred().await;
    desk.swap_refused(desk.swapping(Stable, 100 * ONE + 1, 0), PsmError::RateLimitExceeded).await;
    assert_eq!(desk.swapped(Stable, 99 * ONE).await, 99 * ONE);
    assert_eq!(desk.quote(Stable, 1).await.payable, ONE);
    desk.swap_refused(desk.swapping(Stable, ONE + 1, 0), PsmError::RateLimitExceeded).await;
    desk.swapped(Stable, ONE).await;
    desk.swap_refused(desk.swapping(Stable, 1, 0), PsmError::RateLimitExceeded).await;
}

#[tokio::test]
async fn each_way_has_its_own() {
    let desk = hundred().await;
    desk.swapped(Stable, 100 * ONE).await;
    assert_eq!(desk.swapped(Savings, 100 * ONE).await, 100 * ONE);
    for sold in SIDES {
        desk.swap_refused(desk.swapping(sold, 1, 0), PsmError::RateLimitExceeded).await;
    }
}

/// Selling back gives the other way nothing: only time refills.
#[tokio::test]
async fn only_time_refills() {
    let mut desk = hundred().await;
    desk.swapped(Stable, 100 * ONE).await;
    desk.swapped(Savings, 50 * ONE).await;
    assert_eq!(desk.quote(Stable, 1).await.payable, 0);
    desk.world.wait(DAY / 4).await;
    assert_eq!(desk.quote(Stable, 1).await.payable, 25 * ONE);
    assert_eq!(desk.quote(Savings, 1).await.payable, 75 * ONE);
    desk.world.wait(DAY).await;
    assert_eq!(desk.quote(Stable, 1).await.payable, 100 * ONE, "and never above the maximum");
}

#[tokio::test]
async fn a_raise_gives_no_burst_and_lowering_bites_at_once() {
    let mut desk = hundred().await;
    desk.swapped(Stable, 60 * ONE).await;
    desk.ok(&[desk.limiting(Savings, 1_000 * ONE, 1_000 * ONE)], &[desk.admin]).await;
    assert_eq!(desk.quote(Stable, 1).await.payable, 40 * ONE);
    desk.world.wait(DAY / 10).await;
    assert_eq!(desk.quote(Stable, 1).await.payable, 140 * ONE);
    desk.ok(&[desk.limiting(Savings, 10 * ONE, 10 * ONE)], &[desk.admin]).await;
    assert_eq!(desk.quote(Stable, 1).await.payable, 10 * ONE);
    desk.ok(&[desk.limiting(Savings, 0, 0)], &[desk.admin]).await;
    desk.swap_refused(desk.swapping(Stable, 1, 0), PsmError::RateLimitExceeded).await;
}

/// It is what is paid that counts, in the token that is paid.
#[tokio::test]
async fn a_limit_counts_what_leaves() {
    let mut desk = Desk::with(Setup { ssr: FIVE_PERCENT, ..Setup::default() }).await;
    desk.world.wait(365 * DAY).await;
    desk.ok(&[desk.limiting(Stable, 105 * ONE, 0)], &[desk.admin]).await;
    // 100 savings tokens pay 104.999999 stable ones.
    assert_eq!(desk.swapped(Savings, 100 * ONE).await, 105 * ONE - 1);
    assert_eq!(desk.quote(Savings, 1).await.payable, 1);
}
