//! What a run has done, so that one that does nothing does not pass.

use super::super::desk::LctsError;
use std::collections::BTreeSet;

/// How often something was done.
#[derive(Debug, Default)]
pub struct Tally {
    pub operations: u64,
    pub entered: u64,
    pub claimed: u64,
    pub exited: u64,
    pub refused: BTreeSet<u32>,
    pub settled: u64,
    pub finalized: u64,
    pub raised: u64,
    pub cut: u64,
    /// Losses of a holding with a junior.
    pub lost: u64,
    pub tightened: u64,
    pub overdue: u64,
}

impl Tally {
    pub fn add(&mut self, other: &Self) {
        self.operations += other.operations;
        self.entered += other.entered;
        self.claimed += other.claimed;
        self.exited += other.exited;
        self.refused.extend(&other.refused);
        self.settled += other.settled;
        self.finalized += other.finalized;
        self.raised += other.raised;
        self.cut += other.cut;
        self.lost += other.lost;
        self.tightened += other.tightened;
        self.overdue += other.overdue;
    }

    /// Everything that can happen has happened, unless the run was a short one.
    pub fn assert_everything_is_done(&self, operations: u64) {
        if operations < super::OPERATIONS {
            return;
        }
        let often = [self.entered, self.claimed, self.exited];
        assert!(often.iter().all(|times| *times > 500), "{self:?}");
        let seldom =
            [self.settled, self.finalized, self.raised, self.cut, self.lost, self.tightened, self.overdue];
        assert!(seldom.iter().all(|times| *times > 4), "{self:?}");
        for refusal in [
            LctsError::GenerationLocked,
            LctsError::GenerationFinalized,
            LctsError::NothingToClaim,
            LctsError::NotEmpty,
            LctsError::RateTooHigh,
            LctsError::JuniorFirst,
        ] {
            assert!(self.refused.contains(&refusal.into()), "{refusal:?} never came: {self:?}");
        }
    }
}
