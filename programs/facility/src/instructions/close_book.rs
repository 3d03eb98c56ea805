use crate::{
    error::FacilityError,
    events::PhaseChanged,
    state::{require_beam, Book, Facility},
};
use anchor_lang::prelude::*;
use configurator::state::{permission, Beam};
use halo_math::Phase;
use nfat::state::RedeemVault;
use pau::state::Pau;

#[event_cpi]
#[derive(Accounts)]
pub struct CloseBook<'info> {
    pub beacon: Signer<'info>,
    pub beam: Box<Account<'info, Beam>>,
    pub facility: AccountLoader<'info, Facility>,
    pub pau: AccountLoader<'info, Pau>,
    #[account(
        mut,
        has_one = facility @ FacilityError::WrongFacility,
        has_one = pau @ FacilityError::WrongPau,
        has_one = redeem_vault @ FacilityError::WrongRedeemVault,
    )]
    pub book: AccountLoader<'info, Book>,
    pub redeem_vault: AccountLoader<'info, RedeemVault>,
}

/// Specification:
/// - shall follow UNWINDING only, when no unit is outstanding and none is held;
/// - money that is left shall stop nobody: no unit claims it, anybody can send some, and it leaves by a permit, from a
///   closed Book as from one that unwinds.
pub fn handler(ctx: Context<CloseBook>) -> Result<()> {
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
    let event = {
        let mut book = accounts.book.load_mut()?;
        let before = book.phase;
        book.advance(Phase::Closed)?;
        require_eq!(accounts.redeem_vault.load()?.units, 0, FacilityError::BookNotEmptied);
        require_eq!(book.units_held, 0, FacilityError::BookNotEmptied);
        PhaseChanged {
            book: accounts.book.key(),
            sequence: book.next_sequence(),
            beacon: accounts.beacon.key(),
            before,
            after: book.phase,
            attestation: Pubkey::default(),
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
