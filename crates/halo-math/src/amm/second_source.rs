//! The price of an asset that has two sources: its reporters, and another one that must agree with them.

use super::{NavFeed, Price, PriceError};

impl NavFeed {
    /// The reporters' price to trade at, refused unless the second source, if there is one, has a price too and differs
    /// by at most `limits.second_source_bps`. What is wrong with the reporters' price is told first.
    pub fn price_beside(
        &self,
        second: Option<Result<Price, PriceError>>,
        now: i64,
        slot: u64,
    ) -> Result<Price, PriceError> {
        let first = self.price(now, slot)?;
        if let Some(second) = second {
            self.limits.check_second(first, second?)?;
        }
        Ok(first)
    }
}
