//! What can go wrong, in words for people.

mod failure;
mod logs;

pub use failure::{Failure, FailureCause};

use {
    crate::{
        amount::AmountError,
        cluster::ClusterError,
        transaction::{Limits, MAX_TRANSACTION_BYTES},
        transport::TransportError,
    },
    solana_hash::Hash,
    solana_instruction::Instruction,
    solana_pubkey::Pubkey,
    thiserror::Error,
};

/// Any error of the SDK.
#[derive(Debug, Error)]
pub enum Error {
    /// A transaction failed on chain or in simulation.
    #[error("{0}")]
    Failed(Box<Failure>),
    /// The engine could not be used or did not answer.
    #[error(transparent)]
    Transport(TransportError),
    /// There is no such account.
    #[error("expected {what} at {address}, came no account")]
    AccountMissing {
        /// Where it should be.
        address: Pubkey,
        /// What it should be.
        what: &'static str,
    },
    /// The account is something else than expected.
    #[error("expected {what} at {address}, came {found}")]
    AccountMismatch {
        /// The account.
        address: Pubkey,
        /// What it should be.
        what: &'static str,
        /// What it is.
        found: String,
    },
    /// A view left no return data, or other data than expected.
    #[error("expected return data of {program}, came {found}")]
    ReturnData {
        /// The program asked.
        program: Pubkey,
        /// What came.
        found: String,
    },
    /// The transaction does not fit a packet.
    #[error("the transaction takes {bytes} bytes and at most {MAX_TRANSACTION_BYTES} fit: use a lookup table or split it")]
    TooLarge {
        /// Size with signatures.
        bytes: usize,
    },
    /// The instructions do not make a message (too many accounts, for example).
    #[error("the instructions do not make a transaction: {reason}")]
    Compile {
        /// What is wrong with them.
        reason: String,
    },
    /// Limits are the client's to set.
    #[error("instruction {index} sets a compute budget: set it in the client's configuration instead")]
    OwnLimits {
        /// Position in the list, from 0.
        index: usize,
    },
    /// The same transaction was sent already and a second one needs another blockhash.
    #[error("the same instructions were sent with the blockhash {hash}, and no newer one came")]
    NoNewBlockhash {
        /// The blockhash of the first.
        hash: Hash,
    },
    /// A required signature cannot be made.
    #[error("{signer} must sign and its signer was not given")]
    MissingSigner {
        /// Whose signature is required.
        signer: Pubkey,
    },
    /// A signer refused or could not be reached.
    #[error("{signer} did not sign: {reason}")]
    Signing {
        /// Whose signature is required.
        signer: Pubkey,
        /// The signer's own words.
        reason: String,
    },
    /// An amount that cannot be read or does not fit.
    #[error(transparent)]
    Amount(#[from] AmountError),
    /// The embedded cluster could not be set up.
    #[error(transparent)]
    Cluster(#[from] ClusterError),
}

impl Error {
    /// The failure of a transaction; `None` for any other error.
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Failed(failure) => Some(failure),
            _ => None,
        }
    }

    /// Code of the program error that failed a transaction; `None` for any other error.
    pub fn code(&self) -> Option<u32> {
        self.failure().and_then(Failure::code)
    }
}

impl Error {
    /// Names the account that the runtime blames by its index into `keys`.
    pub(crate) fn with_account_keys(mut self, keys: &[Pubkey]) -> Self {
        if let Self::Failed(failure) = &mut self {
            failure.blame_account(keys);
        }
        self
    }

    /// Explains `error` of a transaction that held `instructions` after its `limits`.
    pub(crate) fn of(error: TransportError, instructions: &[Instruction], limits: &Limits) -> Self {
        match error {
            TransportError::Rejected(rejection) => {
                Self::Failed(Box::new(Failure::of(*rejection, instructions, limits.instructions().len())))
            }
            other => Self::Transport(other),
        }
    }
}

impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        match error {
            TransportError::Rejected(rejection) => Self::Failed(Box::new(Failure::of(*rejection, &[], 0))),
            other => Self::Transport(other),
        }
    }
}
