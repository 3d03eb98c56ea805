use crate::{error::LctsError, UNIT_SEED};
use anchor_lang::prelude::*;
use halo_common::Explain;
use halo_math::{ExchangeRate, LockCycle};

/// One class of a Portfolio Halo, at `["unit", base]`: what its shares are worth, what they stand for, and which
/// governance and PAU it obeys. This address mints the shares and is the Book of its holding.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct Unit {
    /// Key that signed the creation, so that nobody can take the address first.
    pub base: Pubkey,
    /// Scope whose Beams give rights here.
    pub scope: Pubkey,
    /// PAU whose GovOps configures the unit and that has its holding.
    pub pau: Pubkey,
    /// The underlying.
    pub mint: Pubkey,
    pub token_program: Pubkey,
    pub share_mint: Pubkey,
    pub share_program: Pubkey,
    /// The PAU's record of the holding; the default key until it is opened.
    pub vault: Pubkey,
    /// Token account of the holding.
    pub token_account: Pubkey,
    /// What the shares are worth.
    pub rate: ExchangeRate,
    /// Most underlying that all shares together may be worth when some are minted, base units.
    pub capacity: u64,
    /// Most underlying that one settlement takes out of the holding, base units.
    pub redeem_limit: u64,
    /// Shares minted and not redeemed, base units. Stored: who burns shares only gives them away.
    pub supply: u64,
    /// Base units in the holding's token account. Stored: a donation changes nothing.
    pub holding: u64,
    /// Base units sent to endpoints so far.
    pub deployed: u64,
    /// Base units that came back so far.
    pub returned: u64,
    /// Day of the last lock; 0 for none.
    pub locked_day: i64,
    /// Number of the last event of this account.
    pub sequence: u64,
    /// Most that the rate may rise a day, basis points.
    pub yield_cap_bps: u16,
    pub decimals: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub reserved: [u8; 123],
}

impl Unit {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();

    /// Number of the next event.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence = self.sequence.wrapping_add(1);
        self.sequence
    }

    /// Underlying that may still be subscribed: what capacity is left above what the shares are worth.
    pub fn room(&self) -> Result<u64> {
        let worth = self.rate.underlying_for(self.supply).explain::<LctsError>()?;
        Ok(self.capacity.saturating_sub(worth))
    }

    /// Underlying that one settlement may take out of the holding.
    pub fn redeemable(&self) -> u64 {
        self.redeem_limit.min(self.holding)
    }

    /// Whether a settlement of the last lock may still come at `now`.
    pub fn require_settling(&self, now: i64) -> Result<()> {
        LockCycle::may_settle(now, self.locked_day).explain::<LctsError>()
    }

    /// Whether the rate may rise at `now`: between the lock of the day and 16:00 UTC, so that whoever enters or
    /// leaves the queues has not seen it.
    pub fn require_rate_may_rise(&self, now: i64) -> core::result::Result<(), LctsError> {
        if self.locked_day != LockCycle::day(now) || LockCycle::is_overdue(now, self.locked_day) {
            return Err(LctsError::RateOutsideLock);
        }
        Ok(())
    }

    /// Books a settlement: shares `minted` and `burnt`, underlying `brought` to the holding and `paid` out of it.
    pub fn settled(
        &mut self,
        (minted, burnt): (u64, u64),
        (brought, paid): (u64, u64),
    ) -> core::result::Result<(), LctsError> {
        self.supply = shifted(self.supply, minted, burnt).ok_or(LctsError::Overflow)?;
        self.holding = shifted(self.holding, brought, paid).ok_or(LctsError::InsufficientHolding)?;
        Ok(())
    }

    /// Runs `call` with the seeds that let the unit sign.
    pub fn sign<T>(&self, call: impl FnOnce(&[&[&[u8]]]) -> Result<T>) -> Result<T> {
        call(&[&[UNIT_SEED, self.base.as_ref(), &[self.bump]]])
    }
}

/// `total + plus - minus`; the first sum may not leave the range either.
fn shifted(total: u64, plus: u64, minus: u64) -> Option<u64> {
    total.checked_add(plus)?.checked_sub(minus)
}
