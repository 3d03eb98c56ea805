//! `cargo xtask test`: every check, then every test. The test runner comes last, so that its summary ends the output.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{bail, Context, Result};

use crate::process::{cargo, finish, probe, run_on_stderr};
use crate::progress::Progress;
use crate::workspace::Workspace;
use crate::{bench, build, idl, setup};

#[derive(clap::Args)]
pub struct Args {
    /// Only build and run the tests: no IDL check, no documentation tests, no compute-unit check
    #[arg(long)]
    quick: bool,
    /// Arguments for the test runner: cargo nextest where it is installed, otherwise cargo test
    #[arg(last = true, value_name = "ARGS")]
    runner_arguments: Vec<String>,
}

pub fn execute(workspace: &Workspace, args: &Args) -> Result<ExitCode> {
    let core = CoreProgram::chosen()?;
    let mut progress = Progress::new(if args.quick { 3 } else { 6 });
    progress.step("check this machine and its SBF tools", || setup::ensure(workspace))?;
    progress.step("build the on-chain programs", || build::build_all(workspace))?;
    if !args.quick {
        progress.step("compare the IDL files with the sources", || idl::check_all(workspace))?;
        progress.step("run the documentation tests", || {
            let mut tests = cargo(&workspace.root);
            tests.args(["test", "--quiet", "--doc", "--workspace"]).env("SBF_OUT_DIR", workspace.deploy());
            run_on_stderr(&mut tests).map(|()| "passed".to_owned())
        })?;
        progress.step("compare compute units with the committed table", || bench::check(workspace))?;
    }
    let runner = Runner::detect(workspace);
    progress.hand_over(&format!("run the tests with {}; Metaplex Core is {core}", runner.name()));
    finish(
        runner
            .command(workspace, std::env::var_os("CI").is_some())
            .args(&args.runner_arguments)
            .env("SBF_OUT_DIR", workspace.deploy()),
    )
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Runner {
    Nextest,
    CargoTest,
}

impl Runner {
    fn detect(workspace: &Workspace) -> Self {
        match probe(cargo(&workspace.root).args(["nextest", "--version"])) {
            Some(_) => Self::Nextest,
            None => Self::CargoTest,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Nextest => "cargo nextest",
            Self::CargoTest => "cargo test",
        }
    }

    fn command(self, workspace: &Workspace, is_ci: bool) -> Command {
        let mut command = cargo(&workspace.root);
        match self {
            Self::Nextest => command.args(["nextest", "run", "--workspace"]),
            // The documentation tests have run already; cargo would run them again without a list of targets.
            Self::CargoTest => command.args(["test", "--workspace", "--lib", "--bins", "--tests"]),
        };
        if is_ci {
            command.arg("--no-fail-fast");
        }
        command
    }
}

/// Which Metaplex Core the suites run against.
#[derive(Debug, PartialEq, Eq)]
enum CoreProgram {
    Real(PathBuf),
    StandIn,
}

impl CoreProgram {
    fn chosen() -> Result<Self> {
        Self::from_setting(std::env::var_os("HALO_MPL_CORE_SO").map(PathBuf::from))
    }

    fn from_setting(file: Option<PathBuf>) -> Result<Self> {
        let Some(file) = file.filter(|file| !file.as_os_str().is_empty()) else {
            return Ok(Self::StandIn);
        };
        // The suites run in directories of their own, where a relative path would mean another file.
        if !file.is_absolute() {
            bail!("HALO_MPL_CORE_SO must be an absolute path, but it is {}", file.display());
        }
        std::fs::metadata(&file)
            .with_context(|| format!("HALO_MPL_CORE_SO names {}, which cannot be read", file.display()))?;
        Ok(Self::Real(file))
    }
}

impl std::fmt::Display for CoreProgram {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Real(file) => write!(formatter, "the real program, {}", file.display()),
            Self::StandIn => {
                formatter.write_str("the suite's stand-in (set HALO_MPL_CORE_SO=FILE for the real program)")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stand_in_runs_unless_a_file_is_named() {
        assert_eq!(CoreProgram::from_setting(None).unwrap(), CoreProgram::StandIn);
        assert_eq!(CoreProgram::from_setting(Some("".into())).unwrap(), CoreProgram::StandIn);
    }

    #[test]
    fn a_named_file_that_exists_is_the_real_program() {
        let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        assert_eq!(CoreProgram::from_setting(Some(file.clone())).unwrap(), CoreProgram::Real(file));
    }

    #[test]
    fn a_file_that_is_missing_or_relative_is_refused_by_name() {
        let missing = CoreProgram::from_setting(Some("/no/such/core.so".into())).unwrap_err().to_string();
        assert_eq!(missing, "HALO_MPL_CORE_SO names /no/such/core.so, which cannot be read");
        let relative = CoreProgram::from_setting(Some("core.so".into())).unwrap_err().to_string();
        assert_eq!(relative, "HALO_MPL_CORE_SO must be an absolute path, but it is core.so");
    }
}
