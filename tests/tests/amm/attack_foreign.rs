//! Prices of somebody else: a feed of another program, another feed of this one, none at all.

use super::{capital::LEAST, floor::*};
use halo_sdk::{addresses::PoolAddresses, amm::state::Feed, instructions::amm as ix};
use halo_tests::{
    chain::Chain,
    refusal::{with_account, OWNED_BY_WRONG_PROGRAM},
    world::million,
};
use solana_account::Account;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

impl Floor {
    /// A feed that says twice what the pool's says, of the program `owner`.
    fn forge(&mut self, owner: Pubkey) -> Pubkey {
        let mut account: Account = self.world.chain.0.account(&self.feed).expect("a feed");
        let fields = &mut account.data[8..8 + size_of::<Feed>()];
        let mut feed: Feed = bytemuck::pod_read_unaligned(fields);
        feed.nav.mark.price *= 2;
        feed.nav.reports[0].price *= 2;
        fields.copy_from_slice(bytemuck::bytes_of(&feed));
        account.owner = owner;
        let address = Pubkey::new_unique();
        self.world.chain.set_account(&address, account);
        address
    }

    /// All that needs a price, and who signs it; withdrawal 1 waits.
    async fn priced(&self) -> Vec<(Instruction, Vec<Pubkey>)> {
        vec![
            (self.selling(exact_in(thousand(1))), vec![self.bob]),
            (self.buying(exact_in(thousand(1))), vec![self.bob]),
            (self.depositing(&self.alice, thousand(1)), vec![self.alice]),
            (ix::fill_withdrawal(&self.at, 1, None), vec![]),
            (self.redeeming(million(1), million(1)).await, vec![self.beacon]),
            (ix::trip_breaker(&self.bob, &self.at, None), vec![self.bob]),
        ]
    }

    async fn waiting() -> Self {
        let floor = Self::stocked().await;
        floor.fund(thousand(1), thousand(1)).await;
        floor.mint(&floor.at.cash, &floor.alice, thousand(1)).await;
        floor.request(&floor.alice, LEAST).await;
        floor
    }
}

#[tokio::test]
async fn nothing_takes_a_price_from_a_foreign_feed() {
    let mut floor = Floor::waiting().await;
    let before = floor.purse().await;
    let named = floor.feed;
    for owner in [floor.at.cash.token_program, Pubkey::new_unique()] {
        let forged = floor.forge(owner);
        let mut priced = floor.priced().await;
        // A trade asks for the pool's feed before it asks whose account that is.
        for (trade, signers) in priced.drain(..2) {
            floor.refused(&[with_account(trade, &named, forged)], &signers, AmmError::WrongFeed).await;
        }
        for (act, signers) in priced {
            floor.refused(&[with_account(act, &named, forged)], &signers, OWNED_BY_WRONG_PROGRAM).await;
        }
    }
    // One of this program that somebody else has created and reports for.
    let other = floor.forge(halo_sdk::programs::AMM);
    for (act, signers) in floor.priced().await {
        floor.refused(&[with_account(act, &named, other)], &signers, AmmError::WrongFeed).await;
    }
    assert_eq!(before, floor.purse().await);
}

#[tokio::test]
async fn nothing_goes_on_without_the_feed() {
    let mut floor = Floor::waiting().await;
    floor.at = PoolAddresses { feed: None, ..floor.at };
    for (act, signers) in floor.priced().await {
        floor.refused(&[act], &signers, AmmError::SourceMissing).await;
    }
}
