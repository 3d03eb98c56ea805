//! `cargo xtask build`: the on-chain programs, as `.so` files in `<target>/deploy`.

mod fingerprint;
mod route;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{bail, Context, Result};

use crate::progress::Progress;
use crate::setup;
use crate::workspace::{Program, Workspace};

pub use route::Route;

use fingerprint::Stamp;

#[derive(clap::Args)]
pub struct Args {
    /// Build only this program; may be given more than once
    #[arg(long = "program", value_name = "NAME")]
    programs: Vec<String>,
}

pub fn execute(workspace: &Workspace, args: &Args) -> Result<ExitCode> {
    let programs = select(workspace.programs(), &args.programs)?;
    let mut progress = Progress::new(2);
    progress.step("check this machine and its SBF tools", || setup::ensure(workspace))?;
    progress.step("build the on-chain programs", || build(workspace, &programs))?;
    Ok(ExitCode::SUCCESS)
}

/// Builds what changed of every program, for the commands that run programs.
pub fn build_all(workspace: &Workspace) -> Result<String> {
    build(workspace, &workspace.programs())
}

fn build(workspace: &Workspace, programs: &[Program]) -> Result<String> {
    let route = Route::detect(workspace);
    let deploy = workspace.deploy();
    std::fs::create_dir_all(&deploy).with_context(|| format!("could not create {}", deploy.display()))?;

    let toolchain = route.identity(workspace)?;
    let mut stale = Vec::new();
    for program in programs {
        let inputs = fingerprint::of_sources(&workspace.root, program, &toolchain)?;
        if !Stamp::read(&deploy, &program.name)
            .is_some_and(|stamp| stamp.vouches_for(&inputs, &deploy, &program.name))
        {
            stale.push((program, inputs));
        }
    }
    if !stale.is_empty() {
        let dirs: Vec<&Path> = stale.iter().map(|(program, _)| program.dir.as_path()).collect();
        route.build(workspace, &dirs)?;
    }
    for (program, inputs) in &stale {
        Stamp::of_built(inputs, &deploy, &program.name)?.write(&deploy, &program.name)?;
    }
    let record = deploy.join("route.txt");
    std::fs::write(&record, format!("{route}\n"))
        .with_context(|| format!("could not write {}", record.display()))?;
    for program in programs {
        eprintln!("      {}", describe(&deploy, &program.name)?);
    }
    let unchanged = programs.len().saturating_sub(stale.len());
    Ok(format!("{} built with {route}, {unchanged} unchanged, in {}", stale.len(), deploy.display()))
}

/// Name, size and the hash that a verified build compares.
fn describe(deploy: &Path, name: &str) -> Result<String> {
    let path = deploy.join(format!("{name}.so"));
    let bytes = std::fs::read(&path).with_context(|| format!("could not read {}", path.display()))?;
    let hash = fingerprint::hex(&bytes);
    Ok(format!(
        "{:<24} {:>9} bytes  sha256 {}",
        format!("{name}.so"),
        bytes.len(),
        hash.get(..16).unwrap_or(&hash)
    ))
}

/// All programs, or those named, in the order of the workspace.
fn select(programs: Vec<Program>, names: &[String]) -> Result<Vec<Program>> {
    let normal: Vec<String> = names.iter().map(|name| name.replace('-', "_")).collect();
    if let Some(unknown) = normal.iter().find(|name| !programs.iter().any(|program| &program.name == *name)) {
        let known: Vec<&str> = programs.iter().map(|program| program.name.as_str()).collect();
        bail!("there is no program \"{unknown}\"; the workspace has {}", known.join(", "));
    }
    Ok(programs.into_iter().filter(|program| normal.is_empty() || normal.contains(&program.name)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn programs() -> Vec<Program> {
        ["core_stand_in", "nfat", "pau"]
            .map(|name| Program { name: name.into(), dir: name.into(), sources: BTreeSet::new() })
            .to_vec()
    }

    fn names(selected: Vec<Program>) -> Vec<String> {
        selected.into_iter().map(|program| program.name).collect()
    }

    #[test]
    fn every_program_is_built_unless_some_are_named() {
        assert_eq!(names(select(programs(), &[]).unwrap()), ["core_stand_in", "nfat", "pau"]);
    }

    #[test]
    fn a_program_may_be_named_as_its_package_or_as_its_file() {
        let wanted = ["core-stand-in".to_owned(), "pau".to_owned()];
        assert_eq!(names(select(programs(), &wanted).unwrap()), ["core_stand_in", "pau"]);
    }

    #[test]
    fn an_unknown_program_is_refused_with_the_known_ones() {
        let error = select(programs(), &["amm".to_owned()]).unwrap_err().to_string();
        assert_eq!(error, "there is no program \"amm\"; the workspace has core_stand_in, nfat, pau");
    }
}
