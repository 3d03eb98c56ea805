use crate::{
    book_phase::BookView,
    error::NfatError,
    events::NfatFunded,
    state::{Nfat, NfatConfig, Payment, RedeemVault, Source},
    CONFIG_SEED,
};
use anchor_lang::prelude::*;
use configurator::state::{permission, Beam, Need};
use halo_common::{token::balance, Explain};
use pau::{
    cpi::accounts::Draw,
    instructions::DrawArgs,
    program::Pau as PauProgram,
    state::{BookVault, LimitKind, Pau},
};

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct PaymentArgs {
    pub payment: Payment,
}

#[event_cpi]
#[derive(Accounts)]
pub struct Fund<'info> {
    pub beacon: Signer<'info>,
    pub beam: Box<Account<'info, Beam>>,
    pub config: AccountLoader<'info, NfatConfig>,
    #[account(mut, has_one = config @ NfatError::WrongConfig)]
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
    pub pau: AccountLoader<'info, Pau>,
    /// CHECK: the PAU checks it.
    pub controller: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    #[account(mut)]
    pub limit: UncheckedAccount<'info>,
    /// CHECK: the NFAT names it; its phase is read in the handler.
    #[account(constraint = book.key() == nfat.load()?.book @ NfatError::WrongBook)]
    pub book: UncheckedAccount<'info>,
    #[account(mut, has_one = pau @ NfatError::WrongPau)]
    pub book_vault: AccountLoader<'info, BookVault>,
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

impl Fund<'_> {
    fn draw(&self, facility: Pubkey, config_bump: u8, amount: u64) -> Result<()> {
        let accounts = Draw {
            signer: self.config.to_account_info(),
            controller: self.controller.to_account_info(),
            pau: self.pau.to_account_info(),
            limit: self.limit.to_account_info(),
            vault: self.book_vault.to_account_info(),
            proxy: self.proxy.to_account_info(),
            token_account: self.book_token_account.to_account_info(),
            destination: self.token_account.to_account_info(),
            mint: self.mint.to_account_info(),
            token_program: self.token_program.to_account_info(),
            event_authority: self.pau_event_authority.to_account_info(),
            program: self.pau_program.to_account_info(),
        };
        let seeds: &[&[u8]] = &[CONFIG_SEED, facility.as_ref(), &[config_bump]];
        let signers = &[seeds];
        let cpi = CpiContext::new_with_signer(self.pau_program.key(), accounts, signers);
        pau::cpi::draw(cpi, DrawArgs { kind: LimitKind::Withdraw, target: facility, amount })
    }
}

/// Specification:
/// - shall move money of the NFAT's own Book into that Book's redeem vault and credit it to this NFAT alone;
/// - shall pay principal only before the Book is at rest;
/// - shall charge the facility's WITHDRAW limit;
/// - shall never let a Book pay an NFAT more than its payout cap.
pub fn handler(ctx: Context<Fund>, args: PaymentArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let (facility, scope, config_bump) = {
        let config = accounts.config.load()?;
        (config.facility, config.scope, config.bump)
    };
    let (pau, epoch) = (accounts.pau.key(), accounts.pau.load()?.epoch);
    let need = Need {
        scope: &scope,
        target: &facility,
        holder: accounts.beacon.key,
        permissions: permission::FUND,
        pau: (&pau, epoch),
    };
    accounts.beam.check(&need, Clock::get()?.unix_timestamp).explain::<NfatError>()?;
    let book = BookView::read(&accounts.book, &accounts.config.load()?.facility_program)?;
    book.require_vault(&accounts.book_vault.key())?;
    book.require_earned(&args.payment)?;
    let amount = accounts.nfat.load_mut()?.credit(&args.payment, Source::Book)?;
    accounts.redeem_vault.load_mut()?.credit(amount)?;
    accounts.draw(facility, config_bump, amount)?;
    let held = balance(&accounts.token_account).explain::<NfatError>()?;
    accounts.redeem_vault.load()?.require_solvent(held)?;
    let event = {
        let mut nfat = accounts.nfat.load_mut()?;
        NfatFunded {
            nfat: accounts.nfat.key(),
            sequence: nfat.next_sequence(),
            actor: accounts.beacon.key(),
            book: nfat.book,
            from: accounts.book_token_account.key(),
            principal: args.payment.principal,
            interest: args.payment.interest,
            penalty: args.payment.penalty,
            funded_after: nfat.funded().total()?,
            by_book: true,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
