#![allow(
    ambiguous_glob_reexports,
    reason = "every instruction file has a `handler`; they are called by module"
)]

pub mod grant_beam;
pub mod initialize_scope;
pub mod revoke_beam;

pub use grant_beam::*;
pub use initialize_scope::*;
pub use revoke_beam::*;
