use crate::{error::PauError, MAX_RELAYERS};
use anchor_lang::prelude::*;

/// One allocation unit: who administers it, who may move money, who may stop it. At `["pau", base]`.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct Pau {
    /// Key that signed the creation, so that nobody can take the address first.
    pub base: Pubkey,
    /// May change everything but move money.
    pub admin: Pubkey,
    /// May freeze and remove relayers; the default key when there is none.
    pub freezer: Pubkey,
    /// The first `relayer_count` are relayers, the rest default.
    pub relayers: [Pubkey; MAX_RELAYERS],
    /// Number of the last event of this account.
    pub sequence: u64,
    /// How often all relayers and the freezer were taken away at once.
    pub epoch: u64,
    pub relayer_count: u8,
    /// 1 while frozen.
    pub frozen: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub reserved: [u8; 124],
}

impl Pau {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();

    /// Number of the next event.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence = self.sequence.wrapping_add(1);
        self.sequence
    }

    /// Refuses while frozen. Asked before anything leaves a Book, never when money comes home.
    pub fn require_live(&self) -> core::result::Result<(), PauError> {
        match self.frozen {
            0 => Ok(()),
            _ => Err(PauError::Frozen),
        }
    }

    /// The relayers now.
    pub fn relayers(&self) -> &[Pubkey] {
        let count = usize::from(self.relayer_count).min(MAX_RELAYERS);
        self.relayers.get(..count).unwrap_or_default()
    }

    pub fn is_relayer(&self, key: &Pubkey) -> bool {
        self.relayers().contains(key)
    }

    /// Whether `key` may freeze and remove relayers.
    pub fn is_guardian(&self, key: &Pubkey) -> bool {
        *key == self.admin || (*key == self.freezer && self.freezer != Pubkey::default())
    }

    pub fn add_relayer(&mut self, key: Pubkey) -> core::result::Result<(), PauError> {
        if key == Pubkey::default() || self.is_relayer(&key) {
            return Err(PauError::InvalidRelayer);
        }
        let slot = self.relayers.get_mut(usize::from(self.relayer_count)).ok_or(PauError::TooManyRelayers)?;
        *slot = key;
        self.relayer_count = self.relayer_count.saturating_add(1);
        Ok(())
    }

    /// Removes a relayer; the last one takes its place.
    pub fn remove_relayer(&mut self, key: &Pubkey) -> core::result::Result<(), PauError> {
        let at = self.relayers().iter().position(|relayer| relayer == key);
        let (at, last) = at.zip(self.relayer_count.checked_sub(1)).ok_or(PauError::RelayerNotFound)?;
        self.relayers.swap(at, usize::from(last));
        self.relayers[usize::from(last)] = Pubkey::default();
        self.relayer_count = last;
        Ok(())
    }

    /// Takes every relayer and the freezer away; returns how many relayers there were and who was freezer.
    pub fn advance_epoch(&mut self) -> (u8, Pubkey) {
        self.epoch = self.epoch.wrapping_add(1);
        self.relayers = [Pubkey::default(); MAX_RELAYERS];
        (core::mem::take(&mut self.relayer_count), core::mem::take(&mut self.freezer))
    }
}
