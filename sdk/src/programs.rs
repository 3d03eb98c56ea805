//! Addresses of the programs.

use solana_pubkey::Pubkey;

/// Pools of Trading Halos.
pub const AMM: Pubkey = amm::ID;
/// Scopes, the timelock, inits and Beams.
pub const CONFIGURATOR: Pubkey = configurator::ID;
/// Books' money, rate limits and controllers.
pub const PAU: Pubkey = pau::ID;
/// A peg stability module for tests and devnet.
pub const PSM: Pubkey = psm::ID;
/// Queues, Primes, Books and attestations of Term Halos.
pub const FACILITY: Pubkey = facility::ID;
/// Units of Portfolio Halos.
pub const LCTS: Pubkey = lcts::ID;
/// NFATs and what is credited to them.
pub const NFAT: Pubkey = nfat::ID;
/// Wrapped NFATs.
pub const WRAPPER: Pubkey = wrapper::ID;
/// Metaplex Core.
pub const CORE: Pubkey = mpl_core::ID;
