//! Sources that no pool may have, and prices of good ones that nobody has agreed to.

use super::{super::floor::*, BY_PYTH};
use halo_sdk::{
    amm::{
        instructions::SetSourcesArgs,
        state::{Feed, PoolSources},
    },
    configurator::error::ConfiguratorError,
    halo_math::amm::{PriceLimits, PriceRange, BOTH_SIDES},
};
use halo_tests::{chain::Chain, refusal::assert_refused};
use solana_account::Account;
use solana_pubkey::Pubkey;
use std::slice::from_ref;

/// Makes a feed somebody else's.
type Change = fn(&mut Feed);

impl Floor {
    /// Another feed of this program like the pool's, but for `change`.
    fn copy_of_feed(&mut self, change: impl FnOnce(&mut Feed)) -> Pubkey {
        let address = Pubkey::new_unique();
        self.copy_feed(&address, change);
        address
    }

    fn copy_feed(&mut self, address: &Pubkey, change: impl FnOnce(&mut Feed)) {
        let mut account: Account = self.world.chain.0.account(&self.feed).expect("a feed");
        let fields = &mut account.data[8..8 + size_of::<Feed>()];
        let mut feed: Feed = bytemuck::pod_read_unaligned(fields);
        change(&mut feed);
        fields.copy_from_slice(bytemuck::bytes_of(&feed));
        self.world.chain.set_account(address, account);
    }
}

#[tokio::test]
async fn limits_of_pyth_are_set_with_its_feed() {
    let mut floor = Floor::with_update(false).await;
    floor.permit_sources(&BY_PYTH).await;
    floor.stop_sides(BOTH_SIDES).await;
    floor.refuses_sources(BY_PYTH, AmmError::SourcesUnchanged).await;
    let tight = |limits| PoolSources { pull: limits, ..BY_PYTH };
    for (limits, error) in [
        (PriceLimits { confidence_bps: 10_001, ..PRICE_LIMITS }, AmmError::InvalidParameters),
        (PriceLimits { spread_floor_bps: 5, ..PRICE_LIMITS }, AmmError::SpreadBelowSource),
        (PriceLimits { floor: PAR + 1, ..PRICE_LIMITS }, AmmError::PriceOutOfBounds),
    ] {
        floor.permit_sources(&tight(limits)).await;
        floor.refuses_sources(tight(limits), error).await;
    }
    let shorter = tight(PriceLimits { max_age_seconds: 60, ..PRICE_LIMITS });
    floor.permit_sources(&shorter).await;
    floor.ok(&[floor.changing(shorter)], &[floor.roles().govops]).await;
    floor.go_on().await;
    floor.world.wait(60).await;
    floor.sell(thousand(1)).await.unwrap();
    floor.world.wait(1).await;
    assert_refused(floor.sell(thousand(1)).await, AmmError::StalePrice);
}

#[tokio::test]
async fn sources_that_are_none_are_refused() {
    let mut floor = Floor::new().await;
    let none = PoolSources { pyth_feed: [0; 32], ..BY_PYTH };
    floor.permit_sources(&none).await;
    floor.stop_sides(BOTH_SIDES).await;
    floor.refuses_sources(none, AmmError::SourceMissing).await;
    let same = floor.by_reporters();
    floor.permit_sources(&same).await;
    floor.refuses_sources(same, AmmError::SourcesUnchanged).await;
    // What is named is what is given.
    let mut given = floor.changing(same);
    given
        .accounts
        .iter_mut()
        .filter(|meta| meta.pubkey == floor.feed)
        .for_each(|meta| meta.pubkey = halo_sdk::amm::ID);
    floor.refused(&[given], &[floor.roles().govops], AmmError::WrongFeed).await;
    // A feed that nobody reports to, and those of another PAU and another scope.
    let silent = floor.copy_of_feed(|feed| feed.nav.mark.price = 0);
    let silent = PoolSources { feed: silent, ..same };
    floor.permit_sources(&silent).await;
    floor.refuses_sources(silent, AmmError::NoPrice).await;
    let foreign: [(Change, AmmError); 2] = [
        (|feed| feed.pau = Pubkey::new_from_array([1; 32]), AmmError::WrongPau),
        (|feed| feed.scope = Pubkey::new_from_array([1; 32]), AmmError::WrongScope),
    ];
    for (change, error) in foreign {
        let feed = PoolSources { feed: floor.copy_of_feed(change), ..same };
        floor.refuses_sources(feed, error).await;
    }
    // Without an update there is no price by Pyth, and an old one is none.
    floor.permit_sources(&BY_PYTH).await;
    let mut update = floor.sound(ONE_USDS);
    update.publish_time -= i64::try_from(MAX_AGE).unwrap() + 1;
    floor.show(&update);
    floor.refuses_sources(BY_PYTH, AmmError::StalePrice).await;
    floor.update = None;
    floor.refuses_sources(BY_PYTH, AmmError::SourceMissing).await;
    assert_eq!(PoolSources::of(&floor.pool().await), same);
}

#[tokio::test]
async fn the_first_price_is_one_of_those_that_the_council_has_agreed_to() {
    let agreed = PriceRange { least: PAR - PAR / 100, most: PAR + PAR / 100 };
    let govops = Floor::new().await.roles().govops;
    for (price, taken) in [(989_999, false), (990_000, true), (1_010_000, true), (1_010_001, false)] {
        let mut floor = Floor::new().await;
        floor.permit_change(&SetSourcesArgs { sources: BY_PYTH, agreed }).await;
        floor.stop_sides(BOTH_SIDES).await;
        floor.show(&floor.sound(price * 100));
        // The permit is for this range and no wider one.
        assert!(floor.send(&[floor.changing(BY_PYTH)], &[govops]).await.is_err(), "{price}");
        let change = floor.changing_within(BY_PYTH, agreed);
        if taken {
            floor.ok(&[change], &[govops]).await;
        } else {
            floor.refused(&[change], &[govops], AmmError::PriceNotAgreed).await;
        }
    }
    // The same of reporters, whose price is not Pyth's.
    let mut floor = Floor::new().await;
    let feed = Pubkey::new_unique();
    let others = PoolSources { feed, ..floor.by_reporters() };
    floor.permit_change(&SetSourcesArgs { sources: others, agreed }).await;
    floor.stop_sides(BOTH_SIDES).await;
    let change = floor.changing_within(others, agreed);
    floor.copy_feed(&feed, |feed| feed.nav.mark.price = agreed.most + 1);
    floor.refused(from_ref(&change), &[govops], AmmError::PriceNotAgreed).await;
    floor.copy_feed(&feed, |feed| feed.nav.mark.price = agreed.most);
    floor.ok(&[change], &[govops]).await;
}

#[tokio::test]
async fn a_frozen_pau_changes_no_sources() {
    let mut floor = Floor::new().await;
    floor.permit_sources(&BY_PYTH).await;
    floor.stop_sides(BOTH_SIDES).await;
    let freezer = floor.roles().freezer;
    floor.ok(&[halo_sdk::instructions::pau::freeze(&freezer, &floor.at.pau)], &[freezer]).await;
    floor.refuses_sources(BY_PYTH, ConfiguratorError::PauFrozen).await;
}
