use crate::address_text::AddressText;
use anchor_lang::prelude::*;

/// The collection of one facility, at `["config", facility]`. Also the collection's update authority and
/// the holder of its permanent delegates.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct NfatConfig {
    /// The facility: the only signer that mints.
    pub facility: Pubkey,
    /// Program of the facility and of its Books.
    pub facility_program: Pubkey,
    /// Scope whose Beams give rights here.
    pub scope: Pubkey,
    /// PAU that the facility's Books start in.
    pub pau: Pubkey,
    /// Asset in which every NFAT of this collection is paid.
    pub mint: Pubkey,
    pub token_program: Pubkey,
    /// Metaplex Core collection.
    pub collection: Pubkey,
    /// Token id of the next NFAT; the first is 1.
    pub next_token_id: u64,
    /// Number of the last event of this account.
    pub sequence: u64,
    pub decimals: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    /// `facility` in base58, for the attributes of its NFATs.
    pub facility_text: AddressText,
    pub reserved: [u8; 17],
}

impl NfatConfig {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();

    /// Number of the next event.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence = self.sequence.wrapping_add(1);
        self.sequence
    }
}
