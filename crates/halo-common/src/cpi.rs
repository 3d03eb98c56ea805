//! Calls with many accounts, without a check that costs more than the call.

use anchor_lang::{
    prelude::*,
    solana_program::{instruction::Instruction, program::invoke_signed_unchecked},
    InstructionData,
};

/// Calls `program` as Anchor's generated client does, less one thing: that client compares every account named with
/// every account passed to see that nobody holds a borrow, 2 500 units for twelve accounts.
///
/// The caller holds no borrow of any of these accounts: what it reads afterwards it loads afterwards.
pub fn call<'info, A>(
    program: Pubkey,
    accounts: &A,
    data: &impl InstructionData,
    signers: &[&[&[u8]]],
) -> Result<()>
where
    A: ToAccountMetas + ToAccountInfos<'info>,
{
    let instruction =
        Instruction { program_id: program, accounts: accounts.to_account_metas(None), data: data.data() };
    invoke_signed_unchecked(&instruction, &accounts.to_account_infos(), signers)?;
    Ok(())
}

/// The same with the accounts as they are at hand: `accounts` by address, in the order of the called instruction, and
/// `infos` in any order. Generated code makes a list of each account before it makes one of all; for thirteen accounts
/// that costs 1 500 units.
///
/// The caller holds no borrow of any of these accounts.
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
