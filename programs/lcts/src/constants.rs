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
/// Most that a unit may let its exchange rate rise a day, basis points: 1 %.
pub const MAX_YIELD_CAP_BPS: u16 = 100;
/// Layout version that this program writes into its accounts.
pub const ACCOUNT_VERSION: u8 = 1;
