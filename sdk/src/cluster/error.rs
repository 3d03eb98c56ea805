use {solana_pubkey::Pubkey, std::path::PathBuf, thiserror::Error};

/// Why an embedded cluster could not be set up.
#[derive(Debug, Error)]
pub enum ClusterError {
    /// A program was not built, or not into the directory that is searched.
    #[error("expected the program {name} at {path}: {reason}; run `cargo xtask build`")]
    ProgramFile {
        /// Name of the program.
        name: String,
        /// File looked for.
        path: PathBuf,
        /// The file system's reason.
        reason: String,
    },
    /// The runtime refuses the program.
    #[error("the runtime does not load the program {name} at {id}: {reason}")]
    Program {
        /// Name of the program.
        name: String,
        /// Its address.
        id: Pubkey,
        /// The runtime's reason.
        reason: String,
    },
    /// The runtime refuses the account.
    #[error("the runtime does not accept the account {address}: {reason}")]
    Account {
        /// The account.
        address: Pubkey,
        /// The runtime's reason.
        reason: String,
    },
    /// Time cannot go there.
    #[error("the clock cannot move by {seconds} seconds from {now}")]
    Time {
        /// Present unix time, in seconds.
        now: i64,
        /// Step asked for.
        seconds: i64,
    },
}
