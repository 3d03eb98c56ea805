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
/// `["action", pau, hash]`
#[constant]
pub const ACTION_SEED: &[u8] = b"action";
/// Relayers of one PAU.
pub const MAX_RELAYERS: usize = 8;
/// Accounts that one action passes on: with the fixed accounts of `call` they fit one transaction.
pub const MAX_ACTION_ACCOUNTS: usize = 20;
/// Bytes of an action's data prefix: a discriminator and what follows of fixed arguments.
pub const MAX_DATA_PREFIX: usize = 64;
/// The configurator, which administers PAUs: this program cannot depend on it, it depends on this one.
pub const CONFIGURATOR: Pubkey = pubkey!("2qRssuh8S2588tiQdPrSbiTTpB2KQuymUEgGut3aQ8na");
/// Layout version that this program writes into its accounts.
pub const ACCOUNT_VERSION: u8 = 1;
