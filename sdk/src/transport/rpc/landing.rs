//! Submits a transaction until its fate is known.

use {
    super::{failed, Rpc},
    crate::transport::{Landed, TransportError, TransportResult},
    solana_rpc_client_api::{
        client_error::{Error as ClientError, ErrorKind, Result as ClientResult},
        config::RpcSendTransactionConfig,
        custom_error::JSON_RPC_SERVER_ERROR_TRANSACTION_SIGNATURE_VERIFICATION_FAILURE,
        request::RpcError,
    },
    solana_signature::Signature,
    solana_transaction::versioned::VersionedTransaction,
    solana_transaction_error::TransactionError,
};

/// JSON-RPC's code for parameters that cannot be used: no valid transaction, or one that is too long.
const INVALID_PARAMETERS: i64 = -32_602;

/// What is known of a transaction.
enum Fate {
    /// It is part of the chain.
    Landed(Result<(), TransactionError>),
    /// It is not part of the chain and cannot become one.
    Expired,
    /// It may still land.
    Open,
}

impl Rpc {
    pub(super) async fn land(
        &self,
        transaction: &VersionedTransaction,
        last_valid_block_height: u64,
    ) -> TransportResult<Landed> {
        let signature = transaction.signatures.first().copied().unwrap_or_default();
        let mut submitted: Option<tokio::time::Instant> = None;
        let mut heard = tokio::time::Instant::now();
        loop {
            if submitted.is_none_or(|last| last.elapsed() >= self.pace.resend) {
                match self.submit(transaction).await {
                    Err(error) if submitted.is_none() && is_refusal(&error) => {
                        return Err(failed("submit a transaction", &error));
                    }
                    // Any other error leaves open whether the node passed the transaction on: its status will tell.
                    _ => submitted = Some(tokio::time::Instant::now()),
                }
            }
            match self.fate(&signature, last_valid_block_height).await {
                Ok(Fate::Landed(result)) => return self.record(transaction, signature, result).await,
                Ok(Fate::Expired) => return Err(TransportError::Expired(signature)),
                Ok(Fate::Open) => heard = tokio::time::Instant::now(),
                Err(error) if heard.elapsed() >= self.pace.patience => {
                    return Err(TransportError::Unknown { signature, reason: error.to_string() });
                }
                Err(_) => {}
            }
            tokio::time::sleep(self.pace.poll).await;
        }
    }

    async fn submit(&self, transaction: &VersionedTransaction) -> ClientResult<Signature> {
        // It was simulated where that was wanted, and it is resent from here.
        let config = RpcSendTransactionConfig {
            skip_preflight: true,
            max_retries: Some(0),
            ..RpcSendTransactionConfig::default()
        };
        self.client.send_transaction_with_config(transaction, config).await
    }

    async fn fate(&self, signature: &Signature, last_valid_block_height: u64) -> ClientResult<Fate> {
        // The height first: a status asked for afterwards is at least as new, if its node has seen that slot.
        let seen = self.client.get_epoch_info().await?;
        let over = seen.block_height > last_valid_block_height;
        let signatures = [*signature];
        let answer = if over {
            self.client.get_signature_statuses_with_history(&signatures).await?
        } else {
            self.client.get_signature_statuses(&signatures).await?
        };
        Ok(match answer.value.into_iter().next().flatten() {
            Some(status) if status.satisfies_commitment(self.client.commitment()) => {
                Fate::Landed(status.status)
            }
            Some(_) => Fate::Open,
            None if over && answer.context.slot >= seen.absolute_slot => Fate::Expired,
            None => Fate::Open,
        })
    }
}

/// Whether the node says that it will not pass the transaction on, now or later.
fn is_refusal(error: &ClientError) -> bool {
    matches!(
        error.kind(),
        ErrorKind::RpcError(RpcError::RpcResponseError { code, .. })
            if *code == INVALID_PARAMETERS || *code == JSON_RPC_SERVER_ERROR_TRANSACTION_SIGNATURE_VERIFICATION_FAILURE
    )
}
