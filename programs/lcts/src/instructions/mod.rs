#![allow(
    ambiguous_glob_reexports,
    reason = "every instruction file has a `handler`; they are called by module"
)]

pub mod check_unit;
pub mod claim;
pub mod clear_halt;
pub mod close_generation;
pub mod close_position;
pub mod deploy;
pub mod enter;
pub mod enter_with_usds;
pub mod exchange_rate;
pub mod exit;
pub mod generation_state;
pub mod haircut;
pub mod initialize_unit;
pub mod lock;
mod movements;
pub mod open_holding;
pub mod open_queue;
pub mod position_state;
pub mod return_funds;
pub mod set_guardrails;
pub mod set_rate;
pub mod settle_pair;
pub mod settle_redeem;
pub mod settle_subscribe;
mod settlement;
mod side;
pub mod subordinate;
pub mod unit_state;
pub mod unlock_overdue;

pub use check_unit::*;
pub use claim::*;
pub use clear_halt::*;
pub use close_generation::*;
pub use close_position::*;
pub use deploy::*;
pub use enter::*;
pub use enter_with_usds::*;
pub use exchange_rate::*;
pub use exit::*;
pub use generation_state::*;
pub use haircut::*;
pub use initialize_unit::*;
pub use lock::*;
pub use open_holding::*;
pub use open_queue::*;
pub use position_state::*;
pub use return_funds::*;
pub use set_guardrails::*;
pub use set_rate::*;
pub use settle_pair::*;
pub use settle_redeem::*;
pub use settle_subscribe::*;
pub use subordinate::*;
pub use unit_state::*;
pub use unlock_overdue::*;
