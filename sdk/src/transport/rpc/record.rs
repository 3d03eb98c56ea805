//! Reads what a node recorded of a transaction that landed.

use {
    super::Rpc,
    crate::transport::{InnerInstruction, Landed, Rejection, ReturnData, TransportResult},
    base64::{prelude::BASE64_STANDARD, Engine},
    solana_pubkey::Pubkey,
    solana_rpc_client_api::config::RpcTransactionConfig,
    solana_signature::Signature,
    solana_transaction::versioned::VersionedTransaction,
    solana_transaction_error::TransactionError,
    solana_transaction_status_client_types::{
        UiCompiledInstruction, UiInnerInstructions, UiInstruction, UiLoadedAddresses, UiTransactionEncoding,
        UiTransactionReturnData, UiTransactionStatusMeta,
    },
};

/// The newest transaction version this crate can read.
const VERSION: u8 = 0;

impl Rpc {
    /// The outcome with the node's record. A node that keeps no record, or not yet, does not make a landed transaction fail:
    /// units are 0 then, and logs empty.
    pub(super) async fn record(
        &self,
        transaction: &VersionedTransaction,
        signature: Signature,
        result: Result<(), TransactionError>,
    ) -> TransportResult<Landed> {
        let meta = self.meta(&signature).await;
        let units_consumed =
            meta.as_ref().and_then(|meta| meta.compute_units_consumed.clone().into()).unwrap_or_default();
        let logs: Vec<String> =
            meta.as_ref().and_then(|meta| meta.log_messages.clone().into()).unwrap_or_default();
        if let Err(error) = result {
            return Err(Rejection { error, signature: Some(signature), units_consumed, logs }.into());
        }
        let returned: Option<UiTransactionReturnData> =
            meta.as_ref().and_then(|meta| meta.return_data.clone().into());
        Ok(Landed {
            signature,
            units_consumed,
            fee: meta.as_ref().map(|meta| meta.fee),
            logs,
            return_data: returned.as_ref().and_then(return_data),
            inner_instructions: meta.as_ref().and_then(|meta| inner_instructions(transaction, meta)),
        })
    }

    async fn meta(&self, signature: &Signature) -> Option<UiTransactionStatusMeta> {
        let config = RpcTransactionConfig {
            encoding: Some(UiTransactionEncoding::Base64),
            commitment: Some(self.client.commitment()),
            max_supported_transaction_version: Some(VERSION),
        };
        for _ in 0..self.pace.record_attempts {
            if let Ok(found) = self.client.get_transaction_with_config(signature, config).await {
                return found.transaction.meta;
            }
            tokio::time::sleep(self.pace.poll).await;
        }
        None
    }
}

/// Return data as the node writes it; `None` when it cannot be read.
pub(super) fn return_data(found: &UiTransactionReturnData) -> Option<ReturnData> {
    Some(ReturnData {
        program_id: found.program_id.parse().ok()?,
        data: BASE64_STANDARD.decode(&found.data.0).ok()?,
    })
}

fn inner_instructions(
    transaction: &VersionedTransaction,
    meta: &UiTransactionStatusMeta,
) -> Option<Vec<InnerInstruction>> {
    let groups: Vec<UiInnerInstructions> = Option::from(meta.inner_instructions.clone())?;
    let loaded: Option<UiLoadedAddresses> = meta.loaded_addresses.clone().into();
    let loaded = loaded.unwrap_or_default();
    let looked_up = loaded.writable.iter().chain(&loaded.readonly).map(|address| address.parse().ok());
    let keys: Vec<Pubkey> = transaction
        .message
        .static_account_keys()
        .iter()
        .map(|key| Some(*key))
        .chain(looked_up)
        .collect::<Option<_>>()?;
    groups
        .iter()
        .flat_map(|group| group.instructions.iter().map(move |inner| (group.index, inner)))
        .map(|(outer_index, inner)| match inner {
            UiInstruction::Compiled(compiled) => resolve(outer_index, compiled, &keys),
            // Not what the request asked for.
            UiInstruction::Parsed(_) => None,
        })
        .collect()
}

fn resolve(outer_index: u8, compiled: &UiCompiledInstruction, keys: &[Pubkey]) -> Option<InnerInstruction> {
    let key = |index: u8| keys.get(usize::from(index)).copied();
    Some(InnerInstruction {
        outer_index,
        stack_height: compiled.stack_height,
        program_id: key(compiled.program_id_index)?,
        accounts: compiled.accounts.iter().map(|index| key(*index)).collect::<Option<_>>()?,
        data: bs58::decode(&compiled.data).into_vec().ok()?,
    })
}
