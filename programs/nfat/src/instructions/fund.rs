use crate::{
    book_draw,
    book_draw::draw,
    book_phase::BookView,
    error::NfatError,
    events::NfatFunded,
    state::{Nfat, NfatConfig, Payment, RedeemVault, Source},
};
use anchor_lang::prelude::*;
use configurator::state::{permission, Beam, Need};
use halo_common::{token::balance, Explain};
use pau::{
    program::Pau as PauProgram,
    state::{BookVault, Pau},
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
    /// Checks the beacon's right, moves the money and credits it; returns how much it is.
    pub fn pay(&self, payment: &Payment, now: i64) -> Result<u64> {
        let (facility, scope, facility_program) = {
            let config = self.config.load()?;
            (config.facility, config.scope, config.facility_program)
        };
        let need = Need {
            scope: &scope,
            target: &facility,
            holder: self.beacon.key,
            permissions: permission::FUND,
            pau: (&self.pau.key(), self.pau.load()?.epoch),
        };
        self.beam.check(&need, now).explain::<NfatError>()?;
        let book = BookView::read(&self.book, &facility_program)?;
        book.require_vault(&self.book_vault.key())?;
        book.require_earned(payment)?;
        let amount = {
            let (mut nfat, mut vault) = (self.nfat.load_mut()?, self.redeem_vault.load_mut()?);
            book.require_fair(payment, &nfat, &vault, self.beacon.key, now)?;
            nfat.accrue(now);
            let amount = nfat.credit(payment, Source::Book)?;
            vault.credit(amount, payment.principal, nfat.rank)?;
            vault.count_paid_in(amount)?;
            vault.cure(&mut nfat)?;
            amount
        };
        draw(&self.config, &book_draw!(self), amount)?;
        let held = balance(&self.token_account).explain::<NfatError>()?;
        self.redeem_vault.load()?.require_solvent(held)?;
        Ok(amount)
    }
}

/// Specification:
/// - shall move money of the NFAT's own Book into that Book's redeem vault and credit it to this NFAT alone;
/// - shall pay principal only before the Book is at rest;
/// - in a shared Book shall pay principal, and anything under terms that are not known, only while an attestor
///   vouches for the rest, and of units in default only these;
/// - shall charge the facility's WITHDRAW limit;
/// - shall never let a Book pay an NFAT more than its payout cap, nor more interest or penalty than it is known to owe.
pub fn handler(ctx: Context<Fund>, args: PaymentArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    accounts.pay(&args.payment, Clock::get()?.unix_timestamp)?;
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
