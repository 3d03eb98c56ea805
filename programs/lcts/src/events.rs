//! One event an instruction, and two of an entry that converts. `sequence` counts the events of the account named first,
//! without gaps.

use crate::state::Direction;
use anchor_lang::prelude::*;

/// A unit was created.
#[event]
pub struct UnitInitialized {
    pub unit: Pubkey,
    pub sequence: u64,
    pub govops: Pubkey,
    pub scope: Pubkey,
    pub pau: Pubkey,
    pub mint: Pubkey,
    pub share_mint: Pubkey,
    pub rate: u128,
    pub capacity: u64,
    pub redeem_limit: u64,
    pub yield_cap_bps: u16,
}

/// A unit's guardrails were set.
#[event]
pub struct GuardrailsSet {
    pub unit: Pubkey,
    pub sequence: u64,
    pub govops: Pubkey,
    pub capacity: u64,
    pub redeem_limit: u64,
    pub yield_cap_bps: u16,
}

/// A queue was opened.
#[event]
pub struct QueueOpened {
    pub queue: Pubkey,
    pub sequence: u64,
    pub unit: Pubkey,
    pub direction: Direction,
    pub input_vault: Pubkey,
    pub reward_vault: Pubkey,
}

/// The holding of a unit was opened.
#[event]
pub struct HoldingOpened {
    pub unit: Pubkey,
    pub sequence: u64,
    pub vault: Pubkey,
    pub token_account: Pubkey,
}

/// Somebody entered a queue: debit `source`, credit the input vault.
#[event]
pub struct Entered {
    pub queue: Pubkey,
    pub sequence: u64,
    pub owner: Pubkey,
    pub source: Pubkey,
    pub amount: u64,
    pub generation: u64,
    pub shares: u128,
    pub shares_after: u128,
    pub accrued_after: u64,
    /// Of the generation.
    pub total_after: u64,
    pub total_shares_after: u128,
}

/// Before somebody entered, a converter made the underlying of what was paid: debit `source`, credit the input vault.
#[event]
pub struct Converted {
    pub queue: Pubkey,
    pub sequence: u64,
    pub owner: Pubkey,
    pub action: Pubkey,
    pub source: Pubkey,
    pub mint: Pubkey,
    pub paid: u64,
    /// Of the underlying.
    pub received: u64,
}

/// A position was paid what it has earned: debit the reward vault, credit `destination`.
#[event]
pub struct RewardsClaimed {
    pub queue: Pubkey,
    pub sequence: u64,
    pub owner: Pubkey,
    pub destination: Pubkey,
    pub amount: u64,
    pub shares_after: u128,
    pub owed_after: u64,
}

/// A position left a generation: debit the input vault, credit `destination`; debit the reward vault, credit
/// `reward_destination`.
#[event]
pub struct Exited {
    pub queue: Pubkey,
    pub sequence: u64,
    pub owner: Pubkey,
    pub destination: Pubkey,
    pub reward_destination: Pubkey,
    pub generation: u64,
    pub underlying: u64,
    pub rewards: u64,
    /// Of the generation.
    pub total_after: u64,
    pub owed_after: u64,
}

/// A unit's queues were locked.
#[event]
pub struct UnitLocked {
    pub unit: Pubkey,
    pub sequence: u64,
    pub beacon: Pubkey,
    pub day: i64,
    /// Base units that wait in each queue: underlying and shares. 0 for one that nobody is in.
    pub subscribing: u64,
    pub redeeming: u64,
}

/// A unit's queues, or one of them, were settled.
#[event]
pub struct UnitSettled {
    pub unit: Pubkey,
    pub sequence: u64,
    pub beacon: Pubkey,
    pub day: i64,
    pub rate: u128,
    /// Underlying that went from subscribers to redeemers.
    pub matched: u64,
    /// Underlying that left the subscribe queue, and shares minted for it.
    pub subscribed: u64,
    pub minted: u64,
    /// Shares burnt of the redeem queue, and underlying paid for them.
    pub burnt: u64,
    pub paid: u64,
    pub subscribe_finalized: bool,
    pub redeem_finalized: bool,
    pub supply_after: u64,
    pub holding_after: u64,
}

/// A queue was unlocked because its settlement did not come.
#[event]
pub struct QueueUnlocked {
    pub queue: Pubkey,
    pub sequence: u64,
    pub generation: u64,
    pub locked_day: i64,
}

/// What the shares are worth has changed.
#[event]
pub struct RateSet {
    pub unit: Pubkey,
    pub sequence: u64,
    pub beacon: Pubkey,
    pub before: u128,
    pub after: u128,
    pub day: i64,
    /// Underlying that all shares over the holding are worth now, base units.
    pub worth: u64,
    /// What is on record for them: cash, and at cost what is out, base units.
    pub recorded: u64,
}

/// A unit became the junior of another, over that one's holding.
#[event]
pub struct UnitSubordinated {
    pub unit: Pubkey,
    pub sequence: u64,
    pub senior: Pubkey,
    pub senior_sequence: u64,
}

/// The units over a holding bore a loss: the event of both.
#[event]
pub struct TranchesCut {
    pub unit: Pubkey,
    pub sequence: u64,
    pub junior: Pubkey,
    pub junior_sequence: u64,
    pub beacon: Pubkey,
    pub day: i64,
    pub loss: u64,
    pub senior_lost: u64,
    pub junior_lost: u64,
    pub senior_rate: u128,
    pub junior_rate: u128,
    /// Underlying that all shares over the holding are worth now, base units.
    pub worth: u64,
    /// What is on record for them: cash, and at cost what is out, base units.
    pub recorded: u64,
}

/// A unit was checked: what its holding has against what is recorded.
#[event]
pub struct UnitChecked {
    pub unit: Pubkey,
    pub sequence: u64,
    /// In the token account of the holding, base units.
    pub balance: u64,
    /// On record, base units.
    pub holding: u64,
    /// Sent out, and neither come back nor written down.
    pub out: u64,
    /// Underlying that the unit's shares are worth.
    pub worth: u64,
    /// Whether the unit is halted, by this check or an earlier one.
    pub halted: bool,
}

/// The council let a halted unit go on.
#[event]
pub struct HaltCleared {
    pub unit: Pubkey,
    pub sequence: u64,
    pub council: Pubkey,
}

/// Money left the holding for an endpoint.
#[event]
pub struct HoldingDeployed {
    pub unit: Pubkey,
    pub sequence: u64,
    pub beacon: Pubkey,
    pub endpoint: Pubkey,
    pub amount: u64,
    pub deployed_after: u64,
    pub holding_after: u64,
}

/// Money came back to the holding: debit `source`.
#[event]
pub struct HoldingReturned {
    pub unit: Pubkey,
    pub sequence: u64,
    pub payer: Pubkey,
    pub source: Pubkey,
    pub amount: u64,
    pub returned_after: u64,
    pub holding_after: u64,
}

/// An empty position was closed.
#[event]
pub struct PositionClosed {
    pub queue: Pubkey,
    pub sequence: u64,
    pub owner: Pubkey,
    pub rent_payer: Pubkey,
}

/// A generation without members was closed.
#[event]
pub struct GenerationClosed {
    pub queue: Pubkey,
    pub sequence: u64,
    pub generation: u64,
    pub rent_payer: Pubkey,
}
