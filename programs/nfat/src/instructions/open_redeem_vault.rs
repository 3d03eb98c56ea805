use crate::{
    address_text,
    error::NfatError,
    events::RedeemVaultOpened,
    state::{NfatConfig, RedeemVault},
    ACCOUNT_VERSION, REDEEM_SEED,
};
use anchor_lang::prelude::*;
use anchor_spl::{
    associated_token::AssociatedToken,
    token_interface::{Mint, TokenInterface},
};
use halo_common::{mint::check_cash_mint, token::OpenVault, Explain};

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct OpenRedeemVaultArgs {
    /// Book of the facility.
    pub book: Pubkey,
}

#[event_cpi]
#[derive(Accounts)]
#[instruction(args: OpenRedeemVaultArgs)]
pub struct OpenRedeemVault<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    pub facility: Signer<'info>,
    #[account(
        has_one = facility @ NfatError::NotFacility,
        has_one = mint @ NfatError::WrongMint,
        has_one = token_program @ NfatError::WrongTokenProgram,
    )]
    pub config: AccountLoader<'info, NfatConfig>,
    #[account(
        init,
        payer = payer,
        space = RedeemVault::SPACE,
        seeds = [REDEEM_SEED, config.key().as_ref(), args.book.as_ref()],
        bump
    )]
    pub redeem_vault: AccountLoader<'info, RedeemVault>,
    /// CHECK: created, or checked, as the associated token account of `redeem_vault`.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    pub mint: Box<InterfaceAccount<'info, Mint>>,
    pub token_program: Interface<'info, TokenInterface>,
    pub associated_token_program: Program<'info, AssociatedToken>,
    pub system_program: Program<'info, System>,
}

/// Specification: shall open one token account for this Book alone, never shared with another.
pub fn handler(ctx: Context<OpenRedeemVault>, args: OpenRedeemVaultArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    check_cash_mint(&accounts.mint.to_account_info()).explain::<NfatError>()?;
    OpenVault {
        payer: &accounts.payer,
        vault: &accounts.token_account,
        owner: accounts.redeem_vault.as_ref(),
        mint: &accounts.mint.to_account_info(),
        token_program: &accounts.token_program,
        associated_token_program: &accounts.associated_token_program,
        system_program: &accounts.system_program,
    }
    .open::<NfatError>()?;
    let event = {
        let mut vault = accounts.redeem_vault.load_init()?;
        vault.config = accounts.config.key();
        vault.book = args.book;
        vault.book_text = address_text::encode(&args.book);
        vault.token_account = accounts.token_account.key();
        vault.version = ACCOUNT_VERSION;
        vault.bump = ctx.bumps.redeem_vault;
        RedeemVaultOpened {
            redeem_vault: accounts.redeem_vault.key(),
            sequence: vault.next_sequence(),
            book: vault.book,
            token_account: vault.token_account,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
