//! Queue, claims, Books and attestations.

mod administration;
mod book;
mod halts;
mod queue;

pub use administration::*;
pub use book::*;
pub use halts::*;
pub use queue::*;
