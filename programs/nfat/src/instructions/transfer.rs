use crate::{
    core_asset::owner_of,
    error::NfatError,
    events::NfatTransferred,
    state::{Nfat, NfatConfig, WhitelistEntry},
};
use anchor_lang::prelude::*;
use mpl_core::instructions::TransferV1CpiBuilder;

#[event_cpi]
#[derive(Accounts)]
pub struct Transfer<'info> {
    /// Owner of the asset now. Pays nothing; Metaplex Core wants a payer that it may write to.
    #[account(mut)]
    pub holder: Signer<'info>,
    #[account(has_one = collection @ NfatError::WrongCollection)]
    pub config: AccountLoader<'info, NfatConfig>,
    #[account(
        mut,
        has_one = config @ NfatError::WrongConfig,
        has_one = asset @ NfatError::WrongAsset,
    )]
    pub nfat: AccountLoader<'info, Nfat>,
    /// CHECK: the record names it; its owner is read in the handler.
    #[account(mut)]
    pub asset: UncheckedAccount<'info>,
    /// CHECK: the configuration names it.
    pub collection: UncheckedAccount<'info>,
    /// CHECK: the next owner; any address can hold an asset.
    pub receiver: UncheckedAccount<'info>,
    /// CHECK: the receiver's `WhitelistEntry`, read in whitelist mode only; it may always be named, be there one or not.
    pub entry: Option<UncheckedAccount<'info>>,
    /// CHECK: by address.
    #[account(address = mpl_core::ID @ NfatError::WrongCoreProgram)]
    pub core_program: UncheckedAccount<'info>,
    pub system_program: Program<'info, System>,
}

impl Transfer<'_> {
    /// Refuses who does not own the asset and who may not receive it.
    fn validate(&self, whitelisted: bool) -> Result<()> {
        let owner = owner_of(&self.asset, self.collection.key)?;
        require_keys_eq!(owner, self.holder.key(), NfatError::NotHolder);
        require_keys_neq!(owner, self.receiver.key(), NfatError::ReceiverIsHolder);
        if whitelisted {
            let entry = self.entry.as_ref().ok_or(NfatError::ReceiverNotAdmitted)?;
            let now = Clock::get()?.unix_timestamp;
            WhitelistEntry::check_account(entry, &self.config.key(), self.receiver.key, now)?;
        }
        Ok(())
    }

    /// Whitelisted, the collection is frozen and only the permanent delegate moves an asset. Otherwise the owner
    /// does, and whatever it has bound its asset by, such as a lender's freeze, binds it here as well.
    /// SECURITY: the delegate is only ever used after the owner's signature was checked.
    #[inline(never)]
    fn send(&self, whitelisted: bool) -> Result<()> {
        let authority = if whitelisted { self.config.as_ref() } else { self.holder.as_ref() };
        NfatConfig::sign(&self.config, |seeds| {
            TransferV1CpiBuilder::new(&self.core_program)
                .asset(&self.asset)
                .collection(Some(&self.collection))
                .payer(&self.holder)
                .authority(Some(authority))
                .new_owner(&self.receiver)
                .system_program(Some(&self.system_program))
                .invoke_signed(&[seeds])
        })
    }
}

/// Specification:
/// - shall give the asset, and every right to what its record is owed, to the receiver; the present owner's alone;
/// - in whitelist mode the receiver shall have been admitted; otherwise anybody may receive;
/// - shall end what the former owner has asked for.
pub fn handler(ctx: Context<Transfer>) -> Result<()> {
    let accounts = &ctx.accounts;
    let whitelisted = accounts.config.load()?.is_whitelisted();
    accounts.validate(whitelisted)?;
    accounts.send(whitelisted)?;
    let event = {
        let mut nfat = accounts.nfat.load_mut()?;
        nfat.hand_over();
        NfatTransferred {
            nfat: accounts.nfat.key(),
            sequence: nfat.next_sequence(),
            from: accounts.holder.key(),
            to: accounts.receiver.key(),
            asset: nfat.asset,
            whitelisted,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
