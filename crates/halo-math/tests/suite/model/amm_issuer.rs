//! The issuer of a pool's asset.

use super::amm::value;
use super::amm_op::share_of;
use super::amm_pool::{Twin, Worth};
use super::ratio::int;
use halo_math::amm::{Breaker, Redemption, POOL_BUYS};
use halo_math::Rounding::Up;

/// A redemption that is open.
struct Open {
    index: usize,
    expected: u64,
    returned: u64,
}

impl Twin {
    /// Expects the NAV, sometimes rounded down: then that is known to be missing.
    pub(super) fn start(&mut self, amount: u64, early: u64) -> Worth {
        let before = self.capital;
        let Ok(most) = self.pricing.pair.value(amount, self.price, Up) else { return Worth::Kept };
        let expected = most.saturating_sub(early);
        let due = self.now + 86_400;
        let amounts = [amount, expected];
        let started = Redemption::start(&mut self.capital, &self.pricing, self.price, amounts, self.now, due);
        let Ok(redemption) = started else {
            assert_eq!(self.capital, before, "a refusal changes nothing");
            return Worth::Kept;
        };
        self.done.insert("start");
        self.asset_vault -= amount;
        self.redemptions.push(redemption);
        if early == 0 {
            Worth::Rises
        } else {
            Worth::Moves
        }
    }

    /// What the issuer pays does not lower what a share is worth, unless prices have moved since: what is expected of
    /// several requests counts together, and so do the bids for them.
    pub(super) fn receive(&mut self, which: usize, part: u8, surplus: bool) -> Worth {
        let steady = self.redemptions.iter().filter(|redemption| redemption.closed == 0).all(|redemption| {
            let bid = value(self.pricing.pair, redemption.amount, self.price);
            int(redemption.expected) >= bid
        });
        let Some(redemption) = self.open(which) else { return Worth::Kept };
        let owed = redemption.expected - redemption.returned;
        let brought = if surplus { owed + owed / 100 + 1 } else { share_of(owed, part) };
        let (capital, entry) = (self.capital, self.redemptions[redemption.index]);
        let received = self.redemptions[redemption.index].receive(&mut self.capital, brought);
        let Ok(received) = received else {
            assert_eq!((self.capital, self.redemptions[redemption.index]), (capital, entry));
            return Worth::Kept;
        };
        self.done.insert(if received.closed { "receive all" } else { "receive" });
        assert_eq!(received.gain, brought.saturating_sub(owed));
        assert_eq!(received.closed, brought >= owed);
        self.usds_vault += brought;
        if steady {
            Worth::Nearly
        } else {
            Worth::Moves
        }
    }

    pub(super) fn close(&mut self, which: usize, tolerance: u64) -> Worth {
        let Some(redemption) = self.open(which) else { return Worth::Kept };
        let owed = redemption.expected - redemption.returned;
        let closed =
            self.redemptions[redemption.index].close(&mut self.capital, tolerance).expect("it was open");
        self.done.insert("close");
        assert_eq!(closed.shortfall, owed);
        let above = int(owed) * int(10_000) > int(redemption.expected) * int(tolerance);
        let mut breaker = Breaker::default();
        assert_eq!(breaker.trip(closed.latches), if above { POOL_BUYS } else { 0 });
        Worth::Moves
    }

    pub(super) fn take_back(&mut self, which: usize) -> Worth {
        let Some(redemption) = self.open(which) else { return Worth::Kept };
        if let Ok(amount) = self.redemptions[redemption.index].take_back(&mut self.capital) {
            self.done.insert("take back");
            self.asset_vault += amount;
            return Worth::Moves;
        }
        Worth::Kept
    }

    fn open(&self, which: usize) -> Option<Open> {
        let count = self.redemptions.len().max(1);
        let index = which % count;
        self.redemptions.get(index).filter(|redemption| redemption.closed == 0).map(|redemption| Open {
            index,
            expected: redemption.expected,
            returned: redemption.returned,
        })
    }
}
