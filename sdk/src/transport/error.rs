use {solana_signature::Signature, solana_transaction_error::TransactionError, std::fmt, thiserror::Error};

/// A transaction that the runtime refused or that ran and failed, as the engine tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// The runtime's reason.
    pub error: TransactionError,
    /// Id of the transaction that landed and failed; `None` when it was only simulated or was never executed.
    pub signature: Option<Signature>,
    /// Compute units used until the failure.
    pub units_consumed: u64,
    /// Program logs, cut by the runtime after 10,000 bytes.
    pub logs: Vec<String>,
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.error, f)
    }
}

/// Why an engine could not do what it was asked.
#[derive(Debug, Error)]
pub enum TransportError {
    /// The transaction failed.
    #[error("{0}")]
    Rejected(Box<Rejection>),
    /// The transaction did not land while its blockhash was valid; it can be signed anew.
    #[error("transaction {0} did not land before its blockhash expired")]
    Expired(Signature),
    /// Nobody knows yet whether the transaction landed: it must not be signed anew.
    #[error("transaction {signature} may have landed: {reason}")]
    Unknown {
        /// Id of the transaction to look for.
        signature: Signature,
        /// What kept the engine from finding out.
        reason: String,
    },
    /// The engine has no such operation.
    #[error("the {engine} engine cannot {operation}")]
    Unsupported {
        /// Name of the engine.
        engine: &'static str,
        /// What was asked, as a verb phrase.
        operation: &'static str,
    },
    /// The engine failed or gave an answer that makes no sense.
    #[error("{engine}: cannot {operation}: {reason}")]
    Engine {
        /// Name of the engine.
        engine: &'static str,
        /// What was asked, as a verb phrase.
        operation: &'static str,
        /// The engine's own words.
        reason: String,
    },
}

impl From<Rejection> for TransportError {
    fn from(rejection: Rejection) -> Self {
        Self::Rejected(Box::new(rejection))
    }
}
