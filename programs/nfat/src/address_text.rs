//! Addresses as wallets show them. Base58 costs 7 000 compute units an address, so what a facility and a Book
//! have in common for all their NFATs is written once.

use anchor_lang::prelude::*;

/// Bytes that hold an address in base58, zeros at the end.
pub type AddressText = [u8; five8::BASE58_ENCODED_32_MAX_LEN];

/// `key` in base58.
pub fn encode(key: &Pubkey) -> AddressText {
    let mut text = [0; five8::BASE58_ENCODED_32_MAX_LEN];
    five8::encode_32(key.as_array(), &mut text);
    text
}

/// The text without the zeros at its end.
pub fn read(text: &AddressText) -> String {
    let digits = text.split(|byte| *byte == 0).next().unwrap_or_default();
    // Base58 is ASCII: the fallback is never taken, and costs nothing.
    core::str::from_utf8(digits).unwrap_or_default().to_string()
}
