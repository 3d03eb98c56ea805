//! The addresses that follow from one wrapped NFAT.

use super::*;

/// Addresses of the wrapper of one NFAT.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrapperAddresses {
    /// Metaplex Core asset.
    pub asset: Pubkey,
    /// Record of the NFAT.
    pub nfat: Pubkey,
    /// Record of the wrapper, and owner of the asset while it is wrapped.
    pub wrapped: Pubkey,
    /// Mint of the fractions.
    pub fraction_mint: Pubkey,
    /// Token account in which the proceeds wait.
    pub vault: Pubkey,
    /// Token account that holds staked fractions.
    pub escrow: Pubkey,
}

impl WrapperAddresses {
    /// Of the NFAT whose asset is `asset`.
    pub fn of(asset: &Pubkey) -> Self {
        let wrapped = derive(&[wrapper::WRAPPED_SEED, asset.as_ref()], &wrapper::ID);
        Self {
            asset: *asset,
            nfat: nfat(asset),
            wrapped,
            fraction_mint: derive(&[wrapper::FRACTIONS_SEED, asset.as_ref()], &wrapper::ID),
            vault: derive(&[wrapper::VAULT_SEED, wrapped.as_ref()], &wrapper::ID),
            escrow: derive(&[wrapper::ESCROW_SEED, wrapped.as_ref()], &wrapper::ID),
        }
    }

    /// Record of what `owner` has staked.
    pub fn stake(&self, owner: &Pubkey) -> Pubkey {
        derive(&[wrapper::STAKE_SEED, self.wrapped.as_ref(), owner.as_ref()], &wrapper::ID)
    }

    /// Associated token account of `owner` for the fractions.
    pub fn fractions(&self, owner: &Pubkey) -> Pubkey {
        associated_token(owner, &self.fraction_mint, &anchor_spl::token_2022::ID)
    }
}
