//! One event an instruction. `sequence` counts the events of the account named first, without gaps.

use anchor_lang::prelude::*;

/// A facility's collection was created.
#[event]
pub struct CollectionInitialized {
    pub config: Pubkey,
    pub sequence: u64,
    pub facility: Pubkey,
    pub collection: Pubkey,
    pub mint: Pubkey,
}

/// A Book's redeem vault was opened.
#[event]
pub struct RedeemVaultOpened {
    pub redeem_vault: Pubkey,
    pub sequence: u64,
    pub book: Pubkey,
    pub token_account: Pubkey,
}

/// An NFAT was minted.
#[event]
pub struct NfatMinted {
    pub nfat: Pubkey,
    pub sequence: u64,
    pub facility: Pubkey,
    pub token_id: u64,
    pub asset: Pubkey,
    pub book: Pubkey,
    pub depositor: Pubkey,
    pub principal: u64,
    pub payout_cap: u64,
    pub terms_hash: [u8; 32],
}

/// An NFAT was credited: debit `from`, credit the redeem vault of `book`.
#[event]
pub struct NfatFunded {
    pub nfat: Pubkey,
    pub sequence: u64,
    pub actor: Pubkey,
    pub book: Pubkey,
    pub from: Pubkey,
    pub principal: u64,
    pub interest: u64,
    pub penalty: u64,
    pub funded_after: u64,
    /// Whether the money came out of the Book and counts towards the payout cap.
    pub by_book: bool,
}

/// An NFAT was paid and lives on: debit the redeem vault of `book`, credit `destination`.
#[event]
pub struct NfatPaid {
    pub nfat: Pubkey,
    pub sequence: u64,
    pub holder: Pubkey,
    pub book: Pubkey,
    pub destination: Pubkey,
    pub principal: u64,
    pub interest: u64,
    pub penalty: u64,
    /// Principal not yet paid back.
    pub outstanding_after: u64,
    pub owed_after: u64,
}

/// An NFAT was burnt for what was credited: debit the redeem vault of `book`, credit `destination`.
#[event]
pub struct NfatRedeemed {
    pub nfat: Pubkey,
    pub sequence: u64,
    pub holder: Pubkey,
    pub book: Pubkey,
    pub asset: Pubkey,
    pub destination: Pubkey,
    pub principal: u64,
    pub interest: u64,
    pub penalty: u64,
    pub owed_after: u64,
}
