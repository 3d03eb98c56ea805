use crate::error::AmmError;
use anchor_lang::prelude::*;
use halo_math::amm::{NavFeed, REPORTERS};

/// The value of one asset as its reporters give it, at `["feed", base]`.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct Feed {
    /// Key that signed the creation, so that nobody can take the address first.
    pub base: Pubkey,
    /// Scope whose council governs it.
    pub scope: Pubkey,
    /// PAU whose GovOps configures it, and whose pools may use it.
    pub pau: Pubkey,
    /// Who may report, in the order of the reports; the default key where nobody may.
    pub reporters: [Pubkey; REPORTERS],
    pub nav: NavFeed,
    /// Number of the last event of this account.
    pub sequence: u64,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub reserved: [u8; 62],
}

impl Feed {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();

    /// Number of the next event.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence = self.sequence.wrapping_add(1);
        self.sequence
    }

    /// Place of a reporter, or a refusal.
    pub fn place_of(&self, reporter: &Pubkey) -> core::result::Result<usize, AmmError> {
        // The default key signs nothing, so an empty place is nobody's.
        self.reporters.iter().position(|known| known == reporter).ok_or(AmmError::NotReporter)
    }

    /// Sets who may report. What a key reported that loses its place no longer counts, and nobody trades at a price that
    /// may rest on it.
    pub fn set_reporters(&mut self, reporters: [Pubkey; REPORTERS]) -> core::result::Result<(), AmmError> {
        for (place, reporter) in reporters.iter().enumerate() {
            let named = *reporter != Pubkey::default();
            if named && reporters.iter().skip(place.saturating_add(1)).any(|other| other == reporter) {
                return Err(AmmError::ReporterTwice);
            }
        }
        for (place, reporter) in reporters.iter().enumerate() {
            if self.reporters.get(place) != Some(reporter) {
                self.nav.remove_reporter(place)?;
            }
        }
        self.reporters = reporters;
        Ok(())
    }

    /// Whether these reporters include one that is not a reporter now, or one in another place.
    pub fn adds(&self, reporters: &[Pubkey; REPORTERS]) -> bool {
        let pairs = self.reporters.iter().zip(reporters);
        pairs.into_iter().any(|(now, then)| then != now && *then != Pubkey::default())
    }
}
