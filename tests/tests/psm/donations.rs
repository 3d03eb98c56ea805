//! Money that nobody recorded.

use super::desk::*;
use halo_sdk::instructions::psm as ix;
use halo_tests::world::ONE;

#[tokio::test]
async fn a_donation_changes_nothing() {
    let desk = Desk::new().await;
    let (before, psm, all) = (desk.quote(Stable, ONE).await, desk.at.psm, desk.tokens_of(Savings, HELD));
    for side in SIDES {
        desk.give_token(side, &psm, 5 * ONE).await;
    }
    assert_eq!(desk.quote(Stable, ONE).await, before);
    let unlimited = desk.limiting(Savings, u64::MAX, 0);
    desk.ok(&[unlimited], &[desk.admin]).await;
    desk.give_token(Stable, &desk.trader, ONE).await;
    desk.swap_refused(desk.swapping(Stable, all + 1, 0), PsmError::InsufficientReserve).await;
    desk.swap(Stable, all).await.unwrap();
    assert_eq!(desk.held(Savings, &psm).await, 5 * ONE, "it stays where it is");
    let to = desk.account(Savings, &desk.trader);
    let take = ix::withdraw(&desk.admin, &desk.at, Savings, &to, 1);
    desk.admin_refused(take, PsmError::InsufficientReserve).await;
}

#[tokio::test]
async fn what_anybody_deposits_is_the_pools() {
    let desk = Desk::new().await;
    let (admin, at) = (desk.admin, desk.at);
    desk.give_token(Stable, &admin, ONE).await;
    let source = desk.account(Stable, &admin);
    desk.ok(&[ix::deposit(&admin, &at, Stable, &source, ONE)], &[admin]).await;
    assert_eq!(desk.psm().await.stable.held, desk.tokens_of(Stable, HELD) + ONE);
    desk.assert_sound().await;
    let nothing = ix::deposit(&admin, &at, Stable, &source, 0);
    desk.admin_refused(nothing, PsmError::ZeroAmount).await;
}
