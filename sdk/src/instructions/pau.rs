//! Custody, controllers, rate limits, calls and the emergency brake.

mod action;
mod administration;
mod book;
mod limit;
mod spec;

pub use action::*;
pub use administration::*;
pub use book::*;
pub use limit::*;
pub use spec::*;
