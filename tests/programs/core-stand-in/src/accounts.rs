//! Accounts by position, as Core's instructions list them.

use solana_program::{account_info::AccountInfo, program_error::ProgramError};

/// The first `N` accounts. Every instruction wants all its slots filled, the optional ones included.
pub fn take<'a, 'info, const N: usize>(
    accounts: &'a [AccountInfo<'info>],
) -> Result<&'a [AccountInfo<'info>; N], ProgramError> {
    accounts.first_chunk::<N>().ok_or(ProgramError::NotEnoughAccountKeys)
}

/// An optional account: Core's own address in the slot means "none".
pub fn present<'a, 'info>(slot: &'a AccountInfo<'info>) -> Option<&'a AccountInfo<'info>> {
    (slot.key != &crate::ID).then_some(slot)
}
