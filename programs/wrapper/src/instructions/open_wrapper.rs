use crate::{
    error::WrapperError, events::WrapperOpened, fraction_mint, own_account, state::Wrapped, ACCOUNT_VERSION,
    ESCROW_SEED, FRACTIONS_SEED, VAULT_SEED, WRAPPED_SEED,
};
use anchor_lang::prelude::*;
use anchor_spl::{token_2022::Token2022, token_interface::TokenInterface};
use halo_common::account::Create;
use nfat::{
    core_asset::owner_of,
    state::{Nfat, NfatConfig},
};

#[event_cpi]
#[derive(Accounts)]
pub struct OpenWrapper<'info> {
    /// Owner of the NFAT now; pays the rent.
    #[account(mut)]
    pub holder: Signer<'info>,
    #[account(
        has_one = collection @ WrapperError::WrongCollection,
        has_one = mint @ WrapperError::WrongMint,
        has_one = token_program @ WrapperError::WrongTokenProgram,
    )]
    pub config: AccountLoader<'info, NfatConfig>,
    #[account(
        has_one = config @ WrapperError::WrongConfig,
        has_one = asset @ WrapperError::WrongAsset,
    )]
    pub nfat: AccountLoader<'info, Nfat>,
    /// CHECK: the record names it; its owner is read in the handler.
    pub asset: UncheckedAccount<'info>,
    /// CHECK: the configuration names it.
    pub collection: UncheckedAccount<'info>,
    #[account(
        init,
        payer = holder,
        space = Wrapped::SPACE,
        seeds = [WRAPPED_SEED, asset.key().as_ref()],
        bump
    )]
    pub wrapped: Box<Account<'info, Wrapped>>,
    /// CHECK: created, or left by an earlier wrapper; nobody else can create it.
    #[account(mut, seeds = [FRACTIONS_SEED, asset.key().as_ref()], bump)]
    pub fraction_mint: UncheckedAccount<'info>,
    /// CHECK: created.
    #[account(mut, seeds = [VAULT_SEED, wrapped.key().as_ref()], bump)]
    pub vault: UncheckedAccount<'info>,
    /// CHECK: created.
    #[account(mut, seeds = [ESCROW_SEED, wrapped.key().as_ref()], bump)]
    pub escrow: UncheckedAccount<'info>,
    /// CHECK: the configuration names it.
    pub mint: UncheckedAccount<'info>,
    pub token_program: Interface<'info, TokenInterface>,
    pub fraction_program: Program<'info, Token2022>,
    pub system_program: Program<'info, System>,
}

impl OpenWrapper<'_> {
    fn record(&self, bump: u8) -> Result<Wrapped> {
        let config = self.config.load()?;
        Ok(Wrapped {
            version: ACCOUNT_VERSION,
            bump,
            restricted: config.is_whitelisted(),
            decimals: config.decimals,
            asset: self.asset.key(),
            nfat: self.nfat.key(),
            config: self.config.key(),
            book: self.nfat.load()?.book,
            fraction_mint: self.fraction_mint.key(),
            vault: self.vault.key(),
            escrow: self.escrow.key(),
            mint: self.mint.key(),
            token_program: self.token_program.key(),
            rent_payer: self.holder.key(),
            ..Wrapped::default()
        })
    }

    /// Makes mint, escrow and vault. Where receivers are admitted, the escrow is.
    #[inline(never)]
    fn open_accounts(&mut self, bumps: &OpenWrapperBumps) -> Result<()> {
        let (asset, wrapped) = (self.asset.key(), self.wrapped.key());
        let create = |account, owner, seeds| Create {
            payer: &self.holder,
            account,
            system_program: &self.system_program,
            owner,
            seeds,
        };
        let (fractions, cash) = (self.fraction_program.key(), self.token_program.key());
        let seeds: &[&[u8]] = &[FRACTIONS_SEED, asset.as_ref(), &[bumps.fraction_mint]];
        let mint = create(&self.fraction_mint, &fractions, seeds);
        let (decimals, restricted) = (self.wrapped.decimals, self.wrapped.restricted);
        let restricted = fraction_mint::open(&mint, &self.fraction_program, &wrapped, decimals, restricted)?;

        let seeds: &[&[u8]] = &[ESCROW_SEED, wrapped.as_ref(), &[bumps.escrow]];
        let escrow = create(&self.escrow, &fractions, seeds);
        let owner = self.wrapped.to_account_info();
        own_account::open(&escrow, &self.fraction_program, &self.fraction_mint, &owner)?;
        if restricted {
            fraction_mint::thaw(&self.wrapped, &self.fraction_program, [&self.fraction_mint, &self.escrow])?;
        }

        let seeds: &[&[u8]] = &[VAULT_SEED, wrapped.as_ref(), &[bumps.vault]];
        let vault = create(&self.vault, &cash, seeds);
        own_account::open(&vault, &self.token_program, &self.mint, &owner)?;
        self.wrapped.restricted = restricted;
        Ok(())
    }
}

/// Specification:
/// - shall be the present owner's, and make everything that wrapping needs; the NFAT stays where it is;
/// - while the facility admits receivers, accounts of the fractions shall begin frozen.
pub fn handler(ctx: Context<OpenWrapper>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    let owner =
        owner_of(&accounts.asset, accounts.collection.key).map_err(|_| WrapperError::AssetUnreadable)?;
    require_keys_eq!(owner, accounts.holder.key(), WrapperError::NotHolder);
    let record = accounts.record(ctx.bumps.wrapped)?;
    accounts.wrapped.set_inner(record);
    accounts.open_accounts(&ctx.bumps)?;
    let wrapped = &mut accounts.wrapped;
    let event = WrapperOpened {
        wrapped: wrapped.key(),
        sequence: wrapped.next_sequence(),
        asset: wrapped.asset,
        nfat: wrapped.nfat,
        book: wrapped.book,
        fraction_mint: wrapped.fraction_mint,
        vault: wrapped.vault,
        escrow: wrapped.escrow,
        rent_payer: wrapped.rent_payer,
        restricted: wrapped.restricted,
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
