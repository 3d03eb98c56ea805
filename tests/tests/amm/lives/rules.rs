//! What may be said to an act.

use super::Life;
use crate::floor::AmmError;
use halo_sdk::pau::error::PauError;
use solana_transaction_error::TransactionError;

/// What a rule may say to an act; anything else is a fault.
const RULES: [AmmError; 31] = [
    AmmError::AlreadyFlagged,
    AmmError::BuysHalted,
    AmmError::DepositsHalted,
    AmmError::ExpectedTooHigh,
    AmmError::ExpectedTooLow,
    AmmError::InsufficientLiquidity,
    AmmError::InventoryFull,
    AmmError::NoPrice,
    AmmError::NotEnoughShares,
    AmmError::NotOverdue,
    AmmError::NothingFree,
    AmmError::NothingLost,
    AmmError::NothingToClaim,
    AmmError::NothingToLatch,
    AmmError::NothingWaits,
    AmmError::OthersWait,
    AmmError::PoolFull,
    AmmError::PriceCooldown,
    AmmError::PriceDeviates,
    AmmError::PriceOutOfBounds,
    AmmError::RedemptionIsClosed,
    AmmError::ReportRefused,
    AmmError::SalesHalted,
    AmmError::SharesBelowMinimum,
    AmmError::Slippage,
    AmmError::SpreadOutOfBounds,
    AmmError::StalePrice,
    AmmError::StaysYet,
    AmmError::TradeSize,
    AmmError::WithdrawalTooSmall,
    AmmError::ZeroAmount,
];

type Outcome = Result<(), Result<u32, TransactionError>>;

impl Life {
    /// Counts what acts met with.
    pub fn meet(&mut self, what: &'static str) {
        *self.met.entry(what).or_default() += 1;
    }

    /// Counts an act, and refuses a refusal that no rule explains.
    pub fn note(&mut self, name: &'static str, outcome: Outcome) {
        let count = self.tally.entry(name).or_default();
        let Err(refused) = outcome else {
            count[0] += 1;
            return;
        };
        count[1] += 1;
        let code = refused.unwrap_or_else(|error| panic!("{name}: {error}"));
        let known = code == u32::from(PauError::RateLimitExceeded)
            || RULES.iter().any(|rule| u32::from(*rule) == code);
        assert!(known, "{name}: refused with {code}");
    }
}
