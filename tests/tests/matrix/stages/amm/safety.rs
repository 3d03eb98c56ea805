//! What stops a pool, by each right that there is to it, and what lets it go on.

use super::super::super::cast::{
    trading::{Pools, Trading, JUMPED},
    Cast,
};
use halo_sdk::{halo_math::amm::BOTH_SIDES, instructions::amm as ix};
use halo_tests::matrix::Stage;
use solana_pubkey::Pubkey;

pub fn stages(cast: &Cast) -> Vec<Stage> {
    let roles = cast.a.world.roles();
    let Trading { pools, trader, .. } = &cast.trading;
    let Pools { reported, pulled, doubled, troubled, .. } = pools;
    let pause = |guardian: &Pubkey, by_beam| ix::pause(guardian, &reported.at, by_beam, BOTH_SIDES);
    vec![
        Stage::new("amm.trip_breaker", ix::trip_breaker(trader, &troubled.at, None)),
        Stage::new("amm.trip_breaker (Pyth)", ix::trip_breaker(trader, &pulled.at, Some(JUMPED))),
        Stage::new("amm.trip_breaker (both)", ix::trip_breaker(trader, &doubled.at, Some(JUMPED))),
        Stage::new("amm.pause", pause(&roles.council, false)),
        Stage::new("amm.pause (beacon)", pause(&roles.beacon, true)),
        Stage::new("amm.pause (warden)", pause(&roles.warden, true)),
        Stage::new("amm.unpause", ix::unpause(&roles.council, &troubled.at, BOTH_SIDES)),
        Stage::new("amm.check_pool", ix::check_pool(&reported.at)),
        Stage::new("amm.check_pool (missing)", ix::check_pool(&troubled.at)),
        Stage::new("amm.write_down", ix::write_down(&roles.council, &troubled.at)),
    ]
}
