use crate::{error::AmmError, events::CustodyOpened, state::Pool};
use anchor_lang::prelude::*;
use anchor_spl::associated_token::AssociatedToken;
use halo_common::token::OpenVault;
use pau::{client::BookOpening, program::Pau as PauProgram, state::Pau};

#[event_cpi]
#[derive(Accounts)]
pub struct OpenCustody<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    #[account(
        mut,
        has_one = pau @ AmmError::WrongPau,
        has_one = cash_mint @ AmmError::WrongMint,
        has_one = cash_program @ AmmError::WrongTokenProgram,
        has_one = asset_mint @ AmmError::WrongMint,
        has_one = asset_program @ AmmError::WrongTokenProgram,
    )]
    pub pool: AccountLoader<'info, Pool>,
    pub pau: AccountLoader<'info, Pau>,
    /// CHECK: the PAU checks it.
    pub controller: UncheckedAccount<'info>,
    /// CHECK: the PAU derives it from the pool.
    pub proxy: UncheckedAccount<'info>,
    /// CHECK: created by the PAU, which derives it from the pool.
    #[account(mut)]
    pub cash_vault: UncheckedAccount<'info>,
    /// CHECK: created by the PAU as the associated token account of the proxy.
    #[account(mut)]
    pub cash_account: UncheckedAccount<'info>,
    /// CHECK: the pool names it.
    pub cash_mint: UncheckedAccount<'info>,
    /// CHECK: the pool names it.
    pub cash_program: UncheckedAccount<'info>,
    /// CHECK: created by the PAU, which derives it from the pool.
    #[account(mut)]
    pub asset_vault: UncheckedAccount<'info>,
    /// CHECK: created by the PAU as the associated token account of the proxy.
    #[account(mut)]
    pub asset_account: UncheckedAccount<'info>,
    /// CHECK: the pool names it.
    pub asset_mint: UncheckedAccount<'info>,
    /// CHECK: the pool names it.
    pub asset_program: UncheckedAccount<'info>,
    /// CHECK: created as the associated token account of the pool.
    #[account(mut)]
    pub payout_account: UncheckedAccount<'info>,
    pub associated_token_program: Program<'info, AssociatedToken>,
    pub system_program: Program<'info, System>,
    /// CHECK: the PAU checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
}

/// One of the two vaults of the Book.
struct Vault<'a, 'info> {
    record: &'a AccountInfo<'info>,
    token_account: &'a AccountInfo<'info>,
    mint: &'a AccountInfo<'info>,
    token_program: &'a AccountInfo<'info>,
}

impl<'info> OpenCustody<'info> {
    fn open(&self, vault: &Vault<'_, 'info>) -> Result<()> {
        let opening = BookOpening {
            payer: &self.payer,
            signer: self.pool.as_ref(),
            controller: &self.controller,
            pau: self.pau.as_ref(),
            vault: vault.record,
            proxy: &self.proxy,
            token_account: vault.token_account,
            mint: vault.mint,
            token_program: vault.token_program,
            associated_token_program: &self.associated_token_program,
            system_program: &self.system_program,
            event_authority: &self.pau_event_authority,
            program: &self.pau_program,
        };
        let pool = *self.pool.load()?;
        pool.sign(|seeds| opening.open(self.pool.key(), seeds))
    }

    /// The account of cash that belongs to filled withdrawals: the pool's own, so that no freeze of the PAU holds it.
    fn open_payout(&self) -> Result<()> {
        OpenVault {
            payer: &self.payer,
            vault: &self.payout_account,
            owner: self.pool.as_ref(),
            mint: &self.cash_mint,
            token_program: &self.cash_program,
            associated_token_program: &self.associated_token_program,
            system_program: &self.system_program,
        }
        .open::<AmmError>()
    }
}

/// Specification:
/// - shall open one Book for the pool with a vault for the cash and one for the asset, which no relayer of the PAU can
///   draw from; once;
/// - shall open the account from which filled withdrawals are paid.
pub fn handler(ctx: Context<OpenCustody>) -> Result<()> {
    let accounts = &ctx.accounts;
    require_keys_eq!(accounts.pool.load()?.cash_vault, Pubkey::default(), AmmError::CustodyOpen);
    accounts.open(&Vault {
        record: &accounts.cash_vault,
        token_account: &accounts.cash_account,
        mint: &accounts.cash_mint,
        token_program: &accounts.cash_program,
    })?;
    accounts.open(&Vault {
        record: &accounts.asset_vault,
        token_account: &accounts.asset_account,
        mint: &accounts.asset_mint,
        token_program: &accounts.asset_program,
    })?;
    accounts.open_payout()?;
    let event = {
        let mut pool = accounts.pool.load_mut()?;
        pool.cash_vault = accounts.cash_vault.key();
        pool.cash_account = accounts.cash_account.key();
        pool.asset_vault = accounts.asset_vault.key();
        pool.asset_account = accounts.asset_account.key();
        pool.payout_account = accounts.payout_account.key();
        CustodyOpened {
            pool: accounts.pool.key(),
            sequence: pool.next_sequence(),
            cash_account: pool.cash_account,
            asset_account: pool.asset_account,
            payout_account: pool.payout_account,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
