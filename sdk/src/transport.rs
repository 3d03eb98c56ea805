//! What the SDK asks of an engine that runs transactions.
//!
//! One trait serves the three engines: [`Embedded`] (LiteSVM in this process, the default), `Banks`
//! (solana-program-test, cargo feature `banks`) and [`Rpc`] (a cluster over JSON-RPC). The trait is asynchronous because
//! two of the three are; the futures of [`Embedded`] never wait.

#[cfg(feature = "banks")]
mod banks;
mod embedded;
mod error;
mod filter;
mod inner;
mod rpc;

#[cfg(feature = "banks")]
pub use banks::Banks;
pub use embedded::Embedded;
pub use error::{Rejection, TransportError};
pub use filter::{AccountFilter, BytesAt};
pub use inner::InnerInstruction;
pub use rpc::{Pace, Rpc};

use {
    solana_account::Account, solana_clock::Clock, solana_hash::Hash, solana_pubkey::Pubkey,
    solana_rent::Rent, solana_signature::Signature, solana_transaction::versioned::VersionedTransaction,
    solana_transaction_error::TransactionError, std::future::Future,
};

/// A result of a [`Transport`] call.
pub type TransportResult<T> = Result<T, TransportError>;

/// A blockhash and how long transactions that carry it can land.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecentBlockhash {
    /// Goes into the message.
    pub hash: Hash,
    /// Height of the last block that may contain such a transaction, in blocks.
    pub last_valid_block_height: u64,
}

/// Bytes that a program left with `set_return_data`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnData {
    /// The program that set the data last.
    pub program_id: Pubkey,
    /// The data as the program encoded it.
    pub data: Vec<u8>,
}

/// A transaction that is part of the chain and succeeded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Landed {
    /// First signature: the transaction's id.
    pub signature: Signature,
    /// Compute units used by the whole transaction, its compute-budget instructions (150 each) included.
    pub units_consumed: u64,
    /// Lamports the payer was charged (signatures and priority); `None` where the engine does not tell.
    pub fee: Option<u64>,
    /// Program logs, cut by the runtime after 10,000 bytes.
    pub logs: Vec<String>,
    /// Return data of the last program that set any.
    pub return_data: Option<ReturnData>,
    /// Calls that programs made, in order of execution; `None` where the engine does not tell.
    pub inner_instructions: Option<Vec<InnerInstruction>>,
}

/// What a transaction would do now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Simulated {
    /// Why it would fail; `None` when it would succeed.
    pub error: Option<TransactionError>,
    /// Compute units used until the end or the failure.
    pub units_consumed: u64,
    /// Program logs, cut by the runtime after 10,000 bytes.
    pub logs: Vec<String>,
    /// Return data of the last program that set any.
    pub return_data: Option<ReturnData>,
    /// Calls that programs made, in order of execution; `None` where the engine does not tell.
    pub inner_instructions: Option<Vec<InnerInstruction>>,
    /// Bytes of account data the runtime loaded; `None` where the engine does not tell.
    pub loaded_accounts_bytes: Option<u32>,
}

/// What is needed of an account to know how much loading it weighs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountHead {
    /// Program that owns the account.
    pub owner: Pubkey,
    /// Length of the data, in bytes.
    pub len: u64,
    /// The first bytes of the data, at most [`AccountHead::BYTES`].
    pub bytes: Vec<u8>,
}

impl AccountHead {
    /// Enough to read where an upgradeable program keeps its code.
    pub const BYTES: usize = 36;

    /// The head of a fetched account.
    pub fn of(account: &Account) -> Self {
        Self {
            owner: account.owner,
            len: account.data.len() as u64,
            bytes: account.data.iter().take(Self::BYTES).copied().collect(),
        }
    }
}

/// An engine that holds accounts and runs transactions. Cloning shares the engine.
pub trait Transport: Clone + Send + Sync + 'static {
    /// The account at `address`; `None` when there is none.
    fn get_account(&self, address: &Pubkey) -> impl Future<Output = TransportResult<Option<Account>>> + Send;

    /// The accounts at `addresses`, in their order.
    fn get_multiple_accounts(
        &self,
        addresses: &[Pubkey],
    ) -> impl Future<Output = TransportResult<Vec<Option<Account>>>> + Send;

    /// Owner, length and first bytes of the accounts at `addresses`, in their order, without moving their data.
    fn account_heads(
        &self,
        addresses: &[Pubkey],
    ) -> impl Future<Output = TransportResult<Vec<Option<AccountHead>>>> + Send;

    /// Every account of `program` that `filter` lets through, sorted by address.
    /// Fails with [`TransportError::Unsupported`] on an engine without an index of accounts (`Banks`).
    fn get_program_accounts(
        &self,
        program: &Pubkey,
        filter: &AccountFilter,
    ) -> impl Future<Output = TransportResult<Vec<(Pubkey, Account)>>> + Send;

    /// A blockhash for a new transaction.
    fn latest_blockhash(&self) -> impl Future<Output = TransportResult<RecentBlockhash>> + Send;

    /// Whether [`simulate`](Self::simulate) checks signatures; where it does not, signers need not be asked twice.
    fn simulation_checks_signatures(&self) -> bool;

    /// Runs `transaction` against the present state and keeps nothing. A transaction that would fail is not an error here:
    /// see [`Simulated::error`].
    fn simulate(
        &self,
        transaction: &VersionedTransaction,
    ) -> impl Future<Output = TransportResult<Simulated>> + Send;

    /// Submits `transaction` and waits until its fate is known. May be called again with the same transaction: it lands once.
    ///
    /// # Errors
    /// [`TransportError::Rejected`] when it landed and failed, or was refused; [`TransportError::Expired`] when it has not
    /// landed and, `last_valid_block_height` being past, never will.
    fn send(
        &self,
        transaction: &VersionedTransaction,
        last_valid_block_height: u64,
    ) -> impl Future<Output = TransportResult<Landed>> + Send;

    /// The clock that programs see: slot and unix time in seconds.
    fn clock(&self) -> impl Future<Output = TransportResult<Clock>> + Send;

    /// The rent parameters that programs see.
    fn rent(&self) -> impl Future<Output = TransportResult<Rent>> + Send;

    /// Waits until the slot is greater than `slot`; the embedded engine moves its own clock instead. Returns the new slot.
    fn wait_past_slot(&self, slot: u64) -> impl Future<Output = TransportResult<u64>> + Send;
}
