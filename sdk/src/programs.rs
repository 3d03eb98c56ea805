//! Addresses of the programs.

use solana_pubkey::Pubkey;

pub const AMM: Pubkey = amm::ID;
pub const CONFIGURATOR: Pubkey = configurator::ID;
pub const PAU: Pubkey = pau::ID;
pub const PSM: Pubkey = psm::ID;
pub const FACILITY: Pubkey = facility::ID;
pub const LCTS: Pubkey = lcts::ID;
pub const NFAT: Pubkey = nfat::ID;
pub const WRAPPER: Pubkey = wrapper::ID;
/// Metaplex Core.
pub const CORE: Pubkey = mpl_core::ID;
