use crate::{
    error::PauError,
    events::VaultOpened,
    state::{BookVault, Controller, Pau},
    ACCOUNT_VERSION, PROXY_SEED, VAULT_SEED,
};
use anchor_lang::prelude::*;
use anchor_spl::{
    associated_token::AssociatedToken,
    token_interface::{Mint, TokenInterface},
};
use halo_common::{mint::check_cash_mint, rwa_mint::asset_powers, token::OpenVault, Explain};

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct OpenVaultArgs {
    /// The Book; any address that the authority stands for.
    pub book: Pubkey,
}

#[event_cpi]
#[derive(Accounts)]
#[instruction(args: OpenVaultArgs)]
pub struct OpenBookVault<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    /// The administrator, or the signer of `controller`.
    pub authority: Signer<'info>,
    pub pau: AccountLoader<'info, Pau>,
    /// Absent when the administrator signs.
    #[account(has_one = pau @ PauError::WrongPau)]
    pub controller: Option<Account<'info, Controller>>,
    /// The Book's own key, when the administrator signs.
    pub book: Option<Signer<'info>>,
    #[account(
        init,
        payer = payer,
        space = BookVault::SPACE,
        seeds = [VAULT_SEED, pau.key().as_ref(), args.book.as_ref(), mint.key().as_ref()],
        bump
    )]
    pub vault: AccountLoader<'info, BookVault>,
    /// CHECK: owner of the token account; an address without data.
    #[account(seeds = [PROXY_SEED, pau.key().as_ref(), args.book.as_ref()], bump)]
    pub proxy: UncheckedAccount<'info>,
    /// CHECK: created, or checked, as the associated token account of `proxy`.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    #[account(mint::token_program = token_program)]
    pub mint: Box<InterfaceAccount<'info, Mint>>,
    pub token_program: Interface<'info, TokenInterface>,
    pub associated_token_program: Program<'info, AssociatedToken>,
    pub system_program: Program<'info, System>,
}

impl OpenBookVault<'_> {
    fn validate(&self, args: &OpenVaultArgs) -> Result<()> {
        let authority = self.authority.key();
        if let Some(controller) = &self.controller {
            require_keys_eq!(controller.signer, authority, PauError::NotController);
            controller.require_book(&args.book)?;
            if controller.may_swap() {
                return asset_powers(&self.mint.to_account_info()).map(drop).explain::<PauError>();
            }
        } else {
            require_keys_eq!(self.pau.load()?.admin, authority, PauError::NotController);
            require!(self.book.as_ref().is_some_and(|book| book.key() == args.book), PauError::BookUnsigned);
        }
        check_cash_mint(&self.mint.to_account_info()).explain::<PauError>()
    }
}

/// Specification:
/// - shall open one token account for (Book, mint), owned by the Book's own proxy;
/// - shall open one for the administrator only with the signature of the Book's key: the next Book of a program
///   has a known address, and a vault opened there first would not be guarded;
/// - a vault that a controller opens shall be guarded: no relayer moves its money past the controller's rules;
/// - shall refuse mints whose money could be taken, frozen by default or taxed; to a controller that swaps, those
///   alone that no pool may trade: which powers of an issuer it takes is between that controller and governance;
/// - shall succeed although somebody created the token account first.
pub fn handler(ctx: Context<OpenBookVault>, args: OpenVaultArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    accounts.validate(&args)?;
    OpenVault {
        payer: &accounts.payer,
        vault: &accounts.token_account,
        owner: &accounts.proxy,
        mint: &accounts.mint.to_account_info(),
        token_program: &accounts.token_program,
        associated_token_program: &accounts.associated_token_program,
        system_program: &accounts.system_program,
    }
    .open::<PauError>()?;
    let event = {
        let mut vault = accounts.vault.load_init()?;
        vault.pau = accounts.pau.key();
        vault.book = args.book;
        vault.proxy = accounts.proxy.key();
        vault.token_account = accounts.token_account.key();
        vault.mint = accounts.mint.key();
        vault.token_program = accounts.token_program.key();
        vault.decimals = accounts.mint.decimals;
        vault.proxy_bump = ctx.bumps.proxy;
        vault.guarded = u8::from(accounts.controller.is_some());
        vault.version = ACCOUNT_VERSION;
        vault.bump = ctx.bumps.vault;
        VaultOpened {
            vault: accounts.vault.key(),
            sequence: vault.next_sequence(),
            actor: accounts.authority.key(),
            pau: vault.pau,
            book: vault.book,
            mint: vault.mint,
            token_account: vault.token_account,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
