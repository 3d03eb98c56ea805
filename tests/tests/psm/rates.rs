//! The rate: a year to the base unit, and who sets it how.

use super::desk::*;
use halo_sdk::{
    halo_math::{MAX_SSR, RAY},
    instructions::psm as ix,
};
use halo_tests::world::{DAY, ONE};

#[tokio::test]
async fn a_year_at_five_percent() {
    let mut desk = Desk::with(Setup { ssr: FIVE_PERCENT, ..Setup::default() }).await;
    let started = desk.now().await;
    let bought = desk.swapped(Stable, 100_000 * ONE).await;
    assert_eq!(bought, 100_000 * ONE);
    desk.world.wait(365 * DAY).await;
    let expected = desk.psm().await.rate.chi_at(started + 365 * DAY).unwrap();
    assert_eq!(desk.chi().await, expected);
    // 5,000 of yield, less the last base unit.
    assert_eq!(desk.swapped(Savings, bought).await, 105_000 * ONE - 1);
    assert_eq!(desk.swapped(Stable, 105_000 * ONE).await, bought);
}

/// Swaps between bring the rate up to date; none of them changes what it comes to.
#[tokio::test]
async fn a_year_in_quarters_is_a_year() {
    let mut desk =
        Desk::with(Setup { ssr: FIVE_PERCENT, stable: NINE, savings: SIX, ..Setup::default() }).await;
    let at_once = desk.psm().await.rate.chi_at(desk.now().await + 364 * DAY).unwrap();
    for _ in 0..4 {
        desk.world.wait(91 * DAY).await;
        let chi = desk.chi().await;
        for sold in SIDES {
            let amount = desk.tokens_of(sold, 1_000) + 1;
            assert_eq!(desk.swapped(sold, amount).await, desk.worth(sold, amount, chi));
        }
        assert_eq!(desk.psm().await.rate.chi(), chi);
    }
    // Each step rounds by less than a digit of ray a second.
    let off = desk.chi().await.abs_diff(at_once);
    assert!(off < u128::from(364_u64 * 86_400), "{off}");
}

#[tokio::test]
async fn the_administrator_sets_it_from_now_on() {
    let mut desk = Desk::new().await;
    let admin = desk.admin;
    desk.world.wait(100 * DAY).await;
    assert_eq!(desk.chi().await, RAY, "a rate of one stands still");
    desk.ok(&[ix::set_rate(&admin, &desk.at, FIVE_PERCENT)], &[admin]).await;
    assert_eq!(desk.chi().await, RAY, "what has passed has passed");
    desk.world.wait(DAY).await;
    let day = desk.chi().await;
    assert_eq!(day, 1_000_133_680_617_113_440_350_406_888);
    desk.ok(&[ix::set_rate(&admin, &desk.at, RAY)], &[admin]).await;
    desk.world.wait(DAY).await;
    assert_eq!(desk.chi().await, day);
}

#[tokio::test]
async fn it_keeps_to_the_bound_that_it_was_created_with() {
    let desk = Desk::new().await;
    for ssr in [FIVE_PERCENT + 1, MAX_SSR, RAY - 1, 0] {
        desk.admin_refused(ix::set_rate(&desk.admin, &desk.at, ssr), PsmError::RateOutOfBounds).await;
    }
}

#[tokio::test]
async fn a_psm_of_two_stable_tokens_is_one_to_one_for_ever() {
    let mut desk = Desk::with(Setup { max_ssr: RAY, savings: NINE, ..Setup::default() }).await;
    let raise = ix::set_rate(&desk.admin, &desk.at, RAY + 1);
    desk.admin_refused(raise, PsmError::RateOutOfBounds).await;
    desk.world.wait(3_650 * DAY).await;
    assert_eq!(desk.swapped(Stable, ONE).await, 1_000 * ONE);
}

/// While paused the rate goes on: savings do not stop because the door is shut.
#[tokio::test]
async fn a_pause_does_not_stop_the_rate() {
    let mut desk = Desk::with(Setup { ssr: FIVE_PERCENT, ..Setup::default() }).await;
    let (admin, at) = (desk.admin, desk.at);
    desk.ok(&[ix::pause(&admin, &at)], &[admin]).await;
    desk.world.wait(DAY).await;
    desk.ok(&[ix::unpause(&admin, &at)], &[admin]).await;
    assert_eq!(desk.chi().await, 1_000_133_680_617_113_440_350_406_888);
}

/// A rate that has left its range stops swaps, and the administrator still gets everything out.
#[tokio::test]
async fn a_rate_out_of_range_strands_nothing() {
    let mut desk = Desk::with(Setup { ssr: MAX_SSR, max_ssr: MAX_SSR, ..Setup::default() }).await;
    desk.world.wait(40 * 365 * DAY).await;
    let admin = desk.admin;
    desk.swap_refused(desk.swapping(Stable, ONE, 0), PsmError::Overflow).await;
    for side in SIDES {
        let (held, to) = (desk.tokens_of(side, HELD), desk.account(side, &desk.trader));
        desk.ok(&[ix::withdraw(&admin, &desk.at, side, &to, held)], &[admin]).await;
    }
    desk.assert_sound().await;
}
