use crate::{
    core_asset::owner_of,
    error::NfatError,
    instructions::pay_out,
    state::{Nfat, NfatConfig, RedeemVault},
};
use anchor_lang::prelude::*;
use anchor_spl::{
    associated_token::get_associated_token_address_with_program_id, token_interface::TokenInterface,
};

/// What is sent.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub enum PushKind {
    /// As `claim_interest` pays.
    Interest,
    /// As `spend` pays.
    Tranche,
}

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct PushArgs {
    pub kind: PushKind,
}

/// Accounts of a payment to a holder that does nothing for it.
#[event_cpi]
#[derive(Accounts)]
pub struct Push<'info> {
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
    /// CHECK: the holder's associated token account; the handler derives it.
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

/// Specification:
/// - shall send a holder that wants it so what is credited to its NFAT, at anybody's call and to its associated token account;
/// - a depositor wants it so until it says otherwise, any later owner only once it says so;
/// - the last payment burns the NFAT and so is the holder's own doing.
pub fn handler(ctx: Context<Push>, args: PushArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let owner = owner_of(&accounts.asset, accounts.collection.key)?;
    require_keys_eq!(accounts.nfat.load()?.push_to, owner, NfatError::PushNotWanted);
    // SECURITY: no other account of the holder's will do: anybody can make one, and a holder that is a program's
    // address may have no way to reach into it.
    let own =
        get_associated_token_address_with_program_id(&owner, accounts.mint.key, accounts.token_program.key);
    require_keys_eq!(accounts.destination.key(), own, NfatError::NotHoldersAccount);
    let take = match args.kind {
        PushKind::Interest => Nfat::collect_interest,
        PushKind::Tranche => Nfat::spend,
    };
    let Push { token_account, destination, mint, token_program, .. } = accounts;
    let tokens = [&**token_account, destination, mint, token_program];
    let mut event = pay_out(&accounts.config, &accounts.nfat, &accounts.redeem_vault, tokens, owner, take)?;
    event.pushed = true;
    halo_common::emit!(ctx, event);
    Ok(())
}
