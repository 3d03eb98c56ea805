//! Who may act on a facility with a Beam. Its PAU's GovOps configures it, see [`configurator::accordant`].

use crate::{error::FacilityError, state::Facility};
use anchor_lang::prelude::*;
use configurator::state::{Beam, Need};
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
