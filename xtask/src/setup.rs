//! `cargo xtask setup`: is this machine able to build, and are the SBF tools ready?

use std::path::Path;
use std::process::ExitCode;

use anyhow::{bail, Context, Result};

use crate::build::Route;
use crate::process::{command, probe};
use crate::progress::Progress;
use crate::workspace::Workspace;

/// What the first build of everything takes on disk, and what later builds still need, in KiB.
const FIRST_BUILD_KIB: u64 = 16 * 1024 * 1024;
const LATER_BUILD_KIB: u64 = 2 * 1024 * 1024;

/// The programs the build calls, and what each is for.
const TOOLS: [(&str, &str); 4] = [
    ("gcc", "compiles the C parts of the test cluster's dependencies"),
    ("make", "builds the OpenSSL that the test cluster links"),
    ("perl", "configures the OpenSSL that the test cluster links"),
    ("python3", "prepares the SBF toolchain"),
];

pub fn execute(workspace: &Workspace) -> Result<ExitCode> {
    let mut progress = Progress::new(2);
    progress.step("check this machine", || check(workspace))?;
    progress.step("prepare the SBF tools", || prepare(workspace))?;
    Ok(ExitCode::SUCCESS)
}

/// Both parts in one step, for the commands that need a ready machine.
pub fn ensure(workspace: &Workspace) -> Result<String> {
    check(workspace)?;
    prepare(workspace)
}

fn check(workspace: &Workspace) -> Result<String> {
    let rustc = probe(command("rustc", &workspace.root).arg("-V"))
        .context("rustc is missing: install Rust from https://rustup.rs")?;
    check_rustc(&rustc, env!("CARGO_PKG_RUST_VERSION"))?;
    for (tool, purpose) in TOOLS {
        if probe(command(tool, &workspace.root).arg("--version")).is_none() {
            bail!("{tool} is missing: it {purpose}; install it with this machine's package manager");
        }
    }
    let free = check_disk(workspace)?;
    Ok(format!("{rustc}; {}; {free} GiB free", TOOLS.map(|(tool, _)| tool).join(", ")))
}

fn prepare(workspace: &Workspace) -> Result<String> {
    let route = Route::detect(workspace);
    route.prepare(workspace)?;
    Ok(format!("programs are built with {route}"))
}

fn check_rustc(version_line: &str, required: &str) -> Result<()> {
    let found = version_line.split_whitespace().nth(1).unwrap_or_default();
    let (Some(found), Some(required)) = (version(found), version(required)) else {
        bail!("could not read a version out of \"{version_line}\" (expected Rust {required} or later)");
    };
    if found < required {
        bail!(
            "Rust {}.{} is installed, but {}.{} or later is needed: run `rustup update stable`",
            found.0,
            found.1,
            required.0,
            required.1
        );
    }
    Ok(())
}

/// Major and minor of `1.95`, `1.95.0` or `1.97.0-nightly`.
fn version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// Free space in GiB where cargo writes, or an error when a build would fill the disk.
fn check_disk(workspace: &Workspace) -> Result<u64> {
    let is_warm = workspace.target.join("debug").is_dir();
    let needed = if is_warm { LATER_BUILD_KIB } else { FIRST_BUILD_KIB };
    let place = existing_ancestor(&workspace.target);
    let table = crate::process::capture(command("df", &workspace.root).arg("-Pk").arg(place))?;
    let free = free_kib(&table).with_context(|| format!("could not read the output of `df`:\n{table}"))?;
    if free < needed {
        bail!(
            "{} has {} GiB free, but the build needs about {} GiB: make room, or set CARGO_TARGET_DIR to a larger disk",
            place.display(),
            gib(free),
            gib(needed)
        );
    }
    Ok(gib(free))
}

fn existing_ancestor(path: &Path) -> &Path {
    path.ancestors().find(|path| path.exists()).unwrap_or_else(|| Path::new("/"))
}

/// The fourth column of `df -Pk`'s second line. Mount points may contain spaces; the columns before them cannot.
fn free_kib(table: &str) -> Option<u64> {
    table.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()
}

fn gib(kib: u64) -> u64 {
    kib >> 20
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_required_compiler_and_any_later_one_are_accepted() {
        for line in
            ["rustc 1.95.0 (59807616e 2026-04-14)", "rustc 1.97.0-nightly (abc 2026-06-01)", "rustc 2.0.0"]
        {
            check_rustc(line, "1.95").unwrap();
        }
    }

    #[test]
    fn an_older_compiler_is_refused_with_both_versions() {
        let error = check_rustc("rustc 1.94.1 (abc 2026-03-01)", "1.95").unwrap_err().to_string();
        assert_eq!(error, "Rust 1.94 is installed, but 1.95 or later is needed: run `rustup update stable`");
    }

    #[test]
    fn a_version_line_without_a_version_is_an_error() {
        assert!(check_rustc("command not found", "1.95").is_err());
    }

    #[test]
    fn free_space_is_read_from_the_portable_table() {
        let table = "Filesystem 1024-blocks Used Available Capacity Mounted on\n\
                     /dev/vda 264000000 13000000 83886080 14% /mnt/a b\n";
        assert_eq!(free_kib(table), Some(83_886_080));
        assert_eq!(gib(83_886_080), 80);
        assert_eq!(free_kib("df: no such file\n"), None);
    }

    #[test]
    fn a_target_directory_that_does_not_exist_yet_is_judged_by_its_disk() {
        assert_eq!(existing_ancestor(Path::new("/no/such/directory")), Path::new("/"));
    }
}
