//! Variants of a stage's instruction in the prepared world, whatever comes of them.

use super::{
    accounts::Ledger,
    runner::{checkpoint, Matrix},
    Stage,
};
use halo_sdk::{client::Client, error::Error, transport::Embedded};
use solana_instruction::Instruction;

/// The world before the first attempt at a stage.
pub struct Attempts<'a> {
    matrix: &'a Matrix,
    client: Client<Embedded>,
    restore: Box<dyn Fn() + 'a>,
    before: Ledger,
}

impl Matrix {
    /// Gets ready to attempt `stage`.
    pub async fn attempts(&self, stage: &Stage) -> Attempts<'_> {
        let client = self.with_table(&stage.instruction).await;
        let (restore, before) = (Box::new(checkpoint(&self.cluster)), Ledger::of(&self.cluster));
        Attempts { matrix: self, client, restore, before }
    }
}

impl Attempts<'_> {
    /// Whether `instruction` succeeds, signed by whoever it says signs; afterwards the world is as it was.
    ///
    /// # Panics
    /// When it does not reach the chain, or its refusal has changed an account.
    pub async fn succeeds(&self, instruction: &Instruction) -> bool {
        let outcome = self.matrix.send(&self.client, instruction).await;
        match outcome {
            Ok(_) => {
                (self.restore)();
                true
            }
            Err(Error::Failed(_)) => {
                let mut changed = self.before.changed_in(&self.matrix.cluster);
                changed.retain(|address| *address != self.client.payer());
                assert!(changed.is_empty(), "a refusal changed {changed:?}");
                false
            }
            Err(error) => panic!("an attempt must reach the chain: {error}"),
        }
    }
}
