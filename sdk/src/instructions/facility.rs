//! Queue, claims, Books and attestations.

mod administration;
mod book;
mod queue;

pub use administration::*;
pub use book::*;
pub use queue::*;
