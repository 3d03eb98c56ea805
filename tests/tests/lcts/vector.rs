//! One vector by number: a later member shares only what is converted later. 10 000 wait; 2 000 are converted; Bob joins
//! with 2 000, which buys 2 500 shares of the queue; 3 000 more are converted.

use super::desk::*;
use halo_tests::{chain::Chain, world::ONE};

#[tokio::test]
async fn a_later_member_shares_only_what_is_converted_later() {
    on_both_engines!(later_member, PAR);
}

async fn later_member<C: Chain>(mut desk: Desk<C>) {
    let (alice, bob) = (desk.alice, desk.bob);
    desk.subscribe(&alice, 10_000 * ONE).await;
    desk.day(Subscribe, 2_000 * ONE).await;
    assert_eq!(desk.generation_view(Subscribe, 1).await.reward_per_share, 200_000_000_000_000_000);
    desk.subscribe(&bob, 2_000 * ONE).await;
    assert_eq!(desk.view(Subscribe, &bob).await.shares, u128::from(2_500 * ONE));
    desk.next_day().await;
    desk.day(Subscribe, 3_000 * ONE).await;
    let shared = desk.generation_view(Subscribe, 1).await;
    assert_eq!(shared.reward_per_share, 440_000_000_000_000_000);
    assert_eq!((shared.shares, shared.underlying), (u128::from(12_500 * ONE), 7_000 * ONE));
    let [a, b] = [desk.view(Subscribe, &alice).await, desk.view(Subscribe, &bob).await];
    assert_eq!((a.rewards, a.underlying), (4_400 * ONE, 5_600 * ONE));
    assert_eq!((b.rewards, b.underlying), (600 * ONE, 1_400 * ONE));

    desk.exit(Subscribe, &alice).await.unwrap();
    desk.claim(Subscribe, &bob).await.unwrap();
    desk.exit(Subscribe, &bob).await.unwrap();
    assert_eq!((desk.shares(&alice).await, desk.balance(&alice).await), (4_400 * ONE, 5_600 * ONE));
    assert_eq!((desk.shares(&bob).await, desk.balance(&bob).await), (600 * ONE, 1_400 * ONE));
    assert_eq!(desk.unit().await.holding, 5_000 * ONE);
    desk.assert_sound().await;
}
