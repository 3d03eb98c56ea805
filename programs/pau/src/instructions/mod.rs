#![allow(
    ambiguous_glob_reexports,
    reason = "every instruction file has a `handler`; they are called by module"
)]

pub mod add_controller;
pub mod add_rate_limit;
pub mod admin_action;
pub mod advance_epoch;
pub mod available_limit;
pub mod call;
pub mod called_accounts;
pub mod charge;
pub mod debit;
pub mod disable_action;
pub mod draw;
pub mod enable_action;
pub mod freeze;
pub mod guardian_action;
pub mod initialize_pau;
pub mod migrate_vault;
pub mod open_vault;
pub mod pause_rate_limit;
pub mod release_vault;
pub mod remove_controller;
pub mod remove_rate_limit;
pub mod remove_relayer;
pub mod restore;
pub mod resume_rate_limit;
pub mod set_freezer;
pub mod set_rate_limit;
pub mod set_relayer;
pub mod swap;
pub mod tracked_vault;
pub mod transfer;
pub mod unfreeze;
pub mod use_limit;

pub use add_controller::*;
pub use add_rate_limit::*;
pub use admin_action::*;
pub use available_limit::*;
pub use call::*;
pub use disable_action::*;
pub use draw::*;
pub use enable_action::*;
pub use guardian_action::*;
pub use initialize_pau::*;
pub use migrate_vault::*;
pub use open_vault::*;
pub use pause_rate_limit::*;
pub use release_vault::*;
pub use remove_controller::*;
pub use remove_rate_limit::*;
pub use remove_relayer::*;
pub use resume_rate_limit::*;
pub use set_freezer::*;
pub use set_rate_limit::*;
pub use set_relayer::*;
pub use swap::*;
pub use transfer::*;
pub use use_limit::*;
