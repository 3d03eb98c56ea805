//! What an attestor wants to know of a facility.

use super::{
    ledger::{BookRecord, Ledger},
    text, Book,
};
use crate::{addresses, client::Client, error::Error, transport::Transport};
use facility::state::{self, AttestationKind};
use halo_math::Phase;
use serde::Serialize;
use solana_pubkey::Pubkey;

/// What an attestation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Where the Book's money will go.
    PreDeployment,
    /// What the Book holds once everything is deployed.
    AtRest,
    /// That this still holds.
    Reattestation,
    /// That a payment leaves the Book's other units covered.
    Coverage,
    /// What is recovered of a Book whose deal has failed.
    Default,
}

impl From<AttestationKind> for Kind {
    fn from(kind: AttestationKind) -> Self {
        match kind {
            AttestationKind::PreDeployment => Self::PreDeployment,
            AttestationKind::AtRest => Self::AtRest,
            AttestationKind::Reattestation => Self::Reattestation,
            AttestationKind::Coverage => Self::Coverage,
            AttestationKind::Default => Self::Default,
        }
    }
}

impl Kind {
    /// For people.
    pub fn name(self) -> &'static str {
        match self {
            Self::PreDeployment => "pre-deployment",
            Self::AtRest => "at rest",
            Self::Reattestation => "reattestation",
            Self::Coverage => "coverage",
            Self::Default => "default",
        }
    }
}

/// An attestation that a Book waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Wait {
    /// What to attest.
    pub kind: Kind,
    /// By when, Unix seconds; none when the Book simply stands still until it comes.
    pub due_at: Option<i64>,
    /// Whether this has passed, or the Book stands still.
    pub overdue: bool,
}

/// An attestation that was posted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Posted {
    /// Number of the Book, and of the attestation about it.
    pub book: u64,
    /// Counted from 1 in its Book.
    pub number: u64,
    /// The account.
    #[serde(serialize_with = "text::address")]
    pub address: Pubkey,
    /// What it says.
    pub kind: Kind,
    /// When it was posted.
    pub issued_at: i64,
    /// When it can be used no more.
    pub valid_until: i64,
    /// Of a default: base units recovered.
    pub amount: u64,
    /// Whether a change of phase or a write-down has used it.
    pub consumed: bool,
    /// Whether it could be used now: not used, not expired, the Book's latest, and about the units that it has.
    pub live: bool,
}

/// A Book with what its next attestation has to sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Task {
    /// The Book.
    pub book: Book,
    /// What the Book waits for; nothing when no attestation is needed.
    pub waits_for: Vec<Wait>,
}

/// A facility's Books and one attestor's work on them, at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attestor {
    /// Facility whose Books these are.
    #[serde(serialize_with = "text::address")]
    pub facility: Pubkey,
    /// Who holds the Beam.
    #[serde(serialize_with = "text::address")]
    pub attestor: Pubkey,
    /// Books that are not closed.
    pub tasks: Vec<Task>,
    /// What this attestor has posted, the last first.
    pub posted: Vec<Posted>,
}

impl Attestor {
    /// Reads what the facility at `facility` wants of its attestors, and what `attestor` has posted.
    ///
    /// # Errors
    /// When an account cannot be read, or the facility does not exist.
    pub async fn read<T: Transport>(
        client: &Client<T>,
        facility: &Pubkey,
        attestor: &Pubkey,
    ) -> Result<Self, Error> {
        let ledger = Ledger::open(client, facility).await?;
        let records = ledger.books().await?;
        let books = ledger.seen(&records).await?;
        let (mut tasks, mut posted) = (Vec::new(), Vec::new());
        for (record, book) in records.iter().zip(books) {
            let attestations = attestations(client, record, ledger.now).await?;
            let live: Vec<Kind> =
                attestations.iter().filter(|(_, one)| one.live).map(|(_, one)| one.kind).collect();
            posted.extend(attestations.into_iter().filter(|(by, _)| by == attestor).map(|(_, one)| one));
            if book.phase != Phase::Closed {
                let waits_for = waits(&book, &live, ledger.now);
                tasks.push(Task { book, waits_for });
            }
        }
        posted.sort_by_key(|one| core::cmp::Reverse((one.issued_at, one.book, one.number)));
        Ok(Self { facility: *facility, attestor: *attestor, tasks, posted })
    }
}

/// Every attestation about a Book with who posted it. They are never closed, so their numbers find them all.
async fn attestations<T: Transport>(
    client: &Client<T>,
    record: &BookRecord,
    now: i64,
) -> Result<Vec<(Pubkey, Posted)>, Error> {
    let BookRecord { address: book, state, .. } = record;
    let places: Vec<Pubkey> =
        (1..=state.attestation_count).map(|number| addresses::attestation(book, number)).collect();
    let found = client.fetch_many::<state::Attestation>(&places).await?;
    let found = places.into_iter().zip(found).filter_map(|(address, found)| Some((address, found?)));
    let seen = found.map(|(address, attestation)| {
        let mut used = attestation.clone();
        let posted = Posted {
            book: state.book_id,
            number: attestation.number,
            address,
            kind: attestation.kind.into(),
            issued_at: attestation.issued_at,
            valid_until: attestation.valid_until,
            amount: attestation.amount,
            consumed: attestation.consumed,
            live: used.consume(attestation.kind, book, state, now).is_ok(),
        };
        (attestation.attestor, posted)
    });
    Ok(seen.collect())
}

/// What `book` waits for, given the kinds of its live attestations.
fn waits(book: &Book, live: &[Kind], now: i64) -> Vec<Wait> {
    let stands = |kind| Some(Wait { kind, due_at: None, overdue: true }).filter(|_| !live.contains(&kind));
    let due = |kind, due_at, overdue| Wait { kind, due_at: Some(due_at), overdue };
    match book.phase {
        Phase::Filling => stands(Kind::PreDeployment).into_iter().collect(),
        Phase::Deploying => stands(Kind::AtRest).into_iter().collect(),
        Phase::AtRest | Phase::Unwinding => {
            // On its last second an attestation still counts, and coverage no longer does: as the programs say.
            let again = book.attestation_due.map(|at| due(Kind::Reattestation, at, now > at));
            let covers = book.shared && book.units > 1;
            let covered = book.covered_until.unwrap_or(now);
            let coverage = covers.then(|| due(Kind::Coverage, covered, now >= covered));
            let lost = (book.defaults > 0 && !book.written_down).then(|| stands(Kind::Default)).flatten();
            again.into_iter().chain(coverage).chain(lost).collect()
        }
        Phase::Created | Phase::Closed => Vec::new(),
    }
}
