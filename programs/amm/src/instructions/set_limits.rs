use crate::MAX_SETTLEMENT_SECONDS;
use crate::{
    error::AmmError,
    events::PoolLimitsSet,
    instructions::{ConfigurePool, SetsRule},
    state::Pool,
    LIMITS_DIGEST,
};
use anchor_lang::prelude::*;
use halo_common::Explain;
use halo_math::{
    amm::{InventoryLimits, TradeLimits},
    BPS_PER_UNIT,
};

/// How much a pool may hold, trade and be worth.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolLimits {
    pub inventory: InventoryLimits,
    pub trade: TradeLimits,
    /// Most cash that the pool may be worth when somebody deposits, base units; 0 takes no deposits.
    pub capacity: u64,
    /// Seconds that the issuer has for a redemption, at most 30 days.
    pub settlement_seconds: u64,
    /// How much less than expected a redemption may bring before the pool stops taking the asset, basis points.
    pub tolerance_bps: u64,
}

impl PoolLimits {
    pub fn of(pool: &Pool) -> Self {
        Self {
            inventory: pool.pricing.inventory,
            trade: pool.pricing.trade,
            capacity: pool.capacity,
            settlement_seconds: pool.settlement_seconds,
            tolerance_bps: pool.tolerance_bps,
        }
    }

    pub fn validate(&self) -> Result<()> {
        let settles = 0 < self.settlement_seconds && self.settlement_seconds <= MAX_SETTLEMENT_SECONDS;
        require!(settles, AmmError::SettlementOutOfRange);
        require_gte!(BPS_PER_UNIT, self.tolerance_bps, AmmError::ToleranceTooHigh);
        Ok(())
    }

    pub fn apply(&self, pool: &mut Pool) {
        pool.pricing.inventory = self.inventory;
        pool.pricing.trade = self.trade;
        pool.capacity = self.capacity;
        pool.settlement_seconds = self.settlement_seconds;
        pool.tolerance_bps = self.tolerance_bps;
    }

    /// Whether anything is allowed here that `before` does not allow. The time of a settlement is looser either way: a
    /// shorter one makes redemptions late that are not, and what is late may be given up on.
    pub fn loosens(&self, before: &Self) -> bool {
        let (now, then) = (&self.inventory, &before.inventory);
        now.soft > then.soft
            || now.hard > then.hard
            || now.skew_bps < then.skew_bps
            || now.low < then.low
            || now.scarcity_bps < then.scarcity_bps
            || self.trade.max > before.trade.max
            || self.trade.min < before.trade.min
            || self.capacity > before.capacity
            || self.settlement_seconds != before.settlement_seconds
            || self.tolerance_bps > before.tolerance_bps
    }
}

/// Specification:
/// - shall lower what the pool may hold, trade and be worth at once;
/// - shall raise nothing without a permit for exactly these limits, which has waited behind the timelock.
pub fn handler(ctx: Context<ConfigurePool>, limits: PoolLimits) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    limits.validate()?;
    let before = PoolLimits::of(&*accounts.pool.load()?);
    accounts.require_may_set(limits.loosens(&before), LIMITS_DIGEST, &limits)?;
    let event = {
        let mut pool = accounts.pool.load_mut()?;
        limits.apply(&mut pool);
        pool.pricing.check().explain::<AmmError>()?;
        PoolLimitsSet {
            pool: accounts.pool.key(),
            sequence: pool.next_sequence(),
            govops: accounts.govops.key(),
            before,
            after: limits,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
