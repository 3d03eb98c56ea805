use crate::{
    error::FacilityError,
    events::BookOpened,
    state::{require_beam, Book, Facility},
    ACCOUNT_VERSION, BOOK_SEED, FACILITY_SEED, MAX_LEVEL,
};
use anchor_lang::prelude::*;
use anchor_spl::associated_token::AssociatedToken;
use configurator::state::{permission, Beam};
use nfat::program::Nfat as NfatProgram;
use pau::{client::BookOpening, program::Pau as PauProgram, state::Pau};

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct OpenBookArgs {
    /// Seconds within which each re-attestation is due once at rest, by asset type; above zero.
    pub cadence_seconds: i64,
    /// From 0 to 4. It may hold units of Books of a lower level; at level 0 it holds none.
    pub level: u8,
}

#[event_cpi]
#[derive(Accounts)]
pub struct OpenBook<'info> {
    /// Also pays the rent.
    #[account(mut)]
    pub beacon: Signer<'info>,
    pub beam: Box<Account<'info, Beam>>,
    #[account(
        mut,
        has_one = pau @ FacilityError::WrongPau,
        has_one = nfat_config @ FacilityError::WrongNfatConfig,
        has_one = mint @ FacilityError::WrongMint,
        has_one = token_program @ FacilityError::WrongTokenProgram,
    )]
    pub facility: AccountLoader<'info, Facility>,
    #[account(
        init,
        payer = beacon,
        space = Book::SPACE,
        seeds = [BOOK_SEED, facility.key().as_ref(), &facility.load()?.next_book_id.to_le_bytes()],
        bump
    )]
    pub book: AccountLoader<'info, Book>,
    pub pau: AccountLoader<'info, Pau>,
    /// CHECK: the PAU checks it.
    pub controller: UncheckedAccount<'info>,
    /// CHECK: created by the PAU, which derives it from the Book.
    #[account(mut)]
    pub vault: UncheckedAccount<'info>,
    /// CHECK: the PAU derives it from the Book.
    pub proxy: UncheckedAccount<'info>,
    /// CHECK: created by the PAU as the associated token account of the proxy.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    /// CHECK: the facility names it.
    pub nfat_config: UncheckedAccount<'info>,
    /// CHECK: created by the NFAT program, which derives it from the Book.
    #[account(mut)]
    pub redeem_vault: UncheckedAccount<'info>,
    /// CHECK: created by the NFAT program as the associated token account of the redeem vault.
    #[account(mut)]
    pub redeem_token_account: UncheckedAccount<'info>,
    /// CHECK: the facility names it.
    pub mint: UncheckedAccount<'info>,
    /// CHECK: the facility names it.
    pub token_program: UncheckedAccount<'info>,
    pub associated_token_program: Program<'info, AssociatedToken>,
    pub system_program: Program<'info, System>,
    /// CHECK: the PAU checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
    /// CHECK: the NFAT program checks it.
    pub nfat_event_authority: UncheckedAccount<'info>,
    pub nfat_program: Program<'info, NfatProgram>,
}

impl OpenBook<'_> {
    fn open_vault(&self, signer: &[&[u8]]) -> Result<()> {
        BookOpening {
            payer: &self.beacon,
            signer: self.facility.as_ref(),
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
        }
        .open(self.book.key(), &[signer])
    }

    #[inline(never)]
    fn open_redeem_vault(&self, signer: &[&[u8]]) -> Result<()> {
        let accounts = nfat::cpi::accounts::OpenRedeemVault {
            payer: self.beacon.to_account_info(),
            facility: self.facility.to_account_info(),
            config: self.nfat_config.to_account_info(),
            redeem_vault: self.redeem_vault.to_account_info(),
            token_account: self.redeem_token_account.to_account_info(),
            mint: self.mint.to_account_info(),
            token_program: self.token_program.to_account_info(),
            associated_token_program: self.associated_token_program.to_account_info(),
            system_program: self.system_program.to_account_info(),
            event_authority: self.nfat_event_authority.to_account_info(),
            program: self.nfat_program.to_account_info(),
        };
        let signers = &[signer];
        nfat::cpi::open_redeem_vault(
            CpiContext::new_with_signer(self.nfat_program.key(), accounts, signers),
            nfat::instructions::OpenRedeemVaultArgs { book: self.book.key() },
        )
    }
}

/// Specification: shall open the Book with a token account and a redeem vault of its own, both empty.
pub fn handler(ctx: Context<OpenBook>, args: OpenBookArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    require_beam(
        &accounts.facility,
        &accounts.pau,
        &accounts.beam,
        accounts.beacon.key,
        permission::BOOK,
        now,
    )?;
    require_gt!(args.cadence_seconds, 0, FacilityError::InvalidCadence);
    require_gte!(MAX_LEVEL, args.level, FacilityError::InvalidLevel);
    let (base, bump, book_id) = {
        let mut facility = accounts.facility.load_mut()?;
        let book_id = facility.next_book_id;
        facility.next_book_id = book_id.checked_add(1).ok_or(FacilityError::Overflow)?;
        (facility.base, facility.bump, book_id)
    };
    let signer: &[&[u8]] = &[FACILITY_SEED, base.as_ref(), &[bump]];
    accounts.open_vault(signer)?;
    accounts.open_redeem_vault(signer)?;
    let event = {
        let mut book = accounts.book.load_init()?;
        book.facility = accounts.facility.key();
        book.pau = accounts.pau.key();
        book.vault = accounts.vault.key();
        book.token_account = accounts.token_account.key();
        book.redeem_vault = accounts.redeem_vault.key();
        book.book_id = book_id;
        book.cadence_seconds = args.cadence_seconds;
        book.level = args.level;
        book.version = ACCOUNT_VERSION;
        book.bump = ctx.bumps.book;
        BookOpened {
            book: accounts.book.key(),
            sequence: book.next_sequence(),
            beacon: accounts.beacon.key(),
            book_id,
            cadence_seconds: book.cadence_seconds,
            level: book.level,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
