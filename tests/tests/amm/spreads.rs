//! The specification's table of typical spreads: for each class of assets a pool is bounded by them, its beacon moves
//! between both ends and not a basis point beyond, and a trade pays what is set to the base unit.

use super::floor::*;
use halo_sdk::{
    halo_math::amm::{PriceLimits, Spread, SpreadBounds},
    instructions::amm as ix,
};
use halo_tests::world::million;

/// Assets that settle alike, and what they cost on either side in basis points.
struct Class {
    name: &'static str,
    least: u64,
    most: u64,
}

const CLASSES: [Class; 4] = [
    Class { name: "t-bills", least: 2, most: 10 },
    Class { name: "money market funds", least: 5, most: 15 },
    Class { name: "CLO tranches", least: 10, most: 30 },
    Class { name: "private credit", least: 25, most: 100 },
];

const BPS: u64 = 10_000;

impl Class {
    /// A pool of this class that begins with `spread`.
    fn setup(&self, spread: Spread) -> Setup {
        let Self { least, most, .. } = *self;
        let mut setup = Setup {
            price_limits: PriceLimits { spread_floor_bps: least, ..PRICE_LIMITS },
            ..Setup::default()
        };
        setup.args.bounds =
            SpreadBounds { bid_min: least, bid_max: most, ask_min: least, ask_max: most, ..BOUNDS };
        setup.args.spread = spread;
        setup
    }
}

/// Bob sells a million and buys half of it back; both pay `spread` and no more.
async fn trades_at(floor: &Floor, spread: Spread, class: &str) {
    let (whole, half) = (million(1), million(1) / 2);
    let (before, earned) = (floor.wallet(&floor.bob).await, floor.pool().await.capital.fees);
    floor.sell(whole).await.unwrap();
    let sold = floor.wallet(&floor.bob).await;
    assert_eq!(sold.0 - before.0, whole - whole / BPS * spread.bid_bps, "{class} at {spread:?}");
    let price = half + half / BPS * spread.ask_bps;
    floor.ok(&[floor.buying(exact_out(half, price))], &[floor.bob]).await;
    let bought = floor.wallet(&floor.bob).await;
    assert_eq!((sold.0 - bought.0, bought.1 - sold.1), (price, half), "{class} at {spread:?}");
    let fees = floor.pool().await.capital.fees - earned;
    assert_eq!(fees, whole / BPS * spread.bid_bps + half / BPS * spread.ask_bps, "{class} at {spread:?}");
    floor.assert_sound().await;
}

#[tokio::test]
async fn each_class_of_assets_trades_at_both_ends_of_its_typical_spread() {
    for class in CLASSES {
        let Class { name, least, most } = class;
        let of = |bid_bps, ask_bps| Spread { bid_bps, ask_bps };
        let floor = Floor::with(class.setup(of(least, least))).await;
        trades_at(&floor, of(least, least), name).await;
        // Both ends, and one of each: the two sides need not be alike.
        for spread in [of(most, most), of(least, most), of(most, least)] {
            floor.ok(&[ix::set_spread(&floor.beacon, &floor.at, spread)], &[floor.beacon]).await;
            trades_at(&floor, spread, name).await;
        }
    }
}

#[tokio::test]
async fn no_class_of_assets_has_a_spread_that_is_not_its_own() {
    for class in CLASSES {
        let Class { name, least, most } = class;
        let floor = Floor::with(class.setup(Spread { bid_bps: most, ask_bps: most })).await;
        for (bid_bps, ask_bps) in [(least - 1, least), (least, least - 1), (most + 1, most), (most, most + 1)]
        {
            let beyond = ix::set_spread(&floor.beacon, &floor.at, Spread { bid_bps, ask_bps });
            floor.refused(&[beyond], &[floor.beacon], AmmError::SpreadOutOfBounds).await;
        }
        trades_at(&floor, Spread { bid_bps: most, ask_bps: most }, name).await;
        // Nor does a pool begin with one.
        let beyond = class.setup(Spread { bid_bps: most + 1, ask_bps: most });
        let floor = Floor::governed(class.setup(Spread { bid_bps: most, ask_bps: most })).await;
        let (base, govops) = (floor.base, floor.roles().govops);
        let create = floor.initializing(beyond.args);
        floor.refused(&[create], &[base, govops], AmmError::SpreadOutOfBounds).await;
    }
}
