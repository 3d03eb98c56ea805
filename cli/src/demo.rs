//! `halo demo`: the first scenario of the NFAT specification on an embedded cluster, to the last base unit.

mod cast;
mod print;
mod reconcile;
mod report;
mod scenario;
mod stage;
mod watch;

use self::{
    report::{Balance, Check, Report, Setting, Totals},
    stage::Stage,
};
use crate::output::Format;
use anyhow::{bail, Result};
use halo_sdk::{cluster::TokenProgramKind, core_program::CoreProgram};
use std::time::Instant;

/// Plays the scenario and prints what happened.
///
/// # Errors
/// When a step fails, or when a figure at the end is not the scenario's: the report is printed first.
pub async fn run(format: Format) -> Result<()> {
    let report = play().await?;
    match format {
        Format::Json => crate::output::json(&report)?,
        Format::Human(paint) => print!("{}", print::render(&report, paint)),
    }
    verdict(&report.reconciliation)
}

/// Refuses when a check does not hold, and names it.
fn verdict(checks: &[Check]) -> Result<()> {
    let wrong: Vec<&str> =
        checks.iter().filter(|check| !check.holds).map(|check| check.what.as_str()).collect();
    if !wrong.is_empty() {
        bail!("the reconciliation failed: {}", wrong.join(", "));
    }
    Ok(())
}

async fn play() -> Result<Report> {
    let started = Instant::now();
    let mut stage = Stage::set(scenario::SCHEDULED)?;
    let book = scenario::play(&mut stage).await?;
    let state = stage.state().await?;
    let reconciliation = reconcile::reconcile(&stage, &book, &state).await?;
    let transactions = || stage.steps.iter().flat_map(|step| &step.transactions);
    let totals = Totals {
        steps: stage.steps.len(),
        transactions: transactions().filter(|transaction| transaction.refused.is_none()).count(),
        compute_units: transactions().map(|transaction| transaction.compute_units).sum(),
        fees_lamports: transactions().map(|transaction| transaction.fee_lamports).sum(),
        minted: stage.cluster.mint(&stage.cast.mint)?.supply,
        paid: state.balance("Prime X"),
        balances: state.balances.into_iter().map(|(account, amount)| Balance { account, amount }).collect(),
        elapsed_ms: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
    };
    Ok(Report {
        scenario: scenario::TITLE,
        setting: setting(&stage),
        reconciled: reconciliation.iter().all(|check| check.holds),
        reconciliation,
        steps: stage.steps,
        totals,
    })
}

fn setting(stage: &Stage) -> Setting {
    Setting {
        engine: "embedded cluster (LiteSVM), no server",
        features: "mainnet",
        core_program: CoreProgram::from_env().name(),
        token_program: match stage.cluster.token_program_kind() {
            TokenProgramKind::PToken => "p-token",
            TokenProgramKind::SplToken => "SPL Token",
        },
        asset: scenario::ASSET,
        decimals: scenario::DECIMALS,
        mint: stage.facility.mint.to_string(),
        facility: stage.facility.facility.to_string(),
        pau: stage.facility.pau.to_string(),
        scope: stage.facility.scope.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_unit_too_few_fails_the_demonstration_by_name() {
        let exact = Check::tokens("Queue", 25, 25);
        assert!(verdict(std::slice::from_ref(&exact)).is_ok());
        let error = verdict(&[exact, Check::tokens("Prime X", 26, 25)]).unwrap_err();
        assert_eq!(error.to_string(), "the reconciliation failed: Prime X");
    }
}
