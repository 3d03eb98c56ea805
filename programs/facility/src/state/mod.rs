pub mod attestation;
pub mod authority;
pub mod book;
pub mod facility;
pub mod position;
pub mod prime_approval;
pub mod queue;

pub use attestation::*;
pub use authority::*;
pub use book::*;
pub use facility::*;
pub use position::*;
pub use prime_approval::*;
pub use queue::*;
