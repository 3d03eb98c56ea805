use crate::{error::FacilityError, instructions::AttestedChange, state::AttestationKind};
use anchor_lang::prelude::*;
use halo_math::Phase;

/// Specification:
/// - shall follow FILLING only, on a live PRE-DEPLOYMENT attestation about exactly these units;
/// - shall open the deployment for the timeframe that the attestor gave.
pub fn handler(ctx: Context<AttestedChange>) -> Result<()> {
    let now = Clock::get()?.unix_timestamp;
    let event = ctx.accounts.advance(AttestationKind::PreDeployment, Phase::Deploying, now)?;
    let until = now.checked_add(ctx.accounts.attestation.timeframe_seconds);
    ctx.accounts.book.load_mut()?.deploy_until = until.ok_or(FacilityError::Overflow)?;
    halo_common::emit!(ctx, event);
    Ok(())
}
