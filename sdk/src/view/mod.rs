//! A facility as the four who deal with it see it: the Prime, the Halo, the attestor, and whoever holds an NFAT; and a unit
//! of a Portfolio Halo as its members and its operator see it; and a pool of a Trading Halo as traders, providers of capital
//! and its operator see it.
//!
//! Each is read from accounts alone, with the programs' own functions, at the chain's present time. Nothing is sent and
//! nobody signs. What comes out can be written as JSON: amounts in base units, times in Unix seconds.

mod accord;
mod amm_operator;
mod attestor;
mod book;
mod halo;
mod headroom;
mod holder;
mod ledger;
mod liquidity_provider;
mod locate;
mod not_now;
mod prime;
mod subscriber;
mod text;
mod trader;
mod unit;
mod unit_ledger;
mod unit_operator;

pub use accord::{accords, Accord, AccordState};
pub use amm_operator::{AmmOperator, PoolTask, RedemptionSeen};
pub use attestor::{Attestor, Kind, Posted, Task, Wait};
pub use book::Book;
pub use halo::Halo;
pub use headroom::Headroom;
pub use holder::Holder;
pub use liquidity_provider::{LiquidityProvider, PoolEntry, PoolWorth, ProviderPosition, WaitingWithdrawal};
pub use locate::locate;
pub use not_now::{queue_name, NotNow};
pub use prime::{Consent, Prime};
pub use subscriber::{Door, Held, Place, ProjectedDay, Projection, ProjectionEnd, Subscriber};
pub use trader::{Order, TradeTerms, Trader};
pub use unit::{Asked, PaidBy, Parts, Payable, Pending, Standing, Unit};
pub use unit_operator::{Due, GenerationSeen, Loss, QueueSeen, Settling, UnitOperator};
