//! Seeds of every address of this program. Each part has a fixed length.

use anchor_lang::prelude::*;

/// `["facility", base]`: also the signer towards the PAU and the NFAT program.
#[constant]
pub const FACILITY_SEED: &[u8] = b"facility";
/// `["queue", facility]`: record and owner of the queue's token account.
#[constant]
pub const QUEUE_SEED: &[u8] = b"queue";
/// `["approval", facility, prime]`
#[constant]
pub const APPROVAL_SEED: &[u8] = b"approval";
/// `["position", facility, prime]`
#[constant]
pub const POSITION_SEED: &[u8] = b"position";
/// `["book", facility, book id (u64, little-endian)]`
#[constant]
pub const BOOK_SEED: &[u8] = b"book";
/// `["attestation", book, number (u64, little-endian)]`
#[constant]
pub const ATTESTATION_SEED: &[u8] = b"attestation";
/// `["accord", facility, prime, terms hash]`
#[constant]
pub const ACCORD_SEED: &[u8] = b"accord";
/// `["holding", asset]`
#[constant]
pub const HOLDING_SEED: &[u8] = b"holding";
/// What the digest of a permitted buybox starts with.
pub const BUYBOX_DIGEST: &[u8] = b"buybox";
/// Longest address of an attestation's document, bytes.
pub const MAX_URI: usize = 128;
/// Most seconds between the start of disclosed terms and their claim, either way: 31 days.
pub const MAX_START_DISTANCE: u64 = 31 * 86_400;
/// Most seconds for which an attestor's word of coverage holds: 7 days. It outlives the attestor's right, unless the
/// Book is halted.
pub const MAX_COVERAGE: i64 = 7 * 86_400;
/// Highest level of a Book.
pub const MAX_LEVEL: u8 = 4;
/// Layout version that this program writes into its accounts.
pub const ACCOUNT_VERSION: u8 = 1;
