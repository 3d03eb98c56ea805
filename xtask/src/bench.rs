//! `cargo xtask bench`: compute units of every instruction, measured in the VM and committed as a table.

use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::process::{cargo, run_on_stderr};
use crate::progress::Progress;
use crate::workspace::Workspace;
use crate::{build, setup};

#[derive(clap::Args)]
pub struct Args {
    /// Compare with the committed table instead of writing it
    #[arg(long)]
    check: bool,
}

pub fn execute(workspace: &Workspace, args: &Args) -> Result<ExitCode> {
    let mut progress = Progress::new(3);
    progress.step("check this machine and its SBF tools", || setup::ensure(workspace))?;
    progress.step("build the on-chain programs", || build::build_all(workspace))?;
    progress.step("measure compute units", || match args.check {
        true => check(workspace),
        false => write(workspace),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Compares a fresh measurement with the committed table.
pub fn check(workspace: &Workspace) -> Result<String> {
    measure(workspace, "check")
        .context("run `cargo xtask bench` and commit benches/ if the change is intended")?;
    Ok("benches/compute-units.md matches".into())
}

fn write(workspace: &Workspace) -> Result<String> {
    measure(workspace, "write")?;
    Ok("wrote benches/compute-units.md".into())
}

fn measure(workspace: &Workspace, mode: &str) -> Result<()> {
    run_on_stderr(
        cargo(&workspace.root)
            .args(["test", "--quiet", "--package", "halo-tests", "--test", "bench", "--", "--nocapture"])
            .env("SBF_OUT_DIR", workspace.deploy())
            .env("HALO_BENCH", mode),
    )
}
