use crate::{error::LctsError, events::HoldingOpened, state::Unit};
use anchor_lang::prelude::*;
use anchor_spl::associated_token::AssociatedToken;
use pau::{client::BookOpening, program::Pau as PauProgram, state::Pau};

#[event_cpi]
#[derive(Accounts)]
pub struct OpenHolding<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    #[account(
        mut,
        has_one = pau @ LctsError::WrongPau,
        has_one = mint @ LctsError::WrongMint,
        has_one = token_program @ LctsError::WrongTokenProgram,
    )]
    pub unit: AccountLoader<'info, Unit>,
    pub pau: AccountLoader<'info, Pau>,
    /// CHECK: the PAU checks it.
    pub controller: UncheckedAccount<'info>,
    /// CHECK: created by the PAU, which derives it from the unit.
    #[account(mut)]
    pub vault: UncheckedAccount<'info>,
    /// CHECK: the PAU derives it from the unit.
    pub proxy: UncheckedAccount<'info>,
    /// CHECK: created by the PAU as the associated token account of the proxy.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    /// CHECK: the unit names it.
    pub mint: UncheckedAccount<'info>,
    /// CHECK: the unit names it.
    pub token_program: UncheckedAccount<'info>,
    pub associated_token_program: Program<'info, AssociatedToken>,
    pub system_program: Program<'info, System>,
    /// CHECK: the PAU checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
}

impl OpenHolding<'_> {
    fn open(&self) -> Result<()> {
        let unit = *self.unit.load()?;
        let opening = BookOpening {
            payer: &self.payer,
            signer: self.unit.as_ref(),
            controller: &self.controller,
            pau: self.pau.as_ref(),
            vault: &self.vault,
            proxy: &self.proxy,
            token_account: &self.token_account,
            mint: &self.mint,
            token_program: &self.token_program,
            associated_token_program: &self.associated_token_program,
            system_program: &self.system_program,
            event_authority: &self.pau_event_authority,
            program: &self.pau_program,
        };
        unit.sign(|seeds| opening.open(self.unit.key(), seeds))
    }
}

/// Specification:
/// - shall open one Book for the unit, which no relayer of the PAU can draw from; once;
/// - shall refuse a junior unit: it stands over its senior's.
pub fn handler(ctx: Context<OpenHolding>) -> Result<()> {
    let accounts = &ctx.accounts;
    require!(!accounts.unit.load()?.is_junior(), LctsError::WrongHolding);
    require_keys_eq!(accounts.unit.load()?.vault, Pubkey::default(), LctsError::HoldingOpen);
    accounts.open()?;
    let event = {
        let mut unit = accounts.unit.load_mut()?;
        unit.vault = accounts.vault.key();
        unit.token_account = accounts.token_account.key();
        HoldingOpened {
            unit: accounts.unit.key(),
            sequence: unit.next_sequence(),
            vault: unit.vault,
            token_account: unit.token_account,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
