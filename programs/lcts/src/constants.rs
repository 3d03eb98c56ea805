//! Seeds of every address of this program, and the bounds of its parameters. Each part of an address has a fixed length.

use anchor_lang::prelude::*;

/// `["unit", base]`: mints the unit's shares and signs towards the PAU.
#[constant]
pub const UNIT_SEED: &[u8] = b"unit";
/// `["shares", unit]`: mint of the unit's shares.
#[constant]
pub const SHARES_SEED: &[u8] = b"shares";
/// `["queue", unit, direction (u8)]`: owner of a queue's two token accounts.
#[constant]
pub const QUEUE_SEED: &[u8] = b"queue";
/// `["generation", queue, number (u64, little-endian)]`
#[constant]
pub const GENERATION_SEED: &[u8] = b"generation";
/// `["position", queue, owner]`
#[constant]
pub const POSITION_SEED: &[u8] = b"position";
/// `["transit", queue]`: owner of the token accounts through which what is paid passes to a converter.
#[constant]
pub const TRANSIT_SEED: &[u8] = b"transit";
/// Programs of the suite on which this one does not depend, so that no action of theirs converts.
pub const AMM: Pubkey = pubkey!("7muKdURTBRuoXctB66nabFNFvcUtXpqBknuaEAJV497Q");
pub const FACILITY: Pubkey = pubkey!("2pgza3HmASVwkxmRyWVAKCcVKLi7u7WcoLK7CxDx5rZe");
pub const NFAT: Pubkey = pubkey!("8TwTGzu2q3AUmnh7Q8i74KsxvC4oEZXDTiYpVfgBDUtt");
pub const WRAPPER: Pubkey = pubkey!("Hgz9Gj8sgk98RW2ysUcNz5RQtyr29gTaEJKdSKRCo9a9");
/// Most that a unit may let its exchange rate rise a day, basis points: 1 %.
pub const MAX_YIELD_CAP_BPS: u16 = 100;
/// Seconds for which no shares are sold after a large cut of the rate.
pub const CUT_NOTICE_SECONDS: i64 = 86_400;
/// A cut is large when it takes more than one in so many parts of the rate.
pub const CUT_SHARE: u128 = 20;
/// Layout version that this program writes into its accounts.
pub const ACCOUNT_VERSION: u8 = 1;
