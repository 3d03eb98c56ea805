//! Seeds of every address of this program, and the bounds of its parameters.

use anchor_lang::prelude::*;

/// `["scope", base]`
#[constant]
pub const SCOPE_SEED: &[u8] = b"scope";
/// `["beam", scope, target, holder]`
#[constant]
pub const BEAM_SEED: &[u8] = b"beam";
/// `["operation", scope, number]`, the number as eight little-endian bytes.
#[constant]
pub const OPERATION_SEED: &[u8] = b"operation";
/// `["registration", scope, pau]`
#[constant]
pub const REGISTRATION_SEED: &[u8] = b"registration";
/// `["init", scope, pau, key]`, see `Grant::key`; the default key as `pau` for an init of every PAU.
#[constant]
pub const INIT_SEED: &[u8] = b"init";
/// `["cbeam", scope, pau, govops]`
#[constant]
pub const CBEAM_SEED: &[u8] = b"cbeam";

/// Layout version that this program writes into its accounts.
pub const ACCOUNT_VERSION: u8 = 1;

/// Seconds that an addition waits, in a new scope: 14 days.
pub const DEFAULT_DELAY: i64 = 1_209_600;
/// Seconds between two raises of a limit, in a new scope: 18 hours.
pub const DEFAULT_HOP: i64 = 64_800;
/// Largest raise of a limit in one step, in a new scope: 25 %.
pub const DEFAULT_MAX_CHANGE_BPS: u16 = 2_500;

/// Seconds after a resumption in which only the council can pause again: 1 day. Without them, whoever pauses
/// the moment the council has resumed would hold the clock of every operation still, its own replacement
/// among them.
pub const PAUSE_COOLDOWN: i64 = 86_400;

/// Shortest and longest delay that a scope can take, seconds: 1 and 90 days.
pub const DELAY_BOUNDS: (i64, i64) = (86_400, 7_776_000);
/// Shortest and longest hop that a scope can take, seconds: 1 hour and 30 days.
pub const HOP_BOUNDS: (i64, i64) = (3_600, 2_592_000);
/// Smallest and largest step that a scope can take, basis points.
pub const MAX_CHANGE_BOUNDS: (u16, u16) = (1, 10_000);

/// Digest of a permit to release the vault that is its target: the text, padded with zeros.
pub const RELEASE_VAULT_DIGEST: [u8; 32] = *b"release_vault\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
