use crate::{
    error::LctsError,
    events::RateSet,
    state::{require_beam, Unit},
};
use anchor_lang::prelude::*;
use configurator::state::{permission, Beam};
use halo_common::Explain;
use halo_math::LockCycle;
use pau::state::Pau;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct SetRateArgs {
    /// Underlying per 10^18 shares, base units.
    pub rate: u128,
}

#[event_cpi]
#[derive(Accounts)]
pub struct SetRate<'info> {
    pub beacon: Signer<'info>,
    pub beam: Box<Account<'info, Beam>>,
    #[account(mut, has_one = pau @ LctsError::WrongPau)]
    pub unit: AccountLoader<'info, Unit>,
    pub pau: AccountLoader<'info, Pau>,
}

/// Specification:
/// - shall raise the rate between lock and 16:00 UTC only, by at most the unit's cap for each day since the last change;
/// - shall lower it at any time and by whatever was lost;
/// - shall touch no queue: what waits is converted at the rate of its settlement.
pub fn handler(ctx: Context<SetRate>, args: SetRateArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    let (beacon, day) = (accounts.beacon.key(), LockCycle::day(now));
    require_beam(&accounts.unit, &accounts.pau, &accounts.beam, &beacon, permission::RATE, now)?;
    let event = {
        let mut unit = accounts.unit.load_mut()?;
        let mut rate = unit.rate;
        let before = rate.rate();
        if args.rate >= before {
            unit.require_rate_may_rise(now)?;
        }
        rate.set(args.rate, unit.yield_cap_bps, day).explain::<LctsError>()?;
        unit.rate = rate;
        let sequence = unit.next_sequence();
        RateSet { unit: accounts.unit.key(), sequence, beacon, before, after: args.rate, day }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
