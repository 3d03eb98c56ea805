use crate::{
    book_draw,
    book_draw::draw,
    book_phase::BookView,
    error::NfatError,
    events::LossFixed,
    state::{NfatConfig, RedeemVault},
};
use anchor_lang::prelude::*;
use halo_common::{token::balance, Explain};
use pau::program::Pau as PauProgram;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct WriteDownArgs {
    /// Base units that the Book has recovered for all its units' claims.
    pub recovered: u64,
}

#[event_cpi]
#[derive(Accounts)]
pub struct WriteDown<'info> {
    pub facility: Signer<'info>,
    #[account(has_one = facility @ NfatError::NotFacility)]
    pub config: AccountLoader<'info, NfatConfig>,
    #[account(
        mut,
        has_one = config @ NfatError::WrongConfig,
        has_one = token_account @ NfatError::WrongRedeemVault,
        has_one = book @ NfatError::WrongBook,
    )]
    pub redeem_vault: AccountLoader<'info, RedeemVault>,
    /// CHECK: the redeem vault names it.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub pau: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub controller: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    #[account(mut)]
    pub limit: UncheckedAccount<'info>,
    /// CHECK: the redeem vault names it.
    pub book: UncheckedAccount<'info>,
    /// CHECK: the Book names it; the PAU checks it.
    #[account(mut)]
    pub book_vault: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub proxy: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    #[account(mut)]
    pub book_token_account: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub mint: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub token_program: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
}

/// Specification:
/// - shall fix a Book's loss once, while a default is declared: what was recovered is set aside for its units and
///   shared by their claims, senior ranks first, so that no redemption can drain the others' part;
/// - from then on the Book pays no unit anything else.
pub fn handler(ctx: Context<WriteDown>, args: WriteDownArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let book = BookView::read(&accounts.book, &accounts.config.load()?.facility_program)?;
    book.require_vault(accounts.book_vault.key)?;
    let claims = {
        let mut vault = accounts.redeem_vault.load_mut()?;
        vault.write_down(args.recovered)?;
        vault.claims
    };
    if args.recovered > 0 {
        draw(&accounts.config, &book_draw!(accounts), args.recovered)?;
    }
    let held = balance(&accounts.token_account).explain::<NfatError>()?;
    let event = {
        let mut vault = accounts.redeem_vault.load_mut()?;
        vault.require_solvent(held)?;
        LossFixed {
            redeem_vault: accounts.redeem_vault.key(),
            sequence: vault.next_sequence(),
            book: vault.book,
            recovered: args.recovered,
            claims,
            shares: vault.losses.map(|pool| pool.recovered),
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
