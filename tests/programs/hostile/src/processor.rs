//! Carries out a script.

use crate::{
    meter,
    script::{Reader, FORWARD, METER, RETURN, TAG},
    wallet, WALLET_SEED,
};
use solana_program::{
    account_info::AccountInfo,
    entrypoint::ProgramResult,
    instruction::{AccountMeta, Instruction},
    program::{invoke_signed, set_return_data},
    program_error::ProgramError,
};

/// Runs the steps of the script in `data`, in order; a script without steps does nothing.
pub fn process_instruction(accounts: &[AccountInfo], data: &[u8]) -> ProgramResult {
    let mut script = Reader(data);
    if script.byte() != Some(TAG) {
        return Err(ProgramError::InvalidInstructionData);
    }
    while let Some(kind) = script.byte() {
        match kind {
            FORWARD => forward(accounts, &mut script)?,
            RETURN => set_return_data(script.bytes().ok_or(ProgramError::InvalidInstructionData)?),
            METER => {
                let account = script.index().and_then(|place| accounts.get(place));
                let (account, times) =
                    account.zip(script.byte()).ok_or(ProgramError::InvalidInstructionData)?;
                meter::charge(account, times)?;
            }
            _ => return Err(ProgramError::InvalidInstructionData),
        }
    }
    Ok(())
}

fn forward(accounts: &[AccountInfo], script: &mut Reader) -> ProgramResult {
    let instruction = read(accounts, script).ok_or(ProgramError::InvalidInstructionData)?;
    let (_, bump) = wallet();
    invoke_signed(&instruction, accounts, &[&[WALLET_SEED, &[bump]]])
}

fn read(accounts: &[AccountInfo], script: &mut Reader) -> Option<Instruction> {
    let program_id = *accounts.get(script.index()?)?.key;
    let count = script.byte()?;
    let mut metas = Vec::with_capacity(usize::from(count));
    for _ in 0..count {
        let pubkey = *accounts.get(script.index()?)?.key;
        let (is_signer, is_writable) = script.flags()?;
        metas.push(AccountMeta { pubkey, is_signer, is_writable });
    }
    Some(Instruction { program_id, accounts: metas, data: script.bytes()?.to_vec() })
}
