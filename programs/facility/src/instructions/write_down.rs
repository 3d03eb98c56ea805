use crate::{
    error::FacilityError,
    events::BookWrittenDown,
    state::{require_attestor, total_claims, Attestation, AttestationKind, Book, Facility},
    FACILITY_SEED,
};
use anchor_lang::prelude::*;
use configurator::state::{Beam, Scope};
use halo_math::Phase;
use nfat::{program::Nfat as NfatProgram, state::RedeemVault};
use pau::program::Pau as PauProgram;

#[event_cpi]
#[derive(Accounts)]
pub struct WriteDown<'info> {
    pub council: Signer<'info>,
    #[account(has_one = council @ FacilityError::NotCouncil)]
    pub scope: Box<Account<'info, Scope>>,
    #[account(has_one = scope @ FacilityError::WrongScope)]
    pub facility: AccountLoader<'info, Facility>,
    #[account(
        mut,
        has_one = facility @ FacilityError::WrongFacility,
        has_one = redeem_vault @ FacilityError::WrongRedeemVault,
    )]
    pub book: AccountLoader<'info, Book>,
    #[account(mut, has_one = book @ FacilityError::WrongBook)]
    pub attestation: Box<Account<'info, Attestation>>,
    /// The attestor's right, which must be live now and not only when it attested.
    pub attestor_beam: Box<Account<'info, Beam>>,
    /// CHECK: the NFAT program checks it.
    pub config: UncheckedAccount<'info>,
    #[account(mut)]
    pub redeem_vault: AccountLoader<'info, RedeemVault>,
    /// CHECK: the NFAT program checks it.
    #[account(mut)]
    pub redeem_token_account: UncheckedAccount<'info>,
    /// CHECK: the NFAT program checks it.
    pub pau: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub controller: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    #[account(mut)]
    pub limit: UncheckedAccount<'info>,
    /// CHECK: the NFAT program checks it.
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
    /// CHECK: the NFAT program checks it.
    pub nfat_event_authority: UncheckedAccount<'info>,
    pub nfat_program: Program<'info, NfatProgram>,
}

impl WriteDown<'_> {
    /// Uses up the attestation of default, and begins unwinding if that has not begun; returns what is recovered.
    fn use_attestation(&mut self, now: i64) -> Result<u64> {
        let council = self.council.key();
        require_attestor(&self.facility, &self.attestation, &self.attestor_beam, &[council])?;
        let book_key = self.book.key();
        let mut book = self.book.load_mut()?;
        if book.phase()? == Phase::AtRest {
            book.advance(Phase::Unwinding)?;
        }
        book.require_phase(Phase::Unwinding)?;
        self.attestation.consume(AttestationKind::Default, &book_key, &book, now)?;
        Ok(self.attestation.amount)
    }

    /// Has the NFAT program draw what is recovered and share it among the units.
    #[inline(never)]
    fn share_loss(&self, recovered: u64) -> Result<()> {
        let (base, bump) = {
            let facility = self.facility.load()?;
            (facility.base, facility.bump)
        };
        let accounts = nfat::cpi::accounts::WriteDown {
            facility: self.facility.to_account_info(),
            config: self.config.to_account_info(),
            redeem_vault: self.redeem_vault.to_account_info(),
            token_account: self.redeem_token_account.to_account_info(),
            pau: self.pau.to_account_info(),
            controller: self.controller.to_account_info(),
            limit: self.limit.to_account_info(),
            book: self.book.to_account_info(),
            book_vault: self.book_vault.to_account_info(),
            proxy: self.proxy.to_account_info(),
            book_token_account: self.book_token_account.to_account_info(),
            mint: self.mint.to_account_info(),
            token_program: self.token_program.to_account_info(),
            pau_event_authority: self.pau_event_authority.to_account_info(),
            pau_program: self.pau_program.to_account_info(),
            event_authority: self.nfat_event_authority.to_account_info(),
            program: self.nfat_program.to_account_info(),
        };
        let seeds: &[&[u8]] = &[FACILITY_SEED, base.as_ref(), &[bump]];
        let signers = &[seeds];
        nfat::cpi::write_down(
            CpiContext::new_with_signer(self.nfat_program.key(), accounts, signers),
            nfat::instructions::WriteDownArgs { recovered },
        )
    }
}

/// Specification:
/// - shall need the council's signature and the word of a live, independent attestor for the amount recovered;
/// - shall take that amount, which must be in the Book, out of it and share it among the Book's units, once;
/// - shall begin unwinding of a Book at rest.
pub fn handler(ctx: Context<WriteDown>) -> Result<()> {
    let now = Clock::get()?.unix_timestamp;
    let recovered = ctx.accounts.use_attestation(now)?;
    let accounts = &ctx.accounts;
    let claims = total_claims(&accounts.redeem_vault.load()?.claims);
    accounts.share_loss(recovered)?;
    let event = {
        let mut book = accounts.book.load_mut()?;
        BookWrittenDown {
            book: accounts.book.key(),
            sequence: book.next_sequence(),
            council: accounts.council.key(),
            attestation: accounts.attestation.key(),
            claims,
            recovered,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
