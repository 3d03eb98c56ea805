//! Two sources that contradict each other: reporters and Pyth may be 10 basis points apart, and not a unit more.

use super::floor::*;

/// The most that Pyth may be above the reporters' one USDS, and below it: a thousandth of the lower one of the two.
const APART: [i64; 2] = [ONE_USDS / 1_000, -(ONE_USDS / 1_001)];

#[tokio::test]
async fn two_sources_that_differ_by_a_unit_too_much_trade_nothing() {
    for apart in APART {
        let mut floor = Floor::before_a_bound(true).await;
        let update = floor.sound(ONE_USDS + apart + apart.signum());
        floor.trades_nothing_at(&update, AmmError::SourcesDiffer).await;
    }
}

#[tokio::test]
async fn two_sources_that_differ_by_what_they_may_are_traded_at() {
    for apart in APART {
        let mut floor = Floor::before_a_bound(true).await;
        let update = floor.sound(ONE_USDS + apart);
        floor.trades_at(&update).await;
    }
}
