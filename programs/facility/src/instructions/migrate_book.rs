use crate::{
    error::FacilityError,
    events::BookMigrated,
    state::{Book, Facility},
    FACILITY_SEED,
};
use anchor_lang::prelude::*;
use anchor_spl::associated_token::AssociatedToken;
use configurator::state::{PauRegistration, Scope};
use pau::{client::BookOpening, cpi::accounts::MigrateVault, program::Pau as PauProgram, state::Pau};

#[event_cpi]
#[derive(Accounts)]
pub struct MigrateBook<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    pub conserver: Signer<'info>,
    #[account(has_one = conserver @ FacilityError::NotConserver)]
    pub scope: Box<Account<'info, Scope>>,
    /// Of the PAU that the conserver has taken over.
    #[account(
        has_one = scope @ FacilityError::WrongScope,
        has_one = pau @ FacilityError::WrongPau,
        constraint = registration.is_conserved() @ FacilityError::NotConserved,
    )]
    pub registration: Box<Account<'info, PauRegistration>>,
    #[account(has_one = scope @ FacilityError::WrongScope)]
    pub facility: AccountLoader<'info, Facility>,
    #[account(
        mut,
        has_one = facility @ FacilityError::WrongFacility,
        has_one = pau @ FacilityError::WrongPau,
        has_one = vault @ FacilityError::WrongBookVault,
    )]
    pub book: AccountLoader<'info, Book>,
    pub pau: AccountLoader<'info, Pau>,
    /// CHECK: the facility's record in `pau`, which checks it.
    pub controller: UncheckedAccount<'info>,
    /// CHECK: the Book names it.
    #[account(mut)]
    pub vault: UncheckedAccount<'info>,
    /// CHECK: the PAU program checks it.
    pub proxy: UncheckedAccount<'info>,
    /// CHECK: the PAU program checks it.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    /// Of the same scope, as the PAU program checks.
    pub new_pau: AccountLoader<'info, Pau>,
    /// CHECK: the facility's record in `new_pau`, which checks it.
    pub new_controller: UncheckedAccount<'info>,
    /// CHECK: created by the PAU program, which derives it, unless it is there.
    #[account(mut)]
    pub new_vault: UncheckedAccount<'info>,
    /// CHECK: the PAU program derives it.
    pub new_proxy: UncheckedAccount<'info>,
    /// CHECK: created by the PAU program as the associated token account of the new proxy.
    #[account(mut)]
    pub new_token_account: UncheckedAccount<'info>,
    /// CHECK: the PAU program checks it.
    pub mint: UncheckedAccount<'info>,
    /// CHECK: the PAU program checks it.
    pub token_program: UncheckedAccount<'info>,
    pub associated_token_program: Program<'info, AssociatedToken>,
    pub system_program: Program<'info, System>,
    /// CHECK: the PAU program checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
}

impl MigrateBook<'_> {
    fn open_new_vault(&self, signer: &[&[u8]]) -> Result<()> {
        // Left from an earlier stay of this Book; migrating into it checks it all the same.
        if *self.new_vault.owner == pau::ID {
            return Ok(());
        }
        BookOpening {
            payer: &self.payer,
            signer: self.facility.as_ref(),
            controller: &self.new_controller,
            pau: self.new_pau.as_ref(),
            vault: &self.new_vault,
            proxy: &self.new_proxy,
            token_account: &self.new_token_account,
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
    fn migrate(&self, signer: &[&[u8]]) -> Result<()> {
        let accounts = MigrateVault {
            signer: self.facility.to_account_info(),
            controller: self.controller.to_account_info(),
            pau: self.pau.to_account_info(),
            new_pau: self.new_pau.to_account_info(),
            vault: self.vault.to_account_info(),
            proxy: self.proxy.to_account_info(),
            token_account: self.token_account.to_account_info(),
            new_vault: self.new_vault.to_account_info(),
            new_token_account: self.new_token_account.to_account_info(),
            mint: self.mint.to_account_info(),
            token_program: self.token_program.to_account_info(),
            event_authority: self.pau_event_authority.to_account_info(),
            program: self.pau_program.to_account_info(),
        };
        let signers = &[signer];
        pau::cpi::migrate_vault(CpiContext::new_with_signer(self.pau_program.key(), accounts, signers))
    }
}

/// Specification:
/// - shall move all money of one Book to another PAU of the same scope, into the Book's own vault there;
/// - only the conserver, and only out of a PAU that it has taken over;
/// - from then on the Book obeys the new PAU's limits and the Beams granted under it.
pub fn handler(ctx: Context<MigrateBook>) -> Result<()> {
    let accounts = &ctx.accounts;
    let (base, bump) = {
        let facility = accounts.facility.load()?;
        (facility.base, facility.bump)
    };
    let signer: &[&[u8]] = &[FACILITY_SEED, base.as_ref(), &[bump]];
    accounts.open_new_vault(signer)?;
    accounts.migrate(signer)?;
    let event = {
        let mut book = accounts.book.load_mut()?;
        book.pau = accounts.new_pau.key();
        book.vault = accounts.new_vault.key();
        book.token_account = accounts.new_token_account.key();
        BookMigrated {
            book: accounts.book.key(),
            sequence: book.next_sequence(),
            conserver: accounts.conserver.key(),
            from: accounts.pau.key(),
            to: book.pau,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
