//! Where things are: the repository, cargo's target directory, and the on-chain programs found in the workspace.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process;

pub struct Workspace {
    pub root: PathBuf,
    pub target: PathBuf,
    packages: Vec<Package>,
}

struct Package {
    dir: PathBuf,
    /// File name of the shared library, for packages that build one.
    library: Option<String>,
    /// Directories of the workspace packages that are compiled into this one.
    dependencies: Vec<PathBuf>,
}

/// A package that compiles to an on-chain program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// Name of the library, and so of the `.so` and IDL files.
    pub name: String,
    pub dir: PathBuf,
    /// This package's directory and those of every workspace package compiled into it.
    pub sources: BTreeSet<PathBuf>,
}

impl Workspace {
    pub fn locate() -> Result<Self> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let metadata =
            process::capture(process::cargo(here).args(["metadata", "--no-deps", "--format-version", "1"]))?;
        Self::parse(&metadata)
    }

    fn parse(metadata: &str) -> Result<Self> {
        let metadata: Value = serde_json::from_str(metadata).context("`cargo metadata` printed no JSON")?;
        Ok(Self {
            root: path(&metadata["workspace_root"])?,
            target: path(&metadata["target_directory"])?,
            packages: array(&metadata["packages"])?.iter().map(Package::parse).collect::<Result<_>>()?,
        })
    }

    /// Where the SBF programs go: `cargo build-sbf` and `SBF_OUT_DIR` use the same place.
    pub fn deploy(&self) -> PathBuf {
        self.target.join("deploy")
    }

    /// Every package of the workspace that builds a shared library, so that a new program cannot be forgotten.
    pub fn programs(&self) -> Vec<Program> {
        let mut programs: Vec<Program> = self
            .packages
            .iter()
            .filter_map(|package| {
                let name = package.library.clone()?;
                Some(Program { name, dir: package.dir.clone(), sources: self.sources(package) })
            })
            .collect();
        programs.sort_by(|a, b| a.name.cmp(&b.name));
        programs
    }

    /// The Anchor programs, which have an IDL; test programs and the toolchain's self-test have none.
    pub fn anchor_programs(&self) -> Vec<Program> {
        let home = self.root.join("programs");
        self.programs().into_iter().filter(|program| program.dir.starts_with(&home)).collect()
    }

    fn sources(&self, package: &Package) -> BTreeSet<PathBuf> {
        let mut found = BTreeSet::new();
        let mut open = vec![package.dir.clone()];
        while let Some(dir) = open.pop() {
            if let Some(package) = self.packages.iter().find(|package| package.dir == dir) {
                open.extend(package.dependencies.iter().filter(|dir| !found.contains(*dir)).cloned());
            }
            found.insert(dir);
        }
        found
    }
}

impl Package {
    fn parse(package: &Value) -> Result<Self> {
        let manifest = path(&package["manifest_path"])?;
        let dir = manifest.parent().context("a manifest without a directory")?.to_owned();
        let is_shared_library = |target: &Value| {
            target["kind"].as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind == "cdylib"))
        };
        let library = array(&package["targets"])?
            .iter()
            .find(|target| is_shared_library(target))
            .map(|target| text(&target["name"]).map(|name| name.replace('-', "_")))
            .transpose()?;
        let dependencies = array(&package["dependencies"])?
            .iter()
            .filter(|dependency| dependency["kind"] != "dev" && dependency["path"].is_string())
            .map(|dependency| path(&dependency["path"]))
            .collect::<Result<_>>()?;
        Ok(Self { dir, library, dependencies })
    }
}

fn array(value: &Value) -> Result<&Vec<Value>> {
    value.as_array().context("`cargo metadata` lacks a list that it always had")
}

fn text(value: &Value) -> Result<&str> {
    value.as_str().context("`cargo metadata` lacks a text that it always had")
}

fn path(value: &Value) -> Result<PathBuf> {
    text(value).map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn package(dir: &str, name: &str, kind: &str, dependencies: &[(&str, Option<&str>)]) -> Value {
        let dependencies: Vec<Value> =
            dependencies.iter().map(|(path, kind)| json!({ "path": path, "kind": kind })).collect();
        json!({
            "manifest_path": format!("{dir}/Cargo.toml"),
            "targets": [{ "name": name, "kind": [kind] }],
            "dependencies": dependencies,
        })
    }

    fn workspace() -> Workspace {
        let metadata = json!({
            "workspace_root": "/w",
            "target_directory": "/t",
            "packages": [
                package("/w/programs/nfat", "nfat", "cdylib", &[("/w/crates/common", None), ("/w/tests", Some("dev"))]),
                package("/w/crates/common", "common", "lib", &[("/w/crates/math", None)]),
                package("/w/crates/math", "math", "lib", &[]),
                package("/w/tests/programs/stand-in", "stand-in", "cdylib", &[]),
            ],
        });
        Workspace::parse(&metadata.to_string()).unwrap()
    }

    #[test]
    fn programs_are_the_packages_that_build_a_shared_library() {
        let names: Vec<String> = workspace().programs().into_iter().map(|program| program.name).collect();
        assert_eq!(names, ["nfat", "stand_in"]);
    }

    #[test]
    fn only_programs_in_the_programs_directory_have_an_idl() {
        let names: Vec<String> =
            workspace().anchor_programs().into_iter().map(|program| program.name).collect();
        assert_eq!(names, ["nfat"]);
    }

    #[test]
    fn a_program_is_made_of_itself_and_what_it_depends_on_but_not_of_its_tests() {
        let nfat = workspace().anchor_programs().remove(0);
        let expected: BTreeSet<PathBuf> =
            ["/w/programs/nfat", "/w/crates/common", "/w/crates/math"].iter().map(PathBuf::from).collect();
        assert_eq!(nfat.sources, expected);
    }

    #[test]
    fn programs_go_beside_cargos_other_output() {
        assert_eq!(workspace().deploy(), Path::new("/t/deploy"));
    }

    #[test]
    fn metadata_of_an_unknown_shape_is_an_error() {
        assert!(Workspace::parse("{}").is_err());
        assert!(Workspace::parse("not json").is_err());
    }
}
