//! The emergencies of the specification, row by row: what happens by itself, who does the rest, and what goes on.

use super::{capital::LEAST, floor::*};
use halo_sdk::{
    amm::instructions::QuoteArgs, deployment::Limit, halo_math::amm::Spread, instructions::amm as ix,
    pau::error::PauError,
};
use halo_tests::{
    refusal::assert_refused,
    world::{million, DAY},
};
use solana_pubkey::Pubkey;

impl Floor {
    /// The pool trades both ways, takes capital and pays it out, and its issuer pays.
    async fn goes_on(&self) {
        let before = self.pool().await;
        self.sell(million(1)).await.unwrap();
        self.buy(thousand(1)).await.unwrap();
        self.provide(&self.bob, thousand(1)).await.unwrap();
        let number = self.request(&self.alice, LEAST).await;
        self.fill(number).await;
        self.ok(&[self.claiming(&self.alice, number)], &[self.alice]).await;
        let redemption = before.redemptions + 1;
        self.redeem(thousand(500), thousand(500)).await.unwrap();
        self.settle(redemption, thousand(500)).await.unwrap();
        let capital = self.pool().await.capital;
        assert_eq!((capital.pending, capital.losses), (before.capital.pending, before.capital.losses));
        assert!(capital.fees > before.capital.fees && capital.inventory > before.capital.inventory);
        self.assert_sound().await;
    }
}

#[tokio::test]
async fn an_issuer_that_fails_stops_purchases_and_the_inventory_is_held() {
    let mut floor = Floor::stocked().await;
    let failing = floor.stand();
    floor.second().await;
    let other = floor.stand();
    floor.turn_to(&failing);
    floor.redeem(million(2), million(2)).await.unwrap();
    floor.world.wait(DAY).await;
    // The beacon stops purchases; had it not, anybody could now.
    floor.ok(&[ix::pause(&floor.beacon, &floor.at, true, 1)], &[floor.beacon]).await;
    floor.ok(&[ix::flag_overdue(&floor.bob, &floor.at, 1)], &[floor.bob]).await;
    assert_refused(floor.sell(thousand(1)).await, AmmError::BuysHalted);
    assert_refused(floor.provide(&floor.bob, thousand(1)).await, AmmError::DepositsHalted);
    let held = floor.pool().await.capital;
    assert_eq!((held.inventory, held.pending, held.expected), (million(2), million(2), million(2)));
    floor.buy(thousand(1)).await.unwrap();
    // Another issuer's pool goes on with all that it does.
    floor.turn_to(&other);
    floor.goes_on().await;
    floor.turn_to(&failing);
    assert_refused(floor.sell(thousand(1)).await, AmmError::BuysHalted);
    // Resolved: the cash comes, the council lets it go on.
    floor.settle(1, million(2)).await.unwrap();
    let council = floor.roles().council;
    floor.ok(&[ix::unpause(&council, &floor.at, 1)], &[council]).await;
    floor.sell(thousand(1)).await.unwrap();
    floor.assert_sound().await;
}

#[tokio::test]
async fn a_manipulated_price_stops_everything_that_needs_one() {
    let mut floor = Floor::stocked().await;
    let number = floor.request(&floor.alice, LEAST).await;
    floor.world.wait(1).await;
    floor.post(0, floor.posting(0, PAR + PAR / 20).await).await.unwrap();
    floor.world.chain.0.advance_slots(PRICE_LIMITS.cooldown_slots + 1);
    let refused = AmmError::PriceDeviates;
    assert_refused(floor.sell(thousand(1)).await, refused);
    assert_refused(floor.buy(thousand(1)).await, refused);
    assert_refused(floor.provide(&floor.bob, thousand(1)).await, refused);
    assert_refused(floor.redeem(million(1), million(1)).await, refused);
    floor.refused(&[ix::fill_withdrawal(&floor.at, number, None)], &[], refused).await;
    floor.ok(&[ix::trip_breaker(&floor.bob, &floor.at, None)], &[floor.bob]).await;
    // The reporter goes at once; another one's price comes; what is latched waits for the council.
    let mut honest = floor.nav_feed().await.reporters;
    honest[0] = Pubkey::default();
    let (govops, council) = (floor.roles().govops, floor.roles().council);
    floor.ok(&[ix::set_reporters(&floor.configurer(), &floor.feed, honest, None)], &[govops]).await;
    floor.post(1, floor.posting(1, PAR).await).await.unwrap();
    assert_refused(floor.sell(thousand(1)).await, AmmError::BuysHalted);
    assert_refused(floor.buy(thousand(1)).await, AmmError::SalesHalted);
    floor.ok(&[ix::unpause(&council, &floor.at, 3)], &[council]).await;
    floor.sell(thousand(1)).await.unwrap();
    floor.assert_sound().await;
}

#[tokio::test]
async fn too_much_inventory_widens_the_bid_and_then_stops_purchases() {
    let floor = Floor::stocked().await;
    let fee_of_a_million = async |floor: &Floor| {
        let ask = QuoteArgs { sell: true, amount: million(1), exact_out: false };
        floor.quote(ask).await.unwrap().fee
    };
    let usual = fee_of_a_million(&floor).await;
    floor.sell(million(2)).await.unwrap();
    let full = fee_of_a_million(&floor).await;
    assert!(full > usual, "by itself, above the soft limit");
    let wide = Spread { bid_bps: 100, ask_bps: 5 };
    floor.ok(&[ix::set_spread(&floor.beacon, &floor.at, wide)], &[floor.beacon]).await;
    assert!(fee_of_a_million(&floor).await > full, "the beacon widens it");
    floor.sell(million(2)).await.unwrap();
    assert_refused(floor.sell(thousand(1)).await, AmmError::InventoryFull);
    floor.ok(&[ix::pause(&floor.beacon, &floor.at, true, 1)], &[floor.beacon]).await;
    assert_refused(floor.sell(thousand(1)).await, AmmError::BuysHalted);
    floor.buy(million(1)).await.unwrap();
    floor.redeem(million(1), million(1)).await.unwrap();
    floor.assert_sound().await;
}

#[tokio::test]
async fn in_market_stress_every_limit_falls_to_zero_at_once() {
    let floor = Floor::stocked().await;
    floor.redeem(million(1), million(1)).await.unwrap();
    let paid = floor.request(&floor.alice, floor.shares(&floor.alice).await / 10).await;
    floor.fill(paid).await;
    let waits = floor.request(&floor.alice, LEAST).await;
    for key in floor.limits() {
        floor.set_limit(&key, Limit { max: 0, slope: 0 }).await.unwrap();
    }
    let refused = PauError::RateLimitExceeded;
    assert_refused(floor.sell(thousand(1)).await, refused);
    assert_refused(floor.buy(thousand(1)).await, refused);
    assert_refused(floor.redeem(thousand(1), thousand(1)).await, refused);
    floor.refused(&[ix::fill_withdrawal(&floor.at, waits, None)], &[], refused).await;
    // What was paid out of the pool is its owner's, and the issuer's cash comes home.
    floor.ok(&[floor.claiming(&floor.alice, paid)], &[floor.alice]).await;
    floor.settle(1, million(1)).await.unwrap();
    for key in floor.limits() {
        assert_eq!(floor.limit(&key).await.max, 0, "nothing that comes home raises it again");
    }
    floor.assert_sound().await;
}
