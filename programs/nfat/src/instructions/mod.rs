#![allow(
    ambiguous_glob_reexports,
    reason = "every instruction file has a `handler`; they are called by module"
)]

pub mod assert_unit;
pub mod claim_interest;
pub mod fund;
pub mod initialize_collection;
pub mod mint;
pub mod open_redeem_vault;
pub mod payout;
pub mod redeem;
pub mod spend;
pub mod top_up;
pub mod unit_state;

pub use assert_unit::*;
pub use fund::*;
pub use initialize_collection::*;
pub use mint::*;
pub use open_redeem_vault::*;
pub use payout::*;
pub use redeem::*;
pub use top_up::*;
pub use unit_state::*;
