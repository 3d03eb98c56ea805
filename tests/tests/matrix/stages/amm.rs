//! Stages of the pools of Trading Halos.

mod administration;
mod capital;
mod redemptions;
mod safety;

use super::super::cast::{
    trading::{feed_of, Pools, JUMPED, SALE},
    Cast,
};
use halo_sdk::{amm::instructions::QuoteArgs, halo_math::amm::PriceRange, instructions::amm as ix};
use halo_tests::{
    matrix::Stage,
    trading_pool::{posting, PAR},
    world::ONE,
};

/// What the council takes a price for that has jumped to a fiftieth above par.
const AGREED: PriceRange = PriceRange { least: PAR + PAR / 100, most: PAR + PAR / 25 };

pub async fn stages(cast: &Cast) -> Vec<Stage> {
    let mut stages = administration::stages(cast);
    stages.extend(prices(cast).await);
    stages.extend(trading(cast));
    stages.extend(capital::stages(cast));
    stages.extend(redemptions::stages(cast));
    stages.extend(safety::stages(cast));
    stages
}

/// What a reporter says, and the council of a jump.
async fn prices(cast: &Cast) -> Vec<Stage> {
    let (world, trading) = (&cast.a.world, &cast.trading);
    let Pools { reported, pulled, troubled, .. } = trading.pools;
    let (council, feed) = (&world.roles().council, feed_of(&reported));
    let posting = posting(world, &feed, 0, PAR + PAR / 1_000).await;
    vec![
        Stage::new("amm.post_nav", ix::post_nav(&trading.reporter, &feed, posting)),
        Stage::new(
            "amm.rebase_feed",
            ix::rebase_feed(council, &troubled.at.scope, &feed_of(&troubled), AGREED),
        ),
        Stage::new("amm.rebase_pool", ix::rebase_pool(council, &pulled.at, &JUMPED, AGREED)),
    ]
}

/// At the price of a reporter, of Pyth, and of both.
fn trading(cast: &Cast) -> Vec<Stage> {
    let trading = &cast.trading;
    let Pools { reported, pulled, doubled, .. } = trading.pools;
    let args = QuoteArgs { sell: true, amount: ONE, exact_out: false };
    let mut stages = vec![
        Stage::new("amm.buy", trading.buying(&reported, SALE / 10)),
        Stage::new("amm.sell", trading.selling(&reported, SALE / 10)),
    ];
    for (source, pool) in [("", reported), (" (Pyth)", pulled), (" (both)", doubled)] {
        let update = trading.update(&pool);
        if !source.is_empty() {
            stages.push(Stage::new(format!("amm.sell{source}"), trading.selling(&pool, SALE / 10)));
        }
        stages.push(Stage::new(format!("amm.quote{source}"), ix::quote(&pool.at, update, args)));
        stages.push(Stage::new(format!("amm.pool_state{source}"), ix::pool_state(&pool.at, update)));
    }
    stages
}
