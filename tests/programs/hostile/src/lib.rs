//! A program that does whatever its caller asks with whatever signatures it is given. For tests only, never deployed.
//!
//! As the target of `pau::call` it is the worst program that governance could approve: it makes any instruction with
//! the proxy's signature, in any number and order, calls back, and answers with forged return data. As a caller it is
//! a multisig wallet: its address `["vault"]` signs what it forwards.

#[cfg(not(feature = "no-entrypoint"))]
mod entrypoint;
mod meter;
mod processor;
mod script;

pub use processor::process_instruction;
pub use script::{meter_instruction, script, wallet_instruction, Step, TAG};

use solana_program::pubkey::Pubkey;

/// Where the suites load it.
pub const ID: Pubkey = Pubkey::new_from_array([0xBA; 32]);

/// Seed of the address that signs everything forwarded.
pub const WALLET_SEED: &[u8] = b"vault";

/// The address that signs everything forwarded, and its bump.
pub fn wallet() -> (Pubkey, u8) {
    Pubkey::find_program_address(&[WALLET_SEED], &ID)
}
