//! Child processes: an environment without this process's own package variables, and errors that name the command.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use anyhow::{bail, Context, Result};

/// Variables that `cargo run` sets for xtask itself. Build scripts such as ring's watch some of them, so passing
/// them on would rebuild half the tree each time a person alternates between `cargo xtask test` and `cargo test`.
const OWN_PACKAGE_VARIABLES: [&str; 4] = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"];

fn is_own_package_variable(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| OWN_PACKAGE_VARIABLES.iter().any(|prefix| name.starts_with(prefix)))
}

/// A command in `dir` whose stdin is closed, so that nothing can stop and ask.
pub fn command(program: impl AsRef<OsStr>, dir: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(dir).stdin(Stdio::null());
    for (name, _) in std::env::vars_os().filter(|(name, _)| is_own_package_variable(name)) {
        command.env_remove(name);
    }
    command
}

/// The cargo that runs xtask, so that `cargo +toolchain xtask` stays on that toolchain.
pub fn cargo(dir: &Path) -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), dir)
}

/// Runs to success, with the child's output going to this process's own stdout and stderr.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("could not start `{}`", show(command)))?;
    if !status.success() {
        bail!("`{}` ended with {status}; its messages are above", show(command));
    }
    Ok(())
}

/// Runs to success with the child's stdout sent to stderr, because stdout belongs to somebody else.
pub fn run_on_stderr(command: &mut Command) -> Result<()> {
    run(command.stdout(std::io::stderr()))
}

/// Runs to success and returns stdout; stderr passes through.
pub fn capture(command: &mut Command) -> Result<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("could not start `{}`", show(command)))?;
    if !output.status.success() {
        bail!("`{}` ended with {}; its messages are above", show(command), output.status);
    }
    String::from_utf8(output.stdout)
        .with_context(|| format!("`{}` printed bytes that are not UTF-8", show(command)))
}

/// The first line a probe such as `gcc --version` prints, or `None` when it is absent or fails.
pub fn probe(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()?.lines().next().map(str::to_owned)
}

/// Runs the last command and becomes its result: nothing is printed after the child's own summary.
pub fn finish(command: &mut Command) -> Result<ExitCode> {
    let status = command.status().with_context(|| format!("could not start `{}`", show(command)))?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

fn show(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|part| part.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut shell = command("sh", Path::new("/"));
        shell.args(["-c", script]);
        shell
    }

    #[test]
    fn a_failure_names_the_command_and_its_exit_code() {
        let error = run(&mut shell("exit 3")).unwrap_err().to_string();
        assert_eq!(error, "`sh -c exit 3` ended with exit status: 3; its messages are above");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&mut command("no-such-program", Path::new("/"))).unwrap_err().to_string();
        assert_eq!(error, "could not start `no-such-program`");
    }

    #[test]
    fn captured_output_is_returned_whole() {
        assert_eq!(capture(&mut shell("printf 'a\\nb\\n'")).unwrap(), "a\nb\n");
    }

    #[test]
    fn a_probe_gives_the_first_line_or_nothing() {
        assert_eq!(probe(&mut shell("printf 'one\\ntwo\\n'")).as_deref(), Some("one"));
        assert_eq!(probe(&mut shell("echo one; exit 1")), None);
        assert_eq!(probe(&mut command("no-such-program", Path::new("/"))), None);
    }

    #[test]
    fn a_child_sees_no_variable_of_xtask_itself() {
        let seen = capture(&mut shell("env | grep -c '^CARGO_PKG_' || true")).unwrap();
        assert_eq!(seen.trim(), "0");
    }

    #[test]
    fn a_child_cannot_wait_for_input() {
        assert_eq!(capture(&mut shell("wc -c")).unwrap().trim(), "0");
    }
}
