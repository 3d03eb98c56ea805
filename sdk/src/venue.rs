//! Pools as a router of trades sees them: accounts in, quotes and instructions out, with no connection of its own.
//!
//! The shape is that of Jupiter's `Amm` trait, without its crate: [`PoolVenue::from_account`], then again and again
//! [`PoolVenue::accounts_to_update`], [`PoolVenue::update`] and [`PoolVenue::quote`], and at last
//! [`PoolVenue::swap_instruction`], whose accounts are the metas that the trait asks for. A quote comes from the functions
//! that the program itself calls, at the moment of the clock that was read last, so the two agree to the base unit.
//!
//! ```
//! use halo_sdk::{
//!     error::Error,
//!     venue::{AccountMap, PoolVenue, QuoteParams, Refusal, SwapMode, VenueQuote},
//! };
//! use solana_account::Account;
//! use solana_pubkey::Pubkey;
//!
//! /// What 100,000 of an asset with six decimals bring now, or why nobody trades.
//! fn sale(
//!     pool: &Pubkey,
//!     account: &Account,
//!     read: impl Fn(&[Pubkey]) -> AccountMap,
//! ) -> Result<Result<VenueQuote, Refusal>, Error> {
//!     let mut venue = PoolVenue::from_account(pool, account)?;
//!     venue.update(&read(&venue.accounts_to_update()))?;
//!     let [cash, asset] = venue.reserve_mints();
//!     let amount = 100_000_000_000;
//!     Ok(venue.quote(&QuoteParams {
//!         amount,
//!         input_mint: asset,
//!         output_mint: cash,
//!         swap_mode: SwapMode::ExactIn,
//!     }))
//! }
//! ```

mod depth;
mod limits;
mod pool;
mod read;
mod refusal;
mod routing;

pub(crate) use limits::check as limit_check;

pub use depth::{DepthChart, DepthPoint, DepthSide};
pub use pool::{AccountMap, PoolVenue};
pub use refusal::Refusal;
pub use routing::{QuoteParams, SwapMode, SwapParams, VenueQuote};
