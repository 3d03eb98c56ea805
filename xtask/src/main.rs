//! `cargo xtask`: builds, checks and demonstrates the workspace.
//!
//! Every command does the setup it needs, can be run again, and reports to stderr; stdout carries only what a
//! program it runs prints there.

mod bench;
mod build;
mod demo;
mod diff;
mod idl;
mod process;
mod progress;
mod setup;
mod test;
mod workspace;

#[cfg(test)]
mod anchor_toml;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::workspace::Workspace;

#[derive(Parser)]
#[command(
    name = "xtask",
    bin_name = "cargo xtask",
    about = "Build, check and demonstrate Halo on Solana",
    version
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check the machine and prepare the SBF tools; installs nothing else
    Setup,
    /// Build the on-chain programs to SBF
    Build(build::Args),
    /// Run every check and every test
    Test(test::Args),
    /// Play the demonstration: whole lifecycles on an embedded cluster
    Demo(demo::Args),
    /// Write the programs' IDL files to idl/
    Idl(idl::Args),
    /// Measure compute units and write benches/compute-units.md
    Bench(bench::Args),
}

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> Result<ExitCode> {
    let workspace = Workspace::locate()?;
    match cli.command {
        Command::Setup => setup::execute(&workspace),
        Command::Build(args) => build::execute(&workspace, &args),
        Command::Test(args) => test::execute(&workspace, &args),
        Command::Demo(args) => demo::execute(&workspace, &args),
        Command::Idl(args) => idl::execute(&workspace, &args),
        Command::Bench(args) => bench::execute(&workspace, &args),
    }
}
