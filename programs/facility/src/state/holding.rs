use anchor_lang::prelude::*;

/// That a Book holds an NFAT of another Book, at `["holding", asset]`: the Book's address owns the asset.
#[account]
#[derive(InitSpace, Debug)]
pub struct Holding {
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    /// The Book that holds it.
    pub book: Pubkey,
    /// The Metaplex Core asset.
    pub asset: Pubkey,
    /// Its record.
    pub nfat: Pubkey,
    /// The Book that it is a unit of, of a lower level.
    pub child_book: Pubkey,
    /// With how much outstanding principal the holder counts it, base units.
    pub principal: u64,
    /// Account that paid the rent and gets it back.
    pub rent_payer: Pubkey,
    pub reserved: [u8; 38],
}

impl Holding {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + Self::INIT_SPACE;
}
