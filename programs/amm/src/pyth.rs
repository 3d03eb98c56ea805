//! Price accounts of the Pyth receiver, read by their bytes: one struct does not need the receiver's whole SDK.

use crate::error::AmmError;
use anchor_lang::prelude::*;

/// The Pyth receiver, the same on every cluster.
pub const RECEIVER: Pubkey = pubkey!("rec5EKMGg6MxZYaMdyBfgwp4d5rB9T1VQH5pJv5LtFJ");
/// `sha256("account:PriceUpdateV2")[..8]`
pub const DISCRIMINATOR: [u8; 8] = [34, 241, 35, 99, 157, 126, 244, 205];
/// Verified by two thirds of the guardians; whatever is less is a longer form with another first byte.
const FULL: u8 = 1;

/// Discriminator, write authority and level; after a full verification the message follows at once.
const LEVEL: usize = 40;
const FEED_ID: usize = 41;
const PRICE: usize = 73;
const CONFIDENCE: usize = 81;
const EXPONENT: usize = 89;
const PUBLISH_TIME: usize = 93;
const POSTED_SLOT: usize = 125;

/// What one price account says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PythPrice {
    /// Price and half width of its confidence interval, both times `10^exponent`.
    pub price: i64,
    pub confidence: u64,
    pub exponent: i32,
    /// Unix seconds at which the publishers agreed.
    pub publish_time: i64,
    /// Slot in which it came onto this chain.
    pub posted_slot: u64,
}

/// Reads the price of `feed_id` from an account of the receiver.
///
/// SECURITY: anybody can have any update posted, so the account's address says nothing; owner, type, verification
/// and feed decide. Whoever trades chooses which update to show: its age is the caller's to judge.
pub fn read(account: &AccountInfo, feed_id: &[u8; 32]) -> Result<PythPrice> {
    require_keys_eq!(*account.owner, RECEIVER, AmmError::WrongPriceAccount);
    let data = account.try_borrow_data()?;
    parse(&data, feed_id).map_err(Into::into)
}

/// The same from bytes.
pub fn parse(data: &[u8], feed_id: &[u8; 32]) -> core::result::Result<PythPrice, AmmError> {
    if chunk(data, 0)? != DISCRIMINATOR {
        return Err(AmmError::WrongPriceAccount);
    }
    if data.get(LEVEL) != Some(&FULL) {
        return Err(AmmError::PriceNotVerified);
    }
    if chunk::<32>(data, FEED_ID)? != *feed_id {
        return Err(AmmError::WrongPriceFeed);
    }
    Ok(PythPrice {
        price: i64::from_le_bytes(chunk(data, PRICE)?),
        confidence: u64::from_le_bytes(chunk(data, CONFIDENCE)?),
        exponent: i32::from_le_bytes(chunk(data, EXPONENT)?),
        publish_time: i64::from_le_bytes(chunk(data, PUBLISH_TIME)?),
        posted_slot: u64::from_le_bytes(chunk(data, POSTED_SLOT)?),
    })
}

fn chunk<const N: usize>(data: &[u8], at: usize) -> core::result::Result<[u8; N], AmmError> {
    data.get(at..).and_then(|rest| rest.first_chunk::<N>()).copied().ok_or(AmmError::WrongPriceAccount)
}
