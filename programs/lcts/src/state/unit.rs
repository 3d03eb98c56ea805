use crate::{error::LctsError, CUT_NOTICE_SECONDS, CUT_SHARE, UNIT_SEED};
use anchor_lang::prelude::*;
use halo_common::Explain;
use halo_math::{ExchangeRate, LockCycle};

/// One class of a Portfolio Halo, at `["unit", base]`: what its shares are worth, what they stand for, and which
/// governance and PAU it obeys. This address mints the shares and is the Book of its holding, unless it is the junior of
/// another unit and stands over that one's.
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
    /// The PAU's record of the holding; the default key until it is opened, and of a junior.
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
    /// 0 for a unit with a holding of its own, 1 for the junior of one.
    pub rank: u8,
    /// 1 since money of the holding was found missing, until the council lifts it.
    pub halted: u8,
    pub reserved: [u8; 1],
    /// Base units sent to endpoints and neither come back nor written down, never below 0.
    pub out: u64,
    /// Time of the last raise of a guardrail.
    pub raised_at: i64,
    /// The other unit over the same holding; the default key for none.
    pub partner: Pubkey,
    /// The rate before the first of the recent cuts: 128 bits, lower word first.
    pub rate_before_cut: [u64; 2],
    /// Time of the last cut; 0 for none.
    pub cut_at: i64,
    pub reserved_end: [u8; 48],
}

/// Rank of a junior unit.
pub const JUNIOR: u8 = 1;

impl Unit {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();

    /// Number of the next event.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence = self.sequence.wrapping_add(1);
        self.sequence
    }

    /// Underlying that all shares are worth, base units.
    pub fn worth(&self) -> Result<u64> {
        self.rate.underlying_for(self.supply).explain::<LctsError>()
    }

    /// Underlying that may still be subscribed: what capacity is left above what the shares are worth.
    pub fn room(&self) -> Result<u64> {
        Ok(self.capacity.saturating_sub(self.worth()?))
    }

    /// Of `wanted` underlying what may still be subscribed: [`Unit::room`] at most, which is a division away.
    pub fn room_for(&self, wanted: u64) -> Result<u64> {
        let before = self.capacity.checked_sub(wanted);
        let fits = before.map(|before| self.rate.is_worth_at_most(self.supply, before)).transpose();
        if fits.explain::<LctsError>()? == Some(true) {
            return Ok(wanted);
        }
        Ok(wanted.min(self.room()?))
    }

    /// Refuses whatever takes money while some of it is missing. Never asked of who claims, exits or unlocks.
    pub fn require_running(&self) -> core::result::Result<(), LctsError> {
        match self.halted {
            0 => Ok(()),
            _ => Err(LctsError::Halted),
        }
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

    /// Books shares `minted` and `burnt`.
    pub fn issued(&mut self, minted: u64, burnt: u64) -> core::result::Result<(), LctsError> {
        self.supply = shifted(self.supply, minted, burnt).ok_or(LctsError::Overflow)?;
        Ok(())
    }

    /// Notes that the rate was `before` until a cut at `now`. A cut within a day of the last one goes on with it.
    pub fn note_cut(&mut self, before: ExchangeRate, now: i64) {
        if !self.is_cut_recent(now) {
            self.rate_before_cut = before.rate;
        }
        self.cut_at = now;
    }

    /// Refuses to sell shares for a day after a cut of more than a twentieth: whoever cut the rate without right must not
    /// buy with it before somebody can have noticed.
    pub fn require_may_sell(&self, now: i64) -> core::result::Result<(), LctsError> {
        let before = ExchangeRate { rate: self.rate_before_cut, ..self.rate }.rate();
        // The divisor is a constant above 0.
        let least = before.saturating_sub(before.checked_div(CUT_SHARE).unwrap_or(0));
        if self.is_cut_recent(now) && self.rate.rate() < least {
            return Err(LctsError::SaleAfterCut);
        }
        Ok(())
    }

    fn is_cut_recent(&self, now: i64) -> bool {
        self.cut_at != 0 && now < self.cut_at.saturating_add(CUT_NOTICE_SECONDS)
    }

    /// Runs `call` with the seeds that let the unit sign.
    pub fn sign<T>(&self, call: impl FnOnce(&[&[&[u8]]]) -> Result<T>) -> Result<T> {
        call(&[&[UNIT_SEED, self.base.as_ref(), &[self.bump]]])
    }
}

/// `total + plus - minus`; the first sum may not leave the range either.
pub(crate) fn shifted(total: u64, plus: u64, minus: u64) -> Option<u64> {
    total.checked_add(plus)?.checked_sub(minus)
}
