use anchor_lang::prelude::*;

/// One chain's governance: everything that beacons may do in the suite derives from here.
#[account]
#[derive(InitSpace)]
pub struct Scope {
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump of `["scope", base]`.
    pub bump: u8,
    /// Key that signed the creation, so that nobody can take the address first.
    pub base: Pubkey,
    /// Core Council: usually the vault of a multisig.
    pub council: Pubkey,
    /// Account that paid the rent and gets it back.
    pub rent_payer: Pubkey,
    /// Number of the last event of this scope; 1 at creation.
    pub sequence: u64,
    pub reserved: [u8; 128],
}

impl Scope {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + Self::INIT_SPACE;

    /// Number of the next event.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence = self.sequence.wrapping_add(1);
        self.sequence
    }
}
