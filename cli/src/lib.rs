//! `halo`: the command line of Halo on Solana.

mod calendar;
mod demo;
mod output;
mod paint;

use clap::{Parser, Subcommand};
use output::Format;
use std::process::ExitCode;

/// Halo on Solana: play the whole story on an embedded cluster, or act on a real one.
#[derive(Debug, Parser)]
#[command(name = "halo", version, propagate_version = true)]
pub struct Cli {
    /// Print one JSON document instead of text
    #[arg(long, global = true)]
    json: bool,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Play a bullet loan from deployment to redemption on an embedded cluster, and audit it
    Demo,
}

/// Runs what the command line asks for. Errors go to standard error; the exit code is 1 then, 2 for wrong arguments.
pub async fn run(cli: Cli) -> ExitCode {
    let format = Format::new(cli.json);
    let outcome = match cli.command {
        Command::Demo => demo::run(format).await,
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
