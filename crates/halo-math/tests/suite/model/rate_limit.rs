//! The limit as a bucket whose level is a rational: `level = min(max, level + slope * elapsed / 86 400)`.

use super::ratio::{floor_u64, int, product_over};
use halo_math::{Charge, RateLimit, RateLimitError, DAY_SECONDS, UNLIMITED};
use num_rational::BigRational;

/// What random bytes say: operation and magnitude, two numbers.
pub type RawOp = (u8, u64, u64);

#[derive(Clone, Copy, Debug)]
pub enum Op {
    /// Time moves, also backwards.
    Advance {
        seconds: i64,
    },
    Charge {
        amount: u64,
    },
    /// A part of what is available.
    ChargePart {
        seed: u64,
    },
    ChargeAll,
    Restore {
        amount: u64,
    },
    /// A part of what is outstanding.
    RestorePart {
        seed: u64,
    },
    Refill,
    /// Time up to now gives nothing.
    Skip,
    Set {
        max: u64,
        slope: u64,
    },
}

impl Op {
    /// The low three bits choose the operation, the others how large the numbers are.
    pub fn decode((kind, a, b): RawOp) -> Self {
        let shift = u32::from(kind >> 3) * 2;
        match kind % 8 {
            0 => Self::Advance { seconds: a.cast_signed() >> shift },
            1 => Self::Charge { amount: a >> shift },
            2 => Self::ChargePart { seed: a },
            3 => Self::ChargeAll,
            4 => Self::Restore { amount: a >> shift },
            5 => Self::RestorePart { seed: a },
            6 if a % 2 == 0 => Self::Refill,
            6 => Self::Skip,
            _ => Self::Set { max: if a % 8 == 0 { UNLIMITED } else { a >> shift }, slope: b >> shift },
        }
    }
}

/// The crate's limit and the model, kept side by side.
pub struct Twin {
    pub limit: RateLimit,
    pub now: i64,
    level: BigRational,
    at: i64,
    increased_at: i64,
    outstanding: u64,
}

impl Twin {
    pub fn new(max: u64, slope: u64, now: i64) -> Self {
        let limit = RateLimit::new(max, slope, now);
        Self { limit, now, level: int(0), at: now, increased_at: now, outstanding: 0 }
    }

    /// Does `op` on both sides and asserts that they agree.
    pub fn step(&mut self, op: Op) {
        match op {
            Op::Advance { seconds } => self.now = self.now.saturating_add(seconds),
            Op::Charge { amount } => self.charge(amount),
            Op::ChargePart { seed } => self.charge(seed % self.usable().max(1)),
            Op::ChargeAll => self.charge(self.usable()),
            Op::Restore { amount } => self.restore(amount),
            Op::RestorePart { seed } => self.restore(seed % self.outstanding.max(1)),
            Op::Refill => {
                self.advance();
                self.limit.refill(self.now);
                self.assert_stored();
            }
            Op::Skip => {
                self.at = self.at.max(self.now);
                self.limit.skip(self.now);
                self.assert_stored();
            }
            Op::Set { max, slope } => self.set(max, slope),
        }
        assert_eq!(self.limit.available_at(self.now), self.usable(), "after {op:?}: {:?}", self.limit);
    }

    fn charge(&mut self, amount: u64) {
        let before = self.usable();
        let unchanged = self.limit;
        let expected = if amount == 0 {
            Err(RateLimitError::ZeroAmount)
        } else if self.limit.max == 0 {
            Err(RateLimitError::Blocked { amount })
        } else if amount > before {
            Err(RateLimitError::Exceeded { amount, available: before, max: self.limit.max })
        } else {
            self.advance();
            if self.limit.max != UNLIMITED {
                self.level -= int(amount);
            }
            self.outstanding = self.outstanding.saturating_add(amount);
            Ok(Charge { before, after: self.usable() })
        };
        assert_eq!(self.limit.charge(amount, self.now), expected);
        self.assert_outcome(expected.is_ok(), unchanged);
    }

    fn restore(&mut self, amount: u64) {
        let before = self.usable();
        let unchanged = self.limit;
        let expected = if amount == 0 {
            Err(RateLimitError::ZeroAmount)
        } else if amount > self.outstanding {
            Err(RateLimitError::ExceedsOutstanding { amount, outstanding: self.outstanding })
        } else {
            self.advance();
            self.outstanding -= amount;
            if self.limit.max != UNLIMITED {
                self.level = int(self.limit.max).min(&self.level + int(amount));
            }
            Ok(Charge { before, after: self.usable() })
        };
        assert_eq!(self.limit.restore(amount, self.now), expected);
        self.assert_outcome(expected.is_ok(), unchanged);
    }

    fn set(&mut self, max: u64, slope: u64) {
        self.advance();
        if max > self.limit.max || slope > self.limit.slope {
            self.increased_at = self.increased_at.max(self.now);
        }
        self.level = if max == UNLIMITED { int(0) } else { self.level.clone().min(int(max)) };
        self.limit.set(max, slope, self.now);
        self.assert_stored();
    }

    fn assert_outcome(&self, done: bool, unchanged: RateLimit) {
        if done {
            self.assert_stored();
        } else {
            assert_eq!(self.limit, unchanged, "a refused operation changes nothing");
        }
    }

    /// Whole units and 86 400ths of the level are what the crate stores.
    fn assert_stored(&self) {
        let available = floor_u64(&self.level).expect("a level is at most a 64-bit max");
        assert_eq!(self.limit.available, available);
        assert_eq!(int(self.limit.remainder), (&self.level - int(available)) * int(DAY_SECONDS));
        assert_eq!(self.limit.last_updated, self.at);
        assert_eq!(self.limit.last_increased, self.increased_at);
        assert_eq!(self.limit.outstanding, self.outstanding);
        assert!(self.limit.available <= self.limit.max && self.limit.remainder < DAY_SECONDS);
    }

    fn usable(&self) -> u64 {
        match self.limit.max {
            UNLIMITED => UNLIMITED,
            _ => floor_u64(&self.level_now()).expect("a level is at most a 64-bit max"),
        }
    }

    fn level_now(&self) -> BigRational {
        if self.limit.max == UNLIMITED {
            return int(0);
        }
        let elapsed = (i128::from(self.now) - i128::from(self.at)).max(0);
        let grown = &self.level + product_over(self.limit.slope, elapsed, DAY_SECONDS);
        grown.min(int(self.limit.max))
    }

    fn advance(&mut self) {
        self.level = self.level_now();
        self.at = self.at.max(self.now);
    }
}
