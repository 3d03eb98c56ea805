use crate::{error::PauError, state::LimitKind};
use anchor_lang::prelude::*;

/// The right of one program's signer over Books and limits, at `["controller", pau, signer]`.
#[account]
#[derive(InitSpace, Debug)]
pub struct Controller {
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub pau: Pubkey,
    /// Address that must sign: a PDA of the controlling program.
    pub signer: Pubkey,
    /// The one Book it may touch; the default key means every Book of the PAU.
    pub book: Pubkey,
    /// Bits of [`LimitKind`] that it may use.
    pub kinds: u16,
    /// Account that paid the rent and gets it back.
    pub rent_payer: Pubkey,
    pub reserved: [u8; 32],
}

impl Controller {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + Self::INIT_SPACE;

    /// Refuses another Book than the one it is bound to.
    pub fn require_book(&self, book: &Pubkey) -> core::result::Result<(), PauError> {
        if self.book == Pubkey::default() || self.book == *book {
            return Ok(());
        }
        Err(PauError::WrongBook)
    }

    /// Whether it exchanges what its Books hold, so that they hold assets beside cash.
    pub fn may_swap(&self) -> bool {
        let swaps = LimitKind::SwapIn.bit() | LimitKind::SwapOut.bit();
        self.kinds & swaps == swaps
    }

    /// Refuses limits of a kind that it may not use.
    pub fn require_kind(&self, kind: LimitKind) -> core::result::Result<(), PauError> {
        if self.kinds & kind.bit() == 0 {
            return Err(PauError::KindNotAllowed);
        }
        Ok(())
    }
}
