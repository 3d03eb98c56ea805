#![allow(
    ambiguous_glob_reexports,
    reason = "every instruction file has a `handler`; they are called by module"
)]

pub mod admit_receiver;
pub mod ask;
pub mod assert_unit;
pub mod claim_interest;
pub mod declare_default;
pub mod fulfil;
pub mod fulfil_interest;
pub mod fulfil_redeem;
pub mod fund;
pub mod holder_action;
pub mod initialize_collection;
pub mod mint;
pub mod open_redeem_vault;
pub mod payout;
pub mod push_payment;
pub mod redeem;
pub mod remint;
pub mod remove_receiver;
pub mod reveal;
pub mod set_push;
pub mod set_whitelist_mode;
pub mod spend;
pub mod top_up;
pub mod transfer;
pub mod unit_state;
pub mod write_down;

pub use admit_receiver::*;
pub use ask::*;
pub use assert_unit::*;
pub use declare_default::*;
pub use fulfil::*;
pub use fund::*;
pub use holder_action::*;
pub use initialize_collection::*;
pub use mint::*;
pub use open_redeem_vault::*;
pub use payout::*;
pub use push_payment::*;
pub use redeem::*;
pub use remint::*;
pub use remove_receiver::*;
pub use reveal::*;
pub use set_push::*;
pub use set_whitelist_mode::*;
pub use top_up::*;
pub use transfer::*;
pub use unit_state::*;
pub use write_down::*;
