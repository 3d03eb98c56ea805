//! What checking a rate limit costs beside everything else that an instruction does.

use anchor_lang::Discriminator;
use pau::state::RateLimit;
use solana_program::{account_info::AccountInfo, program_error::ProgramError};
use std::hint::black_box;

/// Loads the limit from its account and charges one base unit a week after its last refill, `times` over: what
/// `pau` does to it in each movement. Nothing is written back; the account is not this program's.
pub fn charge(account: &AccountInfo, times: u8) -> Result<(), ProgramError> {
    for _ in 0..times {
        let mut limit = load(account)?;
        let later = limit.last_updated.saturating_add(604_800);
        limit.charge(1, later)?;
        black_box(&limit);
    }
    Ok(())
}

/// Owner and discriminator proved, as for any account of `pau`.
fn load(account: &AccountInfo) -> Result<RateLimit, ProgramError> {
    let data = account.try_borrow_data()?;
    let bytes = data.strip_prefix(RateLimit::DISCRIMINATOR).filter(|_| *account.owner == pau::ID);
    let bytes = bytes.ok_or(ProgramError::InvalidAccountData)?;
    bytemuck::try_pod_read_unaligned(bytes).map_err(|_| ProgramError::InvalidAccountData)
}
