//! `xtask-idl PROGRAM_DIR [CARGO_ARGS]...` prints the program's IDL as JSON on stdout.
//!
//! `cargo xtask idl` runs it once a program.

mod environment;

use std::path::PathBuf;
use std::process::ExitCode;

use anchor_lang_idl::build::IdlBuilder;
use anyhow::{Context, Result};

fn main() -> ExitCode {
    match print_idl() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn print_idl() -> Result<()> {
    environment::prepare()?;
    let mut args = std::env::args().skip(1);
    let dir: PathBuf = args.next().context("expected the program's directory as the first argument")?.into();
    let dir = dir.canonicalize().with_context(|| format!("no such program directory: {}", dir.display()))?;
    let idl = IdlBuilder::new().program_path(dir).cargo_args(args.collect()).build()?;
    println!("{}", serde_json::to_string_pretty(&idl)?);
    Ok(())
}
