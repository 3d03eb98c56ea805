//! The binary; everything is in the library beside it.

use clap::Parser;
use std::process::ExitCode;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    halo_cli::run(halo_cli::Cli::parse()).await
}
