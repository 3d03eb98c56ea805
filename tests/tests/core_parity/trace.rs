//! What a script left behind, transaction by transaction.

use solana_account::Account;
use solana_transaction_error::TransactionError;

use crate::actors::Actor;

/// A transaction and the world after it.
pub struct Step {
    pub call: &'static str,
    /// Whether two versions of the real program give different errors here, so that only the refusal is compared.
    pub any_refusal: bool,
    pub outcome: Result<(), TransactionError>,
    pub return_data: Vec<u8>,
    pub accounts: Vec<(Actor, Option<Account>)>,
    pub compute_units: u64,
}

pub struct Trace(Vec<Step>);

impl Trace {
    pub fn new(steps: Vec<Step>) -> Self {
        Self(steps)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn into_successes(self) -> impl Iterator<Item = (&'static str, u64)> {
        let successes = self.0.into_iter().filter(|step| step.outcome.is_ok());
        successes.map(|step| (step.call, step.compute_units))
    }

    /// Everything but the compute units must be equal.
    pub fn assert_same(&self, real: &Self, script: &str) {
        assert_eq!(self.0.len(), real.0.len(), "{script}: another number of transactions");
        for (index, (ours, theirs)) in self.0.iter().zip(&real.0).enumerate() {
            let place = format!("{script}, transaction {index} ({})", ours.call);
            if ours.any_refusal {
                assert!(ours.outcome.is_err() && theirs.outcome.is_err(), "{place}: not refused by both");
            } else {
                assert_eq!(ours.outcome, theirs.outcome, "{place}: outcome, stand-in first");
            }
            assert_eq!(ours.return_data, theirs.return_data, "{place}: return data, stand-in first");
            for ((actor, ours), (_, theirs)) in ours.accounts.iter().zip(&theirs.accounts) {
                assert_eq!(ours, theirs, "{place}: the account {actor:?}, stand-in first");
            }
        }
    }
}
