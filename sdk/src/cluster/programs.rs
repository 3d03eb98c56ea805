use {
    super::{Cluster, ClusterError, TokenProgramKind},
    solana_account::ReadableAccount,
    solana_pubkey::Pubkey,
    solana_sdk_ids::bpf_loader_upgradeable,
    std::{
        env, fs,
        path::{Path, PathBuf},
    },
};

/// A program to load.
#[derive(Debug, Clone)]
pub(super) struct Source {
    id: Pubkey,
    name: String,
    /// `None` for `NAME.so` of the deploy directory.
    path: Option<PathBuf>,
}

impl Source {
    pub(super) fn named(id: Pubkey, name: String) -> Self {
        Self { id, name, path: None }
    }

    pub(super) fn file(id: Pubkey, path: PathBuf) -> Self {
        let name =
            path.file_stem().map_or_else(|| id.to_string(), |stem| stem.to_string_lossy().into_owned());
        Self { id, name, path: Some(path) }
    }
}

/// Where built programs are: `$SBF_OUT_DIR`, else `$CARGO_TARGET_DIR/deploy`, else `target/deploy` of the current directory
/// or of the nearest one above that has it.
pub fn deploy_dir() -> PathBuf {
    if let Some(directory) = env::var_os("SBF_OUT_DIR") {
        return directory.into();
    }
    if let Some(directory) = env::var_os("CARGO_TARGET_DIR") {
        return Path::new(&directory).join("deploy");
    }
    let relative = Path::new("target").join("deploy");
    let current = env::current_dir().unwrap_or_default();
    current
        .ancestors()
        .map(|directory| directory.join(&relative))
        .find(|path| path.is_dir())
        .unwrap_or(relative)
}

impl Cluster {
    /// Loads the ELF file `program` at `id`, as an upgradeable program (loader v3) without upgrade authority. A program that
    /// is there already is replaced.
    ///
    /// # Errors
    /// [`ClusterError::Program`] when the runtime's verifier refuses it.
    pub fn load_program(&self, id: &Pubkey, name: &str, program: &[u8]) -> Result<(), ClusterError> {
        self.engine.with_svm(|svm| svm.add_program(*id, program)).map_err(|error| ClusterError::Program {
            name: name.to_owned(),
            id: *id,
            reason: error.to_string(),
        })
    }

    /// Which implementation serves the SPL Token address.
    pub fn token_program_kind(&self) -> TokenProgramKind {
        // The first program belongs to the loader without upgrades; the gate that brings p-token moves it to loader v3.
        let owner = self.account(&anchor_spl::token::ID).map(|account| *account.owner());
        if owner == Some(bpf_loader_upgradeable::ID) {
            TokenProgramKind::PToken
        } else {
            TokenProgramKind::SplToken
        }
    }

    pub(super) fn load(&self, source: &Source, directory: &Path) -> Result<(), ClusterError> {
        let path = source.path.clone().unwrap_or_else(|| directory.join(format!("{}.so", source.name)));
        match fs::read(&path) {
            Ok(program) => self.load_program(&source.id, &source.name, &program),
            Err(error) => {
                Err(ClusterError::ProgramFile { name: source.name.clone(), path, reason: error.to_string() })
            }
        }
    }
}
