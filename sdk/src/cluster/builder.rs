use {
    super::{clock, programs::Source, Cluster, ClusterError},
    crate::transport::Embedded,
    agave_feature_set::{replace_spl_token_with_p_token, FeatureSet},
    litesvm::LiteSVM,
    solana_account::Account,
    solana_keypair::Keypair,
    solana_pubkey::Pubkey,
    solana_rent::Rent,
    solana_signer::Signer,
    std::{path::PathBuf, sync::Arc},
};

/// Rent on mainnet, in lamports a byte: an account of `n` bytes holds (128 + n) times this.
pub const MAINNET_LAMPORTS_PER_BYTE: u64 = 5_080;

/// Unix time at which a cluster starts: 2026-01-01T00:00:00Z.
pub const START_TIME: i64 = 1_767_225_600;

/// SOL of the operator: enough for any demonstration, in lamports.
const OPERATOR_LAMPORTS: u64 = 100_000_000_000_000_000;

/// Which of the runtime's feature gates are active.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Features {
    /// Those active on mainnet when the engine was published.
    #[default]
    Mainnet,
    /// All that the runtime knows: what mainnet may become.
    All,
}

/// Which implementation serves the SPL Token address. They behave alike and differ in compute units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TokenProgramKind {
    /// p-token, which mainnet runs since epoch 971; compute-unit budgets assume it.
    #[default]
    PToken,
    /// The first SPL Token program (3.5.0).
    SplToken,
}

/// Settings of a [`Cluster`]; the default is mainnet with no programs but the standard ones.
#[derive(Debug, Clone)]
pub struct ClusterBuilder {
    features: Features,
    token_program: TokenProgramKind,
    lamports_per_byte: u64,
    unix_time: i64,
    deploy_dir: Option<PathBuf>,
    programs: Vec<Source>,
}

impl Default for ClusterBuilder {
    fn default() -> Self {
        Self {
            features: Features::default(),
            token_program: TokenProgramKind::default(),
            lamports_per_byte: MAINNET_LAMPORTS_PER_BYTE,
            unix_time: START_TIME,
            deploy_dir: None,
            programs: Vec::new(),
        }
    }
}

impl ClusterBuilder {
    /// Chooses the feature gates.
    pub fn features(mut self, features: Features) -> Self {
        self.features = features;
        self
    }

    /// Chooses the implementation of the SPL Token program.
    pub fn token_program(mut self, kind: TokenProgramKind) -> Self {
        self.token_program = kind;
        self
    }

    /// Sets the rent, in lamports a byte.
    pub fn lamports_per_byte(mut self, lamports_per_byte: u64) -> Self {
        self.lamports_per_byte = lamports_per_byte;
        self
    }

    /// Sets the clock at the start, in seconds since 1970.
    pub fn unix_time(mut self, unix_time: i64) -> Self {
        self.unix_time = unix_time;
        self
    }

    /// Searches programs here instead of in [`deploy_dir`](super::deploy_dir()).
    pub fn deploy_dir(mut self, directory: impl Into<PathBuf>) -> Self {
        self.deploy_dir = Some(directory.into());
        self
    }

    /// Loads `NAME.so` of the deploy directory at `id`.
    pub fn program(mut self, id: Pubkey, name: impl Into<String>) -> Self {
        self.programs.push(Source::named(id, name.into()));
        self
    }

    /// Loads the program in the file `path` at `id`.
    pub fn program_file(mut self, id: Pubkey, path: impl Into<PathBuf>) -> Self {
        self.programs.push(Source::file(id, path.into()));
        self
    }

    /// Starts the cluster.
    ///
    /// # Errors
    /// [`ClusterError::ProgramFile`] and [`ClusterError::Program`].
    pub fn build(self) -> Result<Cluster, ClusterError> {
        let operator = Keypair::new();
        let mut svm = LiteSVM::default().with_feature_set(self.feature_set()).with_builtins().with_sysvars();
        // Before any account is made: they take their rent from it.
        svm.set_sysvar(&Rent { lamports_per_byte: self.lamports_per_byte, ..svm.get_sysvar::<Rent>() });
        let mut svm = svm
            .with_feature_accounts()
            .with_default_programs()
            .with_sigverify(true)
            .with_blockhash_check(true);
        clock::set_unix_time(&mut svm, self.unix_time);
        let funds = Account { lamports: OPERATOR_LAMPORTS, ..Account::default() };
        svm.set_account(operator.pubkey(), funds).map_err(|error| ClusterError::Account {
            address: operator.pubkey(),
            reason: error.to_string(),
        })?;

        let cluster = Cluster { engine: Embedded::new(svm), operator: Arc::new(operator) };
        let directory = self.deploy_dir.unwrap_or_else(super::deploy_dir);
        for source in &self.programs {
            cluster.load(source, &directory)?;
        }
        Ok(cluster)
    }

    fn feature_set(&self) -> FeatureSet {
        let mut features = match self.features {
            Features::Mainnet => LiteSVM::mainnet_feature_set(),
            Features::All => FeatureSet::all_enabled(),
        };
        // The engine picks the token program by this gate.
        match self.token_program {
            TokenProgramKind::PToken => features.activate(&replace_spl_token_with_p_token::id(), 0),
            TokenProgramKind::SplToken => features.deactivate(&replace_spl_token_with_p_token::id()),
        }
        features
    }
}
