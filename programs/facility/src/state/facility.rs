use crate::error::FacilityError;
use anchor_lang::prelude::*;
use halo_math::Buybox;

/// Halt bits of a facility. Withdrawing queued money, redeeming and money coming home have none.
pub mod halt {
    /// New deposits.
    pub const DEPOSIT: u32 = 1 << 0;
    /// Claims.
    pub const CLAIM: u32 = 1 << 1;
    /// Deployments.
    pub const DEPLOY: u32 = 1 << 2;
    /// Every bit that has a meaning.
    pub const ALL: u32 = DEPOSIT | CLAIM | DEPLOY;
}

/// How a claim brings the deal's terms.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum TermsMode {
    /// In the open: the program checks every bound of the buybox.
    Disclosed,
    /// As a salted hash to which the Prime has consented: private, and only the size is checked.
    Sealed,
}

/// One Halo class, at `["facility", base]`: its asset, its buybox, and which governance and PAU it obeys.
/// Written by configuration only, so that deals of different Books do not contend for it.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct Facility {
    /// Key that signed the creation, so that nobody can take the address first.
    pub base: Pubkey,
    /// Scope whose Beams give rights here.
    pub scope: Pubkey,
    /// PAU whose GovOps configures the facility and that holds its Books, unless one was migrated.
    pub pau: Pubkey,
    /// Asset that is queued, held and paid.
    pub mint: Pubkey,
    pub token_program: Pubkey,
    /// Configuration of the collection; the default key until it is opened.
    pub nfat_config: Pubkey,
    /// What deals the Halo commits to.
    pub buybox: Buybox,
    /// Id of the next Book; the first is 1.
    pub next_book_id: u64,
    /// Number of the last event of this account.
    pub sequence: u64,
    /// Bits of [`halt`] in force.
    pub halted: u32,
    pub decimals: u8,
    /// Discriminant of [`TermsMode`].
    pub terms_mode: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub reserved: [u8; 128],
}

impl Facility {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();

    /// Number of the next event.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence = self.sequence.wrapping_add(1);
        self.sequence
    }

    /// Refuses while any of `bits` is halted.
    pub fn require_running(&self, bits: u32) -> core::result::Result<(), FacilityError> {
        if self.halted & bits != 0 {
            return Err(FacilityError::Halted);
        }
        Ok(())
    }

    /// Refuses terms in another form than the facility takes.
    pub fn require_terms_mode(&self, mode: TermsMode) -> core::result::Result<(), FacilityError> {
        if self.terms_mode != mode as u8 {
            return Err(FacilityError::WrongTermsMode);
        }
        Ok(())
    }
}
