//! Building and signing of transactions: version 0 messages with lookup tables, and the limits each of them declares.

use {
    crate::error::Error,
    solana_compute_budget_interface::ComputeBudgetInstruction,
    solana_hash::Hash,
    solana_instruction::Instruction,
    solana_message::{v0, AddressLookupTableAccount, VersionedMessage},
    solana_pubkey::Pubkey,
    solana_signature::Signature,
    solana_signer::Signer,
    solana_transaction::versioned::VersionedTransaction,
};

pub use weight::{account_keys, loaded_bytes, loaded_bytes_limit, PAGE_BYTES};

mod weight;

/// A signer that can be shared between threads: a keypair, or a device or service that signs.
pub type TransactionSigner = dyn Signer + Send + Sync;

/// Most bytes of a version 0 transaction on the wire.
pub const MAX_TRANSACTION_BYTES: usize = 1_232;

/// Most compute units of a transaction.
pub const MAX_UNITS: u32 = 1_400_000;

/// Bytes of a signature on the wire.
const SIGNATURE_BYTES: usize = 64;

/// What a transaction declares that it will use at most, and what it pays to go first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Compute units for the whole transaction.
    pub units: u32,
    /// Bytes of accounts loaded, see [`loaded_bytes_limit`].
    pub loaded_bytes: u32,
    /// Price of a compute unit, in micro-lamports; 0 adds no instruction.
    pub priority_fee: u64,
}

impl Limits {
    /// The compute-budget instructions that declare the limits.
    pub fn instructions(&self) -> Vec<Instruction> {
        let mut instructions = vec![
            ComputeBudgetInstruction::set_compute_unit_limit(self.units),
            ComputeBudgetInstruction::set_loaded_accounts_data_size_limit(self.loaded_bytes),
        ];
        if self.priority_fee > 0 {
            instructions.push(ComputeBudgetInstruction::set_compute_unit_price(self.priority_fee));
        }
        instructions
    }
}

/// A version 0 message of the limits followed by `instructions`.
///
/// # Errors
/// [`Error::OwnLimits`] when `instructions` already holds a compute-budget instruction, [`Error::Compile`] when they do not
/// make a message.
pub fn compile(
    payer: &Pubkey,
    instructions: &[Instruction],
    tables: &[AddressLookupTableAccount],
    blockhash: Hash,
    limits: &Limits,
) -> Result<VersionedMessage, Error> {
    let own = |instruction: &Instruction| instruction.program_id == solana_sdk_ids::compute_budget::ID;
    if let Some(index) = instructions.iter().position(own) {
        return Err(Error::OwnLimits { index });
    }
    let mut all = limits.instructions();
    all.extend_from_slice(instructions);
    let message = v0::Message::try_compile(payer, &all, tables, blockhash)
        .map_err(|error| Error::Compile { reason: error.to_string() })?;
    Ok(VersionedMessage::V0(message))
}

/// Signs `message` with those of `signers` that it asks for; others are left aside.
///
/// # Errors
/// [`Error::MissingSigner`], [`Error::Signing`], and [`Error::TooLarge`] when the result does not fit a packet.
pub fn sign(
    message: VersionedMessage,
    signers: &[&TransactionSigner],
) -> Result<VersionedTransaction, Error> {
    let bytes = message.serialize();
    let required = usize::from(message.header().num_required_signatures);
    let signatures = message
        .static_account_keys()
        .iter()
        .take(required)
        .map(|key| {
            let signer = signers
                .iter()
                .find(|signer| signer.pubkey() == *key)
                .ok_or(Error::MissingSigner { signer: *key })?;
            signer
                .try_sign_message(&bytes)
                .map_err(|error| Error::Signing { signer: *key, reason: error.to_string() })
        })
        .collect::<Result<Vec<_>, _>>()?;
    fits(bytes.len(), required)?;
    Ok(VersionedTransaction { signatures, message })
}

/// `message` with empty signatures, for an engine that simulates without checking them.
///
/// # Errors
/// [`Error::TooLarge`] when the signed transaction would not fit a packet.
pub fn unsigned(message: VersionedMessage) -> Result<VersionedTransaction, Error> {
    let required = usize::from(message.header().num_required_signatures);
    fits(message.serialize().len(), required)?;
    Ok(VersionedTransaction { signatures: vec![Signature::default(); required], message })
}

/// Whether a message of `message_bytes` fits a packet together with its signatures and their count (one byte).
fn fits(message_bytes: usize, signatures: usize) -> Result<(), Error> {
    let bytes = signatures.saturating_mul(SIGNATURE_BYTES).saturating_add(message_bytes).saturating_add(1);
    if bytes > MAX_TRANSACTION_BYTES {
        return Err(Error::TooLarge { bytes });
    }
    Ok(())
}

#[cfg(test)]
mod tests;
