//! Who may act on a pool with a Beam. Its PAU's GovOps configures it, see [`configurator::accordant`].

use crate::{error::AmmError, state::Pool};
use anchor_lang::prelude::*;
use configurator::state::{permission, Beam, Need, Scope};
use halo_common::Explain;
use pau::state::Pau;

/// Refuses a beacon without a live Beam over this pool that has `permission`, granted under `pau` in its present epoch.
pub fn require_beam(
    pool: &AccountLoader<Pool>,
    pau: &AccountLoader<Pau>,
    beam: &Beam,
    holder: &Pubkey,
    permission: u32,
    now: i64,
) -> Result<()> {
    let scope = pool.load()?.scope;
    let (pau, epoch) = (pau.key(), pau.load()?.epoch);
    let need =
        Need { scope: &scope, target: &pool.key(), holder, permissions: permission, pau: (&pau, epoch) };
    beam.check(&need, now).explain::<AmmError>()
}

/// Refuses whoever may not stop this pool: council, mom and freezer of the scope may, a warden whose Beam is over it,
/// and the beacon that quotes for it.
pub fn require_stopper(
    pool: &AccountLoader<Pool>,
    pau: &AccountLoader<Pau>,
    scope: &Account<Scope>,
    beam: Option<&Beam>,
    guardian: &Pubkey,
    now: i64,
) -> Result<()> {
    let Some(beam) = beam else {
        require!(scope.is_abeam(guardian), AmmError::NotGuardian);
        return Ok(());
    };
    if beam.permissions & permission::HALT == 0 {
        return require_beam(pool, pau, beam, guardian, permission::QUOTE, now);
    }
    let none = Pubkey::default();
    let (scope, target) = (scope.key(), pool.key());
    // Oversight belongs to no PAU.
    let need = Need {
        scope: &scope,
        target: &target,
        holder: guardian,
        permissions: permission::HALT,
        pau: (&none, 0),
    };
    beam.check(&need, now).explain::<AmmError>()
}
