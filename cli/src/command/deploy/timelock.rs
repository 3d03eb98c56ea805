//! What a deployment needs the council to schedule, against what the scope has.

use crate::{calendar, command::gov, effects::decode, session::Session};
use anyhow::{bail, Result};
use halo_sdk::{
    addresses,
    configurator::{
        self,
        instruction::{Execute, Schedule},
        instructions::ScheduleArgs,
        state::{Payload, Scope},
    },
    deployment::{Deployment, Step},
    governance::{OperationView, ViewState},
    instructions::configurator as ix,
    transport::Transport,
};

/// Operations that fit in one transaction of their kind.
const SCHEDULED_AT_ONCE: usize = 4;
const EXECUTED_AT_ONCE: usize = 6;

/// The scope, and what is not in force yet.
pub struct Timelock {
    scope: Scope,
    /// Operations that are pending or due.
    scheduled: Vec<OperationView>,
    unscheduled: Vec<Payload>,
}

/// Whether a step is not about the timelock: those it plans itself, for scopes that have other operations as well.
pub fn is_not_its_own(step: &Step) -> bool {
    !step.instructions.iter().any(|instruction| {
        decode::<Schedule>(instruction, &configurator::ID).is_some()
            || decode::<Execute>(instruction, &configurator::ID).is_some()
    })
}

impl Timelock {
    /// Reads the scope; none when there is none, as in a dry run before everything.
    pub async fn read<T: Transport>(session: &Session<T>, deployment: &Deployment) -> Result<Option<Self>> {
        let address = deployment.facility().scope;
        let Some(scope) = session.client.fetch_optional::<Scope>(&address).await? else {
            return Ok(None);
        };
        let now = session.client.unix_time().await?;
        let operations = gov::operations(session, (&address, &scope)).await?;
        let mut open: Vec<OperationView> = operations
            .iter()
            .map(|operation| OperationView::new(&scope, operation, now))
            .filter(|view| matches!(view.state, ViewState::Pending | ViewState::Due))
            .collect();
        let (mut scheduled, mut unscheduled) = (Vec::new(), Vec::new());
        for (_, payload) in deployment.operations() {
            let record = addresses::record(&address, &payload);
            if session.client.created(&record).await?.is_some() {
                continue;
            }
            match open.iter().position(|view| view.payload == payload) {
                Some(found) => scheduled.push(open.swap_remove(found)),
                None => unscheduled.push(payload),
            }
        }
        if scope.paused_at().is_some() && !(scheduled.is_empty() && unscheduled.is_empty()) {
            bail!("the timelock of scope {address} is paused: run again when the council has resumed it");
        }
        Ok(Some(Self { scope, scheduled, unscheduled }))
    }

    /// Whether the council still has to schedule something.
    pub fn has_unscheduled(&self) -> bool {
        !self.unscheduled.is_empty()
    }

    /// Schedules what is neither in force nor scheduled.
    pub fn schedule(&self, deployment: &Deployment) -> Vec<Step> {
        let (roles, scope) = (deployment.roles, deployment.facility().scope);
        let config_version = self.scope.config_version;
        let first = self.scope.operation_count.saturating_add(1);
        let numbered: Vec<(u64, &Payload)> = (first..).zip(&self.unscheduled).collect();
        let steps = numbered.chunks(SCHEDULED_AT_ONCE).map(|chunk| {
            let instructions = chunk.iter().map(|(number, payload)| {
                let args = ScheduleArgs { payload: (*payload).clone(), predecessor: 0, config_version };
                ix::schedule(&roles.payer, &roles.council, &scope, *number, args)
            });
            Step {
                name: format!("schedule {}", numbers(chunk.iter().map(|(number, _)| *number))),
                instructions: instructions.collect(),
                signers: vec![roles.council],
                after_delay: false,
            }
        });
        steps.collect()
    }

    /// When the last of what is scheduled is due, in Unix seconds; none when all of it is.
    pub fn waits_until(&self) -> Option<i64> {
        let pending = self.scheduled.iter().filter(|view| view.state == ViewState::Pending);
        pending.map(|view| view.due_at).max()
    }

    /// What is waited for, in one line.
    pub fn waiting(&self) -> String {
        let numbers = numbers(self.scheduled.iter().map(|view| view.number));
        let due = self.waits_until().map(calendar::moment).unwrap_or_default();
        format!("execute {numbers}: waits until {due}")
    }

    /// Executes what is due.
    pub fn execute(&self, deployment: &Deployment) -> Vec<Step> {
        let (payer, scope) = (deployment.roles.payer, deployment.facility().scope);
        let steps = self.scheduled.chunks(EXECUTED_AT_ONCE).map(|chunk| {
            let instructions = chunk.iter().map(|view| {
                let predecessor = view.predecessor.unwrap_or_default();
                ix::execute_payload(&payer, &scope, view.number, predecessor, &view.payload)
            });
            Step {
                name: format!("execute {}", numbers(chunk.iter().map(|view| view.number))),
                instructions: instructions.collect(),
                signers: Vec::new(),
                after_delay: true,
            }
        });
        steps.collect()
    }
}

/// "operation 1" or "operations 1 to 4"; numbers with gaps one by one.
fn numbers(numbers: impl Iterator<Item = u64>) -> String {
    let mut numbers: Vec<u64> = numbers.collect();
    numbers.sort_unstable();
    let gapless = numbers.windows(2).all(|pair| matches!(pair, [a, b] if a.saturating_add(1) == *b));
    match numbers.as_slice() {
        [] => "no operation".to_owned(),
        [only] => format!("operation {only}"),
        [first, .., last] if gapless => format!("operations {first} to {last}"),
        several => {
            let several: Vec<String> = several.iter().map(u64::to_string).collect();
            format!("operations {}", several.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_a_range_or_a_list() {
        for (given, text) in [
            (vec![], "no operation"),
            (vec![3], "operation 3"),
            (vec![2, 1, 3], "operations 1 to 3"),
            (vec![1, 3], "operations 1, 3"),
        ] {
            assert_eq!(numbers(given.into_iter()), text);
        }
    }
}
