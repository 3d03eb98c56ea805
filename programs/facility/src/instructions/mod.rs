#![allow(
    ambiguous_glob_reexports,
    reason = "every instruction file has a `handler`; they are called by module"
)]

pub mod approve_prime;
pub mod attest;
pub mod attested_change;
pub mod begin_deploying;
pub mod begin_unwinding;
pub mod book_action;
pub mod claim;
pub mod clear_book_halt;
pub mod clear_halt;
pub mod close_book;
pub mod deploy;
pub mod deposit;
pub mod halt_book;
pub mod initialize_facility;
pub mod mark_at_rest;
pub mod migrate_book;
pub mod open_book;
pub mod open_collection;
pub mod queue_balance;
pub mod return_funds;
pub mod set_buybox;
pub mod set_halt;
pub mod set_prime;
pub mod withdraw;

pub use approve_prime::*;
pub use attest::*;
pub use attested_change::*;
pub use book_action::*;
pub use claim::*;
pub use clear_book_halt::*;
pub use clear_halt::*;
pub use close_book::*;
pub use deploy::*;
pub use deposit::*;
pub use halt_book::*;
pub use initialize_facility::*;
pub use migrate_book::*;
pub use open_book::*;
pub use open_collection::*;
pub use queue_balance::*;
pub use return_funds::*;
pub use set_buybox::*;
pub use set_halt::*;
pub use set_prime::*;
pub use withdraw::*;
