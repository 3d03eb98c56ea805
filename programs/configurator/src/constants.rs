//! Seeds of every address of this program.

use anchor_lang::prelude::*;

/// `["scope", base]`
#[constant]
pub const SCOPE_SEED: &[u8] = b"scope";
/// `["beam", scope, target, holder]`
#[constant]
pub const BEAM_SEED: &[u8] = b"beam";
/// Layout version that this program writes into its accounts.
pub const ACCOUNT_VERSION: u8 = 1;
