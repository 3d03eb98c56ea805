//! Checks every instruction makes before it looks at an asset.

use mpl_core::errors::MplCoreError;
use solana_program::{
    account_info::AccountInfo, entrypoint::ProgramResult, program_error::ProgramError, pubkey, pubkey::Pubkey,
};

/// The only program that Core accepts as a log wrapper.
const SPL_NOOP: Pubkey = pubkey!("noopb9bkMVfRPU8AsbpTUg8AQkHtKwMYZiFUjNRtMmV");

pub fn signer(account: &AccountInfo) -> ProgramResult {
    if account.is_signer {
        Ok(())
    } else {
        Err(ProgramError::MissingRequiredSignature)
    }
}

/// Who acts: the authority, which must sign if it is named, else the payer.
pub fn acting<'a, 'info>(
    payer: &'a AccountInfo<'info>,
    authority: Option<&'a AccountInfo<'info>>,
) -> Result<&'a AccountInfo<'info>, ProgramError> {
    let Some(authority) = authority else {
        return Ok(payer);
    };
    signer(authority)?;
    Ok(authority)
}

pub fn system_program(account: &AccountInfo) -> ProgramResult {
    if account.key == &solana_system_interface::program::ID {
        Ok(())
    } else {
        Err(MplCoreError::InvalidSystemProgram.into())
    }
}

pub fn log_wrapper(account: Option<&AccountInfo>) -> ProgramResult {
    match account {
        Some(account) if account.key != &SPL_NOOP => Err(MplCoreError::InvalidLogWrapperProgram.into()),
        _ => Ok(()),
    }
}
