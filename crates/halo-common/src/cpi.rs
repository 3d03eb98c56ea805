//! Calls with many accounts, without a check that costs more than the call.

use anchor_lang::{
    prelude::*,
    solana_program::{instruction::Instruction, program::invoke_signed_unchecked},
    InstructionData,
};

/// Calls `program` as Anchor's generated client does, less two things. That client compares every account named with every
/// account passed to see that nobody holds a borrow, 2 500 units for twelve accounts; and it makes a list of each account
/// before it makes one of all, 1 500 units for thirteen. Here `accounts` are by address, in the order of the called
/// instruction, and `infos` as they are at hand, in any order.
///
/// The caller holds no borrow of any of these accounts: what it reads afterwards it loads afterwards.
pub fn call_with(
    program: Pubkey,
    accounts: &impl ToAccountMetas,
    infos: &[AccountInfo],
    data: &impl InstructionData,
    signers: &[&[&[u8]]],
) -> Result<()> {
    let accounts = accounts.to_account_metas(None);
    let instruction = Instruction { program_id: program, accounts, data: data.data() };
    invoke_signed_unchecked(&instruction, infos, signers)?;
    Ok(())
}
