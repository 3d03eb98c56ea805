//! One rate limit, exactly: its level is counted in 86 400ths of a base unit, in which every second of every slope
//! is a whole number.

/// Seconds of a day.
const DAY: u128 = 86_400;

#[derive(Clone, Copy, Debug)]
pub struct Limit {
    pub max: u64,
    pub slope: u64,
    /// Base units x 86 400, as of `at`.
    pub level: u128,
    pub at: i64,
    /// Base units ever charged here.
    pub charged: u64,
    /// Of the account.
    pub sequence: u64,
}

impl Limit {
    /// What is on the chain: `available` base units and `remainder` 86 400ths at `at`.
    pub fn new([max, slope, available, remainder]: [u64; 4], at: i64, charged: u64, sequence: u64) -> Self {
        let level = u128::from(available) * DAY + u128::from(remainder);
        Self { max, slope, level, at, charged, sequence }
    }

    /// What a charge at `now` could take.
    pub fn usable(&self, now: i64) -> u64 {
        whole(self.level_at(now))
    }

    /// Takes what must be usable.
    pub fn charge(&mut self, amount: u64, now: i64) {
        self.level = self.level_at(now) - u128::from(amount) * DAY;
        self.at = self.at.max(now);
        self.charged += amount;
    }

    /// Lets what has accrued accrue, as a change to the same values does.
    pub fn settle(&mut self, now: i64) {
        self.level = self.level_at(now);
        self.at = self.at.max(now);
    }

    /// Whole base units and 86 400ths.
    pub fn stored(&self) -> (u64, u64) {
        (whole(self.level), u64::try_from(self.level % DAY).expect("below a day"))
    }

    /// Time that runs back gives and takes nothing.
    fn level_at(&self, now: i64) -> u128 {
        let seconds = u128::try_from(now - self.at).unwrap_or(0);
        (self.level + u128::from(self.slope) * seconds).min(u128::from(self.max) * DAY)
    }
}

fn whole(level: u128) -> u64 {
    u64::try_from(level / DAY).expect("at most a 64-bit max")
}
