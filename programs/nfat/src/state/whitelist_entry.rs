use crate::error::NfatError;
use anchor_lang::prelude::*;

/// One address that may receive the NFATs of a collection, at `["whitelist", config, address]`. It says nothing about
/// what the address may do with an NFAT that it has: that is always everything.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct WhitelistEntry {
    pub config: Pubkey,
    /// Who may receive.
    pub address: Pubkey,
    /// Unix time in seconds from which it is void.
    pub valid_until: i64,
    /// Account that paid the rent and gets it back.
    pub rent_payer: Pubkey,
    /// Number of the last event of this account.
    pub sequence: u64,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub reserved: [u8; 6],
}

impl WhitelistEntry {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();

    /// The entry in `data`, of an account that was created just now.
    pub fn init(data: &mut [u8]) -> Result<&mut Self> {
        let head = data.first_chunk_mut::<8>().ok_or(ErrorCode::AccountDiscriminatorNotFound)?;
        head.copy_from_slice(Self::DISCRIMINATOR);
        Self::of(data)
    }

    /// The entry in `data`, of an account of this program.
    pub fn of(data: &mut [u8]) -> Result<&mut Self> {
        let parts = data.split_first_chunk_mut::<8>().ok_or(ErrorCode::AccountDiscriminatorNotFound)?;
        require!(parts.0 == Self::DISCRIMINATOR, ErrorCode::AccountDiscriminatorMismatch);
        bytemuck::try_from_bytes_mut(parts.1).map_err(|_| ErrorCode::AccountDidNotDeserialize.into())
    }

    /// Refuses unless `entry` is there and admits `receiver`, see [`Self::check`].
    pub fn check_account(entry: &AccountInfo, config: &Pubkey, receiver: &Pubkey, now: i64) -> Result<()> {
        require_keys_eq!(*entry.owner, crate::ID, NfatError::ReceiverNotAdmitted);
        let data = entry.try_borrow_data()?;
        let parts = data.split_first_chunk::<8>().ok_or(ErrorCode::AccountDiscriminatorNotFound)?;
        require!(parts.0 == Self::DISCRIMINATOR, ErrorCode::AccountDiscriminatorMismatch);
        let entry: &Self =
            bytemuck::try_from_bytes(parts.1).map_err(|_| ErrorCode::AccountDidNotDeserialize)?;
        Ok(entry.check(config, receiver, now)?)
    }

    /// Number of the next event.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence = self.sequence.wrapping_add(1);
        self.sequence
    }

    /// Refuses unless `receiver` may receive an NFAT of `config` at `now`; valid while `now < valid_until`.
    pub fn check(&self, config: &Pubkey, receiver: &Pubkey, now: i64) -> core::result::Result<(), NfatError> {
        if self.config != *config {
            return Err(NfatError::WrongConfig);
        }
        if self.address != *receiver {
            return Err(NfatError::WrongEntry);
        }
        if now >= self.valid_until {
            return Err(NfatError::AdmissionExpired);
        }
        Ok(())
    }
}
