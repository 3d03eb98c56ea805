//! More units beside the first one, and which of them the desk acts on.

use super::*;
use halo_sdk::addresses::Tranche;

impl<C: Chain> Desk<C> {
    /// Acts on another unit of the PAU from now on, which the council has let be created and nobody has created yet. Of a
    /// junior it has been let draw on the senior's Book. Returns the one that the desk has acted on.
    pub async fn turn_to_new(&mut self, name: &str, tranche: Tranche) -> LctsAddresses {
        self.base = self.world.keys.add_named(name);
        let before = self.at;
        self.at = LctsAddresses { unit: addresses::unit(&self.base), tranche, ..before };
        self.govern().await;
        before
    }

    /// Acts on another unit from now on; returns the one before.
    pub fn turn_to(&mut self, at: LctsAddresses) -> LctsAddresses {
        std::mem::replace(&mut self.at, at)
    }

    /// Creates the unit with its queues; it has no holding.
    pub async fn open_without_holding(&self, rate: u128) {
        self.ok(&[self.initializing(rate)], &[self.base, self.roles().govops]).await;
        for direction in BOTH {
            self.liquid().open_queue(&self.world, direction).await;
        }
    }

    /// Opens the unit's holding.
    pub async fn open_holding(&self) {
        self.liquid().open_holding(&self.world).await;
    }

    /// Gives `owner` an account for the unit's shares.
    pub async fn let_hold(&self, owner: &Pubkey) {
        self.liquid().share_account(&self.world, owner).await;
    }
}
