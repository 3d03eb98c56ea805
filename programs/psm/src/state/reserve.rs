use crate::error::PsmError;
use anchor_lang::prelude::*;
use halo_common::{token::balance, Explain};
use halo_math::RateLimit;

/// One of the two tokens of a PSM.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Side {
    /// What the rate is counted in: USDS.
    Stable,
    /// What the rate is of: sUSDS.
    Savings,
}

impl Side {
    pub const fn other(self) -> Self {
        match self {
            Self::Stable => Self::Savings,
            Self::Savings => Self::Stable,
        }
    }
}

/// What a PSM has of one token, and how much of it swaps may pay out.
#[zero_copy]
#[derive(Debug, Default)]
#[repr(C)]
pub struct Reserve {
    pub mint: Pubkey,
    pub token_program: Pubkey,
    /// Associated token account of the PSM.
    pub vault: Pubkey,
    /// Base units. Stored, never read from the token account: a donation changes nothing.
    pub held: u64,
    /// On what swaps pay out of it net of what they bring back, base units of this token.
    pub limit: RateLimit,
    pub decimals: u8,
    pub reserved: [u8; 7],
}

impl Reserve {
    /// Refuses accounts that are not this reserve's.
    pub fn require(&self, vault: &Pubkey, mint: &Pubkey, token_program: &Pubkey) -> Result<()> {
        require_keys_eq!(*vault, self.vault, PsmError::WrongVault);
        require_keys_eq!(*mint, self.mint, PsmError::WrongMint);
        require_keys_eq!(*token_program, self.token_program, PsmError::WrongTokenProgram);
        Ok(())
    }

    pub fn add(&mut self, amount: u64) -> core::result::Result<(), PsmError> {
        self.held = self.held.checked_add(amount).ok_or(PsmError::Overflow)?;
        Ok(())
    }

    pub fn take(&mut self, amount: u64) -> core::result::Result<(), PsmError> {
        self.held = self.held.checked_sub(amount).ok_or(PsmError::InsufficientReserve)?;
        Ok(())
    }

    /// Lets swaps pay `amount` again, at most what they have paid; returns what more they can pay for it at `now`.
    pub fn restore(&mut self, amount: u64, now: i64) -> Result<u64> {
        match amount.min(self.limit.outstanding) {
            0 => Ok(0),
            back => {
                let restored = self.limit.restore(back, now).explain::<PsmError>()?;
                Ok(restored.after.saturating_sub(restored.before))
            }
        }
    }

    /// What a swap could pay at `now`: what is there, within the limit.
    pub fn payable(&self, now: i64) -> u64 {
        self.limit.available_at(now).min(self.held)
    }
}

/// The invariant of a reserve after every move: what is recorded is there. A donation only makes it more.
pub fn require_held(vault: &AccountInfo, recorded: u64) -> Result<()> {
    require_gte!(balance(vault).explain::<PsmError>()?, recorded, PsmError::Insolvent);
    Ok(())
}
