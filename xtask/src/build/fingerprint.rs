//! Is a built program still what its sources say? Decided by content, not by time: a fresh clone that shares a target
//! directory with an older one builds nothing, and a changed link script, which cargo does not notice, is a change.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::workspace::Program;

/// Directories below a package, or below the toolchain, that never reach the program.
const OUTSIDE: [&str; 6] = ["target", "tests", "fuzz", "benches", "examples", "self-test"];

/// Files of the workspace that reach every program.
const SHARED: [&str; 3] = ["Cargo.toml", "Cargo.lock", ".cargo/config.toml"];

/// What a program was built from and what came out, stored beside it.
#[derive(Debug, PartialEq, Eq)]
pub struct Stamp {
    inputs: String,
    output: String,
}

impl Stamp {
    pub fn of_built(inputs: &str, deploy: &Path, name: &str) -> Result<Self> {
        Ok(Self { inputs: inputs.to_owned(), output: of_file(&so(deploy, name))? })
    }

    pub fn read(deploy: &Path, name: &str) -> Option<Self> {
        let text = std::fs::read_to_string(Self::path(deploy, name)).ok()?;
        let (inputs, output) = text.trim_end().split_once('\n')?;
        Some(Self { inputs: inputs.to_owned(), output: output.to_owned() })
    }

    pub fn write(&self, deploy: &Path, name: &str) -> Result<()> {
        let path = Self::path(deploy, name);
        std::fs::write(&path, format!("{}\n{}\n", self.inputs, self.output))
            .with_context(|| format!("could not write {}", path.display()))
    }

    pub fn vouches_for(&self, inputs: &str, deploy: &Path, name: &str) -> bool {
        self.inputs == inputs && of_file(&so(deploy, name)).is_ok_and(|output| output == self.output)
    }

    fn path(deploy: &Path, name: &str) -> PathBuf {
        deploy.join(format!("{name}.stamp"))
    }
}

/// Everything that decides the bytes of a program: its sources, the workspace's manifest and lock, and the toolchain.
pub fn of_sources(root: &Path, program: &Program, toolchain: &str) -> Result<String> {
    let mut hash = Sha256::new();
    hash.update(toolchain);
    for name in SHARED {
        add(&mut hash, root, &root.join(name))?;
    }
    for dir in &program.sources {
        add_tree(&mut hash, root, dir)?;
    }
    Ok(digest(hash))
}

/// Every file below one directory.
pub fn of_tree(dir: &Path) -> Result<String> {
    let mut hash = Sha256::new();
    add_tree(&mut hash, dir, dir)?;
    Ok(digest(hash))
}

pub fn hex(bytes: &[u8]) -> String {
    digest(Sha256::new_with_prefix(bytes))
}

fn of_file(path: &Path) -> Result<String> {
    Ok(hex(&std::fs::read(path).with_context(|| format!("could not read {}", path.display()))?))
}

fn so(deploy: &Path, name: &str) -> PathBuf {
    deploy.join(format!("{name}.so"))
}

fn digest(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn add_tree(hash: &mut Sha256, base: &Path, dir: &Path) -> Result<()> {
    let entries = std::fs::read_dir(dir).with_context(|| format!("could not list {}", dir.display()))?;
    let mut entries: Vec<PathBuf> =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<std::io::Result<_>>()?;
    entries.sort();
    for entry in entries {
        if !entry.is_dir() {
            add(hash, base, &entry)?;
        } else if !OUTSIDE.iter().any(|name| entry.ends_with(name)) {
            add_tree(hash, base, &entry)?;
        }
    }
    Ok(())
}

/// Adds a file's place in the repository, so that clones agree wherever they are, its length and its content.
fn add(hash: &mut Sha256, base: &Path, file: &Path) -> Result<()> {
    let content = std::fs::read(file).with_context(|| format!("could not read {}", file.display()))?;
    let place = file.strip_prefix(base).unwrap_or(file);
    hash.update(format!("{}\n{}\n", place.display(), content.len()));
    hash.update(content);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// A small workspace on disk, removed when the test ends.
    struct Clone(PathBuf);

    impl Clone {
        fn new() -> Self {
            static COUNT: AtomicUsize = AtomicUsize::new(0);
            let unique = format!("xtask-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
            let clone = Self(std::env::temp_dir().join(unique));
            for file in SHARED.iter().chain(&["pau/src/lib.rs", "pau/tests/limits.rs"]) {
                clone.write(file, file);
            }
            clone
        }

        fn write(&self, file: &str, content: &str) {
            let path = self.0.join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, content).unwrap();
        }

        fn fingerprint(&self) -> String {
            let dir = self.0.join("pau");
            let program = Program { name: "pau".into(), dir: dir.clone(), sources: [dir].into() };
            of_sources(&self.0, &program, "tools").unwrap()
        }
    }

    impl Drop for Clone {
        fn drop(&mut self) {
            std::fs::remove_dir_all(&self.0).unwrap();
        }
    }

    #[test]
    fn two_clones_of_the_same_sources_agree() {
        assert_eq!(Clone::new().fingerprint(), Clone::new().fingerprint());
    }

    #[test]
    fn sources_lock_and_toolchain_each_change_the_fingerprint() {
        let original = Clone::new().fingerprint();
        for file in ["pau/src/lib.rs", "pau/src/error.rs", "Cargo.lock", "Cargo.toml"] {
            let clone = Clone::new();
            clone.write(file, "changed");
            assert_ne!(clone.fingerprint(), original, "{file}");
        }
    }

    #[test]
    fn a_programs_tests_do_not_change_it() {
        let clone = Clone::new();
        clone.write("pau/tests/limits.rs", "changed");
        assert_eq!(clone.fingerprint(), Clone::new().fingerprint());
    }

    #[test]
    fn a_stamp_vouches_for_the_very_file_that_was_built() {
        let deploy = Clone::new();
        deploy.write("pau.so", "bytes");
        Stamp::of_built("inputs", &deploy.0, "pau").unwrap().write(&deploy.0, "pau").unwrap();
        let stamp = Stamp::read(&deploy.0, "pau").unwrap();
        assert!(stamp.vouches_for("inputs", &deploy.0, "pau"));
        assert!(!stamp.vouches_for("other inputs", &deploy.0, "pau"));
        deploy.write("pau.so", "other bytes");
        assert!(!stamp.vouches_for("inputs", &deploy.0, "pau"));
    }

    #[test]
    fn a_program_that_was_never_built_has_no_stamp() {
        assert_eq!(Stamp::read(&Clone::new().0, "pau"), None);
    }
}
