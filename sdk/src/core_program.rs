//! Which program stands at Metaplex Core's address in an embedded cluster.
//!
//! Core is not published as a package: unless `HALO_MPL_CORE_SO` names a file with the real program
//! (`solana program dump`), a stand-in with the same accounts and rules serves. Whoever uses this says which one ran.

use crate::cluster::deploy_dir;
use std::{env, path::PathBuf};

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
            None => Self::StandIn(deploy_dir().join("core_stand_in.so")),
        }
    }

    /// The file.
    pub fn path(&self) -> &PathBuf {
        match self {
            Self::StandIn(path) | Self::Real(path) => path,
        }
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
            .program_file(mpl_core::ID, CoreProgram::from_env().path())
    }
}
