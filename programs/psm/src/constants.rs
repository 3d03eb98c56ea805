//! Seeds of every address of this program. Each part has a fixed length.

use anchor_lang::prelude::*;

/// `["psm", base]`: owner of both reserves.
#[constant]
pub const PSM_SEED: &[u8] = b"psm";
/// Layout version that this program writes into its accounts.
pub const ACCOUNT_VERSION: u8 = 1;
