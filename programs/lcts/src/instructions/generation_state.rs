use crate::state::LctsGeneration;
use anchor_lang::prelude::*;

#[derive(Accounts)]
pub struct GenerationState<'info> {
    pub generation: AccountLoader<'info, LctsGeneration>,
}

/// What a generation has and has done.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub struct GenerationView {
    pub number: u64,
    /// 0 dormant, 1 active, 2 locked, 3 finalized.
    pub state: u8,
    pub shares: u128,
    /// Base units that wait to be converted.
    pub underlying: u64,
    /// Rewards a share since the beginning, times 10^18.
    pub reward_per_share: u128,
    /// Rewards that are in no position's account yet, base units.
    pub rewards_owed: u64,
}

/// Specification: shall return what the members of the generation share.
pub fn handler(ctx: Context<GenerationState>) -> Result<GenerationView> {
    let totals = ctx.accounts.generation.load()?.totals;
    Ok(GenerationView {
        number: totals.number,
        // Numbers of states are single digits.
        state: u8::try_from(totals.state).unwrap_or(u8::MAX),
        shares: totals.shares(),
        underlying: totals.underlying,
        reward_per_share: totals.reward_per_share_1e18(),
        rewards_owed: totals.rewards_owed,
    })
}
