//! Peg stability modules. `administration` is what creates and sets them, `trading` what anybody does.

mod administration;
mod trading;

pub use administration::*;
pub use trading::*;
