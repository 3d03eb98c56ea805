//! How often each operation came to each outcome, and which of the remarkable cases occurred.

use std::{
    collections::BTreeMap,
    fmt::{self, Display},
    iter::Sum,
};

use crate::{
    attempt::Operation,
    case::Case,
    refusal::{Outcome, Refusal},
};

/// Who sets a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Setter {
    Administrator,
    Governor,
}

impl Setter {
    const ALL: [Self; 2] = [Self::Administrator, Self::Governor];

    /// What an operation can be refused for.
    fn refusals(self, operation: &str) -> &'static [Refusal] {
        use Refusal::*;
        match (self, operation) {
            (Self::Administrator, "charge") => &[NoLimit, NotController, Zero, Paused, Exceeded],
            (Self::Governor, "charge") => &[NoLimit, NotController, Frozen, Zero, Paused, Exceeded],
            (_, "restore") => &[NoLimit, NotController, Zero, MoreThanCharged],
            (Self::Administrator, "pause") => &[NoLimit, NotGuardian, Paused],
            (Self::Administrator, "resume") => &[NoLimit, NotAdmin, NotPaused],
            (Self::Administrator, "add") => &[LimitExists, NotAdmin],
            (Self::Administrator, _) => &[NoLimit, NotAdmin],
            (Self::Governor, "set") => &[
                NoLimit,
                InitGone,
                InitRequired,
                WrongInit,
                NotAccordant,
                PauFrozen,
                PausedUnderScope,
                TooSoon,
                UnlimitedNotApproved,
                MaxTooHigh,
                SlopeTooHigh,
            ],
            (Self::Governor, "pause") => &[NoLimit, Paused, NotAccordant, NotScopesGuardian],
            (Self::Governor, "resume") => &[NoLimit, NotPaused, NotCouncil],
            (Self::Governor, "add") => &[
                LimitExists,
                InitGone,
                InitOmitted,
                WrongInit,
                NotAccordant,
                PauFrozen,
                UnlimitedNotApproved,
                MaxTooHigh,
                SlopeTooHigh,
            ],
            (Self::Governor, _) => &[NoLimit, NotAccordant, NotScopesGuardian, PausedUnderScope],
        }
    }

    fn outcomes(self, operation: &str) -> impl Iterator<Item = Outcome> {
        std::iter::once(Ok(())).chain(self.refusals(operation).iter().copied().map(Err))
    }
}

#[derive(Debug, Default)]
pub struct Tally {
    outcomes: BTreeMap<(Setter, usize, Outcome), u64>,
    cases: BTreeMap<Case, u64>,
}

impl Tally {
    pub fn count(&mut self, setter: Setter, operation: Operation, outcome: Outcome) {
        *self.outcomes.entry((setter, operation.index(), outcome)).or_default() += 1;
    }

    pub fn note(&mut self, case: Case) {
        *self.cases.entry(case).or_default() += 1;
    }

    pub fn operations(&self) -> u64 {
        self.outcomes.values().sum()
    }

    /// Everything that can come of anything has, and nothing else: a run that stopped reaching a rule would
    /// still pass without this.
    pub fn assert_covers_everything(&self) {
        let mut possible = Vec::new();
        for setter in Setter::ALL {
            for (operation, name) in Operation::NAMES.iter().enumerate() {
                possible.extend(setter.outcomes(name).map(|outcome| (setter, operation, outcome)));
            }
        }
        possible.sort_unstable();
        let seen: Vec<_> = self.outcomes.keys().copied().collect();
        assert_eq!(seen, possible, "outcomes that were seen, and those that are possible");
        let seen: Vec<_> = self.cases.keys().copied().collect();
        assert_eq!(seen, Case::ALL, "cases that were seen, and those that are possible");
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), |mut total, tally| {
            add(&mut total.outcomes, tally.outcomes);
            add(&mut total.cases, tally.cases);
            total
        })
    }
}

fn add<K: Ord>(total: &mut BTreeMap<K, u64>, part: BTreeMap<K, u64>) {
    for (key, times) in part {
        *total.entry(key).or_default() += times;
    }
}

impl Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} operations", self.operations())?;
        for setter in Setter::ALL {
            for (operation, name) in Operation::NAMES.iter().enumerate() {
                write!(formatter, "\n  {setter:?}, {name}:")?;
                for outcome in setter.outcomes(name) {
                    let times = self.outcomes.get(&(setter, operation, outcome)).copied().unwrap_or_default();
                    match outcome {
                        Ok(()) => write!(formatter, " done {times}")?,
                        Err(refusal) => write!(formatter, " {refusal:?} {times}")?,
                    }
                }
            }
        }
        write!(formatter, "\n  Cases:")?;
        for case in Case::ALL {
            write!(formatter, " {case:?} {}", self.cases.get(&case).copied().unwrap_or_default())?;
        }
        Ok(())
    }
}
