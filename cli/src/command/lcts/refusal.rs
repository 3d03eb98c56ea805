//! Why something cannot be done with a unit now, in dates and tokens, and what to do instead.

use super::rate;
use crate::output::Value;
use anyhow::anyhow;
use halo_sdk::{
    halo_math::LctsError,
    view::{queue_name, NotNow},
};
use solana_pubkey::Pubkey;

/// `refusal` about `unit` in words.
pub fn explain(refusal: NotNow, unit: &Pubkey, decimals: u8) -> anyhow::Error {
    let tokens = |units: u64| Value::Tokens(units, decimals);
    match refusal {
        NotNow::NoQueue { direction } => {
            let name = queue_name(direction);
            anyhow!("the {name} queue was never opened: anybody may, with `halo lcts open-queue {unit} {name}`")
        }
        NotNow::Frozen => anyhow!(
            "the unit's PAU is frozen: nothing goes on but claims and exits, until the council unfreezes it with `halo \
             halt clear pau`"
        ),
        NotNow::Halted => anyhow!(
            "money of the unit is missing: nothing goes on but claims and exits, until the council lifts the halt with \
             `halo lcts clear-halt {unit}`"
        ),
        NotNow::JuniorFirst { worth } => anyhow!(
            "the junior over the same holding is worth {}, and bears a loss first: share it with `halo lcts haircut \
             {unit}`",
            tokens(worth)
        ),
        NotNow::HoldingOfSenior { senior } => {
            anyhow!("the holding is that of the senior {senior}: deploy and return with that unit")
        }
        NotNow::NoJunior => anyhow!(
            "no junior stands over this unit's holding: lower the rate with `halo lcts rate {unit}`"
        ),
        NotNow::NoHolding => anyhow!(
            "the holding was never opened: anybody may once the unit is a controller, with `halo lcts open-holding \
             {unit}`"
        ),
        NotNow::Locked { direction, until } => {
            let (name, until) = (queue_name(direction), Value::Moment(until));
            anyhow!(
                "the {name} queue is locked for settlement until {until} at the latest: try again once it is settled; \
                 if no settlement comes by then, anybody may unlock it with `halo lcts unlock {unit} {name}`"
            )
        }
        NotNow::Overdue { direction, since } => {
            let (name, since) = (queue_name(direction), Value::Moment(since));
            anyhow!(
                "the {name} queue was not settled by {since}: unlock it first, which anybody may, with `halo lcts unlock \
                 {unit} {name}`"
            )
        }
        NotNow::NotOverdue { direction, until } => {
            let (name, until) = (queue_name(direction), Value::Moment(until));
            anyhow!("the {name} queue may still be settled: anybody may unlock it from {until} on")
        }
        NotNow::NotLocked { direction } => {
            let name = queue_name(direction);
            anyhow!("the {name} queue is not locked: lock it first with `halo lcts lock {unit}`")
        }
        NotNow::NothingLocked => {
            anyhow!("neither queue is locked: lock them first with `halo lcts lock {unit}`")
        }
        NotNow::LocksFrom { from } => {
            let from = Value::Moment(from);
            anyhow!("the queues are locked once a day, from 13:00 to 16:00 UTC: the next time from {from} on")
        }
        NotNow::RateOutsideLock => anyhow!(
            "the rate rises between the lock of a day and 16:00 UTC only: lock first with `halo lcts lock {unit}`; it \
             may be lowered at any time"
        ),
        NotNow::SaleAfterCut { from } => anyhow!(
            "the rate was cut by more than a twentieth: no shares are sold or netted before {}; settle the subscribe queue \
             with a capacity of 0 to unlock it",
            Value::Moment(from)
        ),
        NotNow::BeyondPaymentLimit { available, got } => anyhow!(
            "{} would be paid out of the holding, and the PAU lets {} pass now: settle with less, or have GovOps raise the \
             limit of kind withdraw to {unit} with `halo limits`",
            tokens(got),
            tokens(available)
        ),
        NotNow::BeyondHolding { holding, got } => {
            anyhow!("expected at most {}, which the holding has, came {}", tokens(holding), tokens(got))
        }
        NotNow::Rule(LctsError::RateTooHigh { ceiling, got, .. }) => anyhow!(
            "expected a rate of at most {} today, by the unit's yield cap, came {}",
            rate::show(ceiling),
            rate::show(got)
        ),
        NotNow::Rule(LctsError::Unbacked { worth, recorded, ceiling }) => anyhow!(
            "at this rate all shares were worth {}: expected at most {}, a year of the yield cap above the {} on record",
            tokens(worth),
            tokens(ceiling),
            tokens(recorded)
        ),
        NotNow::Rule(LctsError::LossExceedsClaims { loss, claims }) => {
            anyhow!("expected a loss of at most {}, which all shares are worth, came {}", tokens(claims), tokens(loss))
        }
        NotNow::Rule(LctsError::EntryTooSmall { amount, .. }) => {
            anyhow!("{} is too little to buy one share of the queue", tokens(amount))
        }
        other => other.into(),
    }
}
