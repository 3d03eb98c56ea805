//! Which program stands at Metaplex Core's address in a test.
//!
//! Core is not published as a package, so a test loads the suite's stand-in unless `HALO_MPL_CORE_SO` names a file
//! with the real program (`solana program dump`). A test says which one ran.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

/// Names a file with the real program.
pub const REAL_CORE_VARIABLE: &str = "HALO_MPL_CORE_SO";

const STAND_IN_FILE: &str = "core_stand_in.so";

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CoreProgram {
    StandIn(PathBuf),
    Real(PathBuf),
}

impl CoreProgram {
    /// The real program if the environment names one, else the stand-in.
    pub fn from_env() -> Self {
        match env_path(REAL_CORE_VARIABLE) {
            Some(path) => Self::Real(path),
            None => Self::stand_in(),
        }
    }

    /// The stand-in of the last build, whatever the environment says.
    pub fn stand_in() -> Self {
        Self::StandIn(deploy_dir().join(STAND_IN_FILE))
    }

    pub fn path(&self) -> &Path {
        match self {
            Self::StandIn(path) | Self::Real(path) => path,
        }
    }

    /// For test output.
    pub fn describe(&self) -> String {
        match self {
            Self::StandIn(path) => format!("Core stand-in ({})", path.display()),
            Self::Real(path) => format!("Metaplex Core ({})", path.display()),
        }
    }

    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        fs::read(self.path()).map_err(|error| {
            let remedy = match self {
                Self::StandIn(_) => "build the programs first (`cargo xtask build`)",
                Self::Real(_) => "name an existing file in HALO_MPL_CORE_SO or unset it",
            };
            io::Error::new(error.kind(), format!("no {}: {error}; {remedy}", self.describe()))
        })
    }
}

/// Where the build leaves the programs: `SBF_OUT_DIR`, else `deploy` in the target directory.
pub fn deploy_dir() -> PathBuf {
    env_path("SBF_OUT_DIR").unwrap_or_else(|| {
        env_path("CARGO_TARGET_DIR").unwrap_or_else(|| workspace().join("target")).join("deploy")
    })
}

/// A path from the environment; a relative one starts at the workspace, where cargo was called, not at the
/// package, where cargo runs the tests.
fn env_path(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).filter(|value| !value.is_empty()).map(|value| workspace().join(value))
}

fn workspace() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_named_with_its_remedy() {
        let error = CoreProgram::Real("/nowhere/mpl_core.so".into()).bytes().unwrap_err();

        assert_eq!(error.kind(), io::ErrorKind::NotFound);
        let message = error.to_string();
        assert!(message.contains("/nowhere/mpl_core.so"), "{message}");
        assert!(message.contains(REAL_CORE_VARIABLE), "{message}");
    }
}
