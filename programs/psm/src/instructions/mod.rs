#![allow(
    ambiguous_glob_reexports,
    reason = "every instruction file has a `handler`; they are called by module"
)]

pub mod administer;
pub mod deposit;
pub mod initialize_psm;
pub mod pause;
pub mod quote;
pub mod set_limit;
pub mod set_rate;
pub mod swap;
pub mod unpause;
pub mod withdraw;

pub use administer::*;
pub use deposit::*;
pub use initialize_psm::*;
pub use quote::*;
pub use set_limit::*;
pub use set_rate::*;
pub use swap::*;
pub use withdraw::*;
