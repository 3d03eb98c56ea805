//! What comes from a provider and goes back to it.

use super::super::super::cast::{
    trading::{Pools, Trading, WITHDRAWN},
    Cast,
};
use halo_sdk::instructions::amm as ix;
use halo_tests::{matrix::Stage, world::ONE};

/// Of the provider's withdrawals of the reported pool, the first is over, the second filled, and the third waits.
pub fn stages(cast: &Cast) -> Vec<Stage> {
    let (trading, payer) = (&cast.trading, &cast.a.world.roles().payer);
    let Trading { pools, provider, trader, issuer, .. } = trading;
    let Pools { reported, pulled, .. } = pools;
    let at = &reported.at;
    let cash = &at.cash.account(provider);
    let update = trading.update(pulled);
    vec![
        Stage::new("amm.open_position", ix::open_position(payer, at, issuer)),
        Stage::new("amm.deposit", trading.depositing(reported, ONE)),
        Stage::new("amm.deposit (Pyth)", trading.depositing(pulled, ONE)),
        Stage::new("amm.request_withdrawal", ix::request_withdrawal(payer, at, provider, 4, WITHDRAWN)),
        Stage::new("amm.fill_withdrawal", ix::fill_withdrawal(at, 3, None)),
        Stage::new("amm.fill_withdrawal (Pyth)", ix::fill_withdrawal(&pulled.at, 1, update)),
        Stage::new("amm.claim_withdrawal", ix::claim_withdrawal(at, provider, 2, cash)),
        Stage::new("amm.cancel_withdrawal", ix::cancel_withdrawal(at, provider, 3)),
        Stage::new("amm.close_withdrawal", ix::close_withdrawal(at, 1, payer)),
        Stage::new("amm.close_position", ix::close_position(at, trader, payer)),
    ]
}
