use crate::{
    error::LctsError,
    events::RateSet,
    state::{partner, require_beam, require_live, Unit},
};
use anchor_lang::prelude::*;
use configurator::state::{permission, Beam};
use halo_common::Explain;
use halo_math::LockCycle;
use pau::state::Pau;
use std::cmp::Ordering;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct SetRateArgs {
    /// Underlying per 10^18 shares, base units.
    pub rate: u128,
}

#[event_cpi]
#[derive(Accounts)]
pub struct SetRate<'info> {
    pub beacon: Signer<'info>,
    pub beam: AccountLoader<'info, Beam>,
    #[account(mut, has_one = pau @ LctsError::WrongPau)]
    pub unit: AccountLoader<'info, Unit>,
    pub pau: AccountLoader<'info, Pau>,
    /// The other unit over the same holding, where there is one.
    #[account(mut)]
    pub partner: Option<AccountLoader<'info, Unit>>,
}

impl SetRate<'_> {
    /// Refuses a raise at a time when none may come.
    fn check_raise(&self, senior: Option<&AccountLoader<Unit>>, now: i64) -> Result<()> {
        let unit = self.unit.load()?;
        if let Some(senior) = senior {
            senior.load()?.require_running()?;
        }
        unit.require_running()?;
        unit.require_rate_may_rise(now)?;
        require_live(&self.pau)
    }

    /// Refuses to lower a senior unit's rate before its junior has lost everything.
    fn check_loss(senior: Option<&AccountLoader<Unit>>, partner_worth: u64) -> Result<()> {
        require!(senior.is_some() || partner_worth == 0, LctsError::JuniorFirst);
        Ok(())
    }
}

/// Specification:
/// - shall raise the rate between lock and 16:00 UTC only, by at most the unit's cap for each day since the last change;
/// - shall not raise it so far that all shares over the holding are worth more than what is on record and a year of the
///   yield cap, nor while the PAU is frozen or money of the holding is missing;
/// - shall lower it at any time and by whatever was lost, and write down what is out; a senior unit's only when its junior
///   is worth nothing;
/// - shall touch no queue: what waits is converted at the rate of its settlement, but no shares are sold for a day after a
///   cut of more than a twentieth.
pub fn handler(ctx: Context<SetRate>, args: SetRateArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    let (beacon, day) = (accounts.beacon.key(), LockCycle::day(now));
    require_beam(&accounts.unit, &accounts.pau, &accounts.beam, &beacon, permission::RATE, now)?;
    let other = partner(&accounts.unit, accounts.partner.as_ref())?;
    let other_worth = other.map_or(Ok(0), |other| other.load()?.worth())?;
    let (before, junior) = {
        let unit = accounts.unit.load()?;
        (unit.rate.rate(), unit.is_junior())
    };
    let senior = other.filter(|_| junior);
    match args.rate.cmp(&before) {
        Ordering::Less => SetRate::check_loss(senior, other_worth)?,
        Ordering::Equal | Ordering::Greater => accounts.check_raise(senior, now)?,
    }
    let (worth, cap) = {
        let mut unit = accounts.unit.load_mut()?;
        let (mut rate, cap) = (unit.rate, unit.yield_cap_bps);
        rate.set(args.rate, cap, day).explain::<LctsError>()?;
        if args.rate < before {
            let old = unit.rate;
            unit.note_cut(old, now);
        }
        unit.rate = rate;
        (unit.worth()?.checked_add(other_worth).ok_or(LctsError::Overflow)?, cap)
    };
    let backing = {
        let mut book = senior.unwrap_or(&accounts.unit).load_mut()?;
        match args.rate.cmp(&before) {
            Ordering::Less => book.write_down(worth),
            Ordering::Equal => {}
            Ordering::Greater => book.backing().check_raise(worth, cap).explain::<LctsError>()?,
        }
        book.backing()
    };
    let event = RateSet {
        unit: accounts.unit.key(),
        sequence: accounts.unit.load_mut()?.next_sequence(),
        beacon,
        before,
        after: args.rate,
        day,
        worth,
        recorded: backing.recorded(),
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
