//! A name for every account of the pools.

use super::{
    days::{IN_STEP, JUMPED},
    Trading,
};
use halo_sdk::pau::state::LimitKind;
use halo_tests::{matrix::accounts::Names, trading_pool::TradingPool};
use solana_pubkey::Pubkey;

impl Trading {
    /// `beacon` and `warden` may have Beams over pools.
    pub fn name(&self, beacon: &Pubkey, warden: &Pubkey, names: &mut Names) {
        let people = [
            ("provider", self.provider),
            ("trader", self.trader),
            ("issuer", self.issuer),
            ("reporter", self.reporter),
        ];
        for (who, key) in people {
            names.add(who, key);
            names.add(format!("A's tokens of the {who}"), self.pools.reported.at.cash.account(&key));
            names.add(format!("bills of the {who}"), self.bills.account(&key));
        }
        names.add("mint of the bills", self.bills.mint);
        names.add("mint of the seizable tokens", self.seizable.mint);
        names.add("Pyth's price in step", IN_STEP);
        names.add("Pyth's price that jumped", JUMPED);
        let limit = self.pools.reported.at.redemption_limit(&self.endpoint());
        names.add("A's limit of the issuer's endpoint", limit.limit(&self.pools.reported.at.pau));
        let states = [
            "A's reported pool",
            "A's pulled pool",
            "A's doubled pool",
            "A's troubled pool",
            "A's bare pool",
            "B's pool",
        ];
        for (state, pool) in states.into_iter().zip(self.pools.all()) {
            name_pool(state, &pool, names);
            for (who, key) in people {
                names.add(format!("{state}'s position of the {who}"), pool.at.position(&key));
            }
            names.add(format!("{state}'s beacon's Beam"), pool.at.beam(beacon));
            names.add(format!("{state}'s warden's Beam"), pool.at.beam(warden));
        }
    }
}

fn name_pool(state: &str, pool: &TradingPool, names: &mut Names) {
    let at = &pool.at;
    let limit = |kind, token| at.limit_key(kind, token).limit(&at.pau);
    for (what, key) in [
        ("record", at.pool),
        ("controller", at.controller()),
        ("proxy", at.proxy()),
        ("cash vault", at.vault(&at.cash)),
        ("asset vault", at.vault(&at.asset)),
        ("cash", at.custody(&at.cash)),
        ("inventory", at.custody(&at.asset)),
        ("payout account", at.payout_account()),
        ("limit of bills that come", limit(LimitKind::SwapIn, &at.asset)),
        ("limit of bills that leave", limit(LimitKind::SwapOut, &at.asset)),
        ("limit of cash that comes", limit(LimitKind::SwapIn, &at.cash)),
        ("limit of cash that leaves", limit(LimitKind::SwapOut, &at.cash)),
        ("withdraw limit", limit(LimitKind::Withdraw, &at.cash)),
    ] {
        names.add(format!("{state}'s {what}"), key);
    }
    if let Some(feed) = at.feed {
        names.add(format!("{state}'s feed"), feed);
    }
    for number in 1..=4 {
        names.add(format!("{state}'s withdrawal {number}"), at.withdrawal(number));
        names.add(format!("{state}'s redemption {number}"), at.redemption(number));
    }
}
