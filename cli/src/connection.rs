//! Which cluster, with which keys: the options that every command on a cluster has.

use crate::{
    args::address,
    output::Format,
    session::{read_key, Session},
};
use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use halo_sdk::{client::Client, client::Config, lookup_table, transport::Rpc};
use solana_commitment_config::CommitmentConfig;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use std::{path::PathBuf, sync::Arc};

#[derive(Debug, Args)]
#[command(next_help_heading = "Cluster")]
pub struct Connection {
    /// RPC address, or: localnet, devnet, testnet, mainnet
    #[arg(long, short, global = true, env = "HALO_URL", default_value = "localnet")]
    url: String,
    /// Key file of who acts; give more for further signers [default: ~/.config/solana/id.json]
    #[arg(long, short, global = true, env = "HALO_KEYPAIR", value_name = "FILE")]
    keypair: Vec<PathBuf>,
    /// Key file of who pays fees and rent [default: who acts]
    #[arg(long, global = true, value_name = "FILE")]
    fee_payer: Option<PathBuf>,
    #[arg(long, global = true, value_enum, default_value = "confirmed")]
    commitment: Commitment,
    /// Micro-lamports a compute unit, to go first
    #[arg(long, global = true, default_value_t = 0, value_name = "PRICE")]
    priority_fee: u64,
    /// Address lookup table that shortens the transaction; claims need the facility's
    #[arg(long, global = true, value_parser = address, value_name = "ADDRESS")]
    lookup_table: Vec<Pubkey>,
    /// Simulate: show compute units and logs, send nothing
    #[arg(long, global = true)]
    dry_run: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Commitment {
    Processed,
    Confirmed,
    Finalized,
}

impl From<Commitment> for CommitmentConfig {
    fn from(commitment: Commitment) -> Self {
        match commitment {
            Commitment::Processed => Self::processed(),
            Commitment::Confirmed => Self::confirmed(),
            Commitment::Finalized => Self::finalized(),
        }
    }
}

impl Connection {
    /// A session with the cluster.
    pub async fn open(&self, format: Format) -> Result<Session<Rpc>> {
        let signers = self.signers()?;
        let payer: Arc<Keypair> = match &self.fee_payer {
            Some(path) => Arc::new(read_key(path)?),
            None => signers.first().cloned().context("expected a key")?,
        };
        let rpc = Rpc::with_commitment(self.url(), self.commitment.into());
        let config = Config { priority_fee: self.priority_fee, ..Config::default() };
        let mut client = Client::shared(rpc, payer).with_config(config);
        let mut tables = Vec::with_capacity(self.lookup_table.len());
        for address in &self.lookup_table {
            tables.push(lookup_table::fetch(&client, address).await?);
        }
        client = client.with_lookup_tables(tables);
        Ok(Session::new(client, signers, format, self.dry_run))
    }

    fn signers(&self) -> Result<Vec<Arc<Keypair>>> {
        let default = || {
            let home = std::env::var_os("HOME").context("expected --keypair, or HOME with a key in it")?;
            Ok::<_, anyhow::Error>(vec![PathBuf::from(home).join(".config/solana/id.json")])
        };
        let paths = if self.keypair.is_empty() { default()? } else { self.keypair.clone() };
        paths.iter().map(|path| read_key(path).map(Arc::new)).collect()
    }

    fn url(&self) -> &str {
        match self.url.as_str() {
            "localnet" | "localhost" => "http://127.0.0.1:8899",
            "devnet" => "https://api.devnet.solana.com",
            "testnet" => "https://api.testnet.solana.com",
            "mainnet" | "mainnet-beta" => "https://api.mainnet-beta.solana.com",
            other => other,
        }
    }
}
