use crate::{
    core_asset::owner_of,
    error::NfatError,
    events::NfatRedeemed,
    state::{Nfat, NfatConfig, Payment, RedeemVault},
    CONFIG_SEED,
};
use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use mpl_core::instructions::BurnV1CpiBuilder;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct RedeemArgs {
    /// Base units that the holder expects at least; refuses to burn for less.
    pub min_payout: u64,
    /// Whether the holder does without scheduled interest and penalty that are not credited, or, the terms not being
    /// known on chain, says that what is credited is enough.
    pub accept_shortfall: bool,
}

#[event_cpi]
#[derive(Accounts)]
pub struct Redeem<'info> {
    /// Owner of the asset now; receives the asset's rent.
    #[account(mut)]
    pub holder: Signer<'info>,
    #[account(
        has_one = collection @ NfatError::WrongCollection,
        has_one = mint @ NfatError::WrongMint,
        has_one = token_program @ NfatError::WrongTokenProgram,
    )]
    pub config: AccountLoader<'info, NfatConfig>,
    #[account(
        mut,
        close = rent_payer,
        has_one = config @ NfatError::WrongConfig,
        has_one = asset @ NfatError::WrongAsset,
        has_one = rent_payer @ NfatError::WrongRentPayer,
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
    #[account(mut)]
    pub asset: UncheckedAccount<'info>,
    /// CHECK: the configuration names it.
    #[account(mut)]
    pub collection: UncheckedAccount<'info>,
    /// CHECK: receives the rent of the record, which names it.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
    /// CHECK: the configuration names it.
    pub mint: UncheckedAccount<'info>,
    pub token_program: Interface<'info, TokenInterface>,
    /// CHECK: by address.
    #[account(address = mpl_core::ID @ NfatError::WrongCoreProgram)]
    pub core_program: UncheckedAccount<'info>,
    pub system_program: Program<'info, System>,
}

impl Redeem<'_> {
    /// Burns with the permanent delegate, which passes a frozen collection and an owner's own freeze.
    /// SECURITY: only ever after the owner's signature was checked.
    #[inline(never)]
    fn burn(&self) -> Result<()> {
        let (facility, bump) = {
            let config = self.config.load()?;
            (config.facility, config.bump)
        };
        BurnV1CpiBuilder::new(&self.core_program)
            .asset(&self.asset)
            .collection(Some(&self.collection))
            .payer(&self.holder)
            .authority(Some(self.config.as_ref()))
            .system_program(Some(&self.system_program))
            .invoke_signed(&[&[CONFIG_SEED, facility.as_ref(), &[bump]]])?;
        Ok(())
    }

    /// Checks holder and funding, and books the redemption.
    fn settle(&self, args: &RedeemArgs) -> Result<(Payment, u64)> {
        let owner = owner_of(&self.asset, self.collection.key)?;
        require_keys_eq!(owner, self.holder.key(), NfatError::NotHolder);
        let now = Clock::get()?.unix_timestamp;
        let (mut nfat, mut vault) = (self.nfat.load_mut()?, self.redeem_vault.load_mut()?);
        nfat.accrue(now);
        let payment = match vault.written_down {
            0 => nfat.redeemable(args.accept_shortfall)?,
            _ => nfat.funded().plus(&vault.take_recovered(&nfat)?)?,
        };
        let total = payment.total()?;
        require_gte!(total, args.min_payout, NfatError::PayoutBelowMinimum);
        vault.end_default(&mut nfat)?;
        vault.remove_unit(total, nfat.outstanding_principal)?;
        Ok((payment, total))
    }
}

/// Specification:
/// - shall be the present owner's, whoever that is, and never be stopped by a halt or a freeze;
/// - shall refuse while the outstanding principal is not fully funded, and while scheduled interest or accrued
///   penalty is not, or is not known, unless the owner says that it does without;
/// - after a write-down shall pay its part of what was recovered, within the payout cap, instead of what is missing;
/// - shall burn the asset, pay everything credited to it to where the owner says, and close the record.
pub fn handler(ctx: Context<Redeem>, args: RedeemArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let (payment, total) = accounts.settle(&args)?;
    accounts.burn()?;
    let Redeem { token_account, destination, mint, token_program, .. } = accounts;
    let decimals = accounts.config.load()?.decimals;
    let moved = [&**token_account, destination, mint, token_program];
    RedeemVault::pay(&accounts.redeem_vault, moved, decimals, total)?;
    let event = {
        let redeem_vault = accounts.redeem_vault.load()?;
        let mut nfat = accounts.nfat.load_mut()?;
        NfatRedeemed {
            nfat: accounts.nfat.key(),
            sequence: nfat.next_sequence(),
            holder: accounts.holder.key(),
            book: nfat.book,
            asset: nfat.asset,
            destination: accounts.destination.key(),
            principal: payment.principal,
            interest: payment.interest,
            penalty: payment.penalty,
            owed_after: redeem_vault.owed,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
