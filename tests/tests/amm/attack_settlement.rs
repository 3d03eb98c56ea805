//! The time that an issuer has, as a weapon: what is late may be given up on, and what was given up on is cheap.

use super::floor::*;
use halo_sdk::{amm::instructions::PoolLimits, instructions::amm as ix};
use halo_tests::{refusal::assert_refused, world::million};

/// A GovOps' key makes settlements take a second; the beacon gives up on 4M of 10M that the issuer pays the next day, and
/// whoever comes in between gets 40 % of what was not lost.
#[tokio::test]
async fn no_settlement_gets_shorter_at_once() {
    let mut floor = Floor::stocked().await;
    let govops = floor.roles().govops;
    for settlement_seconds in [1, LIMITS.settlement_seconds - 1] {
        let hasty = PoolLimits { settlement_seconds, ..LIMITS };
        let set = ix::set_limits(&floor.configurer(), &floor.at, hasty, None);
        floor.refused(&[set], &[govops], AmmError::PermitMissing).await;
    }
    floor.redeem(million(4), million(4)).await.unwrap();
    floor.world.wait(2).await;
    assert_refused(floor.close(1).await, AmmError::NotOverdue);
    let flag = ix::flag_overdue(&floor.bob, &floor.at, 1);
    floor.refused(&[flag], &[floor.bob], AmmError::NotOverdue).await;
    // What only draws closer still needs no wait.
    let mut low = LIMITS;
    low.trade.max = thousand(10);
    floor.ok(&[ix::set_limits(&floor.configurer(), &floor.at, low, None)], &[govops]).await;
    floor.assert_sound().await;
}
