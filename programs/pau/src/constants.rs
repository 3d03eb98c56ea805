//! Seeds of every address of this program. Each part has a fixed length, so that no two kinds of address
//! and no two tuples can meet.

use anchor_lang::prelude::*;

/// `["pau", base]`
#[constant]
pub const PAU_SEED: &[u8] = b"pau";
/// `["controller", pau, signer]`
#[constant]
pub const CONTROLLER_SEED: &[u8] = b"controller";
/// `["limit", pau, kind, target, mint]`
#[constant]
pub const LIMIT_SEED: &[u8] = b"limit";
/// `["proxy", pau, book]`: signer of a Book's money. Holds no data.
#[constant]
pub const PROXY_SEED: &[u8] = b"proxy";
/// `["vault", pau, book, mint]`: record of a Book's token account.
#[constant]
pub const VAULT_SEED: &[u8] = b"vault";
/// Relayers of one PAU.
pub const MAX_RELAYERS: usize = 8;
/// Layout version that this program writes into its accounts.
pub const ACCOUNT_VERSION: u8 = 1;
