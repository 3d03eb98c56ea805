use {
    super::{
        inner, AccountFilter, AccountHead, InnerInstruction, Landed, RecentBlockhash, Rejection, ReturnData,
        Simulated, Transport, TransportError, TransportResult,
    },
    litesvm::{
        types::{FailedTransactionMetadata, TransactionMetadata},
        LiteSVM,
    },
    solana_account::{Account, ReadableAccount},
    solana_clock::Clock,
    solana_message::{v0::LoadedAddresses, AddressLoader, VersionedMessage},
    solana_pubkey::Pubkey,
    solana_rent::Rent,
    solana_signature::Signature,
    solana_transaction::versioned::VersionedTransaction,
    std::sync::{Arc, Mutex, MutexGuard, PoisonError},
};

pub(super) const ENGINE: &str = "embedded";

/// LiteSVM inside this process. Clones share one ledger, so several clients can act on it in turn.
///
/// Signatures are checked, blockhashes too; every transaction that lands brings a new blockhash, so that the same
/// instructions can be sent again at once. The futures of its [`Transport`] are ready immediately.
#[derive(Clone)]
pub struct Embedded {
    svm: Arc<Mutex<LiteSVM>>,
}

impl Embedded {
    /// Takes over `svm` as it is; [`Cluster`](crate::cluster::Cluster) prepares one with mainnet's parameters.
    pub fn new(svm: LiteSVM) -> Self {
        Self { svm: Arc::new(Mutex::new(svm)) }
    }

    /// Runs `work` on the engine itself. Do not call the engine's other methods from inside: they would wait for ever.
    pub fn with_svm<R>(&self, work: impl FnOnce(&mut LiteSVM) -> R) -> R {
        work(&mut self.lock())
    }

    /// The account at `address`; `None` when there is none.
    pub fn account(&self, address: &Pubkey) -> Option<Account> {
        self.lock().get_account(address)
    }

    /// Runs a signed transaction at once, as [`Transport::send`] does.
    pub fn execute(&self, transaction: &VersionedTransaction) -> TransportResult<Landed> {
        let mut svm = self.lock();
        let addresses = LookedUp::by(&svm, &transaction.message);
        match svm.send_transaction(transaction.clone()) {
            Ok(metadata) => {
                svm.expire_blockhash();
                Ok(Landed {
                    signature: metadata.signature,
                    units_consumed: metadata.compute_units_consumed,
                    fee: Some(metadata.fee),
                    return_data: return_data(&metadata),
                    inner_instructions: addresses.inner_instructions(&metadata),
                    logs: metadata.logs,
                })
            }
            Err(failed) => {
                // A failed transaction has landed as well and paid its fee: its twin needs another blockhash.
                svm.expire_blockhash();
                Err(rejection(failed).into())
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, LiteSVM> {
        // A panic elsewhere (a failed assertion of a test) does not make the ledger inconsistent: LiteSVM writes its
        // accounts only after a transaction has run.
        self.svm.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for Embedded {
    async fn get_account(&self, address: &Pubkey) -> TransportResult<Option<Account>> {
        Ok(self.account(address))
    }

    async fn get_multiple_accounts(&self, addresses: &[Pubkey]) -> TransportResult<Vec<Option<Account>>> {
        let svm = self.lock();
        Ok(addresses.iter().map(|address| svm.get_account(address)).collect())
    }

    async fn account_heads(&self, addresses: &[Pubkey]) -> TransportResult<Vec<Option<AccountHead>>> {
        let svm = self.lock();
        let head = |address: &Pubkey| {
            svm.accounts_db().get_account_ref(address).map(|account| AccountHead {
                owner: *account.owner(),
                len: account.data().len() as u64,
                bytes: account.data().iter().take(AccountHead::BYTES).copied().collect(),
            })
        };
        Ok(addresses.iter().map(head).collect())
    }

    async fn get_program_accounts(
        &self,
        program: &Pubkey,
        filter: &AccountFilter,
    ) -> TransportResult<Vec<(Pubkey, Account)>> {
        let mut accounts = self.lock().get_program_accounts(program);
        accounts.retain(|(_, account)| filter.matches(account));
        accounts.sort_unstable_by_key(|(address, _)| *address);
        Ok(accounts)
    }

    async fn latest_blockhash(&self) -> TransportResult<RecentBlockhash> {
        // Nothing is ever in flight here, so a height at which it would expire has no use.
        Ok(RecentBlockhash { hash: self.lock().latest_blockhash(), last_valid_block_height: u64::MAX })
    }

    fn simulation_checks_signatures(&self) -> bool {
        self.lock().get_sigverify()
    }

    async fn simulate(&self, transaction: &VersionedTransaction) -> TransportResult<Simulated> {
        let svm = self.lock();
        let (error, metadata) = match svm.simulate_transaction(transaction.clone()) {
            Ok(info) => (None, info.meta),
            Err(failed) => (Some(failed.err), failed.meta),
        };
        Ok(Simulated {
            error,
            units_consumed: metadata.compute_units_consumed,
            return_data: return_data(&metadata),
            inner_instructions: LookedUp::by(&svm, &transaction.message).inner_instructions(&metadata),
            loaded_accounts_bytes: None,
            logs: metadata.logs,
        })
    }

    async fn send(
        &self,
        transaction: &VersionedTransaction,
        _last_valid_block_height: u64,
    ) -> TransportResult<Landed> {
        self.execute(transaction)
    }

    async fn clock(&self) -> TransportResult<Clock> {
        Ok(self.lock().get_sysvar())
    }

    async fn rent(&self) -> TransportResult<Rent> {
        Ok(self.lock().get_sysvar())
    }

    async fn wait_past_slot(&self, slot: u64) -> TransportResult<u64> {
        let mut svm = self.lock();
        let now = svm.get_sysvar::<Clock>().slot;
        if now > slot {
            return Ok(now);
        }
        let next = slot.checked_add(1).ok_or_else(|| TransportError::Engine {
            engine: ENGINE,
            operation: "wait for a slot",
            reason: format!("slot {slot} is the last there can be"),
        })?;
        crate::cluster::clock::move_to_slot(&mut svm, next);
        Ok(next)
    }
}

/// The message together with the addresses that its lookup tables stand for.
struct LookedUp<'a> {
    message: &'a VersionedMessage,
    addresses: Option<LoadedAddresses>,
}

impl<'a> LookedUp<'a> {
    fn by(svm: &LiteSVM, message: &'a VersionedMessage) -> Self {
        let lookups = message.address_table_lookups().unwrap_or_default();
        Self { message, addresses: svm.accounts_db().load_addresses(lookups).ok() }
    }

    fn inner_instructions(&self, metadata: &TransactionMetadata) -> Option<Vec<InnerInstruction>> {
        inner::resolve(&metadata.inner_instructions, self.message, self.addresses.as_ref()?)
    }
}

fn return_data(metadata: &TransactionMetadata) -> Option<ReturnData> {
    let found = &metadata.return_data;
    (!found.data.is_empty()).then(|| ReturnData { program_id: found.program_id, data: found.data.clone() })
}

fn rejection(failed: FailedTransactionMetadata) -> Rejection {
    // LiteSVM leaves the signature at zero when the transaction did not get as far as running.
    let executed = failed.meta.signature != Signature::default();
    Rejection {
        error: failed.err,
        signature: executed.then_some(failed.meta.signature),
        units_consumed: failed.meta.compute_units_consumed,
        logs: failed.meta.logs,
    }
}
