//! What is late: the penalty that a shortfall accrues, and when a default may be declared.

use crate::buybox::BPS_PER_UNIT;
use crate::rate_limit::DAY_SECONDS;
use borsh::{BorshDeserialize, BorshSerialize};

/// `base units * basis points a day * seconds` of one base unit of penalty.
const UNIT_OF_PENALTY: u128 = (BPS_PER_UNIT * DAY_SECONDS) as u128;

/// Penalty accrued so far, exact: base units times basis points a day times seconds, summed.
///
/// Nothing is rounded before it is due, so neither how often it is brought up to date nor into how many pieces
/// the shortfall falls changes what is owed in the end.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct Accrual {
    /// The sum's lower 64 bits: a 128-bit field would ask for an alignment that accounts do not have.
    pub low: u64,
    /// The sum's upper 64 bits.
    pub high: u64,
}

/// Where a unit stands against its maturity.
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitStatus {
    /// Not due yet, or nothing is missing, or nobody has said when it is due.
    Active = 0,
    /// Due, and something is missing: penalty accrues.
    Late = 1,
    /// Late for longer than the grace: anybody may declare a default.
    Overdue = 2,
}

impl Accrual {
    /// Adds the penalty on `shortfall` base units at `bps_per_day` for `seconds`:
    /// `sum += shortfall * bps_per_day * seconds`. Exact; saturates at 128 bits, where it is above every cap.
    pub fn add(&mut self, shortfall: u64, bps_per_day: u16, seconds: u64) {
        // A product of 64 and 16 bits is below 2^80.
        let a_second = u128::from(shortfall).wrapping_mul(bps_per_day.into());
        let sum = self.sum().saturating_add(a_second.saturating_mul(seconds.into()));
        *self = Self::of(sum);
    }

    /// Penalty owed, base units: `min(cap, ceil(sum / (10 000 * 86 400)))`. Rounds up, in favour of the holder.
    pub fn due(&self, cap: u64) -> u64 {
        let sum = self.sum();
        // Most units are never late; a 128-bit division is dear on chain.
        if sum == 0 {
            return 0;
        }
        u64::try_from(sum.div_ceil(UNIT_OF_PENALTY)).unwrap_or(u64::MAX).min(cap)
    }

    fn sum(&self) -> u128 {
        u128::from(self.high).wrapping_shl(64) | u128::from(self.low)
    }

    fn of(sum: u128) -> Self {
        // Both halves fit, so neither default is ever taken.
        let half = |bits: u128| u64::try_from(bits).unwrap_or(u64::MAX);
        Self { low: half(sum & u128::from(u64::MAX)), high: half(sum.wrapping_shr(64)) }
    }
}

impl UnitStatus {
    /// For messages and event logs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Late => "Late",
            Self::Overdue => "Overdue",
        }
    }
}

/// The status at `now` of a unit that lacks `shortfall` base units of what is owed at `maturity`; 0 is a maturity
/// that nobody knows.
///
/// Half-open, like all windows: late from `maturity` on, overdue from `maturity + grace_seconds` on, each second
/// included. A negative grace is none. An end of the grace beyond the clock's range never comes.
pub fn unit_status(maturity: i64, grace_seconds: i64, shortfall: u64, now: i64) -> UnitStatus {
    if maturity == 0 || shortfall == 0 || now < maturity {
        return UnitStatus::Active;
    }
    match maturity.checked_add(grace_seconds.max(0)) {
        Some(overdue) if now >= overdue => UnitStatus::Overdue,
        _ => UnitStatus::Late,
    }
}
