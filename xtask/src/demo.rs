//! `cargo xtask demo`: the command line's demonstration. Only what the demonstration says goes to stdout.

use std::process::ExitCode;

use anyhow::Result;

use crate::process::{cargo, finish};
use crate::progress::Progress;
use crate::workspace::Workspace;
use crate::{build, setup};

#[derive(clap::Args)]
pub struct Args {
    /// Arguments for `halo demo`
    #[arg(last = true, value_name = "ARGS")]
    arguments: Vec<String>,
}

pub fn execute(workspace: &Workspace, args: &Args) -> Result<ExitCode> {
    let mut progress = Progress::new(3);
    progress.step("check this machine and its SBF tools", || setup::ensure(workspace))?;
    progress.step("build the on-chain programs", || build::build_all(workspace))?;
    progress.hand_over("run `halo demo` (the first run compiles the command line)");
    finish(
        cargo(&workspace.root)
            .args(["run", "--quiet", "--package", "halo-cli", "--bin", "halo", "--", "demo"])
            .args(&args.arguments)
            .env("SBF_OUT_DIR", workspace.deploy()),
    )
}
