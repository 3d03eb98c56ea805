//! Which program stands at Metaplex Core's address in an embedded cluster.
//!
//! Core is not published as a package: unless `HALO_MPL_CORE_SO` names a file with the real program
//! (`solana program dump`), a stand-in with the same accounts and rules serves. Whoever uses this says which one ran.

use crate::cluster::deploy_dir;
use std::{env, fs, io, path::PathBuf};

/// Names a file with the real program.
pub const REAL_CORE_VARIABLE: &str = "HALO_MPL_CORE_SO";

/// The program at Metaplex Core's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CoreProgram {
    /// The stand-in that the build leaves in the deploy folder.
    StandIn(PathBuf),
    /// A dump of the real program.
    Real(PathBuf),
}

impl CoreProgram {
    /// The real program if the environment names one, else the stand-in.
    pub fn from_env() -> Self {
        match env::var_os(REAL_CORE_VARIABLE).filter(|value| !value.is_empty()) {
            Some(path) => Self::Real(PathBuf::from(path)),
            None => Self::stand_in(),
        }
    }

    /// The stand-in of the last build, whatever the environment says.
    pub fn stand_in() -> Self {
        Self::StandIn(deploy_dir().join("core_stand_in.so"))
    }

    /// The file.
    pub fn path(&self) -> &PathBuf {
        match self {
            Self::StandIn(path) | Self::Real(path) => path,
        }
    }

    /// Name and file, for an error or a test's output.
    pub fn describe(&self) -> String {
        format!("Metaplex Core, {} ({})", self.name(), self.path().display())
    }

    /// What the file holds.
    ///
    /// # Errors
    /// When there is no such file, with the remedy.
    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        fs::read(self.path()).map_err(|error| {
            let remedy = match self {
                Self::StandIn(_) => "build the programs first (`cargo xtask build`)",
                Self::Real(_) => "name an existing file in HALO_MPL_CORE_SO or unset it",
            };
            io::Error::new(error.kind(), format!("no {}: {error}; {remedy}", self.describe()))
        })
    }

    /// One word for a table or a log line.
    pub fn name(&self) -> &'static str {
        match self {
            Self::StandIn(_) => "stand-in",
            Self::Real(_) => "real",
        }
    }
}

impl crate::cluster::ClusterBuilder {
    /// Loads the programs of this repository and [`CoreProgram::from_env`].
    pub fn halo(self) -> Self {
        self.program(configurator::ID, "configurator")
            .program(pau::ID, "pau")
            .program(facility::ID, "facility")
            .program(nfat::ID, "nfat")
            .program(lcts::ID, "lcts")
            .program(amm::ID, "amm")
            .program(wrapper::ID, "wrapper")
            .program(psm::ID, "psm")
            .program_file(mpl_core::ID, CoreProgram::from_env().path())
    }
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
