use crate::{
    error::PsmError,
    state::{Reserve, Side},
    PSM_SEED,
};
use anchor_lang::prelude::*;
use halo_common::Explain;
use halo_math::{PegDecimals, PegRate};

/// A pool of a stable and a savings token, at `["psm", base]`. This address owns both reserves.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct Psm {
    /// Key that signed the creation, so that nobody can take the address first.
    pub base: Pubkey,
    /// Sets growth and limits, pauses, withdraws.
    pub admin: Pubkey,
    pub stable: Reserve,
    pub savings: Reserve,
    /// What a savings token is worth.
    pub rate: PegRate,
    /// Number of the last event of this account.
    pub sequence: u64,
    /// 1 while swaps are stopped.
    pub paused: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub reserved: [u8; 61],
}

/// What a swap came to.
pub struct Trade {
    pub amount_out: u64,
    /// Stable tokens for one savings token, ray.
    pub chi: u128,
    /// What swaps may still pay out of the reserve that paid.
    pub available_after: u64,
}

impl Psm {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();

    /// Number of the next event.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence = self.sequence.wrapping_add(1);
        self.sequence
    }

    pub fn reserve(&self, side: Side) -> &Reserve {
        match side {
            Side::Stable => &self.stable,
            Side::Savings => &self.savings,
        }
    }

    pub fn reserve_mut(&mut self, side: Side) -> &mut Reserve {
        match side {
            Side::Stable => &mut self.stable,
            Side::Savings => &mut self.savings,
        }
    }

    pub fn require_open(&self) -> core::result::Result<(), PsmError> {
        match self.paused {
            0 => Ok(()),
            _ => Err(PsmError::Paused),
        }
    }

    /// What `amount` of the token `sold` is worth in the other one at `chi`. Rounds down, in favour of the pool.
    pub fn worth(&self, sold: Side, amount: u64, chi: u128) -> Result<u64> {
        let decimals = PegDecimals { stable: self.stable.decimals, savings: self.savings.decimals };
        match sold {
            Side::Stable => decimals.savings_for(amount, chi),
            Side::Savings => decimals.stable_for(amount, chi),
        }
        .explain::<PsmError>()
    }

    /// From now on nothing undoes a swap of before: a limit that was lowered would be passed in pieces by what comes back.
    pub fn forget_swaps(&mut self) {
        for reserve in [&mut self.stable, &mut self.savings] {
            reserve.limit.outstanding = 0;
        }
    }

    /// Books a swap of `amount` of the token `sold` at `now`; the other reserve pays and is charged.
    ///
    /// What swaps have paid of `sold` and time has not refilled comes back with it. As far as it does, this swap undoes
    /// earlier ones, and both limits are given that back: otherwise anybody could empty them by swapping to and fro.
    pub fn swap(&mut self, sold: Side, amount: u64, now: i64) -> Result<Trade> {
        require!(amount > 0, PsmError::ZeroAmount);
        self.rate.accrue(now).explain::<PsmError>()?;
        let chi = self.rate.chi();
        let amount_out = self.worth(sold, amount, chi)?;
        require!(amount_out > 0, PsmError::AmountTooSmall);
        let receiving = self.reserve_mut(sold);
        receiving.add(amount)?;
        let undone = receiving.restore(amount, now)?;
        let undone = self.worth(sold, undone, chi)?;
        let paying = self.reserve_mut(sold.other());
        let charge = paying.limit.charge(amount_out, now).explain::<PsmError>()?;
        paying.take(amount_out)?;
        let available_after = charge.after.saturating_add(paying.restore(undone, now)?);
        Ok(Trade { amount_out, chi, available_after })
    }

    /// Runs `call` with the seeds that let the PSM sign.
    pub fn sign<T>(&self, call: impl FnOnce(&[&[&[u8]]]) -> Result<T>) -> Result<T> {
        call(&[&[PSM_SEED, self.base.as_ref(), &[self.bump]]])
    }
}
