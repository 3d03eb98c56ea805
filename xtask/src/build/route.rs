//! The two ways from the same sources to SBF: Solana's platform tools where they are installed, otherwise the
//! toolchain of this repository.

use std::fmt;
use std::path::Path;

use anyhow::{Context, Result};

use super::fingerprint;
use crate::process::{cargo, command, probe, run_on_stderr};
use crate::workspace::Workspace;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// `cargo build-sbf`, with the version line it prints.
    PlatformTools(String),
    /// `toolchain/sbf`, for machines that reach package registries only.
    Repository,
}

impl fmt::Display for Route {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PlatformTools(version) => write!(formatter, "cargo build-sbf ({version})"),
            Self::Repository => formatter.write_str("toolchain/sbf"),
        }
    }
}

impl Route {
    pub fn detect(workspace: &Workspace) -> Self {
        probe(cargo(&workspace.root).args(["build-sbf", "--version"]))
            .map_or(Self::Repository, Self::PlatformTools)
    }

    /// Installs the repository's SBF tools; the platform tools bring their own.
    pub fn prepare(&self, workspace: &Workspace) -> Result<()> {
        match self {
            Self::PlatformTools(_) => Ok(()),
            Self::Repository => run_on_stderr(sbf(workspace).arg("setup")).context(
                "the SBF tools could not be prepared; installing the Solana CLI (`cargo build-sbf`) makes them unnecessary",
            ),
        }
    }

    /// What besides a program's own sources decides the bytes of its `.so`.
    pub fn identity(&self, workspace: &Workspace) -> Result<String> {
        let rustc = probe(command("rustc", &workspace.root).arg("-V")).context("rustc is missing")?;
        match self {
            Self::PlatformTools(_) => Ok(format!("{self}\n")),
            Self::Repository => {
                let scripts = fingerprint::of_tree(&workspace.root.join("toolchain"))?;
                Ok(format!("{self}\n{rustc}\n{scripts}\n"))
            }
        }
    }

    pub fn build(&self, workspace: &Workspace, dirs: &[&Path]) -> Result<()> {
        match self {
            Self::PlatformTools(_) => dirs.iter().try_for_each(|dir| {
                run_on_stderr(
                    cargo(&workspace.root)
                        .args(["build-sbf", "--manifest-path"])
                        .arg(dir.join("Cargo.toml"))
                        .arg("--sbf-out-dir")
                        .arg(workspace.deploy())
                        // `rust-version` speaks of the host's compiler; the platform tools' own lags behind it.
                        .args(["--", "--ignore-rust-version"]),
                )
            }),
            Self::Repository => run_on_stderr(sbf(workspace).arg("build").args(dirs)),
        }
    }
}

fn sbf(workspace: &Workspace) -> std::process::Command {
    let mut sbf = command(workspace.root.join("toolchain/sbf"), &workspace.root);
    sbf.env("CARGO_TARGET_DIR", &workspace.target);
    sbf
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_names_the_tool_and_its_version() {
        let tools = Route::PlatformTools("solana-cargo-build-sbf 4.1.2".into());
        assert_eq!(tools.to_string(), "cargo build-sbf (solana-cargo-build-sbf 4.1.2)");
        assert_eq!(Route::Repository.to_string(), "toolchain/sbf");
    }
}
