//! The one place that sends, confirms and explains.

use crate::{
    effects::{effects, is_administrative, Effect},
    output::{self, Format, Value, View},
};
use anyhow::{anyhow, bail, Context, Result};
use halo_sdk::{
    addresses::{BookAddresses, FacilityAddresses},
    client::Client,
    error::Error,
    facility::state::{Book, Facility},
    governance::uses_durable_nonce,
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

/// A Book, and its facility with the PAU that holds the Book's money.
pub struct AtBook {
    pub facility: FacilityAddresses,
    pub book: BookAddresses,
    pub state: Book,
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

    /// Book number `id` of `facility`, as it is now, and the facility as this Book knows it: a Book that was migrated has
    /// its vault, its limits and its beacons under another PAU.
    pub async fn book(&self, facility: &FacilityAddresses, id: u64) -> Result<AtBook> {
        let address = facility.book(id).book;
        let state: Book = self.client.fetch(&address).await.with_context(|| format!("Book #{id}"))?;
        let facility = facility.under(&state.pau);
        Ok(AtBook { facility, book: facility.book(id), state })
    }

    /// The same by the facility's address.
    pub async fn book_of(&self, facility: &Pubkey, id: u64) -> Result<AtBook> {
        let (facility, _) = self.facility(facility).await?;
        self.book(&facility, id).await
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

    /// Shows what an administrator is about to sign, sends, waits until it is confirmed, and tells what it cost.
    pub async fn send(&self, plan: Plan) -> Result<View> {
        let effects = self.announce(&plan).await?;
        let landed = self.client.send(&plan.instructions, &self.signers(&plan)).await?;
        let view = self
            .with_effects(plan.facts, &effects)
            .text("signature", landed.signature)
            .with("compute_units", Value::Number(landed.units_consumed));
        Ok(match landed.fee {
            Some(fee) => view.with("fee_lamports", Value::Number(fee)),
            None => view,
        })
    }

    /// The administrative instructions of `plan` in words, printed for people.
    ///
    /// # Errors
    /// When they would be signed with a durable nonce.
    async fn announce(&self, plan: &Plan) -> Result<Vec<Effect>> {
        // SECURITY: a signature over a durable nonce never expires. What governance signs must mean what it meant when it
        // was read, so it must land soon or not at all.
        if uses_durable_nonce(&plan.instructions) && plan.instructions.iter().any(is_administrative) {
            bail!(
                "expected a recent blockhash for {:?}, came a durable nonce: a governance signature over a nonce can be \
                 sent at any later time; leave the nonce away and sign again",
                plan.title
            );
        }
        let effects = effects(self, &plan.instructions).await;
        if let (Format::Human(paint), false) = (self.format, effects.is_empty()) {
            let verb = if self.dry_run { "would be signed" } else { "is signed" };
            println!("{}", paint.accent(format!("This {verb} by {}:", self.administrators(plan))));
            for effect in &effects {
                println!("  {}", effect.text().replace('\n', "\n  "));
            }
        }
        Ok(effects)
    }

    /// Who has to sign, but for fees and for the addresses of new accounts.
    fn administrators(&self, plan: &Plan) -> String {
        let accounts = plan.instructions.iter().flat_map(|instruction| &instruction.accounts);
        let mut keys: Vec<Pubkey> =
            accounts.filter(|account| account.is_signer).map(|account| account.pubkey).collect();
        keys.sort_unstable();
        keys.dedup();
        keys.retain(|key| plan.signers.iter().all(|signer| signer.pubkey() != *key));
        if keys.len() > 1 {
            keys.retain(|key| *key != self.payer());
        }
        keys.iter().map(Pubkey::to_string).collect::<Vec<_>>().join(" and ")
    }

    /// People have read the effects before; a document names them with the result.
    fn with_effects(&self, facts: View, effects: &[Effect]) -> View {
        if self.format == Format::Json && !effects.is_empty() {
            return facts.with("effects", Value::List(effects.iter().map(Effect::text).collect()));
        }
        facts
    }

    async fn simulate(&self, plan: Plan) -> Result<()> {
        let effects = self.announce(&plan).await?;
        let simulated = self.client.simulate(&plan.instructions, &self.signers(&plan)).await?;
        let failure = self.client.explain(&plan.instructions, &simulated);
        let view = self
            .with_effects(plan.facts, &effects)
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
