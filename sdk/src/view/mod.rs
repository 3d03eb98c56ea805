//! A facility as the four who deal with it see it: the Prime, the Halo, the attestor, and whoever holds an NFAT.
//!
//! Each is read from accounts alone, with the programs' own functions, at the chain's present time. Nothing is sent and
//! nobody signs. What comes out can be written as JSON: amounts in base units, times in Unix seconds.

mod accord;
mod attestor;
mod book;
mod halo;
mod headroom;
mod holder;
mod ledger;
mod locate;
mod prime;
mod text;
mod unit;

pub use accord::{accords, Accord, AccordState};
pub use attestor::{Attestor, Kind, Posted, Task, Wait};
pub use book::Book;
pub use halo::Halo;
pub use headroom::Headroom;
pub use holder::Holder;
pub use locate::locate;
pub use prime::{Consent, Prime};
pub use unit::{Asked, PaidBy, Parts, Payable, Pending, Standing, Unit};
