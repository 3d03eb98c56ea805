//! Pools that trade an asset against USDS at its NAV, less or plus a spread.
//!
//! A [`NavFeed`] or a [`PullFeed`] says what the asset is worth, or why nobody should trade on it. [`Pricing`] turns
//! that into a [`Quote`] and books the trade in [`Capital`], whose shares belong to those who brought USDS. Assets go to
//! the issuer in [`Redemption`]s and come back as USDS.
//!
//! Sides are the trader's: who sells gives the asset. There is no constant product: a price does not depend on what the
//! pool holds, but for discounts that grow with how much was traded lately and with how much the pool has or lacks.
//!
//! Roundings, all in favour of the pool: what goes out rounds down, what comes in and every fee rounds up, shares for a
//! deposit and USDS for shares round down.

mod breaker;
mod capital;
mod curve;
mod error;
mod flow;
mod limits;
mod mark;
mod median;
mod nav_feed;
mod price;
mod price_error;
mod pricing;
mod pull_feed;
mod quote;
mod redemption;
mod second_source;
mod side;
mod solve;
mod stake;
mod trade;
mod withdrawal;

pub use breaker::{Breaker, BOTH_SIDES, CUSTODY_LATCHES, OVERDUE_LATCHES, POOL_BUYS, POOL_SELLS};
pub use capital::{Capital, Valuation, VIRTUAL_SHARES, VIRTUAL_USDS};
pub use curve::{Curve, CurvePoint, CURVE_POINTS};
pub use error::AmmError;
pub use flow::{Flow, Flows};
pub use limits::{PriceLimits, CLOCK_LAG_SECONDS};
pub use mark::{Mark, IN_DOUBT};
pub use nav_feed::{
    NavFeed, NavLimits, Posted, Posting, Report, MAX_ACCRUAL_PER_DAY, MAX_ACCRUAL_SECONDS, REPORTERS,
};
pub use price::{Pair, Price, PriceRange, MAX_DECIMALS, PRICE_SCALE};
pub use price_error::PriceError;
pub use pricing::{Depth, InventoryLimits, Pricing, Spread, SpreadBounds, TradeLimits, MAX_TOTAL_BPS};
pub use pull_feed::{PullFeed, PullPrice};
pub use quote::{Quote, Trade};
pub use redemption::{Closed, Received, Redemption};
pub use stake::{Stake, MIN_STAY_SECONDS};
pub use withdrawal::{Filled, Withdrawal, WithdrawalQueue};
