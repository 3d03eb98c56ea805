//! What swaps may pay, to the base unit: each way by itself, net of what comes back.

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
    desk.swap_refused(desk.swapping(Stable, 1, 0), PsmError::RateLimitExceeded).await;
    assert_eq!(desk.quote(Savings, 1).await.payable, 100 * ONE);
}

/// There is no spread, so to and fro costs a fee: it must not be the others who are left without a limit.
#[tokio::test]
async fn to_and_fro_uses_no_limit_up() {
    let mut desk = Desk::with(Setup { ssr: FIVE_PERCENT, ..Setup::default() }).await;
    desk.world.wait(365 * DAY).await;
    let both =
        async |desk: &Desk| [desk.quote(Stable, 1).await.payable, desk.quote(Savings, 1).await.payable];
    let full = both(&desk).await;
    for amount in [HELD / 2 * ONE, 7_777_777, 3] {
        for sold in SIDES {
            let out = desk.swapped(sold, amount).await;
            desk.swapped(sold.other(), out).await;
            assert_eq!(both(&desk).await, full, "{amount} of {sold:?}");
        }
    }
}

/// What comes back gives both ways as much as it undoes, time the rest, and nothing more than a maximum.
#[tokio::test]
async fn what_comes_back_and_time_refill() {
    let mut desk = hundred().await;
    desk.swapped(Stable, 100 * ONE).await;
    desk.swapped(Savings, 50 * ONE).await;
    assert_eq!(desk.quote(Stable, 1).await.payable, 50 * ONE);
    assert_eq!(desk.quote(Savings, 1).await.payable, 100 * ONE, "what was undone was not used");
    desk.world.wait(DAY / 4).await;
    assert_eq!(desk.quote(Stable, 1).await.payable, 75 * ONE);
    // 60 come in, of which 25 undo what time has not refilled yet: the other 35 use the other way up.
    desk.swapped(Savings, 60 * ONE).await;
    assert_eq!(desk.quote(Stable, 1).await.payable, 100 * ONE);
    assert_eq!(desk.quote(Savings, 1).await.payable, 65 * ONE);
    desk.world.wait(DAY).await;
    assert_eq!(desk.quote(Savings, 1).await.payable, 100 * ONE, "and never above the maximum");
}

/// A swap that undoes another passes no limit that was lowered or closed meanwhile.
#[tokio::test]
async fn a_way_that_is_closed_is_closed_to_who_comes_back() {
    let desk = hundred().await;
    desk.swapped(Stable, 100 * ONE).await;
    desk.ok(&[desk.limiting(Stable, 10 * ONE, 0)], &[desk.admin]).await;
    desk.swap_refused(desk.swapping(Savings, 10 * ONE + 1, 0), PsmError::RateLimitExceeded).await;
    // Nor in pieces.
    desk.swapped(Savings, 6 * ONE).await;
    desk.swap_refused(desk.swapping(Savings, 5 * ONE, 0), PsmError::RateLimitExceeded).await;
    desk.ok(&[desk.limiting(Stable, 0, 0)], &[desk.admin]).await;
    desk.swap_refused(desk.swapping(Savings, 1, 0), PsmError::RateLimitExceeded).await;
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
