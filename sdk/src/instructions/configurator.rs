//! Governance: the timelock, what it approves, and what is configured within it.

mod beams;
mod conserver;
mod emergency;
mod limits;
mod operators;
mod records;
mod signers;
mod timelock;

pub use beams::*;
pub use conserver::*;
pub use emergency::*;
pub use limits::*;
pub use operators::*;
pub use records::*;
pub use signers::*;
pub use timelock::*;
