pub mod action;
pub mod controller;
pub mod pau;
pub mod rate_limit;
pub mod vault;

pub use action::*;
pub use controller::*;
pub use pau::*;
pub use rate_limit::*;
pub use vault::*;
