//! One event an instruction. `sequence` counts the events of the wrapper named first, without gaps.

use crate::instructions::CollectKind;
use anchor_lang::prelude::*;

/// A wrapper for an NFAT was opened.
#[event]
pub struct WrapperOpened {
    pub wrapped: Pubkey,
    pub sequence: u64,
    pub asset: Pubkey,
    pub nfat: Pubkey,
    pub book: Pubkey,
    pub fraction_mint: Pubkey,
    pub vault: Pubkey,
    pub escrow: Pubkey,
    pub rent_payer: Pubkey,
    /// Whether fractions go to admitted receivers only.
    pub restricted: bool,
}

/// An NFAT was wrapped: `supply` fractions were minted to `destination`.
#[event]
pub struct NfatWrapped {
    pub wrapped: Pubkey,
    pub sequence: u64,
    pub holder: Pubkey,
    pub destination: Pubkey,
    pub supply: u64,
}

/// What was credited to the NFAT has arrived: credit the vault.
#[event]
pub struct ProceedsCollected {
    pub wrapped: Pubkey,
    pub sequence: u64,
    pub kind: CollectKind,
    pub amount: u64,
    /// Fractions in existence, and of them staked, when it arrived.
    pub supply: u64,
    pub staked: u64,
    pub collected_after: u64,
    pub cash_after: u64,
}

/// Fractions were staked: debit `source`, credit the escrow.
#[event]
pub struct FractionsStaked {
    pub wrapped: Pubkey,
    pub sequence: u64,
    pub owner: Pubkey,
    pub source: Pubkey,
    pub amount: u64,
    pub stake_after: u64,
    pub staked_after: u64,
}

/// Fractions were taken out of a stake: debit the escrow, credit `destination`; debit `source`, credit the vault.
#[event]
pub struct FractionsUnstaked {
    pub wrapped: Pubkey,
    pub sequence: u64,
    pub owner: Pubkey,
    pub destination: Pubkey,
    pub amount: u64,
    pub source: Pubkey,
    pub payback: u64,
    pub stake_after: u64,
    pub staked_after: u64,
    pub cash_after: u64,
}

/// A stake was paid what it has earned: debit the vault, credit `destination`.
#[event]
pub struct RewardsClaimed {
    pub wrapped: Pubkey,
    pub sequence: u64,
    pub owner: Pubkey,
    pub destination: Pubkey,
    pub amount: u64,
    /// Staked fractions that were burnt with it, because it was the last payment.
    pub burnt: u64,
    pub staked_after: u64,
    pub cash_after: u64,
}

/// Fractions were burnt for their part: debit the vault, credit `destination`.
#[event]
pub struct FractionsBurnt {
    pub wrapped: Pubkey,
    pub sequence: u64,
    pub owner: Pubkey,
    pub source: Pubkey,
    pub destination: Pubkey,
    pub amount: u64,
    pub payout: u64,
    /// Whether later payments were given up with it.
    pub forfeited: bool,
    pub supply_after: u64,
    pub cash_after: u64,
}

/// All fractions were burnt and the NFAT given back: debit the vault, credit `destination`.
#[event]
pub struct NfatUnwrapped {
    pub wrapped: Pubkey,
    pub sequence: u64,
    pub holder: Pubkey,
    pub destination: Pubkey,
    pub supply: u64,
    pub payout: u64,
}

/// A token account of an admitted receiver may hold restricted fractions now.
#[event]
pub struct HolderThawed {
    pub wrapped: Pubkey,
    pub sequence: u64,
    pub owner: Pubkey,
    pub token_account: Pubkey,
}

/// A wrapper was closed; what was left in its vault went to `destination`.
#[event]
pub struct WrapperClosed {
    pub wrapped: Pubkey,
    pub sequence: u64,
    pub rent_payer: Pubkey,
    pub destination: Pubkey,
    pub swept: u64,
}
