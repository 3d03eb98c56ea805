//! A price of Pyth at a bound, which is traded at, and a unit beyond it, which is not: neither way, and for nothing.

use super::floor::*;
use halo_tests::pyth::PriceUpdate;

/// Parts of one USDS that are a basis point, as Pyth says it.
pub const BP: i64 = ONE_USDS / 10_000;

impl Floor {
    /// A pool priced by Pyth, alone or beside the reporters, that has inventory; a second has passed, and Bob has tokens.
    pub async fn before_a_bound(reported: bool) -> Self {
        let mut floor = Self::with_update(reported).await;
        floor.sell(thousand(10)).await.unwrap();
        floor.fund(thousand(10), thousand(10)).await;
        floor.world.wait(1).await;
        floor
    }

    /// At this update Bob trades neither way, and keeps what he has.
    pub async fn trades_nothing_at(&mut self, update: &PriceUpdate, refused: AmmError) {
        self.show(update);
        self.trades_nothing(refused).await;
    }

    pub async fn trades_nothing(&self, refused: AmmError) {
        let before = self.purse().await;
        for trade in [self.selling(exact_in(thousand(1))), self.buying(exact_in(thousand(1)))] {
            self.refused(&[trade], &[self.bob], refused).await;
            assert_eq!(before, self.purse().await);
        }
    }

    /// At this update Bob trades both ways.
    pub async fn trades_at(&mut self, update: &PriceUpdate) {
        self.show(update);
        self.trades().await;
    }

    pub async fn trades(&self) {
        for trade in [self.selling(exact_in(thousand(1))), self.buying(exact_in(thousand(1)))] {
            self.ok(&[trade], &[self.bob]).await;
        }
        self.assert_sound().await;
    }
}
