use crate::{instructions::AttestedChange, state::AttestationKind};
use anchor_lang::prelude::*;
use halo_math::Phase;

/// Specification: shall follow DEPLOYING only, on a live AT REST attestation about exactly these units.
pub fn handler(ctx: Context<AttestedChange>) -> Result<()> {
    let now = Clock::get()?.unix_timestamp;
    let event = ctx.accounts.advance(AttestationKind::AtRest, Phase::AtRest, now)?;
    ctx.accounts.book.load_mut()?.last_attested_at = ctx.accounts.attestation.issued_at;
    halo_common::emit!(ctx, event);
    Ok(())
}
