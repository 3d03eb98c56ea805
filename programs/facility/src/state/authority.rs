//! Who may act on a facility with a Beam. Its PAU's GovOps configures it, see [`configurator::accordant`].

use crate::{
    error::FacilityError,
    state::{Attestation, Facility},
};
use anchor_lang::prelude::*;
use configurator::state::{permission, Beam, Need};
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

/// Refuses an attestation whose attestor has no live Beam from before it over the facility, or is one of `interested`.
pub fn require_attestor(
    facility: &AccountLoader<Facility>,
    attestation: &Attestation,
    beam: &Beam,
    interested: &[Pubkey],
) -> Result<()> {
    let scope = facility.load()?.scope;
    require_oversight(&scope, &facility.key(), beam, &attestation.attestor, permission::ATTEST)?;
    // A revocation ends what was attested before it, also when the attestor comes back.
    require!(attestation.issued_at >= beam.granted_at, FacilityError::StaleAttestation);
    // SECURITY: whoever acts on the word, or named who does, cannot be the witness. To the holders of a scope's
    // roles the configurator does not grant ATTEST at all.
    let independent = !interested.contains(&attestation.attestor);
    require!(independent, FacilityError::AttestorNotIndependent);
    Ok(())
}
