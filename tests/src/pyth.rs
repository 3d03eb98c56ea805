//! Price accounts as the Pyth receiver writes them.

use crate::{chain::Light, trading_pool::PRICE_LIMITS};
use halo_sdk::amm::{instructions::InitializePoolArgs, pyth};
use solana_account::Account;
use solana_pubkey::Pubkey;

/// Id of the feed in the accounts of these tests.
pub const FEED_ID: [u8; 32] = [9; 32];
/// One unit of cash, as Pyth says it.
pub const ONE_USDS: i64 = 100_000_000;

/// The same pool with a price of Pyth, alone or beside its reporters'.
pub fn priced_by_pyth(args: InitializePoolArgs) -> InitializePoolArgs {
    InitializePoolArgs { pyth_feed: FEED_ID, pull: PRICE_LIMITS, ..args }
}

/// A price account, of a price with eight decimals.
pub struct PriceUpdate {
    pub owner: Pubkey,
    pub discriminator: [u8; 8],
    pub full: bool,
    pub feed_id: [u8; 32],
    pub price: i64,
    pub confidence: u64,
    pub publish_time: i64,
    pub posted_slot: u64,
}

impl PriceUpdate {
    /// A sound one of `price * 10^-8`, published now.
    pub fn sound(chain: &Light, price: i64) -> Self {
        Self {
            owner: pyth::RECEIVER,
            discriminator: pyth::DISCRIMINATOR,
            full: true,
            feed_id: FEED_ID,
            price,
            confidence: 1_000,
            publish_time: chain.0.unix_time(),
            posted_slot: chain.0.clock().slot,
        }
    }

    /// The account that says so.
    pub fn account(&self) -> Account {
        Account { lamports: 10_000_000, data: self.data(), owner: self.owner, ..Account::default() }
    }

    fn data(&self) -> Vec<u8> {
        let level: &[u8] = if self.full { &[1] } else { &[0, 5] };
        let mut data = [&self.discriminator[..], &[7; 32], level, &self.feed_id].concat();
        data.extend(self.price.to_le_bytes());
        data.extend(self.confidence.to_le_bytes());
        data.extend((-8_i32).to_le_bytes());
        data.extend(self.publish_time.to_le_bytes());
        data.extend((self.publish_time - 1).to_le_bytes());
        data.extend(self.price.to_le_bytes());
        data.extend(self.confidence.to_le_bytes());
        data.extend(self.posted_slot.to_le_bytes());
        data.resize(134, 0);
        data
    }
}
