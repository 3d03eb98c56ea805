//! A JSON-RPC node in this process: LiteSVM behind the requests that the transport makes.

mod answers;

use {
    crate::transport::{Embedded, Landed, Rejection, TransportError},
    async_trait::async_trait,
    base64::{prelude::BASE64_STANDARD, Engine},
    litesvm::LiteSVM,
    serde_json::{json, Value},
    solana_commitment_config::CommitmentConfig,
    solana_hash::Hash,
    solana_pubkey::Pubkey,
    solana_rpc_client::{
        nonblocking::rpc_client::RpcClient,
        rpc_client::RpcClientConfig,
        rpc_sender::{RpcSender, RpcTransportStats},
    },
    solana_rpc_client_api::{
        client_error::Result,
        request::{RpcError, RpcRequest, RpcResponseErrorData},
    },
    solana_signature::Signature,
    solana_transaction::versioned::VersionedTransaction,
    std::{
        collections::{BTreeMap, BTreeSet},
        sync::{Arc, Mutex, MutexGuard},
    },
};

/// How many blocks a blockhash of this node stays valid.
pub const VALID_BLOCKS: u64 = 10;

/// Where the node's chain starts.
const FIRST_SLOT: u64 = 1_000;

/// How the node and its network misbehave.
#[derive(Clone, Copy, Default)]
pub struct Faults {
    /// So many submissions are acknowledged and lost.
    pub submissions_lost: u32,
    /// Submissions are lost for so many blocks.
    pub blackout_blocks: u64,
    /// Statuses come from a node so many slots behind.
    pub status_lag: u64,
    /// Submissions are refused as invalid.
    pub refuses: bool,
    /// Nothing is answered after the first submission.
    pub silent_after_submission: bool,
    /// The newest blockhash stays the same for so many more blocks.
    pub blockhash_repeats: u64,
}

#[derive(Clone)]
pub struct Node {
    engine: Embedded,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    faults: Faults,
    /// Slot and block height: each look at the chain is one later.
    slot: u64,
    silent: bool,
    /// The last block in which each blockhash is valid.
    blockhashes: BTreeMap<Hash, u64>,
    signatures: BTreeSet<Signature>,
    records: BTreeMap<Signature, Record>,
}

struct Record {
    slot: u64,
    outcome: std::result::Result<Landed, Box<Rejection>>,
    transaction: VersionedTransaction,
}

impl Node {
    pub fn new(faults: Faults) -> Self {
        // A node simulates without signatures. LiteSVM knows one blockhash at a time, so this node checks them.
        let svm = LiteSVM::new().with_sigverify(false).with_blockhash_check(false);
        let state = State { faults, slot: FIRST_SLOT, ..State::default() };
        Self { engine: Embedded::new(svm), state: Arc::new(Mutex::new(state)) }
    }

    pub fn client(&self) -> RpcClient {
        let config = RpcClientConfig::with_commitment(CommitmentConfig::confirmed());
        RpcClient::new_sender(self.clone(), config)
    }

    pub fn airdrop(&self, address: &Pubkey, lamports: u64) {
        self.engine.with_svm(|svm| svm.airdrop(address, lamports).map_err(|failed| failed.err)).unwrap();
    }

    pub fn balance(&self, address: &Pubkey) -> u64 {
        self.engine.account(address).map_or(0, |account| account.lamports)
    }

    /// How many transactions are part of the chain.
    pub fn landed(&self) -> usize {
        self.state().records.len()
    }

    /// How many different transactions were submitted.
    pub fn signatures(&self) -> usize {
        self.state().signatures.len()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    fn next_slot(&self) -> u64 {
        let mut state = self.state();
        state.slot = state.slot.saturating_add(1);
        state.slot
    }

    fn blockhash(&self) -> Value {
        let slot = self.next_slot();
        let mut state = self.state();
        let number = slot.div_euclid(state.faults.blockhash_repeats.saturating_add(1));
        let hash = Hash::new_from_array([number.to_le_bytes(); 4].concat().try_into().unwrap());
        let last_valid = *state.blockhashes.entry(hash).or_insert(slot.saturating_add(VALID_BLOCKS));
        json!({ "context": { "slot": slot }, "value": {
            "blockhash": hash.to_string(), "lastValidBlockHeight": last_valid,
        } })
    }

    fn submit(&self, params: &Value) -> Result<Value> {
        let bytes = BASE64_STANDARD.decode(params[0].as_str().unwrap()).unwrap();
        let transaction: VersionedTransaction = wincode::deserialize(&bytes).unwrap();
        let signature = transaction.signatures[0];
        let mut state = self.state();
        if state.faults.refuses {
            return Err(response_error(-32_602, "invalid transaction"));
        }
        state.signatures.insert(signature);
        state.silent = state.faults.silent_after_submission;
        let blackout = state.slot < FIRST_SLOT.saturating_add(state.faults.blackout_blocks);
        let valid_until = state.blockhashes.get(transaction.message.recent_blockhash()).copied();
        let expired = valid_until.is_none_or(|height| state.slot > height);
        let lost = blackout || expired || state.faults.submissions_lost > 0;
        state.faults.submissions_lost = state.faults.submissions_lost.saturating_sub(1);
        if !lost && !state.records.contains_key(&signature) {
            let outcome = match self.engine.execute(&transaction) {
                Ok(landed) => Ok(landed),
                Err(TransportError::Rejected(rejection)) => Err(rejection),
                Err(other) => panic!("{other}"),
            };
            let record = Record { slot: state.slot, outcome, transaction };
            state.records.insert(signature, record);
        }
        Ok(json!(signature.to_string()))
    }
}

fn response_error(code: i64, message: &str) -> solana_rpc_client_api::client_error::Error {
    RpcError::RpcResponseError { code, message: message.to_owned(), data: RpcResponseErrorData::Empty }.into()
}

#[async_trait]
impl RpcSender for Node {
    async fn send(&self, request: RpcRequest, params: Value) -> Result<Value> {
        if self.state().silent {
            return Err(RpcError::RpcRequestError("no answer".to_owned()).into());
        }
        match request {
            RpcRequest::SendTransaction => self.submit(&params),
            RpcRequest::GetSignatureStatuses => Ok(self.statuses(&params)),
            RpcRequest::GetTransaction => Ok(self.transaction(&params)),
            RpcRequest::SimulateTransaction => Ok(self.simulate(&params).await),
            RpcRequest::GetMultipleAccounts => Ok(self.accounts(&params)),
            RpcRequest::GetProgramAccounts => Ok(self.list(&params).await),
            RpcRequest::GetEpochInfo => {
                let slot = self.next_slot();
                Ok(json!({
                    "epoch": 1, "slotIndex": 0, "slotsInEpoch": 1, "absoluteSlot": slot, "blockHeight": slot,
                    "transactionCount": null,
                }))
            }
            RpcRequest::GetLatestBlockhash => Ok(self.blockhash()),
            other => panic!("the transport is not expected to ask for {other}"),
        }
    }

    fn get_transport_stats(&self) -> RpcTransportStats {
        RpcTransportStats::default()
    }

    fn url(&self) -> String {
        "in process".to_owned()
    }
}
