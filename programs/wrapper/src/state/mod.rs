pub mod proceeds;
pub mod stake;
pub mod wrapped;

pub use stake::*;
pub use wrapped::*;
