use {
    super::{
        inner, AccountFilter, AccountHead, Landed, RecentBlockhash, Rejection, ReturnData, Simulated,
        Transport, TransportError, TransportResult,
    },
    solana_account::Account,
    solana_address_lookup_table_interface::state::AddressLookupTable,
    solana_banks_client::{BanksClient, BanksClientError},
    solana_clock::Clock,
    solana_commitment_config::CommitmentLevel,
    solana_message::{v0::LoadedAddresses, VersionedMessage},
    solana_pubkey::Pubkey,
    solana_rent::Rent,
    solana_transaction::versioned::VersionedTransaction,
    solana_transaction_error::TransactionError,
    std::sync::Arc,
};

const ENGINE: &str = "banks";

/// State as of the newest block: nothing is ever rolled back here.
const COMMITMENT: CommitmentLevel = CommitmentLevel::Processed;

/// Moves the bank to a slot, or says why it cannot.
type Warp = dyn Fn(u64) -> Result<(), String> + Send + Sync;

/// The bank of solana-program-test (cargo feature `banks`).
///
/// It has no index of accounts, so nothing can be listed. Its slot stands still until the test warps it: see
/// [`Banks::with_warp`]. The bank does not report inner instructions of a transaction that
/// landed: they are taken from a simulation of the same signed transaction immediately before, so they are exact as long as
/// nobody else sends in between.
#[derive(Clone)]
pub struct Banks {
    client: BanksClient,
    warp: Option<Arc<Warp>>,
}

impl Banks {
    /// Takes the client that `ProgramTest::start_with_context` returns.
    pub fn new(client: BanksClient) -> Self {
        Self { client, warp: None }
    }

    /// The same bank, with `warp` to move it to a slot when the next one is waited for: a call of
    /// `ProgramTestContext::warp_to_slot`.
    pub fn with_warp(mut self, warp: impl Fn(u64) -> Result<(), String> + Send + Sync + 'static) -> Self {
        self.warp = Some(Arc::new(warp));
        self
    }

    /// The addresses that the message's lookup tables stand for; `None` when a table is missing.
    async fn looked_up(&self, message: &VersionedMessage) -> TransportResult<Option<LoadedAddresses>> {
        let mut loaded = LoadedAddresses::default();
        for lookup in message.address_table_lookups().unwrap_or_default() {
            let Some(account) = self.get_account(&lookup.account_key).await? else {
                return Ok(None);
            };
            let Ok(table) = AddressLookupTable::deserialize(&account.data) else {
                return Ok(None);
            };
            let at = |indexes: &[u8]| -> Option<Vec<Pubkey>> {
                indexes.iter().map(|index| table.addresses.get(usize::from(*index)).copied()).collect()
            };
            match (at(&lookup.writable_indexes), at(&lookup.readonly_indexes)) {
                (Some(writable), Some(readonly)) => {
                    loaded.writable.extend(writable);
                    loaded.readonly.extend(readonly);
                }
                _ => return Ok(None),
            }
        }
        Ok(Some(loaded))
    }
}

impl Transport for Banks {
    async fn get_account(&self, address: &Pubkey) -> TransportResult<Option<Account>> {
        self.client
            .get_account_with_commitment(*address, COMMITMENT)
            .await
            .map_err(|error| failed("read an account", &error))
    }

    async fn get_multiple_accounts(&self, addresses: &[Pubkey]) -> TransportResult<Vec<Option<Account>>> {
        let mut accounts = Vec::with_capacity(addresses.len());
        for address in addresses {
            accounts.push(self.get_account(address).await?);
        }
        Ok(accounts)
    }

    async fn account_heads(&self, addresses: &[Pubkey]) -> TransportResult<Vec<Option<AccountHead>>> {
        let accounts = self.get_multiple_accounts(addresses).await?;
        Ok(accounts.iter().map(|account| account.as_ref().map(AccountHead::of)).collect())
    }

    async fn get_program_accounts(
        &self,
        _program: &Pubkey,
        _filter: &AccountFilter,
    ) -> TransportResult<Vec<(Pubkey, Account)>> {
        Err(TransportError::Unsupported { engine: ENGINE, operation: "list a program's accounts" })
    }

    async fn latest_blockhash(&self) -> TransportResult<RecentBlockhash> {
        let (hash, last_valid_block_height) = self
            .client
            .get_latest_blockhash_with_commitment(COMMITMENT)
            .await
            .map_err(|error| failed("get a blockhash", &error))?
            .ok_or_else(|| nonsense("get a blockhash", "there is none"))?;
        Ok(RecentBlockhash { hash, last_valid_block_height })
    }

    fn simulation_checks_signatures(&self) -> bool {
        false
    }

    async fn simulate(&self, transaction: &VersionedTransaction) -> TransportResult<Simulated> {
        let operation = "simulate a transaction";
        let outcome = self
            .client
            .simulate_transaction_with_commitment(transaction.clone(), COMMITMENT)
            .await
            .map_err(|error| failed(operation, &error))?;
        let error = outcome.result.ok_or_else(|| nonsense(operation, "no result"))?.err();
        let Some(details) = outcome.simulation_details else {
            // The transaction was not well-formed enough to be tried.
            return Ok(Simulated {
                error,
                units_consumed: 0,
                logs: Vec::new(),
                return_data: None,
                inner_instructions: None,
                loaded_accounts_bytes: None,
            });
        };
        let loaded = self.looked_up(&transaction.message).await?;
        Ok(Simulated {
            error,
            units_consumed: details.units_consumed,
            logs: details.logs,
            return_data: details
                .return_data
                .map(|found| ReturnData { program_id: found.program_id, data: found.data }),
            inner_instructions: details
                .inner_instructions
                .zip(loaded)
                .and_then(|(inner, loaded)| inner::resolve(&inner, &transaction.message, &loaded)),
            loaded_accounts_bytes: Some(details.loaded_accounts_data_size),
        })
    }

    async fn send(
        &self,
        transaction: &VersionedTransaction,
        _last_valid_block_height: u64,
    ) -> TransportResult<Landed> {
        let signature = transaction.signatures.first().copied().unwrap_or_default();
        let inner_instructions = self.simulate(transaction).await?.inner_instructions;
        let outcome = self
            .client
            .process_transaction_with_metadata(transaction.clone())
            .await
            .map_err(|error| failed("send a transaction", &error))?;
        let executed = outcome.metadata.is_some();
        let (logs, units_consumed, return_data) =
            outcome.metadata.map_or_else(Default::default, |metadata| {
                (metadata.log_messages, metadata.compute_units_consumed, metadata.return_data)
            });
        match outcome.result {
            Ok(()) => Ok(Landed {
                signature,
                units_consumed,
                fee: None,
                logs,
                return_data: return_data
                    .map(|found| ReturnData { program_id: found.program_id, data: found.data }),
                inner_instructions,
            }),
            Err(TransactionError::BlockhashNotFound) => Err(TransportError::Expired(signature)),
            Err(error) => {
                let signature = executed.then_some(signature);
                Err(Rejection { error, signature, units_consumed, logs }.into())
            }
        }
    }

    async fn clock(&self) -> TransportResult<Clock> {
        self.client.get_sysvar().await.map_err(|error| failed("read the clock", &error))
    }

    async fn rent(&self) -> TransportResult<Rent> {
        self.client.get_rent().await.map_err(|error| failed("read the rent", &error))
    }

    async fn wait_past_slot(&self, slot: u64) -> TransportResult<u64> {
        let operation = "wait for a slot";
        let now = self.clock().await?.slot;
        if now > slot {
            return Ok(now);
        }
        let warp = self.warp.as_ref().ok_or(TransportError::Unsupported { engine: ENGINE, operation })?;
        warp(slot.saturating_add(1)).map_err(|reason| nonsense(operation, &reason))?;
        Ok(self.clock().await?.slot)
    }
}

fn failed(operation: &'static str, error: &BanksClientError) -> TransportError {
    TransportError::Engine { engine: ENGINE, operation, reason: error.to_string() }
}

fn nonsense(operation: &'static str, reason: &str) -> TransportError {
    TransportError::Engine { engine: ENGINE, operation, reason: reason.to_owned() }
}
