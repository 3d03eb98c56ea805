//! A pool with three owners and any number of traders, beside what is really in its vaults and what each has given and
//! taken. After each operation: the records are what the vaults hold, shares add up, what a share is worth has not
//! fallen unless the price or the issuer has, and nobody has taken more than that.

use super::amm::value;
use super::amm_op::{Op, MILLION, OWNERS};
use super::ratio::{int, product_over};
use halo_math::amm::{
    Capital, Curve, CurvePoint, Depth, Flows, InventoryLimits, Pair, Price, Pricing, Redemption, Spread,
    SpreadBounds, Trade, TradeLimits, Valuation, Withdrawal, WithdrawalQueue, VIRTUAL_SHARES, VIRTUAL_USDS,
};
use num_bigint::BigInt;
use num_rational::BigRational;
use std::collections::BTreeSet;

/// What may move what a share is worth.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Worth {
    /// Not at all.
    Kept,
    /// Up only.
    Rises,
    /// Up, or down by a base unit of USDS for all shares together: roundings of two valuations.
    Nearly,
    /// Any way: a price, or a loss.
    Moves,
}

/// The pool of the crate, and everything around it.
pub struct Twin {
    pub pricing: Pricing,
    pub capital: Capital,
    pub flows: Flows,
    pub queue: WithdrawalQueue,
    pub price: Price,
    pub now: i64,
    pub(super) shares: [u64; OWNERS],
    pub(super) withdrawals: Vec<(usize, Withdrawal)>,
    pub(super) redemptions: Vec<Redemption>,
    pub(super) usds_vault: BigInt,
    pub(super) asset_vault: BigInt,
    /// Which operations went through, not refused.
    pub done: BTreeSet<&'static str>,
}

impl Twin {
    pub fn new() -> Self {
        let points =
            [(MILLION, 0), (4 * MILLION, 20), (20 * MILLION, 60)].map(|(at, bps)| CurvePoint { at, bps });
        let curve = Curve::new(&points).expect("it rises");
        let depth = Depth { curve, recovery: 5 * MILLION };
        let pricing = Pricing {
            pair: Pair::new(6, 6).expect("six decimals"),
            spread: Spread { bid_bps: 5, ask_bps: 5 },
            bounds: SpreadBounds { bid_min: 5, bid_max: 50, ask_min: 5, ask_max: 50, total_max: 500 },
            depth_sell: depth,
            depth_buy: depth,
            inventory: InventoryLimits {
                soft: 2 * MILLION,
                hard: 12 * MILLION,
                skew_bps: 50,
                low: 2 * MILLION,
                scarcity_bps: 30,
            },
            trade: TradeLimits { min: 1, max: 30 * MILLION },
        };
        pricing.check().expect("they go together");
        Self {
            pricing,
            capital: Capital::default(),
            flows: Flows::default(),
            queue: WithdrawalQueue::default(),
            price: Price::new(1_000_000_000_000).expect("par"),
            now: 1_800_000_000,
            shares: [0; OWNERS],
            withdrawals: Vec::new(),
            redemptions: Vec::new(),
            usds_vault: 0.into(),
            asset_vault: 0.into(),
            done: BTreeSet::new(),
        }
    }

    /// Does `op` and asserts that everything holds.
    pub fn step(&mut self, op: Op) {
        let (before, worth) = (self.capital, self.share_worth());
        let moves = match op {
            Op::Trade(trade) => self.trade(trade),
            Op::Deposit { who, amount } => self.deposit(who, amount),
            Op::Withdraw { who, part } => self.withdraw(who, part),
            Op::Request { who, part } => self.request(who, part),
            Op::Fill { most } => self.fill(most),
            Op::Cancel { which } => self.cancel(which),
            Op::Claim { which } => self.claim(which),
            Op::Start { amount, early } => self.start(amount, early),
            Op::Receive { which, part, surplus } => self.receive(which, part, surplus),
            Op::Close { which, tolerance } => self.close(which, tolerance),
            Op::TakeBack { which } => self.take_back(which),
            Op::Price { bps } => self.move_price(bps),
            Op::Spread(spread) => self.set_spread(spread),
            Op::Wait { seconds } => {
                self.now += seconds;
                Worth::Kept
            }
            Op::Lose { asset, usds } => self.lose(asset, usds),
        };
        let after = self.share_worth();
        match moves {
            Worth::Kept => assert_eq!(after, worth, "{op:?} on {before:?} moved what a share is worth"),
            Worth::Rises => assert!(after >= worth, "{op:?} on {before:?} took {} a share", &worth - &after),
            Worth::Nearly => {
                let dust = int(1) / (int(self.capital.shares) + int(VIRTUAL_SHARES));
                assert!(after >= &worth - dust, "{op:?} on {before:?} took {} a share", &worth - &after);
            }
            Worth::Moves => {}
        }
        self.assert_books();
    }

    /// Each trader loses at least the spread to the pool, and the pool gains what the trader loses.
    fn trade(&mut self, trade: Trade) -> Worth {
        let (before, flows) = (self.capital, self.flows);
        let Ok(quote) = self.pricing.quote(trade, self.price, &self.capital, &self.flows, self.now) else {
            return Worth::Kept;
        };
        if let Err(error) = self.pricing.execute(&quote, &mut self.capital, &mut self.flows, self.now) {
            assert_eq!((self.capital, self.flows), (before, flows), "{error} changes nothing");
            return Worth::Kept;
        }
        self.done.insert(if trade.is_sell() { "sell" } else { "buy" });
        if quote.size_fee > 0 {
            self.done.insert("size");
        }
        if quote.skew_fee > 0 {
            self.done.insert(if trade.is_sell() { "skew" } else { "scarcity" });
        }
        let (asset, bps) = match trade.is_sell() {
            true => (quote.amount_in, self.pricing.spread.bid_bps),
            false => (quote.amount_out, self.pricing.spread.ask_bps),
        };
        let nav = value(self.pricing.pair, asset, self.price);
        let lost = match trade.is_sell() {
            true => {
                self.usds_vault -= quote.amount_out;
                self.asset_vault += quote.amount_in;
                &nav - int(quote.amount_out)
            }
            false => {
                self.usds_vault += quote.amount_in;
                self.asset_vault -= quote.amount_out;
                int(quote.amount_in) - &nav
            }
        };
        assert!(lost >= nav * product_over(bps, 1, 10_000) - int(1), "{quote:?} loses {lost}");
        let waiting = self.capital.queued;
        if trade.is_sell() && waiting > 0 {
            let wanted = self.capital.worth(waiting, &self.valuation()).expect("they are among all shares");
            let first = before.worth(waiting, &self.valuation_of(&before)).expect("they were as well");
            assert!(self.capital.usds >= first, "{wanted} wait and traders took them");
        }
        assert!(self.capital.fees - before.fees == quote.fee);
        Worth::Rises
    }

    fn move_price(&mut self, bps: i64) -> Worth {
        let moved = i128::from(self.price.get()) * (10_000 + i128::from(bps)) / 10_000;
        let range = 500_000_000_000..2_000_000_000_000;
        let moved = u64::try_from(moved).ok().filter(|price| range.contains(price));
        self.price = moved.and_then(|price| Price::new(price).ok()).unwrap_or(self.price);
        if bps >= 0 {
            Worth::Rises
        } else {
            Worth::Moves
        }
    }

    /// The spread of the day moves nobody's worth.
    fn set_spread(&mut self, spread: Spread) -> Worth {
        self.pricing.set_spread(spread).expect("within its bounds");
        Worth::Kept
    }

    fn lose(&mut self, asset: u64, usds: u64) -> Worth {
        let (asset, usds) = (asset.min(self.capital.inventory), usds.min(self.capital.usds));
        self.capital.write_down(asset).expect("it is there");
        self.capital.write_down_usds(usds).expect("they are there");
        self.asset_vault -= asset;
        self.usds_vault -= usds;
        Worth::Moves
    }

    pub(super) fn valuation(&self) -> Valuation {
        self.valuation_of(&self.capital)
    }

    fn valuation_of(&self, capital: &Capital) -> Valuation {
        let valuation = capital.valuation(&self.pricing, self.price).expect("it fits");
        assert!(valuation.entry >= valuation.exit);
        valuation
    }

    fn share_worth(&self) -> BigRational {
        let worth = int(self.valuation().exit) + int(VIRTUAL_USDS);
        worth / (int(self.capital.shares) + int(VIRTUAL_SHARES))
    }

    fn assert_books(&self) {
        let capital = &self.capital;
        assert_eq!(self.usds_vault, BigInt::from(capital.usds) + capital.reserved);
        assert_eq!(self.asset_vault, BigInt::from(capital.inventory));
        let queued: u64 = self.withdrawals.iter().map(|(_, entry)| entry.shares).sum();
        assert_eq!(capital.queued, queued);
        assert_eq!(capital.shares, self.shares.iter().sum::<u64>() + queued);
        assert_eq!(capital.reserved, self.withdrawals.iter().map(|(_, entry)| entry.payable).sum::<u64>());
        let open = || self.redemptions.iter().filter(|redemption| redemption.closed == 0);
        assert_eq!(capital.pending, open().map(|redemption| redemption.outstanding).sum::<u64>());
        let owed = open().map(|redemption| redemption.expected - redemption.returned);
        assert_eq!(capital.expected, owed.sum::<u64>());
        let all = self.valuation();
        let parts: u64 = self.shares.iter().map(|shares| capital.worth(*shares, &all).expect("theirs")).sum();
        assert!(parts <= all.exit + VIRTUAL_USDS, "owners together never get more than there is");
    }
}
