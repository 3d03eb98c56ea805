//! One event an instruction. `sequence` counts the events of the account named first, without gaps.

use anchor_lang::prelude::*;

/// A PAU was created.
#[event]
pub struct PauInitialized {
    pub pau: Pubkey,
    pub sequence: u64,
    pub admin: Pubkey,
    pub freezer: Pubkey,
}

/// A controller was added or removed.
#[event]
pub struct ControllerChanged {
    pub pau: Pubkey,
    pub sequence: u64,
    pub admin: Pubkey,
    pub signer: Pubkey,
    pub book: Pubkey,
    pub kinds: u16,
    pub active: bool,
}

/// A rate limit was created, changed or removed. Values are base units and base units a day.
#[event]
pub struct RateLimitChanged {
    pub limit: Pubkey,
    pub sequence: u64,
    pub admin: Pubkey,
    pub pau: Pubkey,
    pub max_before: u64,
    pub max_after: u64,
    pub slope_before: u64,
    pub slope_after: u64,
    pub available: u64,
    pub removed: bool,
}

/// A relayer was added or removed.
#[event]
pub struct RelayerChanged {
    pub pau: Pubkey,
    pub sequence: u64,
    pub actor: Pubkey,
    pub relayer: Pubkey,
    pub active: bool,
}

/// The freezer was named.
#[event]
pub struct FreezerChanged {
    pub pau: Pubkey,
    pub sequence: u64,
    pub admin: Pubkey,
    pub before: Pubkey,
    pub after: Pubkey,
}

/// The PAU was frozen or released.
#[event]
pub struct FreezeChanged {
    pub pau: Pubkey,
    pub sequence: u64,
    pub actor: Pubkey,
    pub frozen: bool,
}

/// A Book's token account was opened.
#[event]
pub struct VaultOpened {
    pub vault: Pubkey,
    pub sequence: u64,
    pub actor: Pubkey,
    pub pau: Pubkey,
    pub book: Pubkey,
    pub mint: Pubkey,
    pub token_account: Pubkey,
}

/// Relayers may move a Book's money from now on.
#[event]
pub struct VaultReleased {
    pub vault: Pubkey,
    pub sequence: u64,
    pub admin: Pubkey,
    pub book: Pubkey,
}

/// Money left a Book: debit `token_account`, credit `destination`, `amount` base units.
#[event]
pub struct BookDebited {
    pub vault: Pubkey,
    pub sequence: u64,
    pub actor: Pubkey,
    pub book: Pubkey,
    pub destination: Pubkey,
    pub amount: u64,
    pub balance_after: u64,
    pub limit: Pubkey,
    pub limit_before: u64,
    pub limit_after: u64,
}

/// A limit was charged or restored without a movement.
#[event]
pub struct LimitUsed {
    pub limit: Pubkey,
    pub sequence: u64,
    pub actor: Pubkey,
    pub amount: u64,
    pub before: u64,
    pub after: u64,
    pub restored: bool,
}
