//! Who may act on a unit with a Beam. Its PAU's GovOps configures it, see [`configurator::accordant`].

use crate::{error::LctsError, state::Unit};
use anchor_lang::prelude::*;
use configurator::state::{Beam, Need};
use halo_common::Explain;
use pau::state::Pau;

/// Refuses a beacon without a live Beam over this unit that has `permission`, granted under `pau` in its present epoch.
pub fn require_beam(
    unit: &AccountLoader<Unit>,
    pau: &AccountLoader<Pau>,
    beam: &Beam,
    holder: &Pubkey,
    permission: u32,
    now: i64,
) -> Result<()> {
    let scope = unit.load()?.scope;
    let (pau, epoch) = (pau.key(), pau.load()?.epoch);
    let need =
        Need { scope: &scope, target: &unit.key(), holder, permissions: permission, pau: (&pau, epoch) };
    beam.check(&need, now).explain::<LctsError>()
}
