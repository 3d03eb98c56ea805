//! Sends instructions through an engine: sets limits, signs, retries, explains failures, and reads accounts.

mod config;
mod layout;
mod read;
mod sent;

pub use config::{Config, Units};
pub(crate) use read::{decode_at, decode_created};

use {
    self::sent::Sent,
    crate::{
        error::{Error, Failure},
        transaction::{
            account_keys, compile, loaded_bytes_limit, sign, unsigned, Limits, TransactionSigner, MAX_UNITS,
        },
        transport::{Landed, RecentBlockhash, Rejection, Simulated, Transport, TransportError},
    },
    solana_instruction::Instruction,
    solana_message::{AddressLookupTableAccount, VersionedMessage},
    solana_pubkey::Pubkey,
    solana_signer::Signer,
    std::sync::Arc,
};

/// Acts for one payer on one engine. Cheap to clone.
#[derive(Clone)]
pub struct Client<T: Transport> {
    transport: T,
    payer: Arc<TransactionSigner>,
    tables: Arc<Vec<AddressLookupTableAccount>>,
    config: Config,
    sent: Arc<Sent>,
}

impl<T: Transport> Client<T> {
    /// A client without lookup tables and with the default configuration. `payer` pays fees and rent.
    pub fn new(transport: T, payer: impl Signer + Send + Sync + 'static) -> Self {
        Self::shared(transport, Arc::new(payer))
    }

    /// As [`Client::new`] with a payer that others hold as well.
    pub fn shared(transport: T, payer: Arc<TransactionSigner>) -> Self {
        Self { transport, payer, tables: Arc::default(), config: Config::default(), sent: Arc::default() }
    }

    /// The same client with `tables` to shorten its transactions.
    pub fn with_lookup_tables(mut self, tables: Vec<AddressLookupTableAccount>) -> Self {
        self.tables = Arc::new(tables);
        self
    }

    /// The same client with another configuration.
    pub fn with_config(mut self, config: Config) -> Self {
        self.config = config;
        self
    }

    /// The same client for another payer.
    pub fn with_payer(mut self, payer: Arc<TransactionSigner>) -> Self {
        self.payer = payer;
        self
    }

    /// The engine.
    pub fn transport(&self) -> &T {
        &self.transport
    }

    /// The payer's address.
    pub fn payer(&self) -> Pubkey {
        self.payer.pubkey()
    }

    /// The payer as a signer.
    pub fn payer_signer(&self) -> &Arc<TransactionSigner> {
        &self.payer
    }

    /// The lookup tables in use.
    pub fn lookup_tables(&self) -> &[AddressLookupTableAccount] {
        &self.tables
    }

    /// The configuration.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Sends `instructions` as one transaction, signed by the payer and by those of `signers` it needs, and waits until it
    /// has landed. When its blockhash expires first it is signed anew, and only then: it lands at most once. The same
    /// instructions sent twice are two transactions.
    ///
    /// # Errors
    /// [`Error::Failed`] when it fails, in simulation already if it is simulated: see [`Config::units`].
    pub async fn send(
        &self,
        instructions: &[Instruction],
        signers: &[&TransactionSigner],
    ) -> Result<Landed, Error> {
        let mut attempt: u32 = 1;
        loop {
            match self.send_once(instructions, signers).await {
                Err(Error::Transport(TransportError::Expired(_))) if attempt < self.config.attempts => {
                    attempt = attempt.saturating_add(1);
                }
                outcome => return outcome,
            }
        }
    }

    /// What `instructions` would do now, signed and limited as [`Client::send`] would. A transaction that would fail is not
    /// an error here: see [`Simulated::error`]; [`Client::explain`] words it.
    ///
    /// # Errors
    /// When the transaction cannot be built or the engine cannot be asked.
    pub async fn simulate(
        &self,
        instructions: &[Instruction],
        signers: &[&TransactionSigner],
    ) -> Result<Simulated, Error> {
        Ok(self.prepare(instructions, signers).await?.simulated)
    }

    /// Explains the error of a simulation of `instructions`; `None` when it succeeded.
    pub fn explain(&self, instructions: &[Instruction], simulated: &Simulated) -> Option<Failure> {
        let error = simulated.error.clone()?;
        let rejection = Rejection {
            error,
            signature: None,
            units_consumed: simulated.units_consumed,
            logs: simulated.logs.clone(),
        };
        Some(Failure::of(rejection, instructions, self.limits(MAX_UNITS, 0).instructions().len()))
    }

    async fn send_once(
        &self,
        instructions: &[Instruction],
        signers: &[&TransactionSigner],
    ) -> Result<Landed, Error> {
        let (mut blockhash, limits) = match self.config.units {
            Units::Fixed(units) => {
                let blockhash = self.transport.latest_blockhash().await?;
                let (_, limits) = self.weigh(instructions, &blockhash, units).await?;
                (blockhash, limits)
            }
            Units::Simulated { margin_percent } => {
                let prepared = self.prepare(instructions, signers).await?;
                if let Some(failure) = self.explain(instructions, &prepared.simulated) {
                    let keys = account_keys(&prepared.message, &self.tables);
                    return Err(Error::Failed(Box::new(failure)).with_account_keys(&keys));
                }
                let units = config::with_margin(prepared.simulated.units_consumed, margin_percent);
                (prepared.blockhash, Limits { units, ..prepared.limits })
            }
        };
        let (transaction, keys) = loop {
            let message = compile(&self.payer(), instructions, &self.tables, blockhash.hash, &limits)?;
            let keys = account_keys(&message, &self.tables);
            let transaction = sign(message, &self.with_payer_first(signers))?;
            if transaction.signatures.first().is_some_and(|id| self.sent.insert(*id)) {
                break (transaction, keys);
            }
            blockhash = self.newer_blockhash(&blockhash).await?;
        };
        self.transport
            .send(&transaction, blockhash.last_valid_block_height)
            .await
            .map_err(|error| Error::of(error, instructions, &limits).with_account_keys(&keys))
    }

    /// Simulates `instructions` with all the compute units there are and the loaded-data limit they will be sent with.
    async fn prepare(
        &self,
        instructions: &[Instruction],
        signers: &[&TransactionSigner],
    ) -> Result<Prepared, Error> {
        let blockhash = self.transport.latest_blockhash().await?;
        let (message, limits) = self.weigh(instructions, &blockhash, MAX_UNITS).await?;
        let transaction = if self.transport.simulation_checks_signatures() {
            sign(message.clone(), &self.with_payer_first(signers))?
        } else {
            unsigned(message.clone())?
        };
        let simulated = self.transport.simulate(&transaction).await?;
        Ok(Prepared { blockhash, limits, message, simulated })
    }

    /// The message with its limits, the loaded-data limit taken from the accounts' present sizes.
    async fn weigh(
        &self,
        instructions: &[Instruction],
        blockhash: &RecentBlockhash,
        units: u32,
    ) -> Result<(VersionedMessage, Limits), Error> {
        // The limits are numbers of fixed width: the draft names the same accounts as the message that is sent.
        let draft = compile(
            &self.payer(),
            instructions,
            &self.tables,
            blockhash.hash,
            &self.limits(units, u32::MAX),
        )?;
        let limits = self.limits(units, loaded_bytes_limit(&self.transport, &draft, &self.tables).await?);
        let message = compile(&self.payer(), instructions, &self.tables, blockhash.hash, &limits)?;
        Ok((message, limits))
    }

    fn limits(&self, units: u32, loaded_bytes: u32) -> Limits {
        Limits { units, loaded_bytes, priority_fee: self.config.priority_fee }
    }

    fn with_payer_first<'a>(&'a self, signers: &[&'a TransactionSigner]) -> Vec<&'a TransactionSigner> {
        std::iter::once(&*self.payer).chain(signers.iter().copied()).collect()
    }
}

struct Prepared {
    blockhash: RecentBlockhash,
    limits: Limits,
    message: VersionedMessage,
    simulated: Simulated,
}

#[cfg(test)]
mod tests;
