//! Another source of a pool's price: who may choose it, when, and that nobody trades across the step between the two.

mod refused;

use super::floor::*;
use halo_sdk::{
    amm::{
        instructions::{digest, DepositArgs, SetSourcesArgs},
        state::PoolSources,
        SOURCES_DIGEST,
    },
    halo_math::amm::{PriceLimits, PriceRange, BOTH_SIDES, POOL_BUYS, POOL_SELLS},
    instructions::amm as ix,
    lookup_table::table_account,
    transport::Transport,
};
use halo_tests::{
    chain::Chain,
    pyth::FEED_ID,
    refusal::assert_refused,
    world::{million, ONE},
};
use solana_instruction::Instruction;
use solana_message::AddressLookupTableAccount;
use solana_pubkey::Pubkey;
use std::{collections::BTreeSet, fmt::Debug, slice::from_ref};

/// Pyth alone.
const BY_PYTH: PoolSources =
    PoolSources { feed: Pubkey::new_from_array([0; 32]), pyth_feed: FEED_ID, pull: PRICE_LIMITS };

/// What the council usually agrees to: from half to twice of what it was.
const AGREED: PriceRange = PriceRange { least: PAR / 2, most: 2 * PAR };

impl Floor {
    fn by_reporters(&self) -> PoolSources {
        PoolSources { feed: self.feed, pyth_feed: [0; 32], pull: PriceLimits::default() }
    }

    /// The council permits the sources, and every source speaks again after the wait.
    async fn permit_sources(&mut self, sources: &PoolSources) {
        self.permit_change(&SetSourcesArgs { sources: *sources, agreed: AGREED }).await;
    }

    async fn permit_change(&mut self, change: &SetSourcesArgs) {
        let pool = self.at.pool;
        self.permit(&pool, digest(SOURCES_DIGEST, change).unwrap()).await;
        if self.setup.reported {
            self.report(PAR).await;
        }
        self.show(&self.sound(ONE_USDS));
    }

    /// The GovOps' instruction, with the update that is shown.
    fn changing(&self, sources: PoolSources) -> Instruction {
        self.changing_within(sources, AGREED)
    }

    fn changing_within(&self, sources: PoolSources, agreed: PriceRange) -> Instruction {
        let update = self.update.filter(|_| sources.has_pyth());
        let args = SetSourcesArgs { sources, agreed };
        ix::set_sources(&self.configurer(), &self.at, args, update, &self.roles().payer)
    }

    async fn stop_sides(&self, sides: u64) {
        let council = self.roles().council;
        self.ok(&[ix::pause(&council, &self.at, false, sides)], &[council]).await;
    }

    /// The council has looked, and lets everything go on.
    async fn go_on(&self) {
        let council = self.roles().council;
        self.ok(&[ix::unpause(&council, &self.at, BOTH_SIDES)], &[council]).await;
    }

    /// Where people find the price from now on.
    fn follow(&mut self, sources: &PoolSources) {
        self.at.feed = Some(sources.feed).filter(|feed| *feed != Pubkey::default());
    }

    async fn refuses_sources(&self, sources: PoolSources, error: impl Into<u32> + Debug) {
        self.refused(&[self.changing(sources)], &[self.roles().govops], error).await;
    }
}

impl Floor {
    /// Transactions name the accounts of these instructions by one byte each, so that they fit together.
    async fn shorten(&mut self, instructions: &[Instruction]) {
        let metas = instructions.iter().flat_map(|instruction| &instruction.accounts);
        let addresses: BTreeSet<Pubkey> =
            metas.filter(|meta| !meta.is_signer).map(|meta| meta.pubkey).collect();
        let addresses: Vec<Pubkey> = addresses.into_iter().collect();
        let rent = self.client.transport().rent().await.expect("rent");
        let key = Pubkey::new_from_array([78; 32]);
        let account = table_account(&addresses, &rent).expect("a short table");
        self.world.chain.set_account(&key, account);
        let table = AddressLookupTableAccount { key, addresses };
        self.world.client = self.world.client.clone().with_lookup_tables(vec![table]);
    }
}

#[tokio::test]
async fn reporters_give_way_to_pyth_while_the_pool_is_stopped() {
    let mut floor = Floor::new().await;
    floor.sell(million(4)).await.unwrap();
    let (govops, before) = (floor.roles().govops, floor.at);
    floor.show(&floor.sound(ONE_USDS));
    floor.stop_sides(BOTH_SIDES).await;
    assert!(floor.send(&[floor.changing(BY_PYTH)], &[govops]).await.is_err(), "nothing permits it");
    floor.go_on().await;
    floor.permit_sources(&BY_PYTH).await;
    floor.stop_sides(BOTH_SIDES).await;
    // A price that the reporters do not know: the step that nobody may trade across.
    let step = ONE_USDS / 100 * 103;
    floor.show(&floor.sound(step));
    let capital = floor.pool().await.capital;
    floor.ok(&[floor.changing(BY_PYTH)], &[govops]).await;
    let pool = floor.pool().await;
    assert_eq!((PoolSources::of(&pool), pool.capital), (BY_PYTH, capital));
    assert_eq!((pool.pull.mark.price, pool.breaker.latched), (PAR / 100 * 103, BOTH_SIDES));
    floor.follow(&BY_PYTH);
    assert_refused(floor.sell(thousand(1)).await, AmmError::BuysHalted);
    assert_refused(floor.buy(thousand(1)).await, AmmError::SalesHalted);
    floor.go_on().await;
    assert_eq!(floor.view().await.price, PAR / 100 * 103);
    floor.buy(thousand(1)).await.unwrap();
    // The reporters' price is no longer one: with their feed, and nothing else, there is none.
    let (now, shown) = (floor.at, floor.update.take());
    floor.at = before;
    floor.mint(&floor.at.asset, &floor.bob, thousand(1)).await;
    floor.refused(&[floor.selling(exact_in(thousand(1)))], &[floor.bob], AmmError::SourceMissing).await;
    floor.refused(&[floor.depositing(&floor.alice, ONE)], &[floor.alice], AmmError::SourceMissing).await;
    (floor.at, floor.update) = (now, shown);
    // The next update is held against the one that the council saw.
    floor.world.wait(1).await;
    floor.show(&floor.sound(ONE_USDS));
    floor.refused(&[floor.selling(exact_in(thousand(1)))], &[floor.bob], AmmError::PriceDeviates).await;
    floor.assert_sound().await;
}

#[tokio::test]
async fn reporters_leave_pyth_alone_and_come_back() {
    let mut floor = Floor::with_update(true).await;
    assert!(floor.pool().await.pull.mark.price > 0);
    let (govops, both) = (floor.roles().govops, PoolSources::of(&floor.pool().await));
    // A feed that is held against a second source needs one.
    let reporters = floor.by_reporters();
    floor.permit_sources(&reporters).await;
    floor.permit_sources(&BY_PYTH).await;
    floor.provide(&floor.alice, ONE).await.unwrap();
    floor.stop_sides(BOTH_SIDES).await;
    floor.refuses_sources(reporters, AmmError::SecondSourceMismatch).await;
    // Of the same feed of Pyth the pool remembers what it said last.
    let mark = floor.pool().await.pull.mark;
    let mut older = floor.sound(ONE_USDS);
    older.publish_time = mark.published_at - 1;
    floor.show(&older);
    floor.refuses_sources(BY_PYTH, AmmError::ReportRefused).await;
    floor.show(&floor.sound(ONE_USDS));
    floor.ok(&[floor.changing(BY_PYTH)], &[govops]).await;
    floor.follow(&BY_PYTH);
    floor.go_on().await;
    floor.sell(thousand(1)).await.unwrap();
    // And back to both.
    floor.permit_sources(&both).await;
    floor.stop_sides(BOTH_SIDES).await;
    floor.ok(&[floor.changing(both)], &[govops]).await;
    assert_eq!(PoolSources::of(&floor.pool().await), both);
}

#[tokio::test]
async fn another_feed_of_pyth_is_another_price() {
    let mut floor = Floor::with_update(false).await;
    floor.sell(thousand(1)).await.unwrap();
    let other = PoolSources { pyth_feed: [8; 32], ..BY_PYTH };
    floor.permit_sources(&other).await;
    floor.stop_sides(BOTH_SIDES).await;
    floor.refuses_sources(other, AmmError::WrongPriceFeed).await;
    let mut update = floor.sound(ONE_USDS / 2);
    update.feed_id = [8; 32];
    floor.show(&update);
    floor.ok(&[floor.changing(other)], &[floor.roles().govops]).await;
    assert_eq!(floor.pool().await.pull.mark.price, PAR / 2, "nothing of the other feed is remembered");
    floor.go_on().await;
    floor.show(&floor.sound(ONE_USDS));
    assert_refused(floor.sell(thousand(1)).await, AmmError::WrongPriceFeed);
}

#[tokio::test]
async fn nobody_trades_or_enters_across_the_step() {
    let mut floor = Floor::new().await;
    floor.sell(million(4)).await.unwrap();
    floor.fund(million(10), million(1)).await;
    floor.ok(&[ix::open_position(&floor.roles().payer, &floor.at, &floor.bob)], &[]).await;
    floor.permit_sources(&BY_PYTH).await;
    floor.show(&floor.sound(ONE_USDS / 100 * 110));
    // Bob and a GovOps in league, in one transaction.
    let (bob, govops) = (floor.bob, floor.roles().govops);
    let (before, capital) = (floor.purse().await, floor.pool().await.capital);
    let bought = floor.buying(exact_in(million(2)));
    let entered = ix::deposit(
        &floor.at,
        &bob,
        &floor.at.cash.account(&bob),
        None,
        DepositArgs { amount: million(5), min_shares: 0 },
    );
    let change = floor.changing(BY_PYTH);
    floor.shorten(&[bought.clone(), change.clone()]).await;
    for first in [&bought, &entered] {
        for stopped in [0, POOL_BUYS, POOL_SELLS, BOTH_SIDES] {
            if stopped != 0 {
                floor.stop_sides(stopped).await;
            }
            let together = floor.send(&[first.clone(), change.clone()], &[bob, govops]).await;
            let refusal = match (stopped, std::ptr::eq(first, &bought)) {
                // While one may trade or enter, the sources stay; while they may change, nobody trades or enters.
                (0, _) | (POOL_BUYS, true) => AmmError::PoolNotStopped,
                (_, true) => AmmError::SalesHalted,
                (_, false) => AmmError::DepositsHalted,
            };
            assert_refused(together, refusal);
            if stopped != 0 {
                floor.go_on().await;
            }
        }
    }
    for one in [POOL_BUYS, POOL_SELLS] {
        floor.stop_sides(one).await;
        floor.refused(from_ref(&change), &[govops], AmmError::PoolNotStopped).await;
        floor.go_on().await;
    }
    assert_eq!((before, capital), (floor.purse().await, floor.pool().await.capital));
    // Once it is changed the GovOps cannot let it go on.
    floor.stop_sides(BOTH_SIDES).await;
    floor.ok(&[change], &[govops]).await;
    let alone = ix::unpause(&govops, &floor.at, BOTH_SIDES);
    floor.refused(&[alone], &[govops], AmmError::NotCouncil).await;
}
