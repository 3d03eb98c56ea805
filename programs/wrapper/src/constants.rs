//! Seeds of every address of this program. Each part has a fixed length.

use anchor_lang::prelude::*;

/// `["wrapped", asset]`: owner of a wrapped NFAT, of its vault and of its escrow; mints its fractions.
#[constant]
pub const WRAPPED_SEED: &[u8] = b"wrapped";
/// `["fractions", asset]`
#[constant]
pub const FRACTIONS_SEED: &[u8] = b"fractions";
/// `["vault", wrapped]`
#[constant]
pub const VAULT_SEED: &[u8] = b"vault";
/// `["escrow", wrapped]`
#[constant]
pub const ESCROW_SEED: &[u8] = b"escrow";
/// `["stake", wrapped, owner]`
#[constant]
pub const STAKE_SEED: &[u8] = b"stake";
/// Layout version that this program writes into its accounts.
pub const ACCOUNT_VERSION: u8 = 1;
