//! A refusal is a named error and a chain on which nothing has changed.

use crate::{chain::Light, matrix::accounts::Ledger, world::World};
use halo_sdk::error::Error;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use std::fmt::Debug;

/// Whether `outcome` failed with `expected`, an error of one of the programs.
pub fn assert_refused<T: Debug>(outcome: Result<T, Error>, expected: impl Into<u32> + Debug) {
    let what = format!("{expected:?}");
    let error = outcome.expect_err("a refusal was expected");
    assert_eq!(error.code(), Some(expected.into()), "{what} was expected, but: {error}");
}

impl World<Light> {
    /// Sends and expects `expected`, with every account of the cluster bit-identical afterwards but the
    /// fee payer's lamports.
    pub async fn refused(
        &self,
        instructions: &[Instruction],
        signers: &[Pubkey],
        expected: impl Into<u32> + Debug,
    ) {
        let before = Ledger::of(&self.chain.0);
        assert_refused(self.send(instructions, signers).await, expected);
        let mut changed = before.changed_in(&self.chain.0);
        changed.retain(|address| *address != self.roles().payer);
        assert!(changed.is_empty(), "a refusal changed {changed:?}");
    }
}
