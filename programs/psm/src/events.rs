//! One event an instruction. `sequence` counts the events of the PSM, without gaps.

use crate::state::Side;
use anchor_lang::prelude::*;

/// A PSM was created.
#[event]
pub struct PsmInitialized {
    pub psm: Pubkey,
    pub sequence: u64,
    pub admin: Pubkey,
    pub stable_mint: Pubkey,
    pub savings_mint: Pubkey,
    pub stable_vault: Pubkey,
    pub savings_vault: Pubkey,
    pub ssr: u128,
    pub max_ssr: u128,
}

/// A reserve was added to: debit `source`, credit the reserve.
#[event]
pub struct ReserveDeposited {
    pub psm: Pubkey,
    pub sequence: u64,
    pub depositor: Pubkey,
    pub side: Side,
    pub source: Pubkey,
    pub amount: u64,
    pub held_after: u64,
}

/// Something was taken out of a reserve: debit the reserve, credit `destination`.
#[event]
pub struct ReserveWithdrawn {
    pub psm: Pubkey,
    pub sequence: u64,
    pub admin: Pubkey,
    pub side: Side,
    pub destination: Pubkey,
    pub amount: u64,
    pub held_after: u64,
}

/// The growth of the rate was set.
#[event]
pub struct GrowthSet {
    pub psm: Pubkey,
    pub sequence: u64,
    pub admin: Pubkey,
    pub before: u128,
    pub after: u128,
    /// Stable tokens for one savings token now, ray.
    pub chi: u128,
}

/// What swaps may pay out of a reserve was set.
#[event]
pub struct LimitSet {
    pub psm: Pubkey,
    pub sequence: u64,
    pub admin: Pubkey,
    pub side: Side,
    pub max: u64,
    pub slope: u64,
    pub available: u64,
}

/// Swaps were stopped, or let go on.
#[event]
pub struct PauseChanged {
    pub psm: Pubkey,
    pub sequence: u64,
    pub admin: Pubkey,
    pub paused: bool,
}

/// One token was swapped for the other: debit `source`, credit the reserve of `sold`; debit the other reserve, credit
/// `destination`.
#[event]
pub struct Swapped {
    pub psm: Pubkey,
    pub sequence: u64,
    pub trader: Pubkey,
    pub sold: Side,
    pub source: Pubkey,
    pub destination: Pubkey,
    pub amount_in: u64,
    pub amount_out: u64,
    /// Stable tokens for one savings token, ray.
    pub chi: u128,
    /// In the reserves afterwards.
    pub stable_after: u64,
    pub savings_after: u64,
    /// What swaps may still pay out of the reserve that paid.
    pub available_after: u64,
}
