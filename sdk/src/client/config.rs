use crate::transaction::MAX_UNITS;

/// How a client pays and retries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Price of a compute unit, in micro-lamports; 0 asks for no priority.
    pub priority_fee: u64,
    /// Where the compute-unit limit comes from.
    pub units: Units,
    /// How often a transaction is signed at most, when its blockhash expires before it lands.
    pub attempts: u32,
}

/// Where the compute-unit limit of a transaction comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Units {
    /// Simulate first, and send with that many units and a margin. A transaction that fails in simulation is not sent.
    Simulated {
        /// Added to the simulated units, in percent.
        margin_percent: u16,
    },
    /// Send at once with this limit, in compute units.
    Fixed(u32),
}

impl Default for Config {
    /// No priority fee, simulated units with a margin of 10 %, three attempts.
    fn default() -> Self {
        Self { priority_fee: 0, units: Units::Simulated { margin_percent: 10 }, attempts: 3 }
    }
}

/// `consumed` units and the margin, rounded up, at most what a transaction may have.
pub(super) fn with_margin(consumed: u64, margin_percent: u16) -> u32 {
    let margin = consumed.saturating_mul(u64::from(margin_percent)).div_ceil(100);
    u32::try_from(consumed.saturating_add(margin)).unwrap_or(MAX_UNITS).min(MAX_UNITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_margin_is_rounded_up_and_bounded() {
        assert_eq!(with_margin(1_001, 10), 1_102);
        assert_eq!(with_margin(1_000, 0), 1_000);
        assert_eq!(with_margin(1_390_000, 10), MAX_UNITS);
        assert_eq!(with_margin(u64::MAX, u16::MAX), MAX_UNITS);
    }
}
