//! What the asset is worth: the next report, and updates of Pyth.

use super::{posting, Floor, PRICE_LIMITS};
use halo_sdk::{error::Error, halo_math::amm::Posting, instructions as ix, transport::Landed};
use halo_tests::{chain::Chain, pyth::PriceUpdate};
use solana_pubkey::Pubkey;

impl Floor {
    pub fn now(&self) -> i64 {
        self.world.chain.0.unix_time()
    }

    /// The next report of a reporter, published now.
    pub async fn posting(&self, place: usize, price: u64) -> Posting {
        posting(&self.world, &self.feed, place, price).await
    }

    pub async fn post(&self, place: usize, posting: Posting) -> Result<Landed, Error> {
        let reporter = self.reporters[place];
        self.send(&[ix::amm::post_nav(&reporter, &self.feed, posting)], &[reporter]).await
    }

    /// The first reporter says that the asset is worth this, and the cooldown passes.
    pub async fn report(&mut self, price: u64) {
        self.world.wait(1).await;
        self.post(0, self.posting(0, price).await).await.unwrap();
        self.world.chain.0.advance_slots(PRICE_LIMITS.cooldown_slots + 1);
    }

    /// A sound update of Pyth of a price of `price * 10^-8`.
    pub fn sound(&self, price: i64) -> PriceUpdate {
        PriceUpdate::sound(&self.world.chain, price)
    }

    /// Puts the update on the chain, and every instruction names it from now on.
    pub fn show(&mut self, update: &PriceUpdate) {
        let address = Pubkey::new_from_array([77; 32]);
        self.world.chain.set_account(&address, update.account());
        self.update = Some(address);
    }
}
