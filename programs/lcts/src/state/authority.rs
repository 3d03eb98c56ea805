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
    let need = Need {
        scope: &record.scope,
        target: unit.as_ref().key,
        holder,
        permissions: permission,
        pau: (pau.as_ref().key, pau_record.epoch),
    };
    beam.load()?.check(&need, now).explain::<LctsError>()
}
