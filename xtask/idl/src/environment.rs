//! The environment the IDL builder runs cargo in.
//!
//! SECURITY: with `RUSTUP_TOOLCHAIN` set, as rustup's own `cargo` sets it, the builder of anchor-lang-idl 0.1.4 probes for
//! that toolchain with a malformed command, takes the failure for a missing toolchain and runs `rustup toolchain install`,
//! which moves the machine's `stable` to another release. The variable is therefore removed here, in the process
//! that calls the builder, and the builder finds this very toolchain, not rustup's stand-ins, through `PATH`.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use anyhow::{Context, Result};

/// Changes this process's environment. To be called before any other thread exists.
pub fn prepare() -> Result<()> {
    let cargo = std::env::var_os("CARGO");
    let path = path_with_toolchain(cargo.as_deref(), &std::env::var_os("PATH").unwrap_or_default())?;
    let flags = encoded_rustflags(std::env::var("RUSTFLAGS").ok().as_deref());
    std::env::remove_var("RUSTUP_TOOLCHAIN");
    std::env::set_var("PATH", path);
    // The builder sets RUSTFLAGS, with which cargo would compile every dependency a second time. The encoded form
    // takes precedence, so this keeps the flags, and the compiled dependencies, of every other command.
    std::env::set_var("CARGO_ENCODED_RUSTFLAGS", flags);
    Ok(())
}

/// `PATH` led by the directory of the real cargo, which `cargo run` names in `CARGO`.
fn path_with_toolchain(cargo: Option<&OsStr>, path: &OsStr) -> Result<OsString> {
    let bin =
        cargo.map(Path::new).filter(|cargo| cargo.is_absolute()).and_then(Path::parent).context(
            "CARGO does not name a cargo by its full path: start this program with `cargo xtask idl`",
        )?;
    std::env::join_paths(std::iter::once(bin.to_owned()).chain(std::env::split_paths(path)))
        .with_context(|| format!("{} cannot be a directory of PATH", bin.display()))
}

/// `RUSTFLAGS` in the form that cargo prefers: flags separated by the unit separator.
fn encoded_rustflags(plain: Option<&str>) -> String {
    plain.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join("\u{1f}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_toolchain_that_runs_us_is_found_first() {
        let path =
            path_with_toolchain(Some("/toolchain/bin/cargo".as_ref()), "/usr/bin:/bin".as_ref()).unwrap();
        assert_eq!(path, "/toolchain/bin:/usr/bin:/bin");
    }

    #[test]
    fn without_a_real_cargo_nothing_is_run() {
        for cargo in [None, Some("cargo")] {
            let error = path_with_toolchain(cargo.map(OsStr::new), "/bin".as_ref()).unwrap_err().to_string();
            assert!(error.ends_with("start this program with `cargo xtask idl`"), "{error}");
        }
    }

    #[test]
    fn rustflags_keep_their_order_and_lose_only_their_spaces() {
        let flags = "-C  target-cpu=native --cfg a";
        assert_eq!(encoded_rustflags(Some(flags)), "-C\u{1f}target-cpu=native\u{1f}--cfg\u{1f}a");
        assert_eq!(encoded_rustflags(None), "");
    }

    /// The builder must not see the variable that makes it install a toolchain. The only test that changes the
    /// environment; the others pass theirs as arguments.
    #[test]
    fn the_builder_never_sees_a_toolchain_to_install() {
        std::env::set_var("RUSTUP_TOOLCHAIN", "stable");
        prepare().unwrap();
        assert_eq!(std::env::var_os("RUSTUP_TOOLCHAIN"), None);
    }
}
