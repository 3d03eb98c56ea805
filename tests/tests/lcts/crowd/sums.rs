//! What a queue adds up to.

use super::exact::Exact;

/// What a generation has, as an account would say it.
#[derive(Debug, PartialEq, Eq)]
pub struct Totals {
    pub shares: u128,
    pub underlying: u64,
    pub rewards_owed: u64,
}

impl Exact {
    /// What generation `number` has; none for one whose members all were credited.
    pub fn totals(&self, number: u64) -> Totals {
        let (shares, underlying, rewards_owed) = match self.past.get(&number) {
            Some(past) => (past.shares, 0, past.uncredited),
            None => (self.shares, self.underlying, self.uncredited),
        };
        Totals { shares, underlying, rewards_owed }
    }

    /// Whether all members of a generation that is over were credited. Then nothing of it is left.
    pub fn is_spent(&self, number: u64) -> bool {
        let Some(past) = self.past.get(&number) else { return false };
        assert!(past.shares > 0 || past.uncredited == 0, "{} left by nobody's", past.uncredited);
        past.shares == 0
    }

    /// Converted and not paid, base units.
    pub fn owed(&self) -> u64 {
        let past: u64 = self.past.values().map(|past| past.uncredited).sum();
        let accrued: u64 = self.members.iter().map(|member| member.accrued).sum();
        self.uncredited + past + accrued
    }

    /// The sum of the positions is the total, in every generation.
    pub fn assert_sums(&self) {
        let sum = |number: u64| -> u128 {
            let of = self.members.iter().filter(|member| member.generation == number);
            of.map(|member| member.shares).sum()
        };
        assert_eq!(sum(self.current), self.shares);
        for (number, past) in &self.past {
            assert_eq!(sum(*number), past.shares, "generation {number}");
        }
    }
}
