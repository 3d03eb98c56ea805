//! `halo`: the command line of Halo on Solana.

mod args;
mod calendar;
mod chart;
mod command;
mod connection;
mod deal;
mod demo;
mod effects;
mod governed;
mod output;
mod paint;
mod session;
mod table;

use clap::{Parser, Subcommand};
use halo_sdk::error::Error;

use serde_json::json;
use std::process::ExitCode;

pub use command::Command;
pub use output::{Format, Value, View};
pub use paint::Paint;
pub use session::{Plan, Session, Work};
pub use table::{Row, Table};

/// Halo on Solana: play a whole deal on an embedded cluster, or act on a real one.
#[derive(Debug, Parser)]
#[command(name = "halo", version, propagate_version = true)]
pub struct Cli {
    /// Print one JSON document instead of text; amounts are base units, times Unix seconds
    #[arg(long, global = true)]
    json: bool,

    #[command(flatten)]
    connection: connection::Connection,

    #[command(subcommand)]
    pub task: Task,
}

#[derive(Debug, Subcommand)]
pub enum Task {
    /// Play a bullet loan from deployment to redemption on an embedded cluster, and audit it
    Demo,
    #[command(flatten)]
    Cluster(Box<Command>),
}

impl Cli {
    /// How results of this invocation are written.
    pub fn format(&self) -> Format {
        Format::new(self.json)
    }
}

/// Runs what the command line asks for. Errors go to standard error; the exit code is 1 then, 2 for wrong arguments.
pub async fn run(cli: Cli) -> ExitCode {
    let format = cli.format();
    match perform(cli, format).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            match format {
                Format::Json => eprintln!("{}", explain(&error)),
                Format::Human(_) => eprintln!("error: {error:#}"),
            }
            ExitCode::FAILURE
        }
    }
}

async fn perform(cli: Cli, format: Format) -> anyhow::Result<()> {
    match cli.task {
        Task::Demo => demo::run(format).await,
        Task::Cluster(command) => {
            let session = cli.connection.open(format).await?;
            let work = command.execute(&session).await?;
            session.finish(work).await
        }
    }
}

/// An error as a JSON document, with the program's own words where a program refused.
fn explain(error: &anyhow::Error) -> serde_json::Value {
    let failure = error.downcast_ref::<Error>().and_then(Error::failure);
    let Some(failure) = failure else {
        return json!({ "error": format!("{error:#}") });
    };
    let cause = failure.cause.as_ref();
    json!({
        "error": format!("{error:#}"),
        "name": cause.map(|cause| &cause.name),
        "code": failure.code(),
        "program": cause.and_then(|cause| cause.program).map(|program| program.to_string()),
        "signature": failure.signature.map(|signature| signature.to_string()),
        "logs": failure.logs,
    })
}
