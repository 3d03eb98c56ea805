//! Seeds of every address of this program. Each part has a fixed length.

use anchor_lang::prelude::*;

/// `["config", facility]`: also the update authority and delegate of the collection.
#[constant]
pub const CONFIG_SEED: &[u8] = b"config";
/// `["collection", config]`
#[constant]
pub const COLLECTION_SEED: &[u8] = b"collection";
/// `["redeem", config, book]`: record and owner of a Book's redeem token account.
#[constant]
pub const REDEEM_SEED: &[u8] = b"redeem";
/// `["asset", config, token id (u64, little-endian)]`
#[constant]
pub const ASSET_SEED: &[u8] = b"asset";
/// `["nfat", asset]`
#[constant]
pub const NFAT_SEED: &[u8] = b"nfat";
/// `["reissue", burnt asset]`: the asset that takes its place.
#[constant]
pub const REISSUE_SEED: &[u8] = b"reissue";
/// `["whitelist", config, address]`
#[constant]
pub const WHITELIST_SEED: &[u8] = b"whitelist";
/// First part of what a permit to re-mint names, see `remint_digest`.
pub const REMINT_DIGEST: &[u8] = b"remint";
/// Longest name and uri of a collection, bytes.
pub const MAX_NAME: usize = 32;
pub const MAX_URI: usize = 200;
/// Layout version that this program writes into its accounts.
pub const ACCOUNT_VERSION: u8 = 1;
/// How long a request stands: a holder that has sold and bought back is not bound by what it asked for long ago.
pub const REQUEST_SECONDS: i64 = 7 * DAY_SECONDS;
/// Seconds of a day.
pub const DAY_SECONDS: i64 = 86_400;
