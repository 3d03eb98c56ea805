//! One limit, exactly: its level is counted in 86 400ths of a base unit, in which every second of every slope is
//! a whole number.

use crate::refusal::{Outcome, Refusal};

/// Seconds of a day.
const DAY: u128 = 86_400;
/// A max that bounds nothing.
pub const UNLIMITED: u64 = u64::MAX;

/// The level is meant as of `at`, except that it stands still while paused.
#[derive(Clone, Copy, Debug)]
pub struct Model {
    pub max: u64,
    pub slope: u64,
    /// Base units x 86 400.
    level: u128,
    pub at: i64,
    pub raised_at: i64,
    pub outstanding: u64,
    pub paused: bool,
    /// Changes so far, the creation included.
    pub changes: u64,
}

impl Model {
    pub fn new(max: u64, slope: u64, now: i64) -> Self {
        Self { max, slope, level: 0, at: now, raised_at: now, outstanding: 0, paused: false, changes: 1 }
    }

    /// Whole base units in the level.
    pub fn whole(&self) -> u64 {
        u64::try_from(self.level / DAY).expect("a level is at most a 64-bit max")
    }

    /// What the level holds beyond whole base units, in 86 400ths.
    pub fn fraction(&self) -> u64 {
        u64::try_from(self.level % DAY).expect("a remainder of a division by 86 400")
    }

    /// What a charge at `now` could take.
    pub fn usable(&self, now: i64) -> u64 {
        match self.max {
            UNLIMITED => UNLIMITED,
            _ => self.passed(now).whole(),
        }
    }

    pub fn charge(&mut self, amount: u64, now: i64) -> Outcome {
        if self.paused {
            return Err(Refusal::Paused);
        }
        if amount == 0 {
            return Err(Refusal::Zero);
        }
        if amount > self.usable(now) {
            return Err(Refusal::Exceeded);
        }
        *self = self.passed(now);
        if self.max != UNLIMITED {
            self.level -= u128::from(amount) * DAY;
        }
        self.outstanding = self.outstanding.saturating_add(amount);
        self.changed()
    }

    pub fn restore(&mut self, amount: u64, now: i64) -> Outcome {
        if amount == 0 {
            return Err(Refusal::Zero);
        }
        if amount > self.outstanding {
            return Err(Refusal::MoreThanCharged);
        }
        *self = self.passed(now);
        self.outstanding -= amount;
        self.level = self.level.saturating_add(u128::from(amount) * DAY).min(self.top());
        self.changed()
    }

    pub fn set(&mut self, max: u64, slope: u64, now: i64) -> Outcome {
        *self = self.passed(now);
        if max > self.max || slope > self.slope {
            self.raised_at = self.raised_at.max(now);
        }
        self.max = max;
        self.slope = slope;
        self.level = self.level.min(self.top());
        self.changed()
    }

    pub fn pause(&mut self, now: i64) -> Outcome {
        if self.paused {
            return Err(Refusal::Paused);
        }
        *self = self.passed(now);
        self.paused = true;
        self.changed()
    }

    pub fn resume(&mut self, now: i64) -> Outcome {
        if !self.paused {
            return Err(Refusal::NotPaused);
        }
        *self = self.passed(now);
        self.paused = false;
        self.changed()
    }

    /// This limit at `now`. Time that runs back does not.
    fn passed(&self, now: i64) -> Self {
        let seconds = u128::try_from(i128::from(now) - i128::from(self.at)).unwrap_or(0);
        let gained = if self.paused { 0 } else { u128::from(self.slope) * seconds };
        let level = self.level.saturating_add(gained).min(self.top());
        Self { level, at: self.at.max(now), ..*self }
    }

    /// The highest level. Without a limit there is nothing to count.
    fn top(&self) -> u128 {
        match self.max {
            UNLIMITED => 0,
            max => u128::from(max) * DAY,
        }
    }

    fn changed(&mut self) -> Outcome {
        self.changes += 1;
        Ok(())
    }
}
