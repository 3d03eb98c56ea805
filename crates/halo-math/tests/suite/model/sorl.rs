//! The second-order limit on rationals: what one step may reach, and what a whole rule refuses.

use super::ratio::{floor_u64, int, product_over};
use halo_math::{LimitInit, RateLimit, Sorl, SorlError, UNLIMITED};
use num_bigint::BigInt;

/// One question to [`Sorl::check_change`].
#[derive(Clone, Copy, Debug)]
pub struct Question {
    pub sorl: Sorl,
    pub current: RateLimit,
    pub init: Option<LimitInit>,
    pub max: u64,
    pub slope: u64,
    pub now: i64,
}

impl Question {
    /// The crate answers as the rational rule does.
    pub fn assert_answer(&self) {
        let Self { sorl, current, init, max, slope, now } = self;
        let answer = sorl.check_change(current, init.as_ref(), *max, *slope, *now);
        assert_eq!(answer, self.expected(), "{self:?}");
    }

    fn expected(&self) -> Result<(), SorlError> {
        let Self { sorl, current, init, max, slope, now } = *self;
        let raises_max = max > current.max;
        let raises_slope = slope > current.slope;
        if !raises_max && !raises_slope {
            return Ok(());
        }
        if sorl.hop < 1 {
            return Err(SorlError::NoHop);
        }
        let init = init.ok_or(SorlError::NoInit)?;
        let next = BigInt::from(current.last_increased) + sorl.hop;
        if BigInt::from(now) < next {
            // A second beyond the clock's range is reported as the last one in it.
            return Err(SorlError::TooSoon { next: i64::try_from(next).unwrap_or(i64::MAX), now });
        }
        if raises_max && max == UNLIMITED && init.max != UNLIMITED {
            return Err(SorlError::UnlimitedNotApproved);
        }
        let ceiling = reachable(current.max, init.max, sorl.max_change_bps);
        if max > ceiling {
            return Err(SorlError::MaxTooHigh { ceiling, got: max });
        }
        let ceiling = reachable(current.slope, init.slope, sorl.max_change_bps);
        if slope > ceiling {
            return Err(SorlError::SlopeTooHigh { ceiling, got: slope });
        }
        Ok(())
    }
}

/// The largest of: staying, the init, and one step; the step alone never reaches the largest number there is.
pub fn reachable(value: u64, init: u64, bps: u16) -> u64 {
    let step = int(value) + product_over(value, bps, 10_000);
    let step = floor_u64(&step.min(int(u64::MAX - 1))).expect("a minimum with a 64-bit number fits");
    [value, init, step].into_iter().max().unwrap_or(0)
}
