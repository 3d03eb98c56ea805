use anchor_lang::prelude::*;

/// The fractions that one owner has staked, at `["stake", wrapped, owner]`. It is there while there are some.
#[account]
#[derive(InitSpace, Debug, Default)]
pub struct Stake {
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub wrapped: Pubkey,
    pub owner: Pubkey,
    /// Fractions in the escrow, base units.
    pub amount: u64,
    /// Of what they have earned since the NFAT was wrapped, base units that are taken out.
    pub taken: u64,
    /// Account that paid the rent and gets it back.
    pub rent_payer: Pubkey,
    pub reserved: [u8; 30],
}

impl Stake {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + Self::INIT_SPACE;

    /// The stake in `account`, an account of this program.
    pub fn read(account: &AccountInfo) -> Result<Self> {
        Self::try_deserialize(&mut &account.try_borrow_data()?[..])
    }

    /// Writes the stake into `account`.
    pub fn write(&self, account: &AccountInfo) -> Result<()> {
        self.try_serialize(&mut &mut account.try_borrow_mut_data()?[..])
    }
}
