//! Random trades beside rationals: what they pay, which way they round, and that no way of asking is better.

use super::{price, NOW};
use crate::model::amm::{purchase_fee, sale_fee, value};
use crate::model::ratio::int;
use halo_math::amm::{
    Capital, Curve, CurvePoint, Depth, Flow, Flows, InventoryLimits, Pair, Price, Pricing, Quote, Spread,
    SpreadBounds, Trade, TradeLimits,
};
use halo_math::Rounding::{Down, Up};
use num_rational::BigRational;
use proptest::prelude::*;

/// Amounts of all magnitudes up to a million billion.
fn amount() -> impl Strategy<Value = u64> {
    (1..1_000_000_000_000_000_u64, 0..50_u32).prop_map(|(amount, shift)| (amount >> shift).max(1))
}

fn depth() -> impl Strategy<Value = Depth> {
    let points = proptest::collection::vec((amount(), 0..400_u64), 0..=4);
    (points, amount()).prop_map(|(points, recovery)| {
        let (mut at, mut bps) = (0, 0);
        let rising: Vec<CurvePoint> = points
            .into_iter()
            .map(|(run, rise)| {
                (at, bps) = (at + run, bps + rise);
                CurvePoint { at, bps }
            })
            .collect();
        Depth { curve: Curve::new(&rising).expect("it rises"), recovery }
    })
}

/// Any pool, its state and the price of its asset.
#[derive(Clone, Debug)]
struct Pool {
    pricing: Pricing,
    capital: Capital,
    flows: Flows,
    price: Price,
}

fn pool() -> impl Strategy<Value = Pool> {
    let spread = (0..1_000_u64, 0..1_000_u64);
    let inventory = (amount(), amount(), 0..1_000_u64, amount(), 0..1_000_u64);
    let state = (amount(), amount(), amount(), amount());
    let pair = (0..=9_u8, 0..=9_u8, amount());
    (spread, depth(), depth(), inventory, state, pair).prop_map(
        |(spread, depth_sell, depth_buy, inventory, state, (asset, usds, at))| {
            let (soft, beyond, skew_bps, low, scarcity_bps) = inventory;
            let pricing = Pricing {
                pair: Pair::new(asset, usds).expect("at most nine"),
                spread: Spread { bid_bps: spread.0, ask_bps: spread.1 },
                bounds: SpreadBounds {
                    bid_min: 0,
                    bid_max: 1_000,
                    ask_min: 0,
                    ask_max: 1_000,
                    total_max: 5_000,
                },
                depth_sell,
                depth_buy,
                inventory: InventoryLimits { soft, hard: soft + beyond - 1, skew_bps, low, scarcity_bps },
                trade: TradeLimits { min: 0, max: u64::MAX },
            };
            pricing.check().expect("within bounds");
            let capital = Capital { inventory: state.0, pending: state.1, ..Capital::default() };
            let flow = |amount| Flow { amount, updated_at: NOW };
            let flows = Flows { sells: flow(state.2), buys: flow(state.3) };
            Pool { pricing, capital, flows, price: price(at) }
        },
    )
}

impl Pool {
    /// The quote, or nothing where a number does not fit or nothing would change hands.
    fn quote(&self, trade: Trade) -> Option<Quote> {
        self.pricing.quote(trade, self.price, &self.capital, &self.flows, NOW).ok()
    }

    /// Books the trade without asking for limits.
    fn trade(&mut self, trade: Trade) -> Option<Quote> {
        let quote = self.quote(trade)?;
        if trade.is_sell() {
            self.capital.inventory = self.capital.inventory.checked_add(quote.amount_in)?;
            self.flows.sells.amount = self.flows.sells.amount.checked_add(quote.value)?;
        } else {
            self.capital.inventory = self.capital.inventory.checked_sub(quote.amount_out)?;
            self.flows.buys.amount = self.flows.buys.amount.checked_add(quote.value)?;
        }
        Some(quote)
    }

    fn worth(&self, amount: u64) -> BigRational {
        value(self.pricing.pair, amount, self.price)
    }

    /// What does not fit is only asked for where it does not count.
    fn at_nav(&self, amount: u64) -> u64 {
        self.pricing.pair.value(amount, self.price, Down).unwrap_or(u64::MAX)
    }

    /// What is paid against the value of a sale, before rounding.
    fn sale_fee(&self, quote: &Quote) -> BigRational {
        let held = self.at_nav(self.capital.inventory + self.capital.pending);
        sale_fee(
            &self.pricing,
            self.flows.sells.amount,
            quote.value,
            [held, held.saturating_add(quote.value)],
        )
    }

    /// What is paid on top of the value of a purchase, before rounding.
    fn purchase_fee(&self, quote: &Quote) -> BigRational {
        let held = self.capital.inventory;
        let held = [held, held.saturating_sub(quote.amount_out)].map(|amount| self.at_nav(amount));
        purchase_fee(&self.pricing, self.flows.buys.amount, quote.value, held)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Each rounding favours the pool and is less than a base unit, but for the part of one that areas round by.
    #[test]
    fn sales_pay_the_area_of_their_curves(pool in pool(), amount in amount()) {
        let Some(quote) = pool.quote(Trade::SellExactIn(amount)) else { return Ok(()) };
        let fee = pool.sale_fee(&quote);
        prop_assert_eq!(int(quote.value), pool.worth(amount).floor());
        prop_assert!(int(quote.fee) >= fee && int(quote.fee) < fee.clone() + int(1) + int(1) / int(1_000), "{:?} {}", quote, fee);
        prop_assert_eq!((quote.amount_in, quote.amount_out), (amount, quote.value - quote.fee));
        prop_assert_eq!(quote.spread_fee + quote.size_fee + quote.skew_fee, quote.fee);
    }

    #[test]
    fn purchases_pay_the_area_of_their_curves(pool in pool(), amount in amount()) {
        let Some(quote) = pool.quote(Trade::BuyExactOut(amount)) else { return Ok(()) };
        let fee = pool.purchase_fee(&quote);
        prop_assert_eq!(int(quote.value), pool.worth(amount).ceil());
        prop_assert!(int(quote.fee) >= fee && int(quote.fee) < fee.clone() + int(1) + int(1) / int(1_000), "{:?} {}", quote, fee);
        prop_assert_eq!((quote.amount_in, quote.amount_out), (quote.value + quote.fee, amount));
        prop_assert_eq!(quote.spread_fee + quote.size_fee + quote.skew_fee, quote.fee);
    }

    /// The least that gets an amount: no better than to give as much, and three base units of USDS less get less.
    #[test]
    fn sales_of_an_exact_result_are_the_inverse(pool in pool(), out in amount()) {
        let Some(quote) = pool.quote(Trade::SellExactOut(out)) else { return Ok(()) };
        prop_assert_eq!(quote.amount_out, out);
        let same = pool.quote(Trade::SellExactIn(quote.amount_in)).expect("it was quoted");
        prop_assert!(same.amount_out >= out, "{:?} {:?}", quote, same);
        let Ok(three) = pool.pricing.pair.amount(3, pool.price, Up) else { return Ok(()) };
        if let Some(less) = quote.amount_in.checked_sub(three.max(1)).and_then(|less| pool.quote(Trade::SellExactIn(less))) {
            prop_assert!(less.amount_out < out, "{:?} {:?}", quote, less);
        }
    }

    /// The most that an amount gets: never more USDS than were given, and three base units more would have
    /// been, as far as there is inventory.
    #[test]
    fn purchases_for_a_budget_are_the_inverse(pool in pool(), budget in amount()) {
        let Some(quote) = pool.quote(Trade::BuyExactIn(budget)) else { return Ok(()) };
        prop_assert!(quote.amount_in <= budget);
        let same = pool.quote(Trade::BuyExactOut(quote.amount_out)).expect("it was quoted");
        prop_assert_eq!((same.amount_in, same.fee), (quote.amount_in, quote.fee));
        let Ok(more) = pool.pricing.pair.amount(3, pool.price, Up) else { return Ok(()) };
        let more = quote.amount_out.saturating_add(more);
        if more > pool.capital.inventory {
            return Ok(());
        }
        if let Some(more) = pool.quote(Trade::BuyExactOut(more)) {
            prop_assert!(more.amount_in > budget, "{:?} {:?}", quote, more);
        }
    }

    /// More in, more out, and never better for each unit.
    #[test]
    fn size_never_pays(pool in pool(), small in amount(), more in amount()) {
        let large = small + more;
        if let (Some(few), Some(many)) = (pool.quote(Trade::SellExactIn(small)), pool.quote(Trade::SellExactIn(large))) {
            prop_assert!(many.amount_out >= few.amount_out, "{:?} {:?}", few, many);
        }
        if let (Some(few), Some(many)) = (pool.quote(Trade::BuyExactOut(small)), pool.quote(Trade::BuyExactOut(large))) {
            prop_assert!(many.amount_in >= few.amount_in, "{:?} {:?}", few, many);
        }
    }

    /// Many small trades never come to more than one, to the base unit.
    #[test]
    fn splitting_never_pays(pool in pool(), parts in proptest::collection::vec(amount(), 2..6)) {
        let whole = parts.iter().sum::<u64>();
        for trade in [Trade::SellExactIn, Trade::BuyExactOut] {
            let Some(at_once) = pool.quote(trade(whole)) else { continue };
            let mut pool = pool.clone();
            let quotes: Option<Vec<Quote>> = parts.iter().map(|part| pool.trade(trade(*part))).collect();
            let Some(quotes) = quotes else { continue };
            let (given, got) = quotes.iter().fold((0, 0), |sum, quote| (sum.0 + quote.amount_in, sum.1 + quote.amount_out));
            prop_assert!(given >= at_once.amount_in && got <= at_once.amount_out, "{:?} {:?}", quotes, at_once);
        }
    }

    /// There and back loses the spread of both ways, whichever way comes first and however it is asked for.
    #[test]
    fn a_round_trip_loses_both_spreads(pool in pool(), size in amount(), sell_first: bool, exact_in: bool) {
        let mut pool = pool;
        let (first, spread) = match (sell_first, exact_in) {
            (true, true) => (Trade::SellExactIn(size), pool.pricing.spread.bid_bps),
            (true, false) => (Trade::SellExactOut(size), pool.pricing.spread.bid_bps),
            (false, true) => (Trade::BuyExactIn(size), pool.pricing.spread.ask_bps),
            (false, false) => (Trade::BuyExactOut(size), pool.pricing.spread.ask_bps),
        };
        let Some(there) = pool.trade(first) else { return Ok(()) };
        let back = if sell_first { Trade::BuyExactOut(there.amount_in) } else { Trade::SellExactIn(there.amount_out) };
        let Some(back) = pool.trade(back) else { return Ok(()) };
        let (paid, got) = if sell_first { (back.amount_in, there.amount_out) } else { (there.amount_in, back.amount_out) };
        let other = if sell_first { pool.pricing.spread.ask_bps } else { pool.pricing.spread.bid_bps };
        let nav = pool.at_nav(if sell_first { there.amount_in } else { there.amount_out });
        prop_assert!(paid >= got);
        prop_assert!(int(paid - got) >= int(nav) * int(spread + other) / int(10_000), "{:?} {:?}", there, back);
    }
}

#[test]
fn a_million_round_trips_of_dust_never_profit() {
    let pricing = super::steep();
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let (mut capital, flows) =
        (Capital { inventory: 3_000_000_000_000, ..Capital::default() }, Flows::default());
    for _ in 0..1_000_000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let size = 1 + (state >> 33) % 5_000;
        let at = price(900_000_000_000 + (state >> 20) % 200_000_000_000);
        let Ok(sold) = pricing.quote(Trade::SellExactIn(size), at, &capital, &flows, NOW) else { continue };
        capital.inventory += size;
        let bought = pricing.quote(Trade::BuyExactOut(size), at, &capital, &flows, NOW).expect("a purchase");
        capital.inventory -= size;
        assert!(bought.amount_in > sold.amount_out, "{sold:?} {bought:?}");
    }
}
