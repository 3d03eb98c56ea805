pub mod accordance;
pub mod beam;
pub mod cbeam;
mod copied;
pub mod init;
pub mod limit_change;
pub mod operation;
pub mod registration;
pub mod scope;

pub use accordance::*;
pub use beam::*;
pub use cbeam::*;
pub(crate) use copied::copied;
pub use init::*;
pub use limit_change::*;
pub use operation::*;
pub use registration::*;
pub use scope::*;
