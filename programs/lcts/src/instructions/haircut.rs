use crate::{
    error::LctsError,
    events::TranchesCut,
    state::{require_beam, Unit},
};
use anchor_lang::prelude::*;
use configurator::state::{permission, Beam};
use halo_common::Explain;
use halo_math::{haircut_tranches, ExchangeRate, LockCycle, RANKS};
use pau::state::Pau;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct HaircutArgs {
    /// What the holding lost, base units of the underlying; above zero.
    pub loss: u64,
}

#[event_cpi]
#[derive(Accounts)]
pub struct Haircut<'info> {
    pub beacon: Signer<'info>,
    /// Over the senior unit, which has the holding.
    pub beam: AccountLoader<'info, Beam>,
    #[account(
        mut,
        has_one = pau @ LctsError::WrongPau,
        constraint = !unit.load()?.is_junior() @ LctsError::WrongPartner,
        constraint = unit.load()?.partner == junior.key() @ LctsError::WrongPartner,
    )]
    pub unit: AccountLoader<'info, Unit>,
    #[account(mut)]
    pub junior: AccountLoader<'info, Unit>,
    pub pau: AccountLoader<'info, Pau>,
}

/// Specification:
/// - shall lower the rates of both units over the holding by a loss, at any time: the junior's to nothing before the
///   senior's at all;
/// - shall refuse a loss of more than all shares are worth;
/// - shall write down what is out, and touch no queue and no other Book.
pub fn handler(ctx: Context<Haircut>, args: HaircutArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    let (beacon, day) = (accounts.beacon.key(), LockCycle::day(now));
    require_beam(&accounts.unit, &accounts.pau, &accounts.beam, &beacon, permission::RATE, now)?;
    require!(args.loss > 0, LctsError::ZeroAmount);
    let event = {
        let (mut senior, mut junior) = (accounts.unit.load_mut()?, accounts.junior.load_mut()?);
        let none = ExchangeRate::default();
        let mut rates: [ExchangeRate; RANKS] = [senior.rate, junior.rate, none, none];
        let supplies = [senior.supply, junior.supply, 0, 0];
        let [senior_lost, junior_lost, ..] =
            haircut_tranches(&mut rates, &supplies, args.loss, day).explain::<LctsError>()?;
        for (unit, rate) in [&mut senior, &mut junior].into_iter().zip(rates) {
            let before = unit.rate;
            if rate.rate() < before.rate() {
                unit.note_cut(before, now);
            }
            unit.rate = rate;
        }
        let worth = senior.worth()?.checked_add(junior.worth()?).ok_or(LctsError::Overflow)?;
        senior.write_down(worth);
        TranchesCut {
            unit: accounts.unit.key(),
            sequence: senior.next_sequence(),
            junior: accounts.junior.key(),
            junior_sequence: junior.next_sequence(),
            beacon,
            day,
            loss: args.loss,
            senior_lost,
            junior_lost,
            senior_rate: senior.rate.rate(),
            junior_rate: junior.rate.rate(),
            worth,
            recorded: senior.backing().recorded(),
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
