//! A refusal is a named error and a chain on which nothing has changed.

use crate::{chain::Light, matrix::accounts::Ledger, world::World};
use halo_sdk::error::Error;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use std::fmt::Debug;

/// Anchor's code for an address that is not the derived one.
pub const SEEDS: u32 = 2006;
/// Anchor's code for an account of another program, a closed one among them.
pub const OWNED_BY_WRONG_PROGRAM: u32 = 3007;
/// Anchor's code for an account that is not there.
pub const ACCOUNT_NOT_INITIALIZED: u32 = 3012;
/// The System program's code for an address that is taken.
pub const ALREADY_IN_USE: u32 = 0;

/// `instruction` with `other` wherever it names `address`.
pub fn with_account(mut instruction: Instruction, address: &Pubkey, other: Pubkey) -> Instruction {
    let named = instruction.accounts.iter_mut().filter(|meta| meta.pubkey == *address);
    assert_ne!(named.map(|meta| meta.pubkey = other).count(), 0, "the instruction does not name {address}");
    instruction
}

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
