use crate::{error::WrapperError, WRAPPED_SEED};
use anchor_lang::prelude::*;
use halo_common::{
    token::{balance, Move},
    Explain,
};
use halo_math::RewardIndex;

/// What is in a wrapper.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, Default, PartialEq, Eq, InitSpace)]
pub enum WrapperState {
    /// Nothing.
    #[default]
    Open,
    /// The NFAT.
    Wrapped,
    /// What it was redeemed for.
    Final,
}

/// One NFAT's wrapper, at `["wrapped", asset]`. This address owns the asset, the vault and the escrow.
///
/// Every fraction earns the same, whether it is staked or not: `index` counts what one has earned since the NFAT was
/// wrapped. A free fraction carries it along, a staked one is paid it. The rules are in `proceeds`.
#[account]
#[derive(InitSpace, Debug, Default)]
pub struct Wrapped {
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub state: WrapperState,
    /// Whether fractions go to admitted receivers only. Fixed with the fractions' mint.
    pub restricted: bool,
    /// Decimals of the cash, and so of the fractions.
    pub decimals: u8,
    /// The Metaplex Core asset.
    pub asset: Pubkey,
    /// Its record.
    pub nfat: Pubkey,
    /// Configuration of its collection.
    pub config: Pubkey,
    pub book: Pubkey,
    /// Token-2022 mint of the fractions.
    pub fraction_mint: Pubkey,
    /// Token account in which the proceeds wait.
    pub vault: Pubkey,
    /// Token account that holds staked fractions.
    pub escrow: Pubkey,
    /// What the NFAT is paid in.
    pub mint: Pubkey,
    pub token_program: Pubkey,
    /// Account that paid the rent and gets it back.
    pub rent_payer: Pubkey,
    /// Fractions minted when the NFAT was last wrapped: its outstanding principal then, base units.
    pub original_supply: u64,
    /// Fractions in the escrow that belong to stakes.
    pub staked: u64,
    /// Base units that a fraction has earned since the NFAT was last wrapped, times 10^18; see `RewardIndex`.
    pub index: u128,
    /// What the index could not divide yet.
    pub carry: u128,
    /// Of what staked fractions have earned, base units that are taken out.
    pub taken: u64,
    /// Base units that have arrived from the NFAT so far.
    pub collected: u64,
    /// Base units that were put back by who unstaked.
    pub returned: u64,
    /// Base units paid out so far.
    pub paid: u64,
    /// Number of the last event of this account.
    pub sequence: u64,
    pub reserved: [u8; 27],
}

impl Wrapped {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + Self::INIT_SPACE;

    /// Number of the next event.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence = self.sequence.wrapping_add(1);
        self.sequence
    }

    /// What one fraction has earned since the NFAT was last wrapped.
    pub fn index(&self) -> RewardIndex {
        RewardIndex { index: self.index, carry: self.carry }
    }

    pub(super) fn set_index(&mut self, index: RewardIndex) {
        (self.index, self.carry) = (index.index, index.carry);
    }

    /// Refuses unless the NFAT is in the wrapper.
    pub fn require_wrapped(&self) -> core::result::Result<(), WrapperError> {
        if self.state != WrapperState::Wrapped {
            return Err(WrapperError::NotWrapped);
        }
        Ok(())
    }

    /// The invariant after every move: what is recorded is there. A donation only makes it more.
    pub fn require_solvent(&self, vault: &AccountInfo) -> Result<()> {
        let held = balance(vault).explain::<WrapperError>()?;
        require_gte!(held, self.cash()?, WrapperError::Insolvent);
        Ok(())
    }

    /// Runs `call` with the seeds that let the wrapper sign.
    pub fn sign<T>(&self, call: impl FnOnce(&[&[&[u8]]]) -> Result<T>) -> Result<T> {
        call(&[&[WRAPPED_SEED, self.asset.as_ref(), &[self.bump]]])
    }
}

/// Pays `amount` out of the vault to `to`, and proves that what is recorded is still there. Nothing moves for nothing.
pub fn pay<'info>(
    wrapped: &Account<'info, Wrapped>,
    [vault, to, mint, token_program]: [&AccountInfo<'info>; 4],
    amount: u64,
) -> Result<()> {
    if amount == 0 {
        return Ok(());
    }
    let decimals = wrapped.decimals;
    let movement = Move { token_program, mint, decimals, from: vault, to, authority: wrapped.as_ref() };
    wrapped.sign(|seeds| movement.send::<WrapperError>(amount, seeds))?;
    wrapped.require_solvent(vault)
}
