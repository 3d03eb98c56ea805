//! What a trade comes to. Both roundings of every trade favour the pool.

use super::flow::Flows;
use super::pricing::Pricing;
use super::side::{Fee, Side};
use super::{solve, AmmError, Capital, Price};
use crate::mul_div::Rounding;

/// What a trader asks for, base units. Who sells gives the asset for USDS, who buys gives USDS for the asset.
#[cfg_attr(feature = "idl-build", derive(anchor_lang::AnchorSerialize, anchor_lang::AnchorDeserialize))]
#[cfg_attr(not(feature = "idl-build"), derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trade {
    /// Gives all of this of the asset.
    SellExactIn(u64),
    /// Gets exactly this of USDS.
    SellExactOut(u64),
    /// Gives at most this of USDS: what buys not even a base unit more stays with the trader.
    BuyExactIn(u64),
    /// Gets exactly this of the asset.
    BuyExactOut(u64),
}

/// A trade with its amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    pub trade: Trade,
    /// The NAV that it starts from.
    pub price: Price,
    /// What the trader gives: the asset of who sells, USDS of who buys.
    pub amount_in: u64,
    /// What the trader gets.
    pub amount_out: u64,
    /// What the asset is worth at NAV, USDS: rounded down for who sells, up for who buys.
    pub value: u64,
    /// What the trader pays against `value`, USDS; the three parts that follow add up to it.
    pub fee: u64,
    /// For every trade, with what rounding left.
    pub spread_fee: u64,
    /// For the size of this trade and of those just before it.
    pub size_fee: u64,
    /// For what the pool has too much or too little of.
    pub skew_fee: u64,
}

impl Trade {
    /// Whether the trader gives the asset.
    pub fn is_sell(&self) -> bool {
        matches!(self, Self::SellExactIn(_) | Self::SellExactOut(_))
    }

    /// The amount that was asked for.
    pub fn amount(&self) -> u64 {
        match *self {
            Self::SellExactIn(amount)
            | Self::SellExactOut(amount)
            | Self::BuyExactIn(amount)
            | Self::BuyExactOut(amount) => amount,
        }
    }

    /// Whether the amount that was asked for is what the trader gives.
    pub fn is_exact_in(&self) -> bool {
        matches!(self, Self::SellExactIn(_) | Self::BuyExactIn(_))
    }
}

impl Quote {
    /// Refuses a trade that is worse for the trader than `limit`: the least to get if what is given was fixed, the
    /// most to give if what is got was.
    pub fn check_slippage(&self, limit: u64) -> Result<(), AmmError> {
        match self.trade.is_exact_in() {
            true if self.amount_out < limit => Err(AmmError::PaysLess { limit, amount: self.amount_out }),
            false if self.amount_in > limit => Err(AmmError::TakesMore { limit, amount: self.amount_in }),
            _ => Ok(()),
        }
    }

    fn new(trade: Trade, price: Price, [amount_in, amount_out]: [u64; 2], value: u64, fee: Fee) -> Self {
        // The parts are at most the total.
        let spread_fee = fee.total.saturating_sub(fee.size).saturating_sub(fee.skew);
        Self {
            trade,
            price,
            amount_in,
            amount_out,
            value,
            fee: fee.total,
            spread_fee,
            size_fee: fee.size,
            skew_fee: fee.skew,
        }
    }
}

impl Pricing {
    /// What `trade` comes to at `now`, with the NAV at `price`. Says nothing of limits: [`Pricing::check_trade`] does.
    ///
    /// Who sells `a` gets `v - ceil(v * spread + size + skew)` with `v = floor(a at NAV)`; who buys `a` gives
    /// `v + ceil(v * spread + size + skew)` with `v = ceil(a at NAV)`. Size and skew are areas of their curves. The
    /// other two kinds are the inverse of these: the least that gets an amount, the most that an amount gets, to a few
    /// base units; never better than asking the other way round.
    pub fn quote(
        &self,
        trade: Trade,
        price: Price,
        capital: &Capital,
        flows: &Flows,
        now: i64,
    ) -> Result<Quote, AmmError> {
        let amount = trade.amount();
        if amount == 0 {
            return Err(AmmError::ZeroAmount);
        }
        if trade.is_sell() {
            let side = Side::bid(self, price, capital, flows, now)?;
            match trade {
                Trade::SellExactOut(out) => {
                    let value = solve::least_value_for(&side, out)?;
                    self.sold_for(trade, &side, price, self.pair.amount(value, price, Rounding::Up)?)
                }
                _ => self.sold(trade, &side, price, amount),
            }
        } else {
            let side = Side::ask(self, price, capital, flows, now)?;
            match trade {
                Trade::BuyExactIn(budget) => {
                    let value = solve::most_value_within(&side, budget)?;
                    let amount_out = self.pair.amount(value, price, Rounding::Down)?;
                    self.bought_within(trade, &side, price, capital, amount_out)
                }
                _ => self.bought(trade, &side, price, capital, amount),
            }
        }
    }

    /// The quote of who gives `amount_in` of the asset.
    ///
    /// The inventory is taken to move by the value of the sale, which it does to a base unit.
    fn sold(&self, trade: Trade, side: &Side, price: Price, amount_in: u64) -> Result<Quote, AmmError> {
        let too_small = AmmError::TradeTooSmall { amount: trade.amount() };
        let value = self.pair.value(amount_in, price, Rounding::Down)?;
        let fee = side.charge(value, side.stock_after(value))?.fee()?;
        let out = value.checked_sub(fee.total).filter(|out| *out > 0).ok_or(too_small)?;
        Ok(Quote::new(trade, price, [amount_in, out], value, fee))
    }

    /// The quote of who gets exactly what `trade` asks for, and gives `amount_in` of the asset, or a base unit less if
    /// that counts.
    ///
    /// What the asset's decimals give beyond what was asked for stays in the pool.
    fn sold_for(&self, trade: Trade, side: &Side, price: Price, amount_in: u64) -> Result<Quote, AmmError> {
        let asked = trade.amount();
        let mut quote = self.sold(trade, side, price, amount_in)?;
        if is_coarse(&quote) {
            if let Ok(less) = self.sold(trade, side, price, amount_in.saturating_sub(1)) {
                quote = if less.amount_out >= asked { less } else { quote };
            }
        }
        // The value was solved for, so that there is enough.
        let kept = quote.amount_out.checked_sub(asked).ok_or(AmmError::Unsolved { rounds: solve::ROUNDS })?;
        quote.amount_out = asked;
        quote.fee = quote.fee.saturating_add(kept);
        quote.spread_fee = quote.spread_fee.saturating_add(kept);
        Ok(quote)
    }

    /// The quote of who gives at most what `trade` says, and gets `amount_out` of the asset, or a base unit more if that
    /// counts.
    fn bought_within(
        &self,
        trade: Trade,
        side: &Side,
        price: Price,
        capital: &Capital,
        amount_out: u64,
    ) -> Result<Quote, AmmError> {
        let mut quote = self.bought(trade, side, price, capital, amount_out);
        if quote.as_ref().map_or(true, is_coarse) {
            match self.bought(trade, side, price, capital, amount_out.saturating_add(1)) {
                Ok(more) if more.amount_in <= trade.amount() => quote = Ok(more),
                _ => {}
            }
        }
        let quote = quote?;
        // The value was solved for, so that it is within.
        match quote.amount_in <= trade.amount() {
            true => Ok(quote),
            false => Err(AmmError::Unsolved { rounds: solve::ROUNDS }),
        }
    }

    /// The quote of who gets `amount_out` of the asset.
    ///
    /// The inventory moves from what it is worth before to what it is worth after, so that the parts of a purchase
    /// follow one another on the curve without a gap.
    fn bought(
        &self,
        trade: Trade,
        side: &Side,
        price: Price,
        capital: &Capital,
        amount_out: u64,
    ) -> Result<Quote, AmmError> {
        if amount_out == 0 {
            return Err(AmmError::TradeTooSmall { amount: trade.amount() });
        }
        let value = self.pair.value(amount_out, price, Rounding::Up)?;
        let stock = match side.has_skew() {
            true => {
                let left = capital.inventory.saturating_sub(amount_out);
                self.inventory.low.saturating_sub(self.pair.value(left, price, Rounding::Down)?)
            }
            false => 0,
        };
        let fee = side.charge(value, stock)?.fee()?;
        Ok(Quote::new(trade, price, [add(value, fee.total)?, amount_out], value, fee))
    }
}

/// Whether a base unit of the asset is worth so much that one more or less counts: two of USDS or more.
fn is_coarse(quote: &Quote) -> bool {
    let asset = if quote.trade.is_sell() { quote.amount_in } else { quote.amount_out };
    quote.value.wrapping_shr(1) >= asset
}

/// `total + amount`, if it fits 64 bits.
pub(super) fn add(total: u64, amount: u64) -> Result<u64, AmmError> {
    total.checked_add(amount).ok_or(AmmError::TotalOverflow { amount, total })
}
