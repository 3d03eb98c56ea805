mod accounts;
mod landing;
mod record;

use {
    self::accounts::{decode, head},
    super::{
        AccountFilter, AccountHead, Landed, RecentBlockhash, Simulated, Transport, TransportError,
        TransportResult,
    },
    solana_account::Account,
    solana_account_decoder_client_types::UiDataSliceConfig,
    solana_clock::Clock,
    solana_commitment_config::CommitmentConfig,
    solana_pubkey::Pubkey,
    solana_rent::Rent,
    solana_rpc_client::nonblocking::rpc_client::RpcClient,
    solana_rpc_client_api::{
        client_error::Error as ClientError,
        config::{RpcProgramAccountsConfig, RpcSimulateTransactionConfig},
        filter::{Memcmp, RpcFilterType},
    },
    solana_sdk_ids::sysvar,
    solana_transaction::versioned::VersionedTransaction,
    std::{sync::Arc, time::Duration},
};

const ENGINE: &str = "RPC";

/// How long a node may take to answer one request.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);

/// How often an [`Rpc`] asks while it waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Between looks at a transaction's status, or at the slot.
    pub poll: Duration,
    /// Between submissions of the same signed transaction.
    pub resend: Duration,
    /// How long a node may stay silent before a transaction's fate is called unknown.
    pub patience: Duration,
    /// How many looks at most for the record of a transaction that has landed.
    pub record_attempts: u32,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            poll: Duration::from_millis(400),
            resend: Duration::from_secs(2),
            patience: Duration::from_secs(120),
            record_attempts: 10,
        }
    }
}

/// A cluster over JSON-RPC. Reads and waits for one commitment, `confirmed` unless told otherwise.
///
/// A signed transaction is submitted again and again until it lands or can land no more; only then is it reported as expired.
/// Nodes behind one address may lag behind each other, so "can land no more" means: a block above the last valid height is
/// confirmed, and a node that has seen that block's slot knows nothing of the transaction.
#[derive(Clone)]
pub struct Rpc {
    client: Arc<RpcClient>,
    pace: Pace,
}

impl Rpc {
    /// The cluster behind `url`, at commitment `confirmed`.
    pub fn new(url: impl Into<String>) -> Self {
        Self::with_commitment(url, CommitmentConfig::confirmed())
    }

    /// The cluster behind `url`, at `commitment`.
    pub fn with_commitment(url: impl Into<String>, commitment: CommitmentConfig) -> Self {
        Self::from_client(RpcClient::new_with_timeout_and_commitment(url.into(), REQUEST_TIMEOUT, commitment))
    }

    /// Uses `client`, with its commitment.
    pub fn from_client(client: RpcClient) -> Self {
        Self { client: Arc::new(client), pace: Pace::default() }
    }

    /// The same cluster, asked at another pace.
    pub fn with_pace(mut self, pace: Pace) -> Self {
        self.pace = pace;
        self
    }

    /// The client underneath, for requests of its own kind.
    pub fn client(&self) -> &RpcClient {
        &self.client
    }

    async fn sysvar(&self, address: &Pubkey) -> TransportResult<Vec<u8>> {
        let account = self.get_account(address).await?;
        Ok(account.ok_or_else(|| nonsense("read a sysvar", format!("{address} does not exist")))?.data)
    }
}

impl Transport for Rpc {
    async fn get_account(&self, address: &Pubkey) -> TransportResult<Option<Account>> {
        let accounts = self.get_multiple_accounts(&[*address]).await?;
        Ok(accounts.into_iter().next().flatten())
    }

    async fn get_multiple_accounts(&self, addresses: &[Pubkey]) -> TransportResult<Vec<Option<Account>>> {
        let accounts = self.ui_accounts(addresses, None).await?;
        accounts.into_iter().map(|account| account.map(|account| decode(&account)).transpose()).collect()
    }

    async fn account_heads(&self, addresses: &[Pubkey]) -> TransportResult<Vec<Option<AccountHead>>> {
        let slice = UiDataSliceConfig { offset: 0, length: AccountHead::BYTES };
        let accounts = self.ui_accounts(addresses, Some(slice)).await?;
        accounts.into_iter().map(|account| account.map(|account| head(&account)).transpose()).collect()
    }

    async fn get_program_accounts(
        &self,
        program: &Pubkey,
        filter: &AccountFilter,
    ) -> TransportResult<Vec<(Pubkey, Account)>> {
        let bytes_at = filter.bytes_at.iter();
        let mut filters: Vec<RpcFilterType> = bytes_at
            .map(|found| RpcFilterType::Memcmp(Memcmp::new_base58_encoded(found.offset, &found.bytes)))
            .collect();
        filters.extend(filter.len.map(RpcFilterType::DataSize));
        let config = RpcProgramAccountsConfig {
            filters: Some(filters),
            account_config: self.account_config(None),
            with_context: None,
            sort_results: None,
        };
        let mut accounts = self
            .client
            .get_program_ui_accounts_with_config(program, config)
            .await
            .map_err(|error| failed("list a program's accounts", &error))?
            .into_iter()
            .map(|(address, account)| Ok((address, decode(&account)?)))
            .collect::<TransportResult<Vec<_>>>()?;
        accounts.sort_unstable_by_key(|(address, _)| *address);
        Ok(accounts)
    }

    async fn latest_blockhash(&self) -> TransportResult<RecentBlockhash> {
        let (hash, last_valid_block_height) = self
            .client
            .get_latest_blockhash_with_commitment(self.client.commitment())
            .await
            .map_err(|error| failed("get a blockhash", &error))?;
        Ok(RecentBlockhash { hash, last_valid_block_height })
    }

    fn simulation_checks_signatures(&self) -> bool {
        false
    }

    async fn simulate(&self, transaction: &VersionedTransaction) -> TransportResult<Simulated> {
        let config = RpcSimulateTransactionConfig {
            commitment: Some(self.client.commitment()),
            ..RpcSimulateTransactionConfig::default()
        };
        let outcome = self
            .client
            .simulate_transaction_with_config(transaction, config)
            .await
            .map_err(|error| failed("simulate a transaction", &error))?
            .value;
        Ok(Simulated {
            error: outcome.err.map(Into::into),
            units_consumed: outcome.units_consumed.unwrap_or_default(),
            logs: outcome.logs.unwrap_or_default(),
            return_data: outcome.return_data.as_ref().and_then(record::return_data),
            // Nodes send these in a parsed form that does not keep the data.
            inner_instructions: None,
            loaded_accounts_bytes: outcome.loaded_accounts_data_size,
        })
    }

    async fn send(
        &self,
        transaction: &VersionedTransaction,
        last_valid_block_height: u64,
    ) -> TransportResult<Landed> {
        self.land(transaction, last_valid_block_height).await
    }

    async fn clock(&self) -> TransportResult<Clock> {
        let data = self.sysvar(&sysvar::clock::ID).await?;
        wincode::deserialize(&data).map_err(|error| nonsense("read the clock", error.to_string()))
    }

    async fn rent(&self) -> TransportResult<Rent> {
        let data = self.sysvar(&sysvar::rent::ID).await?;
        wincode::deserialize(&data).map_err(|error| nonsense("read the rent", error.to_string()))
    }

    async fn wait_past_slot(&self, slot: u64) -> TransportResult<u64> {
        loop {
            let now = self.client.get_slot().await.map_err(|error| failed("read the slot", &error))?;
            if now > slot {
                return Ok(now);
            }
            tokio::time::sleep(self.pace.poll).await;
        }
    }
}

fn failed(operation: &'static str, error: &ClientError) -> TransportError {
    nonsense(operation, error.to_string())
}

fn nonsense(operation: &'static str, reason: String) -> TransportError {
    TransportError::Engine { engine: ENGINE, operation, reason }
}

#[cfg(test)]
mod tests;
