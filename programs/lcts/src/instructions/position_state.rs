use crate::{
    error::LctsError,
    state::{LctsGeneration, LctsPosition},
};
use anchor_lang::prelude::*;
use halo_common::Explain;

#[derive(Accounts)]
pub struct PositionState<'info> {
    pub position: AccountLoader<'info, LctsPosition>,
    /// The one that the position is in, if it is in one.
    pub generation: Option<AccountLoader<'info, LctsGeneration>>,
}

/// What a position is worth.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PositionView {
    /// 0 when it is in none.
    pub generation: u64,
    pub shares: u128,
    /// Its part of what is not converted, base units.
    pub underlying: u64,
    /// What a claim would pay, base units.
    pub rewards: u64,
}

/// Specification: shall return what an exit would pay now, or could pay once the generation is unlocked.
pub fn handler(ctx: Context<PositionState>) -> Result<PositionView> {
    let position = ctx.accounts.position.load()?;
    let held = position.held;
    let shares = held.shares();
    if shares == 0 {
        return Ok(PositionView { rewards: held.accrued, ..PositionView::default() });
    }
    let generation = ctx.accounts.generation.as_ref().ok_or(LctsError::GenerationMissing)?.load()?;
    require_keys_eq!(generation.queue, position.queue, LctsError::WrongGeneration);
    let totals = generation.totals;
    let pending = totals.pending(&held).explain::<LctsError>()?;
    Ok(PositionView {
        generation: held.generation,
        shares,
        underlying: totals.underlying_of(shares).explain::<LctsError>()?,
        rewards: held.accrued.checked_add(pending).ok_or(LctsError::Overflow)?,
    })
}
