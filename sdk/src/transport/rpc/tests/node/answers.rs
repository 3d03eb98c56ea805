//! The node's answers in JSON, as a validator words them.

use {
    super::Node,
    crate::transport::{AccountFilter, Transport},
    base64::{prelude::BASE64_STANDARD, Engine},
    serde_json::{json, Value},
    solana_account::Account,
    solana_pubkey::Pubkey,
    solana_signature::Signature,
};

impl Node {
    pub(super) fn statuses(&self, params: &Value) -> Value {
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

    pub(super) fn transaction(&self, params: &Value) -> Value {
        let state = self.state();
        let signature: Signature = params[0].as_str().unwrap().parse().unwrap();
        let Some(record) = state.records.get(&signature) else {
            return Value::Null;
        };
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

    pub(super) async fn simulate(&self, params: &Value) -> Value {
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

    pub(super) async fn list(&self, params: &Value) -> Value {
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

    pub(super) fn accounts(&self, params: &Value) -> Value {
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
    let length =
        slice["length"].as_u64().map_or(account.data.len(), |length| usize::try_from(length).unwrap());
    let data = &account.data[..length.min(account.data.len())];
    json!({
        "lamports": account.lamports, "owner": account.owner.to_string(), "executable": account.executable,
        "rentEpoch": account.rent_epoch, "space": account.data.len(),
        "data": [BASE64_STANDARD.encode(data), "base64"],
    })
}
