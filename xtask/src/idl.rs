//! `cargo xtask idl`: the committed `idl/<program>.json` files, written from the sources or compared with them.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{bail, Context, Result};

use crate::diff;
use crate::process::{capture, cargo};
use crate::progress::Progress;
use crate::workspace::{Program, Workspace};

#[derive(clap::Args)]
pub struct Args {
    /// Compare with the committed files instead of writing them; fails with a diff when they differ
    #[arg(long)]
    check: bool,
}

pub fn execute(workspace: &Workspace, args: &Args) -> Result<ExitCode> {
    let programs = workspace.anchor_programs();
    let mut progress = Progress::new(programs.len());
    for program in &programs {
        let title = format!("{} the IDL of {}", if args.check { "check" } else { "write" }, program.name);
        progress.step(&title, || match args.check {
            true => check(workspace, program),
            false => write(workspace, program),
        })?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Compares every program's IDL, for `cargo xtask test`.
pub fn check_all(workspace: &Workspace) -> Result<String> {
    let programs = workspace.anchor_programs();
    for program in &programs {
        check(workspace, program)?;
    }
    Ok(format!("{} IDL files match the sources", programs.len()))
}

fn check(workspace: &Workspace, program: &Program) -> Result<String> {
    let path = file(workspace, program);
    let committed = match std::fs::read_to_string(&path) {
        Ok(committed) => committed,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error).with_context(|| format!("could not read {}", path.display())),
    };
    let shown = path.strip_prefix(&workspace.root).unwrap_or(&path).display().to_string();
    if let Some(drift) = diff::unified(&shown, &committed, &build(workspace, program)?) {
        eprint!("{drift}");
        bail!("{shown} is not what the sources give: run `cargo xtask idl` and commit the result");
    }
    Ok(format!("{shown} matches"))
}

fn write(workspace: &Workspace, program: &Program) -> Result<String> {
    let path = file(workspace, program);
    let fresh = build(workspace, program)?;
    if std::fs::read_to_string(&path).is_ok_and(|old| old == fresh) {
        return Ok("unchanged".into());
    }
    let dir = path.parent().context("an IDL file without a directory")?;
    std::fs::create_dir_all(dir).with_context(|| format!("could not create {}", dir.display()))?;
    std::fs::write(&path, fresh).with_context(|| format!("could not write {}", path.display()))?;
    Ok(format!("wrote {}", path.display()))
}

fn file(workspace: &Workspace, program: &Program) -> PathBuf {
    workspace.root.join("idl").join(format!("{}.json", program.name))
}

fn build(workspace: &Workspace, program: &Program) -> Result<String> {
    capture(
        cargo(&workspace.root)
            .args(["run", "--quiet", "--package", "xtask-idl", "--"])
            .arg(&program.dir)
            .arg("--lib")
            .env("CARGO_TARGET_DIR", &workspace.target),
    )
}
