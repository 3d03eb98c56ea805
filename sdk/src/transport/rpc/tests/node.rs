//! A JSON-RPC node in this process: LiteSVM behind the requests that the transport makes.

use {
    crate::transport::{AccountFilter, Embedded, Landed, Transport, TransportError},
    async_trait::async_trait,
    base64::{prelude::BASE64_STANDARD, Engine},
    litesvm::LiteSVM,
    serde_json::{json, Value},
    solana_account::Account,
    solana_commitment_config::CommitmentConfig,
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
    signatures: BTreeSet<Signature>,
    records: BTreeMap<Signature, Record>,
}

struct Record {
    slot: u64,
    outcome: std::result::Result<Landed, Box<crate::transport::Rejection>>,
    transaction: VersionedTransaction,
}

impl Node {
    pub fn new(faults: Faults) -> Self {
        // A node simulates without signatures; the tests of signing are elsewhere. An expired blockhash is checked here, by
        // its height: LiteSVM knows one blockhash only.
        let svm = LiteSVM::new().with_sigverify(false).with_blockhash_check(false);
        let state = State { faults, slot: 1_000, ..State::default() };
        Self { engine: Embedded::new(svm), state: Arc::new(Mutex::new(state)) }
    }

    pub fn client(&self) -> RpcClient {
        let config = RpcClientConfig::with_commitment(CommitmentConfig::confirmed());
        RpcClient::new_sender(self.clone(), config)
    }

    pub fn airdrop(&self, address: &Pubkey, lamports: u64) {
        self.engine.with_svm(|svm| svm.airdrop(address, lamports)).unwrap();
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
        let lost = state.faults.submissions_lost > 0 || state.slot < 1_000_u64.saturating_add(state.faults.blackout_blocks);
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

    fn statuses(&self, params: &Value) -> Value {
        let state = self.state();
        let seen = state.slot.saturating_sub(state.faults.status_lag);
        let signature: Signature = params[0][0].as_str().unwrap().parse().unwrap();
        let status = state.records.get(&signature).filter(|record| record.slot <= seen).map(|record| {
            let error = record.outcome.as_ref().err().map(|rejection| rejection.error.clone());
            let status = error.clone().map_or(json!({ "Ok": null }), |error| json!({ "Err": error }));
            json!({
                "slot": record.slot, "confirmations": 1, "err": error, "status": status,
                "confirmationStatus": "confirmed",
            })
        });
        json!({ "context": { "slot": seen }, "value": [status] })
    }

    fn transaction(&self, params: &Value) -> Value {
        let state = self.state();
        let signature: Signature = params[0].as_str().unwrap().parse().unwrap();
        let Some(record) = state.records.get(&signature) else { return Value::Null };
        let keys = record.transaction.message.static_account_keys();
        let index = |address: &Pubkey| keys.iter().position(|key| key == address).unwrap();
        let (fee, units, logs, inner) = match &record.outcome {
            Ok(landed) => (
                landed.fee.unwrap(),
                landed.units_consumed,
                landed.logs.clone(),
                landed.inner_instructions.clone().unwrap(),
            ),
            Err(rejection) => (5_000, rejection.units_consumed, rejection.logs.clone(), Vec::new()),
        };
        let groups: Vec<Value> = inner
            .iter()
            .map(|call| {
                json!({ "index": call.outer_index, "instructions": [{
                    "programIdIndex": index(&call.program_id),
                    "accounts": call.accounts.iter().map(index).collect::<Vec<_>>(),
                    "data": bs58::encode(&call.data).into_string(),
                    "stackHeight": call.stack_height,
                }] })
            })
            .collect();
        let error = record.outcome.as_ref().err().map(|rejection| rejection.error.clone());
        let status = error.clone().map_or(json!({ "Ok": null }), |error| json!({ "Err": error }));
        json!({
            "slot": record.slot,
            "blockTime": null,
            "version": 0,
            "transaction": [BASE64_STANDARD.encode(wincode::serialize(&record.transaction).unwrap()), "base64"],
            "meta": {
                "err": error, "status": status, "fee": fee, "preBalances": [], "postBalances": [],
                "innerInstructions": groups, "logMessages": logs, "computeUnitsConsumed": units,
            },
        })
    }

    async fn simulate(&self, params: &Value) -> Value {
        let bytes = BASE64_STANDARD.decode(params[0].as_str().unwrap()).unwrap();
        let simulated = self.engine.simulate(&wincode::deserialize(&bytes).unwrap()).await.unwrap();
        let returned = simulated.return_data.map(|found| {
            json!({ "programId": found.program_id.to_string(), "data": [BASE64_STANDARD.encode(found.data), "base64"] })
        });
        json!({ "context": { "slot": 1 }, "value": {
            "err": simulated.error, "logs": simulated.logs, "unitsConsumed": simulated.units_consumed,
            "returnData": returned,
        } })
    }

    async fn list(&self, params: &Value) -> Value {
        let mut filter = AccountFilter::default();
        for condition in params[1]["filters"].as_array().unwrap() {
            if let Some(len) = condition["dataSize"].as_u64() {
                filter.len = Some(len);
            } else {
                let bytes = bs58::decode(condition["memcmp"]["bytes"].as_str().unwrap()).into_vec().unwrap();
                let offset = condition["memcmp"]["offset"].as_u64().unwrap();
                filter = filter.and(usize::try_from(offset).unwrap(), bytes);
            }
        }
        let program = params[0].as_str().unwrap().parse().unwrap();
        let accounts = self.engine.get_program_accounts(&program, &filter).await.unwrap();
        let accounts = accounts.iter().map(|(address, account)| {
            json!({ "pubkey": address.to_string(), "account": encode(account, &Value::Null) })
        });
        accounts.collect()
    }

    fn accounts(&self, params: &Value) -> Value {
        let accounts: Vec<Option<Value>> = params[0]
            .as_array()
            .unwrap()
            .iter()
            .map(|address| {
                let account = self.engine.account(&address.as_str().unwrap().parse().unwrap())?;
                Some(encode(&account, &params[1]["dataSlice"]))
            })
            .collect();
        json!({ "context": { "slot": 1 }, "value": accounts })
    }
}

fn encode(account: &Account, slice: &Value) -> Value {
    let length = slice["length"].as_u64().map_or(account.data.len(), |length| usize::try_from(length).unwrap());
    let data = &account.data[..length.min(account.data.len())];
    json!({
        "lamports": account.lamports, "owner": account.owner.to_string(), "executable": account.executable,
        "rentEpoch": account.rent_epoch, "space": account.data.len(),
        "data": [BASE64_STANDARD.encode(data), "base64"],
    })
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
                let mut state = self.state();
                state.slot = state.slot.saturating_add(1);
                Ok(json!({
                    "epoch": 1, "slotIndex": 0, "slotsInEpoch": 1, "absoluteSlot": state.slot,
                    "blockHeight": state.slot, "transactionCount": null,
                }))
            }
            RpcRequest::GetLatestBlockhash => {
                // A blockhash for each height: the same instructions make another transaction later.
                let slot = self.state().slot;
                let hash = solana_hash::Hash::new_from_array(
                    [slot.to_le_bytes(); 4].concat().try_into().unwrap(),
                );
                let last_valid = slot.saturating_add(VALID_BLOCKS);
                Ok(json!({ "context": { "slot": slot }, "value": {
                    "blockhash": hash.to_string(), "lastValidBlockHeight": last_valid,
                } }))
            }
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
