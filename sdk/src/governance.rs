//! Governance in words and figures: what an operation does, when it can be executed, how far a limit may be
//! raised, and what an administrator must not sign.

mod describe;
mod durable_nonce;
mod limit_view;
mod operation_view;

pub use describe::{describe, Description};
pub use durable_nonce::uses_durable_nonce;
pub use limit_view::LimitView;
pub use operation_view::{OperationView, ViewState};
