//! Who may change a governed limit and when, in the order in which the programs ask.

use super::Governor;
use crate::{
    attempt::{Attempt, Operation, Shown},
    cast::Role,
    model::Model,
    refusal::{Outcome, Refusal},
    second_order::Approval,
};

/// Who may try it at all.
pub fn may(role: Role, operation: Operation) -> bool {
    match operation {
        Operation::Charge { .. } | Operation::Restore { .. } => role == Role::Controller,
        Operation::Set { .. } | Operation::Add { .. } => role == Role::GovOps,
        Operation::Pause => matches!(role, Role::GovOps | Role::Council | Role::Mom | Role::Freezer),
        Operation::Remove => matches!(role, Role::GovOps | Role::Council | Role::Mom),
        Operation::Resume => role == Role::Council,
    }
}

impl Governor {
    /// Does an attempt that is not a movement; refused, it changes nothing.
    pub(super) fn change(
        &self,
        lane: usize,
        limit: &mut Option<Model>,
        attempt: &Attempt,
        now: i64,
    ) -> Outcome {
        let Attempt { operation, by, shown } = *attempt;
        match operation {
            Operation::Set { max, slope } => {
                self.require_present(lane, shown)?;
                let model = limit.as_mut().ok_or(Refusal::NoLimit)?;
                if max > model.max || slope > model.slope {
                    self.require_may_add(by)?;
                    require_running(model)?;
                    self.rule().raise(model, self.shown(lane, shown)?, max, slope, now)?;
                } else {
                    require_accordant(by)?;
                }
                model.set(max, slope, now)
            }
            Operation::Add { max, slope } => {
                self.require_present(lane, shown)?;
                if shown == Shown::Nothing {
                    return Err(Refusal::InitOmitted);
                }
                self.require_may_add(by)?;
                self.shown(lane, shown)?.ok_or(Refusal::InitOmitted)?.allows(max, slope)?;
                if limit.is_some() {
                    return Err(Refusal::LimitExists);
                }
                *limit = Some(Model::new(max, slope, now));
                Ok(())
            }
            Operation::Remove => {
                let model = limit.as_ref().ok_or(Refusal::NoLimit)?;
                require_guardian(by, operation)?;
                if by != Role::Council {
                    require_running(model)?;
                }
                *limit = None;
                Ok(())
            }
            Operation::Pause => {
                require_guardian(by, operation)?;
                limit.as_mut().ok_or(Refusal::NoLimit)?.pause(now)
            }
            Operation::Resume if by != Role::Council => Err(Refusal::NotCouncil),
            Operation::Resume => limit.as_mut().ok_or(Refusal::NoLimit)?.resume(now),
            movement => panic!("{movement:?} is the controller's"),
        }
    }

    /// An init that is shown is read before anything else is.
    fn require_present(&self, lane: usize, shown: Shown) -> Outcome {
        match (shown, self.limits[lane].approval) {
            (Shown::Own, None) => Err(Refusal::InitGone),
            _ => Ok(()),
        }
    }

    /// What the init that is shown approves.
    fn shown(&self, lane: usize, shown: Shown) -> Result<Option<Approval>, Refusal> {
        match shown {
            Shown::Nothing => Ok(None),
            Shown::Own => Ok(self.limits[lane].approval),
            Shown::Foreign => Err(Refusal::WrongInit),
        }
    }

    /// A GovOps adds nothing to anybody's power while its PAU is frozen.
    fn require_may_add(&self, by: Role) -> Outcome {
        require_accordant(by)?;
        match self.pau.frozen {
            true => Err(Refusal::PauFrozen),
            false => Ok(()),
        }
    }
}

fn require_running(model: &Model) -> Outcome {
    match model.paused {
        true => Err(Refusal::PausedUnderScope),
        false => Ok(()),
    }
}

fn require_accordant(by: Role) -> Outcome {
    match by {
        Role::GovOps => Ok(()),
        _ => Err(Refusal::NotAccordant),
    }
}

fn require_guardian(by: Role, operation: Operation) -> Outcome {
    match by {
        role if may(role, operation) => Ok(()),
        // Who shows a GovOps's records is refused as one.
        Role::Stranger => Err(Refusal::NotAccordant),
        _ => Err(Refusal::NotScopesGuardian),
    }
}
