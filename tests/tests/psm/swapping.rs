//! Swaps: what they pay, and when there is none.

use super::desk::*;
use halo_sdk::psm::{events::Swapped, instructions::Quote};
use halo_sdk::{halo_math::RAY, instructions::psm as ix};
use halo_tests::{events::event, world::ONE};

#[tokio::test]
async fn one_to_one_both_ways() {
    let desk = Desk::new().await;
    for sold in SIDES {
        assert_eq!(desk.swapped(sold, 123 * ONE + 1).await, 123 * ONE + 1);
    }
}

#[tokio::test]
async fn one_token_in_six_decimals_is_one_in_nine() {
    for (stable, savings) in [(SIX, NINE), (NINE, SIX), (NINE, NINE)] {
        let desk = Desk::with(Setup { stable, savings, ..Setup::default() }).await;
        for sold in SIDES {
            let amount = desk.tokens_of(sold, 7);
            assert_eq!(desk.swapped(sold, amount).await, desk.tokens_of(sold.other(), 7));
        }
    }
}

/// What is below a base unit of the coarser token stays in the pool.
#[tokio::test]
async fn what_decimals_cut_off_is_the_pools() {
    let desk = Desk::with(Setup { savings: NINE, ..Setup::default() }).await;
    assert_eq!(desk.swapped(Savings, 1_999).await, 1);
    desk.swap_refused(desk.swapping(Savings, 999, 0), PsmError::AmountTooSmall).await;
}

#[tokio::test]
async fn nothing_is_not_swapped() {
    let desk = Desk::new().await;
    desk.swap_refused(desk.swapping(Stable, 0, 0), PsmError::ZeroAmount).await;
}

#[tokio::test]
async fn a_swap_pays_what_was_asked_for_or_nothing_moves() {
    let desk = Desk::new().await;
    desk.swap_refused(desk.swapping(Stable, ONE, ONE + 1), PsmError::BelowMinimum).await;
    desk.ok(&[desk.swapping(Stable, ONE, ONE)], &[desk.trader]).await;
}

#[tokio::test]
async fn a_reserve_pays_what_it_has() {
    let desk = Desk::new().await;
    let all = desk.tokens_of(Savings, HELD);
    let unlimited = desk.limiting(Savings, u64::MAX, 0);
    desk.ok(&[unlimited], &[desk.admin]).await;
    desk.give_token(Stable, &desk.trader, ONE).await;
    desk.swap_refused(desk.swapping(Stable, all + 1, 0), PsmError::InsufficientReserve).await;
    assert_eq!(desk.swapped(Stable, all).await, all);
    assert_eq!(desk.quote(Stable, 1).await.payable, 0);
    assert_eq!(desk.swapped(Savings, all).await, all);
}

#[tokio::test]
async fn a_swap_needs_its_traders_signature() {
    let desk = Desk::new().await;
    let mut unsigned = desk.swapping(Stable, ONE, 0);
    unsigned.accounts[0].is_signer = false;
    // Anchor's code for an account that does not sign.
    desk.refused(&[unsigned], &[], 3010_u32).await;
}

/// Another's account in the place of the trader's is refused by the token program.
#[tokio::test]
async fn nobody_sells_what_is_anothers() {
    let desk = Desk::new().await;
    let mut theft = desk.swapping(Stable, ONE, 0);
    theft.accounts[0].pubkey = desk.admin;
    let owner_mismatch = 4_u32;
    desk.refused(&[theft], &[desk.admin], owner_mismatch).await;
}

#[tokio::test]
async fn a_quote_is_what_the_swap_pays() {
    let mut desk = Desk::with(Setup { ssr: FIVE_PERCENT, savings: NINE, ..Setup::default() }).await;
    desk.world.wait(100 * halo_tests::world::DAY).await;
    for sold in SIDES {
        let amount = desk.tokens_of(sold, 1_234) + 567;
        let Quote { amount_out, payable, chi } = desk.quote(sold, amount).await;
        assert_eq!(payable, desk.tokens_of(sold.other(), HELD), "what the limit allows");
        assert_eq!(chi, desk.chi().await);
        assert_eq!(desk.swapped(sold, amount).await, amount_out);
    }
}

#[tokio::test]
async fn a_swap_tells_what_moved() {
    let desk = Desk::new().await;
    let before = desk.psm().await.sequence;
    let landed = desk.swap(Stable, 5 * ONE).await.unwrap();
    let told: Swapped = event(&landed);
    let held = desk.tokens_of(Stable, HELD);
    assert_eq!((told.psm, told.sequence, told.trader), (desk.at.psm, before + 1, desk.trader));
    assert_eq!((told.amount_in, told.amount_out, told.chi), (5 * ONE, 5 * ONE, RAY));
    assert_eq!((told.stable_after, told.savings_after), (held + 5 * ONE, held - 5 * ONE));
    assert_eq!(told.available_after, held - 5 * ONE);
}

#[tokio::test]
async fn paused_swaps_stop_and_nothing_else_does() {
    let desk = Desk::new().await;
    let (admin, trader, at) = (desk.admin, desk.trader, &desk.at);
    desk.admin_refused(ix::unpause(&admin, at), PsmError::NotPaused).await;
    desk.ok(&[ix::pause(&admin, at)], &[admin]).await;
    desk.admin_refused(ix::pause(&admin, at), PsmError::Paused).await;
    for sold in SIDES {
        desk.swap_refused(desk.swapping(sold, ONE, 0), PsmError::Paused).await;
        assert_eq!(desk.quote(sold, ONE).await.payable, 0);
        let source = desk.account(sold, &trader);
        desk.ok(&[ix::deposit(&trader, at, sold, &source, ONE)], &[trader]).await;
        desk.ok(&[ix::withdraw(&admin, at, sold, &source, ONE)], &[admin]).await;
    }
    desk.ok(&[ix::unpause(&admin, at)], &[admin]).await;
    assert_eq!(desk.swapped(Stable, ONE).await, ONE);
}
