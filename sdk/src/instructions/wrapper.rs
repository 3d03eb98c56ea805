//! Wrapped NFATs. `lifecycle` puts an NFAT in and out, `fractions` is what their owners do.

mod fractions;
mod lifecycle;

pub use fractions::*;
pub use lifecycle::*;
