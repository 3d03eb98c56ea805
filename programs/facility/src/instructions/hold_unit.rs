use crate::{
    error::FacilityError,
    events::UnitHeld,
    state::{require_beam, Book, Facility, Holding},
    ACCOUNT_VERSION, HOLDING_SEED,
};
use anchor_lang::prelude::*;
use configurator::state::{permission, Beam};
use nfat::{
    core_asset::owner_of,
    state::{Nfat, NfatConfig},
};
use pau::state::Pau;

#[event_cpi]
#[derive(Accounts)]
pub struct HoldUnit<'info> {
    /// Also pays the rent.
    #[account(mut)]
    pub beacon: Signer<'info>,
    pub beam: Box<Account<'info, Beam>>,
    pub pau: AccountLoader<'info, Pau>,
    #[account(has_one = mint @ FacilityError::WrongMint)]
    pub facility: AccountLoader<'info, Facility>,
    /// The Book that holds.
    #[account(
        mut,
        has_one = facility @ FacilityError::WrongFacility,
        has_one = pau @ FacilityError::WrongPau,
    )]
    pub book: AccountLoader<'info, Book>,
    /// CHECK: its owner and collection are read in the handler.
    pub asset: UncheckedAccount<'info>,
    #[account(
        has_one = asset @ FacilityError::WrongNfat,
        has_one = config @ FacilityError::WrongNfatConfig,
    )]
    pub nfat: AccountLoader<'info, Nfat>,
    /// Of the collection that the asset is in.
    #[account(
        has_one = mint @ FacilityError::WrongMint,
        has_one = collection @ FacilityError::WrongNfatConfig,
    )]
    pub config: AccountLoader<'info, NfatConfig>,
    /// CHECK: the configuration names it.
    pub collection: UncheckedAccount<'info>,
    /// The Book that the NFAT is a unit of.
    #[account(
        constraint = child_book.key() == nfat.load()?.book @ FacilityError::WrongNfat,
        constraint = child_book.load()?.facility == nfat.load()?.facility @ FacilityError::WrongNfat,
    )]
    pub child_book: AccountLoader<'info, Book>,
    #[account(
        init,
        payer = beacon,
        space = Holding::SPACE,
        seeds = [HOLDING_SEED, asset.key().as_ref()],
        bump
    )]
    pub holding: Account<'info, Holding>,
    /// CHECK: facility and collection name it: parent and child have one asset.
    pub mint: UncheckedAccount<'info>,
    pub system_program: Program<'info, System>,
}

impl HoldUnit<'_> {
    fn validate(&self, now: i64) -> Result<()> {
        require_beam(&self.facility, &self.pau, &self.beam, self.beacon.key, permission::BOOK, now)?;
        let book = self.book.load()?;
        // Also later: an asset that was sent here too late would otherwise be nobody's.
        book.require_deployed()?;
        // SECURITY: levels fall along every chain of holdings, so no chain comes back to where it began. A Book
        // that stood for its own child would be refused here as well.
        require_gt!(book.level, self.child_book.load()?.level, FacilityError::LevelNotBelow);
        let owner = owner_of(&self.asset, self.collection.key).map_err(|_| FacilityError::AssetUnreadable)?;
        require_keys_eq!(owner, self.book.key(), FacilityError::NotHeld);
        Ok(())
    }
}

/// Specification:
/// - shall record that a Book owns an NFAT of a Book of a lower level, in the same asset, of whatever facility;
/// - shall be possible once DEPLOYING, until CLOSED: what a Book holds is bought with what it deploys;
/// - shall count the NFAT with its outstanding principal, never with what is behind it.
pub fn handler(ctx: Context<HoldUnit>) -> Result<()> {
    let now = Clock::get()?.unix_timestamp;
    let accounts = &mut *ctx.accounts;
    accounts.validate(now)?;
    let principal = accounts.nfat.load()?.outstanding_principal;
    accounts.holding.set_inner(Holding {
        version: ACCOUNT_VERSION,
        bump: ctx.bumps.holding,
        book: accounts.book.key(),
        asset: accounts.asset.key(),
        nfat: accounts.nfat.key(),
        child_book: accounts.child_book.key(),
        principal,
        rent_payer: accounts.beacon.key(),
        reserved: [0; 38],
    });
    let event = {
        let mut book = accounts.book.load_mut()?;
        book.hold(principal)?;
        UnitHeld {
            book: accounts.book.key(),
            sequence: book.next_sequence(),
            beacon: accounts.beacon.key(),
            asset: accounts.asset.key(),
            child_book: accounts.child_book.key(),
            principal,
            units_held_after: book.units_held,
            held_principal_after: book.held_principal,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
