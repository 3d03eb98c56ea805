#![allow(
    ambiguous_glob_reexports,
    reason = "every instruction file has a `handler`; they are called by module"
)]

pub mod burn_fractions;
pub mod claim_rewards;
pub mod close_wrapper;
pub mod collect;
pub mod open_wrapper;
pub mod stake;
pub mod thaw_holder;
pub mod unstake;
pub mod unwrap;
pub mod wrap;

pub use burn_fractions::*;
pub use claim_rewards::*;
pub use close_wrapper::*;
pub use collect::*;
pub use open_wrapper::*;
pub use stake::*;
pub use thaw_holder::*;
pub use unstake::*;
pub use unwrap::*;
pub use wrap::*;
