pub mod beam;
pub mod scope;

pub use beam::*;
pub use scope::*;
