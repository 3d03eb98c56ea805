//! Seeds of every address of this program, and the bounds of its parameters. Each part of an address has a fixed length.

use anchor_lang::prelude::*;

/// `["pool", base]`: signs towards the PAU and owns the payout account.
#[constant]
pub const POOL_SEED: &[u8] = b"pool";
/// `["feed", base]`: prices of one asset by reporters.
#[constant]
pub const FEED_SEED: &[u8] = b"feed";
/// `["position", pool, owner]`: shares of one provider of capital.
#[constant]
pub const POSITION_SEED: &[u8] = b"position";
/// `["withdrawal", pool, id (u64, little-endian)]`
#[constant]
pub const WITHDRAWAL_SEED: &[u8] = b"withdrawal";
/// `["redemption", pool, number (u64, little-endian)]`
#[constant]
pub const REDEMPTION_SEED: &[u8] = b"redemption";

/// First words of what a permit for each loosening must name, followed by borsh of the new value.
pub const BOUNDS_DIGEST: &[u8] = b"amm bounds";
pub const DEPTH_DIGEST: &[u8] = b"amm depth";
pub const LIMITS_DIGEST: &[u8] = b"amm limits";
pub const SOURCES_DIGEST: &[u8] = b"amm sources";
pub const FEED_DIGEST: &[u8] = b"amm feed";
pub const REPORTERS_DIGEST: &[u8] = b"amm reporters";
/// First words of what a permit names that admits an asset whose issuer has powers, followed by them.
pub const ISSUER_DIGEST: &[u8] = b"amm issuer";

/// Oldest price of Pyth over which anybody may latch a pool, seconds since its publication: what the price is now, not what
/// it once was.
pub const LATCH_AGE_SECONDS: u64 = 15;
/// Longest settlement of a redemption that a pool may be given, seconds: 30 days.
pub const MAX_SETTLEMENT_SECONDS: u64 = 2_592_000;
/// Layout version that this program writes into its accounts.
pub const ACCOUNT_VERSION: u8 = 1;
