use crate::{
    core_asset::owner_of,
    error::NfatError,
    events::NfatPaid,
    state::{Nfat, NfatConfig, Payment, RedeemVault},
};
use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct PayoutArgs {
    /// Base units that the holder expects at least.
    pub min_payout: u64,
}

/// Accounts of a payment to the holder that leaves the asset as it is.
#[event_cpi]
#[derive(Accounts)]
pub struct Payout<'info> {
    /// Owner of the asset now.
    pub holder: Signer<'info>,
    #[account(
        has_one = collection @ NfatError::WrongCollection,
        has_one = mint @ NfatError::WrongMint,
        has_one = token_program @ NfatError::WrongTokenProgram,
    )]
    pub config: AccountLoader<'info, NfatConfig>,
    #[account(
        mut,
        has_one = config @ NfatError::WrongConfig,
        has_one = asset @ NfatError::WrongAsset,
    )]
    pub nfat: AccountLoader<'info, Nfat>,
    #[account(
        mut,
        has_one = config @ NfatError::WrongConfig,
        has_one = token_account @ NfatError::WrongRedeemVault,
        constraint = redeem_vault.load()?.book == nfat.load()?.book @ NfatError::WrongBook,
    )]
    pub redeem_vault: AccountLoader<'info, RedeemVault>,
    /// CHECK: the redeem vault names it.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    /// CHECK: wherever the holder wants the money; the token program checks its mint.
    #[account(mut)]
    pub destination: UncheckedAccount<'info>,
    /// CHECK: the record names it; its owner is read in the handler.
    pub asset: UncheckedAccount<'info>,
    /// CHECK: the configuration names it.
    pub collection: UncheckedAccount<'info>,
    /// CHECK: the configuration names it.
    pub mint: UncheckedAccount<'info>,
    pub token_program: Interface<'info, TokenInterface>,
}

impl Payout<'_> {
    /// Pays what `take` takes out of the record to where the holder says; returns the event.
    pub fn pay(
        &self,
        args: &PayoutArgs,
        take: impl FnOnce(&mut Nfat) -> core::result::Result<Payment, NfatError>,
    ) -> Result<NfatPaid> {
        let owner = owner_of(&self.asset, self.collection.key)?;
        require_keys_eq!(owner, self.holder.key(), NfatError::NotHolder);
        let Self { token_account, destination, mint, token_program, .. } = self;
        let tokens = [&**token_account, destination, mint, token_program];
        let event = pay_out(&self.config, &self.nfat, &self.redeem_vault, tokens, owner, take)?;
        require_gte!(event.total()?, args.min_payout, NfatError::PayoutBelowMinimum);
        Ok(event)
    }
}

/// Pays what `take` takes out of the record: from the redeem vault's token account to the second of `tokens`.
pub fn pay_out<'info>(
    config: &AccountLoader<'info, NfatConfig>,
    nfat: &AccountLoader<'info, Nfat>,
    redeem_vault: &AccountLoader<'info, RedeemVault>,
    tokens: [&AccountInfo<'info>; 4],
    holder: Pubkey,
    take: impl FnOnce(&mut Nfat) -> core::result::Result<Payment, NfatError>,
) -> Result<NfatPaid> {
    let payment = take(&mut *nfat.load_mut()?)?;
    let total = payment.total()?;
    redeem_vault.load_mut()?.debit(total, payment.principal)?;
    let decimals = config.load()?.decimals;
    RedeemVault::pay(redeem_vault, tokens, decimals, total)?;
    let [_, destination, ..] = tokens;
    let mut record = nfat.load_mut()?;
    Ok(NfatPaid {
        nfat: nfat.key(),
        sequence: record.next_sequence(),
        holder,
        book: record.book,
        destination: destination.key(),
        principal: payment.principal,
        interest: payment.interest,
        penalty: payment.penalty,
        outstanding_after: record.outstanding_principal,
        owed_after: redeem_vault.load()?.owed,
        pushed: false,
    })
}
