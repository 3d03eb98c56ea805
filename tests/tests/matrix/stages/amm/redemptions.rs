//! What goes to the issuer and comes back. It owes for the second redemption, and has done so for too long.

use super::super::super::cast::{
    trading::{Pools, Trading, SENT},
    Cast,
};
use halo_sdk::instructions::amm as ix;
use halo_tests::matrix::Stage;

pub fn stages(cast: &Cast) -> Vec<Stage> {
    let (trading, beacon) = (&cast.trading, &cast.a.world.roles().beacon);
    let Trading { pools, trader, issuer, .. } = trading;
    let Pools { reported, pulled, .. } = pools;
    let at = &reported.at;
    let (cash, bills) = (&at.cash.account(issuer), &at.asset.account(issuer));
    vec![
        Stage::new("amm.initiate_redemption", trading.sending(reported, beacon, 3)),
        Stage::new("amm.initiate_redemption (Pyth)", trading.sending(pulled, beacon, 1)),
        Stage::new("amm.settle_redemption", ix::settle_redemption(issuer, at, 2, cash, SENT)),
        Stage::new("amm.close_redemption", ix::close_redemption(beacon, at, 2)),
        Stage::new("amm.return_inventory", ix::return_inventory(issuer, at, 2, bills)),
        Stage::new("amm.remove_redemption", ix::remove_redemption(at, 1, beacon)),
        Stage::new("amm.flag_overdue", ix::flag_overdue(trader, at, 2)),
    ]
}
