pub mod authority;
pub mod generation;
pub mod holding;
pub mod position;
pub mod queue;
pub mod unit;

pub use authority::*;
pub use generation::*;
pub use holding::*;
pub use position::*;
pub use queue::*;
pub use unit::*;
