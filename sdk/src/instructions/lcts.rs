//! Units of a Portfolio Halo. `administration` is what creates and bounds them, `members` what the members of their
//! queues do, `cycle` the daily settlement, `holding` what the shares stand for, `views` what can be asked.

mod administration;
mod cycle;
mod holding;
mod members;
mod views;

pub use administration::*;
pub use cycle::*;
pub use holding::*;
pub use members::*;
pub use views::*;
