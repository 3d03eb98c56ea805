use crate::{
    error::PsmError,
    events::PsmInitialized,
    state::{Psm, Reserve},
    ACCOUNT_VERSION, PSM_SEED,
};
use anchor_lang::prelude::*;
use anchor_spl::{
    associated_token::AssociatedToken,
    token_interface::{Mint, TokenInterface},
};
use halo_common::{mint::check_cash_mint, token::OpenVault, Explain};
use halo_math::{PegRate, RateLimit};

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct InitializePsmArgs {
    /// Key that administers the PSM.
    pub admin: Pubkey,
    /// What the rate is multiplied by each second, ray: from 10^27, which is no growth, to `max_ssr`.
    pub ssr: u128,
    /// Most that it may ever be; with 10^27 the PSM is one to one for ever.
    pub max_ssr: u128,
}

#[event_cpi]
#[derive(Accounts)]
pub struct InitializePsm<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    /// Fresh key: its signature is what binds the address to whoever creates it.
    pub base: Signer<'info>,
    #[account(
        init,
        payer = payer,
        space = Psm::SPACE,
        seeds = [PSM_SEED, base.key().as_ref()],
        bump
    )]
    pub psm: AccountLoader<'info, Psm>,
    #[account(mint::token_program = stable_program)]
    pub stable_mint: Box<InterfaceAccount<'info, Mint>>,
    pub stable_program: Interface<'info, TokenInterface>,
    /// CHECK: created, or checked, as the PSM's associated token account.
    #[account(mut)]
    pub stable_vault: UncheckedAccount<'info>,
    #[account(
        mint::token_program = savings_program,
        constraint = savings_mint.key() != stable_mint.key() @ PsmError::SameMint,
    )]
    pub savings_mint: Box<InterfaceAccount<'info, Mint>>,
    pub savings_program: Interface<'info, TokenInterface>,
    /// CHECK: created, or checked, as the PSM's associated token account.
    #[account(mut)]
    pub savings_vault: UncheckedAccount<'info>,
    pub associated_token_program: Program<'info, AssociatedToken>,
    pub system_program: Program<'info, System>,
}

impl<'info> InitializePsm<'info> {
    /// Opens the token account of one side, empty on its record; swaps may pay nothing out of it until a limit is set.
    fn open(
        &self,
        mint: &InterfaceAccount<'info, Mint>,
        token_program: &AccountInfo<'info>,
        vault: &AccountInfo<'info>,
        now: i64,
    ) -> Result<Reserve> {
        check_cash_mint(mint.as_ref()).explain::<PsmError>()?;
        OpenVault {
            payer: &self.payer,
            vault,
            owner: self.psm.as_ref(),
            mint: mint.as_ref(),
            token_program,
            associated_token_program: &self.associated_token_program,
            system_program: &self.system_program,
        }
        .open::<PsmError>()?;
        Ok(Reserve {
            mint: mint.key(),
            token_program: token_program.key(),
            vault: vault.key(),
            limit: RateLimit::new(0, 0, now),
            decimals: mint.decimals,
            ..Reserve::default()
        })
    }
}

/// Specification:
/// - shall refuse a mint that is not cash, two sides of one mint, and a growth out of bounds;
/// - shall start at one to one, with reserves that are empty and limits that let nothing pass;
/// - shall bind the PSM to its administrator, its tokens and its highest growth for its life.
pub fn handler(ctx: Context<InitializePsm>, args: InitializePsmArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    require_keys_neq!(args.admin, Pubkey::default(), PsmError::DefaultKey);
    let now = Clock::get()?.unix_timestamp;
    let rate = PegRate::new(args.ssr, args.max_ssr, now).explain::<PsmError>()?;
    let stable =
        accounts.open(&accounts.stable_mint, &accounts.stable_program, &accounts.stable_vault, now)?;
    let savings =
        accounts.open(&accounts.savings_mint, &accounts.savings_program, &accounts.savings_vault, now)?;
    let event = {
        let mut psm = accounts.psm.load_init()?;
        (psm.base, psm.admin) = (accounts.base.key(), args.admin);
        (psm.stable, psm.savings, psm.rate) = (stable, savings, rate);
        (psm.version, psm.bump) = (ACCOUNT_VERSION, ctx.bumps.psm);
        PsmInitialized {
            psm: accounts.psm.key(),
            sequence: psm.next_sequence(),
            admin: args.admin,
            stable_mint: stable.mint,
            savings_mint: savings.mint,
            stable_vault: stable.vault,
            savings_vault: savings.vault,
            ssr: args.ssr,
            max_ssr: args.max_ssr,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
