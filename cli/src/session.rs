//! The one place that sends, confirms and explains.

use crate::output::{self, Format, Value, View};
use anyhow::{anyhow, bail, Context, Result};
use halo_sdk::{
    addresses::{BookAddresses, FacilityAddresses},
    client::Client,
    error::Error,
    facility::state::{Book, Facility},
    token::{decode_mint, Mint},
    transaction::TransactionSigner,
    transport::Transport,
};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use std::sync::Arc;

/// What a subcommand wants: a transaction, or something to be shown.
pub enum Work {
    Send(Plan),
    Show(View),
}

/// One transaction, with what is worth knowing about it.
pub struct Plan {
    pub title: String,
    pub instructions: Vec<Instruction>,
    /// Who must sign beside the keys of the session: base keys.
    pub signers: Vec<Keypair>,
    pub facts: View,
}

impl Plan {
    pub fn new(title: impl Into<String>, instruction: Instruction) -> Self {
        Self::of(title, vec![instruction])
    }

    pub fn of(title: impl Into<String>, instructions: Vec<Instruction>) -> Self {
        Self { title: title.into(), instructions, signers: Vec::new(), facts: View::default() }
    }

    pub fn signed_by(mut self, signer: Keypair) -> Self {
        self.signers.push(signer);
        self
    }

    pub fn fact(mut self, name: &'static str, value: impl std::fmt::Display) -> Self {
        self.facts = self.facts.text(name, value);
        self
    }
}

impl From<Plan> for Work {
    fn from(plan: Plan) -> Self {
        Self::Send(plan)
    }
}

impl From<View> for Work {
    fn from(view: View) -> Self {
        Self::Show(view)
    }
}

/// A cluster, the keys that act on it, and how results are told.
pub struct Session<T: Transport> {
    pub client: Client<T>,
    /// The first one acts.
    signers: Vec<Arc<Keypair>>,
    pub format: Format,
    pub dry_run: bool,
}

impl<T: Transport> Session<T> {
    /// A session whose first signer acts; `client` pays.
    pub fn new(client: Client<T>, signers: Vec<Arc<Keypair>>, format: Format, dry_run: bool) -> Self {
        Self { client, signers, format, dry_run }
    }

    /// The key in whose name commands act.
    pub fn actor(&self) -> Pubkey {
        self.signers.first().map_or_else(|| self.client.payer(), |signer| signer.pubkey())
    }

    /// The key that pays fees and rent.
    pub fn payer(&self) -> Pubkey {
        self.client.payer()
    }

    /// The facility at `address`.
    pub async fn facility(&self, address: &Pubkey) -> Result<(FacilityAddresses, Facility)> {
        let facility: Facility = self.client.fetch(address).await?;
        Ok((FacilityAddresses::of(*address, &facility), facility))
    }

    /// Book number `id` of `facility`, as it is now.
    pub async fn book(&self, facility: &FacilityAddresses, id: u64) -> Result<(BookAddresses, Book)> {
        let book = facility.book(id);
        let state = self.client.fetch(&book.book).await.with_context(|| format!("Book #{id}"))?;
        Ok((book, state))
    }

    /// The mint at `address`.
    pub async fn mint(&self, address: &Pubkey) -> Result<Mint> {
        Ok(self.client.fetch_with(address, "a mint", decode_mint).await?)
    }

    /// Decimals of the mint at `address`.
    pub async fn decimals(&self, address: &Pubkey) -> Result<u8> {
        Ok(self.mint(address).await?.decimals)
    }

    /// Sends or shows, and prints the result.
    pub async fn finish(&self, work: Work) -> Result<()> {
        match work {
            Work::Show(view) => self.print(None, &view),
            Work::Send(plan) if self.dry_run => self.simulate(plan).await,
            Work::Send(plan) => {
                let title = plan.title.clone();
                let view = self.send(plan).await?;
                self.print(Some(&title), &view)
            }
        }
    }

    /// Sends, waits until it is confirmed, and tells what it cost.
    pub async fn send(&self, plan: Plan) -> Result<View> {
        let landed = self.client.send(&plan.instructions, &self.signers(&plan)).await?;
        let view = plan
            .facts
            .text("signature", landed.signature)
            .with("compute_units", Value::Number(landed.units_consumed));
        Ok(match landed.fee {
            Some(fee) => view.with("fee_lamports", Value::Number(fee)),
            None => view,
        })
    }

    async fn simulate(&self, plan: Plan) -> Result<()> {
        let simulated = self.client.simulate(&plan.instructions, &self.signers(&plan)).await?;
        let failure = self.client.explain(&plan.instructions, &simulated);
        let view = plan
            .facts
            .with("would_succeed", Value::Flag(failure.is_none()))
            .with("compute_units", Value::Number(simulated.units_consumed))
            .with("logs", Value::List(simulated.logs));
        self.print(Some(&format!("{} (dry run: nothing is sent)", plan.title)), &view)?;
        failure.map_or(Ok(()), |failure| Err(Error::Failed(Box::new(failure)).into()))
    }

    fn signers<'a>(&'a self, plan: &'a Plan) -> Vec<&'a TransactionSigner> {
        let own = self.signers.iter().map(|signer| &**signer as &TransactionSigner);
        own.chain(plan.signers.iter().map(|signer| signer as &TransactionSigner)).collect()
    }

    fn print(&self, title: Option<&str>, view: &View) -> Result<()> {
        match self.format {
            Format::Json => output::json(view)?,
            Format::Human(paint) => {
                if let Some(title) = title {
                    println!("{}", paint.bold(title));
                }
                print!("{}", view.render(paint));
            }
        }
        Ok(())
    }
}

/// The key pair in a file as `solana-keygen` writes it.
pub fn read_key(path: &std::path::Path) -> Result<Keypair> {
    solana_keypair::read_keypair_file(path)
        .map_err(|error| anyhow!("expected a key file (64 numbers in JSON) at {}: {error}", path.display()))
}

/// The base key in `path`, or a new one.
pub fn base_key(path: Option<&std::path::Path>) -> Result<Keypair> {
    path.map_or_else(|| Ok(Keypair::new()), read_key)
}

/// Refuses when nothing is asked.
pub fn require_change(changes: bool, what: &str) -> Result<()> {
    if !changes {
        bail!("nothing to change: give {what}");
    }
    Ok(())
}
