//! The client side of Halo on Solana: addresses, instructions, accounts, errors, and clients over a real
//! cluster, a test bank or an embedded one.
//!
//! Amounts are `u64` in base units of the facility's asset, times are Unix seconds.
//!

pub mod addresses;
pub mod amount;
pub mod client;
pub mod cluster;
pub mod commitment;
pub mod core_program;
pub mod deployment;
pub mod error;
pub mod governance;
pub mod instructions;
pub mod keyring;
pub mod lookup_table;
pub mod oversight;
pub mod program_errors;
pub mod programs;
pub mod token;
pub mod transaction;
pub mod transport;
pub mod venue;
pub mod view;

/// The programs' accounts, arguments and events, as the programs define them.
pub use {amm, configurator, facility, halo_math, lcts, nfat, pau, psm, wrapper};
