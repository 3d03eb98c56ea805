//! A price too far from the last one: 100 basis points up, 50 down, and a unit more.

use super::{bounds::BP, floor::*};

/// The largest steps from one USDS.
const STEPS: [i64; 2] = [100 * BP, -50 * BP];

#[tokio::test]
async fn a_price_one_unit_beyond_a_step_trades_nothing() {
    for step in STEPS {
        let mut floor = Floor::before_a_bound(false).await;
        let update = floor.sound(ONE_USDS + step + step.signum());
        floor.trades_nothing_at(&update, AmmError::PriceDeviates).await;
    }
}

#[tokio::test]
async fn a_price_at_the_end_of_a_step_is_traded_at() {
    for step in STEPS {
        let mut floor = Floor::before_a_bound(false).await;
        let update = floor.sound(ONE_USDS + step);
        floor.trades_at(&update).await;
    }
}
