//! Which prices a pool trades at, and which it refuses.

use super::floor::*;
use halo_sdk::{
    halo_math::amm::{Posting, PriceRange},
    instructions::amm as ix,
};
use halo_tests::{chain::Chain, pyth::PriceUpdate, refusal::assert_refused, world::ONE};
use solana_pubkey::Pubkey;

/// Makes an update unsound.
type Spoil = fn(&mut PriceUpdate);

impl Floor {
    /// Bob sells 1,000 at whatever the price is.
    pub async fn try_trade(&self) -> Result<(), halo_sdk::error::Error> {
        self.sell(thousand(1)).await.map(drop)
    }
}

#[tokio::test]
async fn a_price_is_stale_one_second_after_its_age() {
    let mut floor = Floor::new().await;
    let published = floor.nav_feed().await.nav.mark.published_at;
    let last = published + i64::try_from(MAX_AGE).unwrap();
    floor.world.chain.warp_to(last).await;
    floor.try_trade().await.unwrap();
    floor.world.chain.warp_to(last + 1).await;
    floor.mint(&floor.at.asset, &floor.bob, thousand(1)).await;
    floor.refused(&[floor.selling(exact_in(thousand(1)))], &[floor.bob], AmmError::StalePrice).await;
    let deposit = floor.depositing(&floor.bob, 0);
    floor.ok(&[ix::open_position(&floor.roles().payer, &floor.at, &floor.bob)], &[]).await;
    floor.refused(&[deposit], &[floor.bob], AmmError::StalePrice).await;
}

#[tokio::test]
async fn nobody_trades_in_the_slots_after_a_jump() {
    let mut floor = Floor::new().await;
    floor.world.wait(1).await;
    // A hundredth of a per cent is within the spread, a tenth is beyond half of it.
    floor.post(0, floor.posting(0, PAR + PAR / 10_000).await).await.unwrap();
    floor.try_trade().await.unwrap();
    floor.world.wait(1).await;
    floor.post(0, floor.posting(0, PAR + PAR / 1_000).await).await.unwrap();
    assert_refused(floor.try_trade().await, AmmError::PriceCooldown);
    floor.world.chain.0.advance_slots(PRICE_LIMITS.cooldown_slots);
    assert_refused(floor.try_trade().await, AmmError::PriceCooldown);
    floor.world.chain.0.advance_slots(1);
    floor.try_trade().await.unwrap();
}

#[tokio::test]
async fn a_report_out_of_step_is_kept_and_stops_trading() {
    let mut floor = Floor::new().await;
    floor.world.wait(1).await;
    // One per cent up is allowed, more is not.
    floor.post(0, floor.posting(0, PAR + PAR / 100 + 1).await).await.unwrap();
    floor.world.chain.0.advance_slots(5);
    assert_refused(floor.try_trade().await, AmmError::PriceDeviates);
    assert_eq!(floor.nav_feed().await.nav.mark.price, PAR, "the mark stays");
    floor.report(PAR + PAR / 10_000).await;
    floor.try_trade().await.unwrap();
}

#[tokio::test]
async fn the_council_alone_accepts_a_jump() {
    let mut floor = Floor::new().await;
    floor.world.wait(1).await;
    let fallen = PAR - PAR / 10;
    floor.post(0, floor.posting(0, fallen).await).await.unwrap();
    let (council, govops) = (floor.roles().council, floor.roles().govops);
    let agreed = PriceRange { least: fallen, most: fallen };
    let not_council = ix::rebase_feed(&govops, &floor.at.scope, &floor.feed, agreed);
    floor.refused(&[not_council], &[govops], AmmError::NotCouncil).await;
    floor.ok(&[ix::rebase_feed(&council, &floor.at.scope, &floor.feed, agreed)], &[council]).await;
    floor.world.chain.0.advance_slots(5);
    assert_eq!(floor.view().await.price, fallen);
    floor.try_trade().await.unwrap();
}

#[tokio::test]
async fn a_price_grows_between_reports() {
    let mut floor = Floor::new().await;
    floor.world.wait(1).await;
    let posting = floor.posting(0, PAR).await;
    let accrual_per_day = PAR / 10_000;
    floor.post(0, Posting { accrual_per_day, ..posting }).await.unwrap();
    floor.world.wait(86_400).await;
    assert_eq!(floor.view().await.price, PAR + accrual_per_day);
    floor.world.wait(86_400 / 2).await;
    assert_eq!(floor.view().await.price, PAR + accrual_per_day * 3 / 2);
}

#[tokio::test]
async fn reports_are_refused_that_cannot_be_right() {
    let mut floor = Floor::new().await;
    floor.world.wait(1).await;
    let good = floor.posting(0, PAR).await;
    for (posting, error) in [
        (Posting { sequence: good.sequence - 1, ..good }, AmmError::ReportRefused),
        (Posting { accrual_per_day: PAR / 500, ..good }, AmmError::ReportRefused),
        (Posting { published_at: good.published_at + 11, ..good }, AmmError::FuturePrice),
        (Posting { published_at: good.published_at - MAX_AGE as i64 - 1, ..good }, AmmError::StalePrice),
        (Posting { price: 0, ..good }, AmmError::InvalidPrice),
    ] {
        let post = ix::post_nav(&floor.reporters[0], &floor.feed, posting);
        floor.refused(&[post], &[floor.reporters[0]], error).await;
    }
    let stranger = ix::post_nav(&floor.bob, &floor.feed, good);
    floor.refused(&[stranger], &[floor.bob], AmmError::NotReporter).await;
    // Another program's account, and another account of this one.
    for other in [floor.world.facility.facility, floor.at.pool] {
        let elsewhere = ix::post_nav(&floor.reporters[0], &other, good);
        floor.refused(&[elsewhere], &[floor.reporters[0]], AmmError::WrongFeed).await;
    }
    floor.post(0, good).await.unwrap();
}

#[tokio::test]
async fn the_median_of_three_is_the_price() {
    let mut floor = Floor::new().await;
    let bp = PAR / 10_000;
    for (place, price) in [(1, PAR + 40 * bp), (2, PAR + bp)] {
        floor.world.wait(1).await;
        floor.post(place, floor.posting(place, price).await).await.unwrap();
    }
    floor.world.chain.0.advance_slots(5);
    assert_eq!(floor.view().await.price, PAR + bp, "PAR, + 40 and + 1 basis points");
}

#[tokio::test]
async fn a_pool_trades_at_the_price_of_pyth() {
    let mut floor = Floor::with_update(false).await;
    floor.try_trade().await.unwrap();
    floor.world.wait(5).await;
    floor.show(&floor.sound(ONE_USDS + 10_000));
    floor.try_trade().await.unwrap();
    assert_eq!(floor.pool().await.pull.mark.price, PAR + PAR / 10_000);
    let (cash, _) = floor.wallet(&floor.bob).await;
    assert_eq!(
        cash,
        999_500_000 + 999_599_950,
        "1,000 at 1 and at 1.0001, less 5 basis points, rounded down"
    );
}

#[tokio::test]
async fn a_pyth_account_that_proves_nothing_is_refused() {
    let mut floor = Floor::with_update(false).await;
    let limits = PRICE_LIMITS;
    let wrong: [(Spoil, AmmError); 8] = [
        (|update| update.owner = Pubkey::new_from_array([1; 32]), AmmError::WrongPriceAccount),
        (|update| update.discriminator[0] ^= 1, AmmError::WrongPriceAccount),
        (|update| update.full = false, AmmError::PriceNotVerified),
        (|update| update.feed_id[31] ^= 1, AmmError::WrongPriceFeed),
        (|update| update.price = 0, AmmError::InvalidPrice),
        (|update| update.confidence = 200_001, AmmError::PriceUncertain),
        (|update| update.publish_time += 11, AmmError::FuturePrice),
        (|update| update.price = ONE_USDS / 2 - 1, AmmError::PriceOutOfBounds),
    ];
    for (spoil, error) in wrong {
        let mut update = floor.sound(ONE_USDS);
        spoil(&mut update);
        floor.show(&update);
        assert_refused(floor.try_trade().await, error);
    }
    floor.show(&floor.sound(ONE_USDS));
    floor.update = None;
    assert_refused(floor.try_trade().await, AmmError::SourceMissing);
    floor.show(&floor.sound(ONE_USDS));
    floor.world.wait(i64::try_from(limits.max_age_seconds).unwrap() + 1).await;
    assert_refused(floor.try_trade().await, AmmError::StalePrice);
}

#[tokio::test]
async fn a_trader_cannot_choose_an_older_price_of_pyth() {
    let mut floor = Floor::with_update(false).await;
    let older = floor.sound(ONE_USDS);
    floor.world.wait(5).await;
    floor.show(&floor.sound(ONE_USDS - 10_000));
    floor.try_trade().await.unwrap();
    floor.show(&older);
    assert_refused(floor.try_trade().await, AmmError::ReportRefused);
}

#[tokio::test]
async fn two_sources_must_agree() {
    let mut floor = Floor::with_update(true).await;
    floor.try_trade().await.unwrap();
    floor.world.wait(1).await;
    floor.show(&floor.sound(ONE_USDS + 100_001));
    assert_refused(floor.try_trade().await, AmmError::SourcesDiffer);
    floor.show(&floor.sound(ONE_USDS + 100_000));
    floor.try_trade().await.unwrap();
    assert_eq!(floor.view().await.price, PAR, "the reporters' price is the one that counts");
    assert_eq!(floor.wallet(&floor.bob).await.0, 1_999 * ONE);
}
