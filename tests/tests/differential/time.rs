//! A clock that stands, ticks, jumps and goes back, as no validator's ever would, and that likes the seconds around
//! the next raise of a limit.

use rand::{rngs::StdRng, Rng};

pub const DAY: i64 = 86_400;
/// Where it starts: 2026-01-01T00:00:00Z.
const START: i64 = 1_767_225_600;

pub struct Time {
    /// Where it goes on from after a moment at the end of time.
    pub steady: i64,
    pub now: i64,
}

impl Time {
    pub fn start() -> Self {
        Self { steady: START, now: START }
    }

    /// Moves to the time of the next operations, often that of one of the next `raises`.
    pub fn step(&mut self, rng: &mut StdRng, raises: impl Iterator<Item = i64>) {
        let aim = rng.gen_ratio(3, 10).then(|| self.aim(rng, raises)).flatten();
        self.steady = aim.unwrap_or_else(|| self.steady + Self::stride(rng));
        self.now = match rng.gen_range(0..4_000) {
            0 => i64::MAX,
            1 => i64::MIN,
            2 => 0,
            _ => self.steady,
        };
    }

    /// A second around one of `raises`, none if all are far off.
    fn aim(&self, rng: &mut StdRng, raises: impl Iterator<Item = i64>) -> Option<i64> {
        // Far back they would keep the clock from ever going on.
        let near: Vec<_> =
            raises.filter(|at| (self.steady - DAY..self.steady + 40 * DAY).contains(at)).collect();
        let at = near.get(rng.gen_range(0..near.len().max(1)))?;
        Some(at + rng.gen_range(-1..=1))
    }

    fn stride(rng: &mut StdRng) -> i64 {
        match rng.gen_range(0..20) {
            0..=3 => 0,
            4..=6 => 1,
            7..=9 => rng.gen_range(0..60),
            10..=13 => rng.gen_range(0..3_600),
            14..=15 => rng.gen_range(0..DAY),
            16 => DAY,
            17 => rng.gen_range(0..40 * DAY),
            18 => -rng.gen_range(0..60),
            _ => -rng.gen_range(0..10 * DAY),
        }
    }
}
