//! One event an instruction. `sequence` counts the events of the account named first, without gaps.

use crate::state::Payment;
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
    /// Whether it was sent without the holder's doing.
    pub pushed: bool,
}

impl NfatPaid {
    /// What was paid, base units.
    pub fn total(&self) -> Result<u64> {
        let Self { principal, interest, penalty, .. } = *self;
        Ok(Payment { principal, interest, penalty }.total()?)
    }
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

/// An NFAT went from one owner to another through this program; a transfer by a wallet leaves no event.
#[event]
pub struct NfatTransferred {
    pub nfat: Pubkey,
    pub sequence: u64,
    pub from: Pubkey,
    pub to: Pubkey,
    pub asset: Pubkey,
    /// Whether the receiver had to be admitted.
    pub whitelisted: bool,
}

/// A burnt NFAT has a new asset and, with everything it had, a new record.
#[event]
pub struct NfatReminted {
    pub nfat: Pubkey,
    /// Goes on where the events of `former_nfat` ended.
    pub sequence: u64,
    pub govops: Pubkey,
    pub former_nfat: Pubkey,
    pub former_asset: Pubkey,
    pub asset: Pubkey,
    pub owner: Pubkey,
}

/// A facility's whitelist mode was switched.
#[event]
pub struct WhitelistModeChanged {
    pub config: Pubkey,
    pub sequence: u64,
    pub beacon: Pubkey,
    pub enabled: bool,
}

/// An address may receive a facility's NFATs until a time.
#[event]
pub struct ReceiverAdmitted {
    pub entry: Pubkey,
    pub sequence: u64,
    pub config: Pubkey,
    pub beacon: Pubkey,
    pub address: Pubkey,
    pub valid_until: i64,
}

/// An address may no longer receive a facility's NFATs.
#[event]
pub struct ReceiverRemoved {
    pub entry: Pubkey,
    pub sequence: u64,
    pub config: Pubkey,
    pub beacon: Pubkey,
    pub address: Pubkey,
}

/// A holder asked for something, or for nothing any more.
#[event]
pub struct RequestChanged {
    pub nfat: Pubkey,
    pub sequence: u64,
    pub holder: Pubkey,
    /// Discriminant of `Request`.
    pub request: u8,
    pub amount: u64,
}

/// A holder was paid what it asked for: debit the Book, credit the redeem vault of `book`.
#[event]
pub struct RequestFulfilled {
    pub nfat: Pubkey,
    pub sequence: u64,
    pub actor: Pubkey,
    pub book: Pubkey,
    pub holder: Pubkey,
    /// Discriminant of `Request`.
    pub request: u8,
    pub requested: u64,
    pub principal: u64,
    pub interest: u64,
    pub penalty: u64,
    /// Principal that the holder gave up for it.
    pub given_up: u64,
    pub funded_after: u64,
}

/// A holder changed whether payments may be pushed to it.
#[event]
pub struct PushChanged {
    pub nfat: Pubkey,
    pub sequence: u64,
    pub holder: Pubkey,
    pub enabled: bool,
}

/// Sealed terms were put on the record.
#[event]
pub struct TermsRevealed {
    pub nfat: Pubkey,
    pub sequence: u64,
    pub actor: Pubkey,
    pub interest: u64,
    pub maturity: i64,
    pub penalty_cap: u64,
    pub penalty_bps_per_day: u16,
}

/// An NFAT is in default.
#[event]
pub struct DefaultDeclared {
    pub nfat: Pubkey,
    pub sequence: u64,
    pub actor: Pubkey,
    pub book: Pubkey,
    /// Principal and interest missing.
    pub shortfall: u64,
    /// Penalty accrued so far.
    pub penalty_due: u64,
    /// Units of the Book in declared default.
    pub defaults_after: u64,
}

/// A Book's loss was fixed: debit the Book, credit its redeem vault.
#[event]
pub struct LossFixed {
    pub redeem_vault: Pubkey,
    pub sequence: u64,
    pub book: Pubkey,
    pub recovered: u64,
    /// Claims by rank.
    pub claims: [u64; 4],
    /// What each rank gets.
    pub shares: [u64; 4],
}
