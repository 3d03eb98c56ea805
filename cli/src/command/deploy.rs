//! `halo deploy`: scope, PAU, facility, collection, controllers, limits and Beams from one file. The first run creates
//! scope and PAU and schedules the rest; a run after the timelock's delay executes and completes. What exists is left
//! alone, so a deployment that broke off goes on where it stopped.

mod compare;
mod config;
mod missing;
mod timelock;

use self::{config::Config, missing::missing, timelock::Timelock};
use crate::{
    deal,
    output::{Value, View},
    session::{read_key, Plan, Session, Work},
};
use anyhow::{Context, Result};
use clap::Args;
use halo_sdk::{
    deployment::{Deployment, Step},
    transport::Transport,
};
use solana_keypair::Keypair;
use solana_signer::Signer;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub struct Deploy {
    /// TOML or JSON file that describes the deployment; see the command line's README
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
}

/// A deployment under way.
struct Run<'a, T: Transport> {
    session: &'a Session<T>,
    bases: Vec<Keypair>,
    /// A line a step.
    report: Vec<String>,
}

impl Deploy {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let config: Config = deal::read(&self.config)?;
        let folder = self.config.parent().unwrap_or(Path::new(""));
        let bases = [&config.base.scope, &config.base.pau, &config.base.facility]
            .into_iter()
            .map(|path| read_key(&folder.join(path)))
            .collect::<Result<Vec<_>>>()?;
        let mint = session.mint(&config.mint).await?;
        let deployment = config.deployment(session.payer(), &bases, mint.program.id(), mint.decimals)?;

        let mut run = Run { session, bases, report: Vec::new() };
        let waits_until = run.deploy(&deployment).await?;
        let facility = deployment.facility();
        let view = View::default()
            .text("scope", facility.scope)
            .text("pau", facility.pau)
            .text("facility", facility.facility)
            .text("collection", facility.collection())
            .with("steps", Value::List(run.report))
            .with("differences", Value::List(compare::compare(session, &deployment, mint.decimals).await?))
            .with("complete", Value::Flag(waits_until.is_none() && !session.dry_run));
        Ok(match waits_until {
            Some(due) => {
                view.with("waits_until", Value::Moment(due)).text("then", "run the same command again")
            }
            None => view,
        }
        .into())
    }
}

impl<T: Transport> Run<'_, T> {
    /// Takes every step that can be taken now. Returns until when the rest has to wait, in Unix seconds.
    async fn deploy(&mut self, deployment: &Deployment) -> Result<Option<i64>> {
        let (before, after): (Vec<Step>, Vec<Step>) = deployment
            .steps()
            .into_iter()
            .filter(timelock::is_not_its_own)
            .partition(|step| !step.after_delay);
        for step in before {
            self.step(step).await?;
        }
        let Some(timelock) = Timelock::read(self.session, deployment).await? else {
            self.report.push("what the council schedules: would be scheduled".to_owned());
            return Ok(None);
        };
        for step in timelock.schedule(deployment) {
            self.step(step).await?;
        }
        if self.session.dry_run && timelock.has_unscheduled() {
            self.report.push("everything else: would wait until what is scheduled is due".to_owned());
            return Ok(None);
        }
        // Numbers and times are the chain's, now that everything is scheduled.
        let timelock = Timelock::read(self.session, deployment).await?.unwrap_or(timelock);
        if let Some(due) = timelock.waits_until() {
            self.report.push(timelock.waiting());
            return Ok(Some(due));
        }
        for step in timelock.execute(deployment) {
            self.step(step).await?;
        }
        for step in after {
            self.step(step).await?;
        }
        Ok(None)
    }

    /// Sends what of the step is missing, and notes what was done.
    async fn step(&mut self, step: Step) -> Result<()> {
        let name = step.name.clone();
        let outcome = self.outcome(step).await.with_context(|| format!("step {name:?}"))?;
        self.report.push(format!("{name}: {outcome}"));
        Ok(())
    }

    async fn outcome(&self, step: Step) -> Result<String> {
        let all = step.instructions.len();
        let missing = missing(self.session, step.instructions).await?;
        if missing.is_empty() {
            return Ok("is there".to_owned());
        }
        let part =
            if missing.len() == all { "all of it".to_owned() } else { format!("{} of {all}", missing.len()) };
        if self.session.dry_run {
            return Ok(format!("would be made, {part}"));
        }
        let mut plan = Plan::of(step.name, missing);
        for base in self.bases.iter().filter(|base| step.signers.contains(&base.pubkey())) {
            plan = plan.signed_by(base.insecure_clone());
        }
        let sent = self.session.send(plan).await?;
        let signature = sent.get("signature").map(ToString::to_string).unwrap_or_default();
        Ok(format!("made, {part}, {signature}"))
    }
}
