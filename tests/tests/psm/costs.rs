//! What a swap and an entry through the PSM cost, however long nobody swapped.

use super::{desk::*, door::*};
use halo_tests::world::{DAY, ONE};

#[tokio::test]
async fn a_swap_costs_little_more_after_years() {
    let mut desk = Desk::with(Setup { ssr: FIVE_PERCENT, ..Setup::default() }).await;
    for (days, most) in [(0, 60_000), (364, 80_000), (10 * 365, 90_000)] {
        // An odd second, so that every bit of the time counts.
        desk.world.wait(days * DAY + (1 << 16) - 1).await;
        let landed = desk.swap(Stable, ONE).await.unwrap();
        println!("swap after {days} days: {} units", landed.units_consumed);
        assert!(landed.units_consumed <= most, "after {days} days: {} units", landed.units_consumed);
    }
}

#[tokio::test]
async fn an_entry_through_the_psm_fits_the_usual_budget() {
    let door = Door::new().await;
    for most in [200_000, 150_000] {
        let landed = door.ok(&[door.paying(&door.alice, ONE, 0).await], &[door.alice]).await;
        println!("enter_with_usds: {} units", landed.units_consumed);
        assert!(landed.units_consumed <= most, "{} units", landed.units_consumed);
    }
}
