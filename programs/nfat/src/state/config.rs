use crate::{address_text::AddressText, error::NfatError, CONFIG_SEED};
use anchor_lang::prelude::*;
use configurator::state::{Beam, Need};
use halo_common::Explain;
use pau::state::Pau;

/// The collection of one facility, at `["config", facility]`. Also the collection's update authority and
/// the holder of its permanent delegates.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct NfatConfig {
    /// The facility: the only signer that mints.
    pub facility: Pubkey,
    /// Program of the facility and of its Books.
    pub facility_program: Pubkey,
    /// Scope whose Beams give rights here.
    pub scope: Pubkey,
    /// PAU that the facility's Books start in.
    pub pau: Pubkey,
    /// Asset in which every NFAT of this collection is paid.
    pub mint: Pubkey,
    pub token_program: Pubkey,
    /// Metaplex Core collection.
    pub collection: Pubkey,
    /// Token id of the next NFAT; the first is 1.
    pub next_token_id: u64,
    /// Number of the last event of this account.
    pub sequence: u64,
    pub decimals: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    /// 1 while NFATs go to admitted receivers only: the collection is frozen exactly then.
    pub whitelist: u8,
    /// `facility` in base58, for the attributes of its NFATs.
    pub facility_text: AddressText,
    pub reserved: [u8; 16],
}

impl NfatConfig {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();

    /// Number of the next event.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence = self.sequence.wrapping_add(1);
        self.sequence
    }

    /// Whether NFATs go to admitted receivers only.
    pub fn is_whitelisted(&self) -> bool {
        self.whitelist != 0
    }

    /// Refuses a beacon without a live Beam over the facility that has `permissions`, granted under `pau` in its
    /// present epoch.
    pub fn require_beam(
        &self,
        pau: &AccountLoader<Pau>,
        beam: &Beam,
        holder: &Pubkey,
        permissions: u32,
    ) -> Result<()> {
        let (pau, epoch) = (pau.key(), pau.load()?.epoch);
        let need =
            Need { scope: &self.scope, target: &self.facility, holder, permissions, pau: (&pau, epoch) };
        beam.check(&need, Clock::get()?.unix_timestamp).explain::<NfatError>()
    }

    /// Runs `call` with the seeds that let `config` sign.
    pub fn sign<T, E: Into<Error>>(
        config: &AccountLoader<Self>,
        call: impl FnOnce(&[&[u8]]) -> core::result::Result<T, E>,
    ) -> Result<T> {
        let (facility, bump) = {
            let config = config.load()?;
            (config.facility, config.bump)
        };
        call(&[CONFIG_SEED, facility.as_ref(), &[bump]]).map_err(Into::into)
    }
}
