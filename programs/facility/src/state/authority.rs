//! Who may act on a facility: holders of Beams, the GovOps of its PAU, and the council.

use crate::{error::FacilityError, state::Facility};
use anchor_lang::prelude::*;
use configurator::state::{Accordance, Beam, CBeam, Need, PauRegistration, Scope};
use halo_common::Explain;
use pau::state::Pau;

/// Refuses a beacon without a live Beam over this facility that has `permissions`, granted under `pau` in its
/// present epoch: the PAU that holds the money which the beacon would move.
pub fn require_beam(
    facility: &AccountLoader<Facility>,
    pau: &AccountLoader<Pau>,
    beam: &Beam,
    holder: &Pubkey,
    permissions: u32,
    now: i64,
) -> Result<()> {
    let scope = facility.load()?.scope;
    let (pau, epoch) = (pau.key(), pau.load()?.epoch);
    let need = Need { scope: &scope, target: &facility.key(), holder, permissions, pau: (&pau, epoch) };
    beam.check(&need, now).explain::<FacilityError>()
}

/// Refuses an attestor or warden without a live Beam over `target`. Neither right belongs to a PAU.
pub fn require_oversight(
    scope: &Pubkey,
    target: &Pubkey,
    beam: &Beam,
    holder: &Pubkey,
    permission: u32,
) -> Result<()> {
    let need = Need { scope, target, holder, permissions: permission, pau: (&Pubkey::default(), 0) };
    beam.check(&need, Clock::get()?.unix_timestamp).explain::<FacilityError>()
}

/// The signer that configures a facility and the records that it shows.
pub struct Configurer<'a, 'info> {
    pub govops: &'a Signer<'info>,
    pub scope: &'a Account<'info, Scope>,
    pub registration: &'a PauRegistration,
    pub cbeam: Option<&'a CBeam>,
    pub pau: &'a AccountLoader<'info, Pau>,
}

impl Configurer<'_, '_> {
    fn accordance(&self) -> Accordance<'_> {
        Accordance {
            signer: self.govops.key(),
            scope: (self.scope.key(), self.scope),
            pau: self.pau.key(),
            registration: self.registration,
            cbeam: self.cbeam,
        }
    }

    /// Refuses whoever may not configure the facility's PAU.
    pub fn require(&self) -> Result<()> {
        Ok(self.accordance().check()?)
    }

    /// The same for what lets somebody do more than before: not while the PAU is frozen.
    pub fn require_may_add(&self) -> Result<()> {
        Ok(self.accordance().check_may_add(self.pau.load()?.frozen != 0)?)
    }
}

/// The [`Configurer`] of accounts with the usual names.
macro_rules! configurer {
    ($accounts:expr) => {
        crate::state::Configurer {
            govops: &$accounts.govops,
            scope: &$accounts.scope,
            registration: &$accounts.registration,
            cbeam: $accounts.cbeam.as_ref().map(|cbeam| &***cbeam),
            pau: &$accounts.pau,
        }
    };
}
pub(crate) use configurer;
