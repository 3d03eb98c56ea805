//! A stand-in for Metaplex Core, loaded at Core's address where the real program cannot be had.
//!
//! It reads and writes Core's accounts byte for byte and applies Core's authority rules, for the instructions and
//! plugins that the Halo programs use. What lies outside is refused by name, never guessed. `README.md` has the list;
//! the parity test of the suite (`core_parity`) runs the same scenarios here and on the real program.

mod accounts;
mod authority;
#[cfg(not(feature = "no-entrypoint"))]
mod entrypoint;
mod guards;
mod lifecycle;
mod plugin_kind;
mod plugin_table;
mod processor;
mod rent;
mod scope;
mod storage;
mod votes;

pub use mpl_core::ID;
pub use processor::process_instruction;
