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

/// A rate limit was paused or resumed; `available` base units are kept.
#[event]
pub struct RateLimitPauseChanged {
    pub limit: Pubkey,
    pub sequence: u64,
    pub actor: Pubkey,
    pub pau: Pubkey,
    pub available: u64,
    pub paused: bool,
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

/// Every relayer and the freezer were taken away.
#[event]
pub struct EpochAdvanced {
    pub pau: Pubkey,
    pub sequence: u64,
    pub admin: Pubkey,
    pub epoch: u64,
    pub relayers_removed: u8,
    pub freezer_before: Pubkey,
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

/// A controller swapped: debit the vault's token account, credit `destination`, `amount_out` base units; the
/// controller reports what it brought.
#[event]
pub struct BookSwapped {
    pub vault: Pubkey,
    pub sequence: u64,
    pub actor: Pubkey,
    pub destination: Pubkey,
    pub amount_out: u64,
    pub balance_after: u64,
    pub limit_out_before: u64,
    pub limit_out_after: u64,
    pub mint_in: Pubkey,
    pub amount_in: u64,
    pub limit_in_before: u64,
    pub limit_in_after: u64,
}

/// A Book's whole balance went to its proxy under another PAU: debit `vault`, credit `new_vault`.
#[event]
pub struct VaultMigrated {
    pub vault: Pubkey,
    pub sequence: u64,
    pub actor: Pubkey,
    pub book: Pubkey,
    pub new_pau: Pubkey,
    pub new_vault: Pubkey,
    pub amount: u64,
}

/// An action was enabled or disabled.
#[event]
pub struct ActionChanged {
    pub action: Pubkey,
    pub sequence: u64,
    pub admin: Pubkey,
    pub pau: Pubkey,
    pub hash: [u8; 32],
    pub program: Pubkey,
    pub one_shot: bool,
    pub used: bool,
    pub active: bool,
}

/// A Book's proxy called another program.
#[event]
pub struct ActionCalled {
    pub action: Pubkey,
    pub sequence: u64,
    pub relayer: Pubkey,
    pub book: Pubkey,
    /// Every tracked vault, also one whose balance did not change.
    pub balances: Vec<BalanceChange>,
}

/// What a call did to one vault. The limits are 0 where none was passed.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub struct BalanceChange {
    pub vault: Pubkey,
    pub before: u64,
    pub after: u64,
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
