use crate::{
    error::FacilityError,
    events::{AccordChanged, AccordStep},
    state::{Accord, Facility},
};
use anchor_lang::prelude::*;
use configurator::state::{Accordance, CBeam, PauRegistration, Scope};
use pau::state::Pau;

#[event_cpi]
#[derive(Accounts)]
pub struct CancelAccord<'info> {
    /// The Prime, the GovOps of the PAU, or the conserver in its place.
    pub party: Signer<'info>,
    pub scope: Box<Account<'info, Scope>>,
    /// Absent when the Prime signs, as is the next.
    pub registration: Option<Box<Account<'info, PauRegistration>>>,
    /// Absent when the conserver signs, too.
    pub cbeam: Option<Box<Account<'info, CBeam>>>,
    pub pau: AccountLoader<'info, Pau>,
    #[account(has_one = scope @ FacilityError::WrongScope, has_one = pau @ FacilityError::WrongPau)]
    pub facility: AccountLoader<'info, Facility>,
    #[account(
        mut,
        close = proposer,
        has_one = facility @ FacilityError::WrongFacility,
        has_one = proposer @ FacilityError::WrongRentPayer,
    )]
    pub accord: AccountLoader<'info, Accord>,
    /// CHECK: receives the rent of the accord, which names it.
    #[account(mut)]
    pub proposer: UncheckedAccount<'info>,
}

impl CancelAccord<'_> {
    fn validate(&self) -> Result<()> {
        if self.party.key() == self.accord.load()?.prime {
            return Ok(());
        }
        let registration = self.registration.as_deref().ok_or(FacilityError::NotParty)?;
        let accordance = Accordance {
            signer: self.party.key(),
            scope: (self.scope.key(), &self.scope),
            pau: self.pau.key(),
            registration,
            cbeam: self.cbeam.as_ref().map(|cbeam| &***cbeam),
        };
        Ok(accordance.check()?)
    }
}

/// Specification:
/// - shall end an accord at either side's wish, accepted or not, used or not, and never be stopped;
/// - shall leave what was claimed under it as it is.
pub fn handler(ctx: Context<CancelAccord>) -> Result<()> {
    let accounts = &ctx.accounts;
    accounts.validate()?;
    let event = AccordChanged::of(
        accounts.accord.key(),
        accounts.party.key(),
        &mut *accounts.accord.load_mut()?,
        AccordStep::Cancelled,
    );
    halo_common::emit!(ctx, event);
    Ok(())
}
