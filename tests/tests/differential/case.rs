//! What a run must have seen beyond outcomes: every kind of raise and cut, and both sides of every bound.

use crate::{
    attempt::{Attempt, Operation, Shown},
    model::{Model, UNLIMITED},
    refusal::{Outcome, Refusal},
    second_order::{Approval, Rule},
};

macro_rules! cases {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Case { $($(#[$doc])* $name),+ }

        impl Case {
            pub const ALL: [Self; [$(Self::$name),+].len()] = [$(Self::$name),+];
        }
    };
}

cases! {
    RaisedMaxAlone,
    RaisedSlopeAlone,
    RaisedBoth,
    RaisedOneAndLoweredTheOther,
    /// To the last unit of the step, above the init.
    RaisedMaxByAWholeStep,
    RaisedSlopeByAWholeStep,
    /// To the init, further than a step.
    RaisedMaxToTheInit,
    RaisedSlopeToTheInit,
    RaisedFromZero,
    RaisedToUnlimited,
    /// The highest step: it ends below unlimited.
    RaisedToTheLastFiniteMax,
    RaisedTheSlopeOfUnlimited,
    RaisedAtTheFirstSecond,
    RaisedASecondLater,
    RefusedASecondEarly,
    RefusedOnAClockGoneBack,
    RefusedAMaxOneAbove,
    RefusedASlopeOneAbove,
    LeftAsItWas,
    Lowered,
    LoweredAtOnce,
    LoweredWithoutInit,
    LoweredWhileFrozen,
    LoweredWhilePaused,
    LoweredToNothing,
    LeftUnlimited,
    AddedAtTheInit,
    AddedUnlimited,
    RefusedToAddOneAbove,
    PauFrozen,
    PauUnfrozen,
    InitApproved,
    InitRemoved,
    ParametersChanged,
}

/// Where an attempt on a governed limit was made, and what came of it.
pub struct Change {
    pub rule: Rule,
    pub approval: Option<Approval>,
    pub frozen: bool,
    pub before: Option<Model>,
    pub attempt: Attempt,
    pub now: i64,
    pub outcome: Outcome,
}

impl Change {
    /// Every case that this is one of.
    pub fn cases(&self) -> Vec<Case> {
        let table = match (self.attempt.operation, self.before) {
            (Operation::Set { max, slope }, Some(before)) => [
                self.raises(&before, max, slope),
                self.refused_raises(&before, max, slope),
                self.cuts(&before, max, slope),
            ]
            .concat(),
            (Operation::Add { max, slope }, None) => self.additions(max, slope),
            _ => Vec::new(),
        };
        table.into_iter().filter_map(|(case, applies)| applies.then_some(case)).collect()
    }

    fn raises(&self, before: &Model, max: u64, slope: u64) -> Vec<(Case, bool)> {
        let Some(approval) = self.approval.filter(|_| self.outcome.is_ok()) else { return Vec::new() };
        let (up, steeper) = (max > before.max, slope > before.slope);
        let raise = up || steeper;
        let step = Approval { max: self.rule.step(before.max), slope: self.rule.step(before.slope) };
        let missing = self.rule.missing(before, self.now);
        vec![
            (Case::RaisedMaxAlone, up && slope == before.slope),
            (Case::RaisedSlopeAlone, steeper && max == before.max),
            (Case::RaisedBoth, up && steeper),
            (
                Case::RaisedOneAndLoweredTheOther,
                (up && slope < before.slope) || (steeper && max < before.max),
            ),
            (Case::RaisedMaxByAWholeStep, up && max == step.max && max > approval.max),
            (Case::RaisedSlopeByAWholeStep, steeper && slope == step.slope && slope > approval.slope),
            (Case::RaisedMaxToTheInit, up && max == approval.max && max > step.max),
            (Case::RaisedSlopeToTheInit, steeper && slope == approval.slope && slope > step.slope),
            (Case::RaisedFromZero, (up && before.max == 0) || (steeper && before.slope == 0)),
            (Case::RaisedToUnlimited, up && max == UNLIMITED),
            (Case::RaisedToTheLastFiniteMax, up && max == UNLIMITED - 1 && max > approval.max),
            (Case::RaisedTheSlopeOfUnlimited, steeper && max == UNLIMITED),
            (Case::RaisedAtTheFirstSecond, raise && missing == 0),
            (Case::RaisedASecondLater, raise && missing == -1),
        ]
    }

    fn refused_raises(&self, before: &Model, max: u64, slope: u64) -> Vec<(Case, bool)> {
        let Some(approval) = self.approval else { return Vec::new() };
        let (refusal, missing) = (self.outcome.err(), self.rule.missing(before, self.now));
        let one_above =
            |value: u64, before, approved| value.checked_sub(1) == Some(self.rule.ceiling(before, approved));
        let too_soon = refusal == Some(Refusal::TooSoon);
        vec![
            (Case::RefusedASecondEarly, too_soon && missing == 1),
            (Case::RefusedOnAClockGoneBack, too_soon && self.now < before.raised_at),
            (
                Case::RefusedAMaxOneAbove,
                refusal == Some(Refusal::MaxTooHigh) && one_above(max, before.max, approval.max),
            ),
            (
                Case::RefusedASlopeOneAbove,
                refusal == Some(Refusal::SlopeTooHigh) && one_above(slope, before.slope, approval.slope),
            ),
        ]
    }

    fn cuts(&self, before: &Model, max: u64, slope: u64) -> Vec<(Case, bool)> {
        let (down, flatter) = (max < before.max, slope < before.slope);
        let raise = max > before.max || slope > before.slope;
        let cut = self.outcome.is_ok() && !raise && (down || flatter);
        vec![
            (Case::LeftAsItWas, self.outcome.is_ok() && !raise && !cut),
            (Case::Lowered, cut),
            (Case::LoweredAtOnce, cut && self.now == before.raised_at),
            (Case::LoweredWithoutInit, cut && self.attempt.shown == Shown::Nothing),
            (Case::LoweredWhileFrozen, cut && self.frozen),
            (Case::LoweredWhilePaused, cut && before.paused),
            (Case::LoweredToNothing, cut && max == 0),
            (Case::LeftUnlimited, cut && before.max == UNLIMITED && down),
        ]
    }

    fn additions(&self, max: u64, slope: u64) -> Vec<(Case, bool)> {
        let Some(approval) = self.approval else { return Vec::new() };
        let done = self.outcome.is_ok();
        let refused_max = self.outcome == Err(Refusal::MaxTooHigh);
        vec![
            (Case::AddedAtTheInit, done && approval == Approval { max, slope }),
            (Case::AddedUnlimited, done && max == UNLIMITED),
            (Case::RefusedToAddOneAbove, refused_max && max.checked_sub(1) == Some(approval.max)),
        ]
    }
}
