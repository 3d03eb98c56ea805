//! One event an instruction. `sequence` counts the events of the account named first, without gaps.

mod capital;
mod feeds;
mod pools;
mod redemptions;
mod safety;
mod trading;

pub use capital::*;
pub use feeds::*;
pub use pools::*;
pub use redemptions::*;
pub use safety::*;
pub use trading::*;
