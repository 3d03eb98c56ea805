use crate::{
    error::FacilityError,
    events::UnitCollected,
    state::{Book, Facility, Holding},
    BOOK_SEED,
};
use anchor_lang::prelude::*;
use halo_common::{token::balance, Explain};
use nfat::{program::Nfat as NfatProgram, state::Nfat};

/// What the Book collects as the holder that it is.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum CollectKind {
    /// `nfat::claim_interest`
    Interest,
    /// `nfat::spend`
    Tranche,
    /// `nfat::redeem`
    Redemption,
}

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct CollectUnitArgs {
    pub kind: CollectKind,
}

#[event_cpi]
#[derive(Accounts)]
pub struct CollectUnit<'info> {
    #[account(
        has_one = mint @ FacilityError::WrongMint,
        has_one = token_program @ FacilityError::WrongTokenProgram,
    )]
    pub facility: AccountLoader<'info, Facility>,
    /// The Book that holds the NFAT, and signs for it.
    #[account(
        mut,
        has_one = facility @ FacilityError::WrongFacility,
        has_one = token_account @ FacilityError::WrongBookVault,
    )]
    pub book: AccountLoader<'info, Book>,
    /// CHECK: the Book names it: money of a Book goes nowhere else.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    #[account(
        mut,
        has_one = book @ FacilityError::WrongBook,
        has_one = asset @ FacilityError::WrongNfat,
        has_one = nfat @ FacilityError::WrongNfat,
        has_one = rent_payer @ FacilityError::WrongRentPayer,
    )]
    pub holding: Box<Account<'info, Holding>>,
    /// CHECK: receives the rent of the holding, which names it, and what the asset's burning frees.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
    /// CHECK: the NFAT program checks it.
    pub config: UncheckedAccount<'info>,
    #[account(mut)]
    pub nfat: AccountLoader<'info, Nfat>,
    /// CHECK: the NFAT program checks it.
    #[account(mut)]
    pub redeem_vault: UncheckedAccount<'info>,
    /// CHECK: the NFAT program checks it.
    #[account(mut)]
    pub redeem_token_account: UncheckedAccount<'info>,
    /// CHECK: the holding names it.
    #[account(mut)]
    pub asset: UncheckedAccount<'info>,
    /// CHECK: the NFAT program checks it.
    #[account(mut)]
    pub collection: UncheckedAccount<'info>,
    /// CHECK: receives the rent of the NFAT's record; the NFAT program checks it.
    #[account(mut)]
    pub nfat_rent_payer: UncheckedAccount<'info>,
    /// CHECK: the facility names it.
    pub mint: UncheckedAccount<'info>,
    /// CHECK: the facility names it.
    pub token_program: UncheckedAccount<'info>,
    /// CHECK: the NFAT program checks it.
    pub core_program: UncheckedAccount<'info>,
    pub system_program: Program<'info, System>,
    /// CHECK: the NFAT program checks it.
    pub nfat_event_authority: UncheckedAccount<'info>,
    pub nfat_program: Program<'info, NfatProgram>,
}

impl CollectUnit<'_> {
    /// Has the NFAT program pay its holder, for whom the Book signs.
    fn collect(&self, kind: CollectKind) -> Result<()> {
        let (facility, book_id, bump) = {
            let book = self.book.load()?;
            (book.facility, book.book_id, book.bump)
        };
        let seeds: &[&[u8]] = &[BOOK_SEED, facility.as_ref(), &book_id.to_le_bytes(), &[bump]];
        match kind {
            CollectKind::Interest | CollectKind::Tranche => self.pay_out(kind, seeds),
            CollectKind::Redemption => self.redeem(seeds),
        }
    }

    #[inline(never)]
    fn pay_out(&self, kind: CollectKind, seeds: &[&[u8]]) -> Result<()> {
        let accounts = nfat::cpi::accounts::Payout {
            holder: self.book.to_account_info(),
            config: self.config.to_account_info(),
            nfat: self.nfat.to_account_info(),
            redeem_vault: self.redeem_vault.to_account_info(),
            token_account: self.redeem_token_account.to_account_info(),
            destination: self.token_account.to_account_info(),
            asset: self.asset.to_account_info(),
            collection: self.collection.to_account_info(),
            mint: self.mint.to_account_info(),
            token_program: self.token_program.to_account_info(),
            event_authority: self.nfat_event_authority.to_account_info(),
            program: self.nfat_program.to_account_info(),
        };
        let signers = &[seeds];
        let cpi = CpiContext::new_with_signer(self.nfat_program.key(), accounts, signers);
        let args = nfat::instructions::PayoutArgs { min_payout: 0 };
        match kind {
            CollectKind::Interest => nfat::cpi::claim_interest(cpi, args),
            _ => nfat::cpi::spend(cpi, args),
        }
    }

    #[inline(never)]
    fn redeem(&self, seeds: &[&[u8]]) -> Result<()> {
        let accounts = nfat::cpi::accounts::Redeem {
            holder: self.book.to_account_info(),
            config: self.config.to_account_info(),
            nfat: self.nfat.to_account_info(),
            redeem_vault: self.redeem_vault.to_account_info(),
            token_account: self.redeem_token_account.to_account_info(),
            destination: self.token_account.to_account_info(),
            asset: self.asset.to_account_info(),
            collection: self.collection.to_account_info(),
            rent_payer: self.nfat_rent_payer.to_account_info(),
            mint: self.mint.to_account_info(),
            token_program: self.token_program.to_account_info(),
            core_program: self.core_program.to_account_info(),
            system_program: self.system_program.to_account_info(),
            event_authority: self.nfat_event_authority.to_account_info(),
            program: self.nfat_program.to_account_info(),
        };
        let signers = &[seeds];
        let cpi = CpiContext::new_with_signer(self.nfat_program.key(), accounts, signers);
        // Whoever asks does not waive what the Book is owed.
        nfat::cpi::redeem(cpi, nfat::instructions::RedeemArgs { min_payout: 0, accept_shortfall: false })
    }

    /// Passes on what the burning of the asset has freed: a Book has no use for lamports.
    fn pass_on_rent(&self, before: u64) -> Result<()> {
        let book: &AccountInfo = self.book.as_ref();
        let freed = book.lamports().saturating_sub(before);
        book.sub_lamports(freed)?;
        self.rent_payer.add_lamports(freed)?;
        Ok(())
    }
}

/// Specification:
/// - shall pay what a held NFAT has coming into the holding Book's own account, whoever asks, and never be stopped;
/// - shall count what arrives, and nothing else, as returned to the Book;
/// - a redemption shall end the holding.
pub fn handler(ctx: Context<CollectUnit>, args: CollectUnitArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let held_before = balance(&accounts.token_account).explain::<FacilityError>()?;
    let lamports_before = accounts.book.as_ref().lamports();
    accounts.collect(args.kind)?;
    let held = balance(&accounts.token_account).explain::<FacilityError>()?;
    let amount = held.checked_sub(held_before).ok_or(FacilityError::Overflow)?;
    accounts.pass_on_rent(lamports_before)?;
    let left = match args.kind {
        CollectKind::Redemption => None,
        _ => Some(accounts.nfat.load()?.outstanding_principal),
    };
    let event = {
        let mut book = accounts.book.load_mut()?;
        book.recount(accounts.holding.principal, left)?;
        UnitCollected {
            book: accounts.book.key(),
            sequence: book.next_sequence(),
            asset: accounts.asset.key(),
            kind: args.kind as u8,
            amount,
            returned_after: book.receive(amount)?,
            units_held_after: book.units_held,
            held_principal_after: book.held_principal,
        }
    };
    match left {
        Some(principal) => ctx.accounts.holding.principal = principal,
        None => ctx.accounts.holding.close(ctx.accounts.rent_payer.to_account_info())?,
    }
    halo_common::emit!(ctx, event);
    Ok(())
}
