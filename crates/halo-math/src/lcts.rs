//! The liquidity constrained token: queues whose members share what can be converted, day by day.
//!
//! A unit has two queues. Who subscribes brings underlying and receives the unit's shares; who redeems brings the
//! unit's shares and receives underlying. In each queue a [`Generation`] of members waits together and shares
//! every conversion in proportion. What one queue brings is its underlying, what it receives its reward.
//!
//! A vault of rewards owes [`Generation::rewards_owed`] of each of its generations and [`Position::accrued`] of
//! each of its positions. Both together are all that was ever minted less all that was ever paid.

mod backing;
mod credit;
mod cycle;
mod error;
mod generation;
mod net;
mod pair;
mod position;
mod rate;
mod settle;
mod state;
mod tranche;
mod wide;

pub use backing::{Backing, UNPAID_YIELD_DAYS};
pub use cycle::{LockCycle, LOCK_SECOND, SETTLE_GRACE_SECONDS, SETTLE_SECOND};
pub use error::LctsError;
pub use generation::{Exit, Generation, MAX_DILUTION, REWARD_SCALE};
pub use net::{net, Netting};
pub use pair::{settle_pair, settle_redeem, settle_subscribe, PairSettlement};
pub use position::Position;
pub use rate::{ExchangeRate, RATE_SCALE};
pub use settle::{Settlement, MIN_RESIDUAL};
pub use state::GenerationState;
pub use tranche::haircut_tranches;
