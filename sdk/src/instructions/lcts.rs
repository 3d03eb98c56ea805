//! Units of a Portfolio Halo. `administration` is what creates and bounds them, `members` what the members of their
//! queues do, `conversion` entering with another token, `cycle` the daily settlement, `holding` what the shares stand for, `views` what can be asked.

mod administration;
mod conversion;
mod cycle;
mod holding;
mod members;
mod oversight;
mod views;

pub use administration::*;
pub use conversion::*;
pub use cycle::*;
pub use holding::*;
pub use members::*;
pub use oversight::*;
pub use views::*;
