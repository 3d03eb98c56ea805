pub mod psm;
pub mod reserve;

pub use psm::*;
pub use reserve::*;
