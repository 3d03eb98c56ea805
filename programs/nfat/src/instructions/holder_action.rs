use crate::{
    core_asset::owner_of,
    error::NfatError,
    state::{Nfat, NfatConfig},
};
use anchor_lang::prelude::*;

/// Accounts of a holder that says something about its NFAT and moves no money.
#[event_cpi]
#[derive(Accounts)]
pub struct HolderAction<'info> {
    /// Owner of the asset now.
    pub holder: Signer<'info>,
    pub config: AccountLoader<'info, NfatConfig>,
    #[account(
        mut,
        has_one = config @ NfatError::WrongConfig,
        has_one = asset @ NfatError::WrongAsset,
    )]
    pub nfat: AccountLoader<'info, Nfat>,
    /// CHECK: the record names it; its owner is read.
    pub asset: UncheckedAccount<'info>,
}

impl HolderAction<'_> {
    /// Refuses a signer that does not own the asset.
    pub fn require_holder(&self) -> Result<()> {
        let owner = owner_of(&self.asset, &self.config.load()?.collection)?;
        require_keys_eq!(owner, self.holder.key(), NfatError::NotHolder);
        Ok(())
    }
}
