//! The embedded cluster that the story is played on, and the bookkeeping around every step: who signed, what it
//! cost, which balances and states it changed.

use super::{
    cast::Cast,
    report::{BalanceChange, StateChange, Step, Transaction},
    watch::{State, Watch},
};
use crate::calendar;
use anyhow::{bail, Context, Result};
use halo_sdk::{
    addresses::{BookAddresses, FacilityAddresses, UnitAddresses},
    client::Client,
    cluster::Cluster,
    deployment,
    error::Error,
    transport::{Embedded, Landed},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// One transaction to play.
pub struct Move {
    pub label: String,
    pub instructions: Vec<Instruction>,
    /// Who signs beside the fee payer.
    pub signers: Vec<Pubkey>,
    /// Moves the clock here first, Unix seconds.
    pub at: Option<i64>,
    /// Name of the error with which a program refuses it.
    pub refused_as: Option<&'static str>,
}

impl Move {
    pub fn new(label: impl Into<String>, signer: Pubkey, instruction: Instruction) -> Self {
        Self {
            label: label.into(),
            instructions: vec![instruction],
            signers: vec![signer],
            at: None,
            refused_as: None,
        }
    }

    pub fn at(mut self, unix_time: i64) -> Self {
        self.at = Some(unix_time);
        self
    }

    /// The same move as one that a program refuses with the error called `name`.
    pub fn refused(mut self, name: &'static str) -> Self {
        self.refused_as = Some(name);
        self
    }
}

impl From<deployment::Step> for Move {
    fn from(step: deployment::Step) -> Self {
        let deployment::Step { name, instructions, signers, .. } = step;
        Self { label: name, instructions, signers, at: None, refused_as: None }
    }
}

/// Where the story is played.
pub struct Stage {
    pub cluster: Cluster,
    pub client: Client<Embedded>,
    pub cast: Cast,
    pub facility: FacilityAddresses,
    pub steps: Vec<Step>,
    watch: Watch,
    waited: Option<&'static str>,
}

impl Stage {
    /// A cluster with every program, and parties who can pay rent.
    pub fn set(unix_time: i64) -> Result<Self> {
        let cluster = Cluster::builder().unix_time(unix_time).halo().build().context(
            "the programs must be built first: run `cargo xtask build`, or name their folder in SBF_OUT_DIR",
        )?;
        let cast = Cast::new();
        let roles = cast.roles;
        for party in [roles.payer, roles.beacon, roles.attestor] {
            cluster.airdrop(&party, 100_000_000_000)?;
        }
        let client = cluster.client(Cast::payer());
        let facility = cast.deployment().facility();
        let watch = Watch::over(&cast, &facility);
        Ok(Self { cluster, client, cast, facility, steps: Vec::new(), watch, waited: None })
    }

    /// Watches a Book from now on.
    pub fn watch_book(&mut self, name: &str, book: &BookAddresses) {
        self.watch.book(name, book);
    }

    /// Watches an NFAT from now on.
    pub fn watch_nfat(&mut self, name: &str, unit: &UnitAddresses) {
        self.watch.nfat(name, unit);
    }

    /// Watches the max of a limit from now on.
    pub fn watch_limit(&mut self, name: &str, limit: Pubkey) {
        self.watch.limit(name, limit);
    }

    /// Shortens the transactions that follow by the facility's address lookup table.
    pub async fn publish_lookup_table(&mut self) -> Result<()> {
        let table = halo_sdk::lookup_table::create(&self.client, &self.facility.lookup_table()).await?;
        self.client = self.client.clone().with_lookup_tables(vec![table]);
        Ok(())
    }

    /// Moves the clock; the next step says why.
    pub fn wait(&mut self, until: i64, why: &'static str) -> Result<()> {
        self.cluster.warp_to(until)?;
        self.waited = Some(why);
        Ok(())
    }

    /// Everything watched, as it is now.
    pub async fn state(&self) -> Result<State> {
        self.watch.look(&self.client).await
    }

    /// Plays one step and writes it down.
    pub async fn play(
        &mut self,
        title: impl Into<String>,
        note: impl Into<String>,
        moves: Vec<Move>,
    ) -> Result<()> {
        let title = title.into();
        let before = self.state().await?;
        let mut transactions = Vec::with_capacity(moves.len());
        for action in moves {
            if let Some(unix_time) = action.at {
                self.cluster.warp_to(unix_time)?;
            }
            let signers = self.cast.keys.pick(&action.signers);
            let outcome = self.client.send(&action.instructions, &signers).await;
            let words = match action.refused_as {
                Some(name) => refusal(outcome, name).with_context(|| format!("{title}: {}", action.label))?,
                None => {
                    let landed = outcome.with_context(|| format!("{title}: {}", action.label))?;
                    transactions.push(self.record(action, landed));
                    continue;
                }
            };
            transactions.push(self.refused(action, words));
        }
        let after = self.state().await?;
        let mut signers: Vec<String> = Vec::new();
        for signer in transactions.iter().flat_map(|transaction| &transaction.signers) {
            if !signers.contains(signer) {
                signers.push(signer.clone());
            }
        }
        self.steps.push(Step {
            number: self.steps.len().saturating_add(1),
            title,
            note: note.into(),
            date: calendar::date(self.cluster.unix_time()),
            waited: self.waited.take(),
            signers,
            compute_units: transactions.iter().map(|transaction| transaction.compute_units).sum(),
            transactions,
            balances: balance_changes(&before, &after),
            states: state_changes(&before, &after),
        });
        Ok(())
    }

    fn record(&self, action: Move, landed: Landed) -> Transaction {
        Transaction {
            label: action.label,
            signers: action.signers.iter().map(|key| self.cast.name(key)).collect(),
            compute_units: landed.units_consumed,
            fee_lamports: landed.fee.unwrap_or_default(),
            signature: Some(landed.signature.to_string()),
            refused: None,
        }
    }

    /// A transaction that costs nothing: it fails in simulation and is not sent.
    fn refused(&self, action: Move, words: String) -> Transaction {
        Transaction {
            label: action.label,
            signers: action.signers.iter().map(|key| self.cast.name(key)).collect(),
            compute_units: 0,
            fee_lamports: 0,
            signature: None,
            refused: Some(words),
        }
    }
}

/// The words of the program that refused with the error called `name`.
fn refusal(outcome: Result<Landed, Error>, name: &str) -> Result<String> {
    let error = match outcome {
        Err(error) => error,
        Ok(_) => bail!("expected the refusal {name}, and it was done"),
    };
    let cause = error.failure().and_then(|failure| failure.cause.as_ref());
    match cause {
        Some(cause) if cause.name == name => Ok(format!("{name}: {}", cause.message)),
        _ => Err(error).context(format!("expected the refusal {name}")),
    }
}

fn balance_changes(before: &State, after: &State) -> Vec<BalanceChange> {
    let changed = after.balances.iter().filter_map(|(account, now)| {
        let was = before.balance(account);
        (was != *now).then(|| BalanceChange { account: account.clone(), before: was, after: *now })
    });
    changed.collect()
}

fn state_changes(before: &State, after: &State) -> Vec<StateChange> {
    let changed = after.states.iter().filter_map(|(what, now)| {
        let was = before.state(what);
        (was != now.as_str()).then(|| StateChange {
            what: what.clone(),
            before: was.to_owned(),
            after: now.clone(),
        })
    });
    changed.collect()
}
