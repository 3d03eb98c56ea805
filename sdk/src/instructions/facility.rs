//! Queue, accords, claims, Books and attestations.

mod accords;
mod administration;
mod book;
mod halts;
mod holdings;
mod oversight;
mod queue;

pub use accords::*;
pub use administration::*;
pub use book::*;
pub use halts::*;
pub use holdings::*;
pub use oversight::*;
pub use queue::*;
