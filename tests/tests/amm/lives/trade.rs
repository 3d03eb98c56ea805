//! Trades, each held against what the rules say beforehand.

use super::{check::Effect, Life, LEAST, MOST};
use crate::floor::{AmmError, NEVER};
use halo_sdk::{
    amm::instructions::{QuoteArgs, QuoteView, SwapArgs},
    halo_math::amm::{Price, Quote, Trade},
    instructions::amm as ix,
    pau::error::PauError,
};

impl Life {
    /// What the rules say to a trade now.
    fn foretell(&self, trade: Trade) -> Result<Quote, AmmError> {
        let (pool, clock) = (self.pool(), self.chain.clock());
        let price: Price = self.feed().nav.price(clock.unix_timestamp, clock.slot)?;
        pool.breaker.check(&trade)?;
        let quote = pool.pricing.quote(trade, price, &pool.capital, &pool.flows, clock.unix_timestamp)?;
        pool.pricing.check_trade(&quote, &pool.capital)?;
        Ok(quote)
    }

    /// Whether the PAU lets so much in and out.
    fn is_within_limits(&self, quote: &Quote) -> bool {
        let at = &self.stand().at;
        let [asset_in, cash_out, cash_in, asset_out] = at.swap_limits();
        let keys = if quote.trade.is_sell() { [asset_in, cash_out] } else { [cash_in, asset_out] };
        keys.iter()
            .zip([quote.amount_in, quote.amount_out])
            .all(|(key, amount)| self.available(key) >= amount)
    }

    /// Asks the program itself, which says what the rules say.
    fn ask(&mut self, trade: Trade, told: &Result<Quote, AmmError>) -> Option<QuoteView> {
        let (sell, amount, exact_out) = (trade.is_sell(), trade.amount(), !trade.is_exact_in());
        let args = QuoteArgs { sell, amount, exact_out };
        let asked: Result<QuoteView, u32> = self.chain.view(ix::quote(&self.stand().at, None, args));
        let told = told.as_ref().map_err(|rule| u32::from(*rule)).map(QuoteView::from);
        assert_eq!(asked, told, "{trade:?}");
        self.meet(if asked.is_ok() { "quotes of the program" } else { "refusals of the program to quote" });
        asked.ok()
    }

    /// Cash and asset of the trader.
    fn purse(&self) -> [u64; 2] {
        let at = &self.stand().at;
        [at.cash, at.asset].map(|side| self.chain.tokens(&side.account(&self.floor.bob)))
    }

    fn trading(&self, trade: Trade) -> solana_instruction::Instruction {
        let exact_out = !trade.is_exact_in();
        let limit = if exact_out { u64::MAX } else { 0 };
        let args = SwapArgs { amount: trade.amount(), exact_out, limit, deadline: NEVER };
        if trade.is_sell() {
            self.floor.selling(args)
        } else {
            self.floor.buying(args)
        }
    }

    pub fn trade(&mut self) -> (&'static str, Effect) {
        let amount = self.amount(LEAST, MOST);
        let (name, trade) = match self.random.below(4) {
            0 => ("sell", Trade::SellExactIn(amount)),
            1 => ("sell for", Trade::SellExactOut(amount)),
            2 => ("buy for", Trade::BuyExactIn(amount)),
            _ => ("buy", Trade::BuyExactOut(amount)),
        };
        let (told, before) = (self.foretell(trade), self.purse());
        // A share of the trades asks the program first.
        let asked = if self.random.below(3) == 0 { self.ask(trade, &told) } else { None };
        let within = told.as_ref().is_ok_and(|quote| self.is_within_limits(quote));
        let trading = self.trading(trade);
        let outcome = self.chain.send(&[trading]);
        let after = self.purse();
        match (&told, &outcome) {
            (Ok(quote), Ok(())) => {
                assert!(within, "{trade:?} went beyond a limit of the PAU");
                let moved = match trade.is_sell() {
                    true => [before[1] - after[1], after[0] - before[0]],
                    false => [before[0] - after[0], after[1] - before[1]],
                };
                assert_eq!(moved, [quote.amount_in, quote.amount_out], "{trade:?}");
                if let Some(asked) = asked {
                    assert_eq!(
                        moved,
                        [asked.amount_in, asked.amount_out],
                        "{trade:?}, as the program quoted"
                    );
                    self.meet("trades done as the program quoted");
                }
                if trade.is_sell() {
                    let pool = self.pool();
                    let stock = pool.capital.inventory + pool.capital.pending;
                    let worth = u128::from(stock) * u128::from(quote.price.get());
                    let hard = u128::from(pool.pricing.inventory.hard)
                        * 10_u128.pow(pool.pricing.pair.exponent as u32);
                    assert!(worth <= hard, "{trade:?}: more than the pool may hold");
                }
            }
            (Ok(_), Err(refused)) => {
                assert_eq!(refused, &Ok(u32::from(PauError::RateLimitExceeded)), "{trade:?}");
                assert!(!within, "{trade:?} is within the limits of the PAU");
                self.meet("trades stopped by SWAP");
            }
            (Err(rule), refused) => assert_eq!(refused, &Err(Ok(u32::from(*rule))), "{trade:?}"),
        }
        self.note(name, outcome);
        (name, Effect::None)
    }

    /// There and back in one transaction: loses both spreads at least.
    pub fn round_trip(&mut self) -> (&'static str, Effect) {
        let amount = self.amount(LEAST, MOST);
        let spread = self.pool().pricing.spread;
        let (price, before) = (u128::from(self.price()), self.purse());
        let name = if self.random.coin() { "sell and buy back" } else { "buy and sell back" };
        let acts = match name {
            "sell and buy back" => {
                let out = self.foretell(Trade::SellExactIn(amount)).map_or(amount, |quote| quote.amount_out);
                [Trade::SellExactIn(amount), Trade::BuyExactIn(out)]
            }
            _ => [Trade::BuyExactOut(amount), Trade::SellExactIn(amount)],
        };
        let outcome = self.chain.send(&acts.map(|trade| self.trading(trade)));
        let after = self.purse();
        let both = u128::from(spread.bid_bps + spread.ask_bps);
        let scale = 10_u128.pow(self.pool().pricing.pair.exponent as u32);
        if outcome.is_ok() && name == "sell and buy back" {
            // What the purchase asks for may be a base unit less than what it was offered.
            let change = u128::from(after[0] - before[0]);
            assert!(change < 10, "{change} of the cash is not spent");
            let lost = u128::from(before[1] - after[1]) * price - change * scale;
            let ask = u128::from(spread.ask_bps);
            let least = u128::from(amount) * price * both;
            assert!(lost * (10_000 + ask) + change * scale * ask >= least, "{amount} loses {lost}");
        } else if outcome.is_ok() {
            assert_eq!(after[1], before[1], "all the asset is sold");
            let lost = u128::from(before[0] - after[0]);
            assert!(lost * 10_000 * scale >= u128::from(amount) * price * both, "{amount} loses {lost}");
        } else {
            assert_eq!(after, before);
        }
        self.note(name, outcome);
        (name, Effect::None)
    }
}
