//! A Solana cluster inside this process, for tests, demonstrations and dry runs: the real runtime and the real token
//! programs with mainnet's parameters, no server.
//!
//! ```
//! use halo_sdk::cluster::Cluster;
//! use solana_keypair::Keypair;
//! use solana_signer::Signer;
//!
//! # fn main() -> Result<(), halo_sdk::error::Error> {
//! let cluster = Cluster::builder().build()?;
//! let alice = Keypair::new();
//! cluster.airdrop(&alice.pubkey(), 1_000_000_000)?;
//! let usds = cluster.create_mint(6)?;
//! cluster.mint_tokens(&usds, &alice.pubkey(), 25_000_000)?;
//! cluster.advance(86_400)?;
//! # Ok(())
//! # }
//! ```

pub(crate) mod clock;

mod builder;
mod error;
mod programs;
mod snapshot;
mod tokens;

pub use builder::{ClusterBuilder, Features, TokenProgramKind, MAINNET_LAMPORTS_PER_BYTE, START_TIME};
pub use clock::SLOT_MILLIS;
pub use error::ClusterError;
pub use programs::deploy_dir;
pub use snapshot::Snapshot;

use {
    crate::{
        client::Client,
        error::Error,
        transaction::{compile, sign, Limits, TransactionSigner, MAX_UNITS},
        transport::{Embedded, Landed},
    },
    solana_account::Account,
    solana_instruction::Instruction,
    solana_keypair::Keypair,
    solana_pubkey::Pubkey,
    solana_signer::Signer,
    std::sync::Arc,
};

/// An embedded cluster. Clones share it.
#[derive(Clone)]
pub struct Cluster {
    engine: Embedded,
    /// Pays for what the cluster does itself, and owns the mints it creates.
    operator: Arc<Keypair>,
}

impl Cluster {
    /// A cluster to be configured.
    pub fn builder() -> ClusterBuilder {
        ClusterBuilder::default()
    }

    /// The engine, to build clients on.
    pub fn transport(&self) -> Embedded {
        self.engine.clone()
    }

    /// A client that pays with `payer`.
    pub fn client(&self, payer: impl Signer + Send + Sync + 'static) -> Client<Embedded> {
        Client::new(self.transport(), payer)
    }

    /// The address that pays for the cluster's own transactions and is the authority of its mints.
    pub fn operator(&self) -> Pubkey {
        self.operator.pubkey()
    }

    /// Gives `lamports` to `address`.
    ///
    /// # Errors
    /// [`Error::Failed`], when the sum does not make the account rent-exempt, for example.
    pub fn airdrop(&self, address: &Pubkey, lamports: u64) -> Result<(), Error> {
        self.execute(
            &[solana_system_interface::instruction::transfer(&self.operator(), address, lamports)],
            &[],
        )?;
        Ok(())
    }

    /// A new keypair that holds `lamports`.
    ///
    /// # Errors
    /// As [`Cluster::airdrop`].
    pub fn funded_keypair(&self, lamports: u64) -> Result<Keypair, Error> {
        let keypair = Keypair::new();
        self.airdrop(&keypair.pubkey(), lamports)?;
        Ok(keypair)
    }

    /// The account at `address`; `None` when there is none.
    pub fn account(&self, address: &Pubkey) -> Option<Account> {
        self.engine.account(address)
    }

    /// Writes an account as it is given, whatever the programs would say.
    ///
    /// # Errors
    /// [`ClusterError::Account`] when the runtime cannot hold it (a program that does not load, a malformed sysvar).
    pub fn set_account(&self, address: &Pubkey, account: Account) -> Result<(), Error> {
        self.engine
            .with_svm(|svm| svm.set_account(*address, account))
            .map_err(|error| ClusterError::Account { address: *address, reason: error.to_string() }.into())
    }

    /// Runs `instructions` at once, paid by the cluster, with all the compute units there are.
    ///
    /// # Errors
    /// [`Error::Failed`].
    pub fn execute(
        &self,
        instructions: &[Instruction],
        signers: &[&TransactionSigner],
    ) -> Result<Landed, Error> {
        let limits = Limits { units: MAX_UNITS, loaded_bytes: MAX_LOADED_BYTES, priority_fee: 0 };
        let blockhash = self.engine.with_svm(|svm| svm.latest_blockhash());
        let message = compile(&self.operator(), instructions, &[], blockhash, &limits)?;
        let operator: &TransactionSigner = &*self.operator;
        let signers: Vec<&TransactionSigner> =
            std::iter::once(operator).chain(signers.iter().copied()).collect();
        let transaction = sign(message, &signers)?;
        self.engine.execute(&transaction).map_err(|error| Error::of(error, instructions, &limits))
    }
}

/// The runtime's own limit on loaded account data, in bytes.
const MAX_LOADED_BYTES: u32 = 64 * 1024 * 1024;

#[cfg(test)]
mod tests;
