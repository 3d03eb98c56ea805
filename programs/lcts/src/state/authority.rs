//! Who may act on a unit with a Beam. Its PAU's GovOps configures it, see [`configurator::accordant`].

use crate::{error::LctsError, state::Unit};
use anchor_lang::prelude::*;
use configurator::state::{Beam, Need};
use halo_common::Explain;
use pau::state::Pau;

/// Refuses while the PAU is frozen. Never asked of who claims, exits or unlocks.
pub fn require_live(pau: &AccountLoader<Pau>) -> Result<()> {
    require!(pau.load()?.frozen == 0, LctsError::PauFrozen);
    Ok(())
}

/// Refuses a beacon without a live Beam over this unit that has `permission`, granted under `pau` in its present epoch.
pub fn require_beam(
    unit: &AccountLoader<Unit>,
    pau: &AccountLoader<Pau>,
    beam: &AccountLoader<Beam>,
    holder: &Pubkey,
    permission: u32,
    now: i64,
) -> Result<()> {
    let (record, pau_record) = (unit.load()?, pau.load()?);
    let (unit, pau) = ((unit.as_ref().key, &*record), (pau.as_ref().key, pau_record.epoch));
    let beam = beam.load()?;
    check_beam(unit, pau, &beam, holder, permission, now)
}

/// The same with the records at hand: the unit at its address, and the PAU's address and epoch.
pub fn check_beam(
    (target, unit): (&Pubkey, &Unit),
    pau: (&Pubkey, u64),
    beam: &Beam,
    holder: &Pubkey,
    permission: u32,
    now: i64,
) -> Result<()> {
    let need = Need { scope: &unit.scope, target, holder, permissions: permission, pau };
    beam.check(&need, now).explain::<LctsError>()
}
