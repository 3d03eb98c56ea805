//! How units are paid beyond the plain redemption: pushed, on request, early, late, in default, and within which caps.

mod agreed;
mod caps;
mod default;
mod erc_7540;
mod late;
mod push;
mod revealed;

use halo_sdk::addresses::{BookAddresses, UnitAddresses};
use halo_tests::{
    chain::Light,
    world::{million, strict, Setup, World, ONE, START},
};
use solana_pubkey::Pubkey;

/// What a bullet loan of 25M brings home: 25M and 1.25M.
const PROCEEDS: u64 = 26_250_000 * ONE;
const INTEREST: u64 = 1_250_000 * ONE;

/// A deal of 25M whose Book has everything back and unwinds, long before the maturity.
struct Deal {
    world: World<Light>,
    x: Pubkey,
    book: BookAddresses,
    unit: UnitAddresses,
}

impl Deal {
    async fn new() -> Self {
        let mut world = World::with(Light::start(START), Setup::default()).await;
        let x = world.prime("Prime X", million(50)).await;
        world.deposit(&x, million(50)).await.expect("a deposit");
        let (book, unit) = world.deal(&x, strict(million(25))).await;
        world.run_book(&book, million(25), PROCEEDS + million(5)).await;
        Self { world, x, book, unit }
    }

    /// A buyer with the asset, which it got by a wallet's transfer.
    async fn sell(&mut self) -> Pubkey {
        let y = self.world.person("Prime Y").await;
        self.world.token_account(&y).await;
        let transfer = halo_sdk::instructions::nfat::wallet_transfer(
            &self.x,
            &self.world.facility,
            &self.unit.asset,
            &y,
        );
        self.world.ok(&[transfer], &[self.x]).await;
        y
    }
}
