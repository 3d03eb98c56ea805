//! Booking a trade.

use super::flow::Flows;
use super::pricing::Pricing;
use super::quote::{add, Quote};
use super::{AmmError, Capital};
use crate::mul_div::Rounding;

impl Pricing {
    /// Refuses a trade beyond the pool's limits: of inventory, of size, and of what the pool has.
    ///
    /// USDS that shares wait for are not there for traders: otherwise a withdrawal might wait for ever.
    pub fn check_trade(&self, quote: &Quote, capital: &Capital) -> Result<(), AmmError> {
        if quote.trade.is_sell() {
            let stock = add(capital.stock()?, quote.amount_in)?;
            let value = self.pair.value(stock, quote.price, Rounding::Up)?;
            if value > self.inventory.hard {
                return Err(AmmError::InventoryFull { value, hard: self.inventory.hard });
            }
        }
        if quote.value < self.trade.min || quote.value > self.trade.max {
            let (min, max) = (self.trade.min, self.trade.max);
            return Err(AmmError::TradeSize { value: quote.value, min, max });
        }
        let amount = quote.amount_out;
        if quote.trade.is_sell() {
            let free = self.tradable(quote, capital)?;
            if amount > free {
                return Err(AmmError::NotEnoughUsds { amount, free });
            }
        } else if amount > capital.inventory {
            return Err(AmmError::NotEnoughInventory { amount, inventory: capital.inventory });
        }
        Ok(())
    }

    /// Books a trade at `now` if it keeps to the limits. The fee stays in the pool.
    pub fn execute(
        &self,
        quote: &Quote,
        capital: &mut Capital,
        flows: &mut Flows,
        now: i64,
    ) -> Result<(), AmmError> {
        self.check_trade(quote, capital)?;
        let (mut next, mut next_flows) = (*capital, *flows);
        // Checked above: neither subtraction falls short. The counter of fees is for reports and may stop at its end.
        next.fees = capital.fees.saturating_add(quote.fee);
        if quote.trade.is_sell() {
            next.inventory = add(capital.inventory, quote.amount_in)?;
            next.usds = capital.usds.saturating_sub(quote.amount_out);
            next_flows.sells.add(quote.value, self.depth_sell.recovery, now)?;
        } else {
            next.inventory = capital.inventory.saturating_sub(quote.amount_out);
            next.usds = add(capital.usds, quote.amount_in)?;
            next_flows.buys.add(quote.value, self.depth_buy.recovery, now)?;
        }
        (*capital, *flows) = (next, next_flows);
        Ok(())
    }

    /// USDS that nobody waits for.
    fn tradable(&self, quote: &Quote, capital: &Capital) -> Result<u64, AmmError> {
        if capital.queued == 0 {
            return Ok(capital.usds);
        }
        let valuation = capital.valuation(self, quote.price)?;
        Ok(capital.usds.saturating_sub(capital.worth(capital.queued, &valuation)?))
    }
}
