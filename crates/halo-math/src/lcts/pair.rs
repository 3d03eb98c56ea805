//! Settling the two queues of a unit together.

use super::{net, ExchangeRate, Generation, GenerationState, LctsError, Settlement};

/// What settling a pair did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PairSettlement {
    /// Underlying that went straight from subscribers to redeemers, base units.
    pub matched: u64,
    /// Converts underlying and mints shares.
    pub subscribe: Settlement,
    /// Converts shares and brings underlying.
    pub redeem: Settlement,
}

/// Settles the locked ones of a unit's two queues at `rate`, after [`net`]ting them. Capacities are in base units of
/// underlying, and so is what the redeem queue counts for: [`ExchangeRate::underlying_for`] its shares.
///
/// What the holding gains over both is at most `subscribe_capacity`, and what it loses at most `redeem_capacity`, also
/// where [`Generation::convertible`] or rounding makes a queue convert less than was netted. A queue that is not
/// locked takes no part; one of them must be locked.
pub fn settle_pair(
    subscribe: &mut Generation,
    redeem: &mut Generation,
    rate: &ExchangeRate,
    subscribe_capacity: u64,
    redeem_capacity: u64,
) -> Result<PairSettlement, LctsError> {
    let (subscribers, redeemers) = (locked(subscribe)?, locked(redeem)?);
    if subscribers.or(redeemers).is_none() {
        subscribe.check_locked()?;
    }
    let pair =
        Pair { subscribe: subscribers.unwrap_or_default(), redeem: redeemers.unwrap_or_default(), rate };
    let plan = pair.plan(subscribe_capacity, redeem_capacity)?;
    let mut settled = PairSettlement { matched: plan.brought.min(plan.paid), ..PairSettlement::default() };
    let (mut next_subscribe, mut next_redeem) = (*subscribe, *redeem);
    if subscribers.is_some() {
        settled.subscribe = next_subscribe.settle(plan.brought, |underlying| rate.shares_for(underlying))?;
    }
    if redeemers.is_some() {
        // The plan's shares are what a settlement with them as its capacity converts.
        settled.redeem = next_redeem.settle(plan.returned, |_| Ok(plan.paid))?;
    }
    (*subscribe, *redeem) = (next_subscribe, next_redeem);
    Ok(settled)
}

/// Settles a locked subscribe queue alone: brings at most `capacity` underlying. As [`settle_pair`] with an empty redeem
/// queue, at half its cost.
pub fn settle_subscribe(
    subscribe: &mut Generation,
    rate: &ExchangeRate,
    capacity: u64,
) -> Result<PairSettlement, LctsError> {
    let subscribe = subscribe.settle(capacity, |underlying| rate.shares_for(underlying))?;
    Ok(PairSettlement { subscribe, ..PairSettlement::default() })
}

/// Settles a locked redeem queue alone: pays at most `capacity` underlying. As [`settle_pair`] with an empty subscribe
/// queue, at half its cost.
pub fn settle_redeem(
    redeem: &mut Generation,
    rate: &ExchangeRate,
    capacity: u64,
) -> Result<PairSettlement, LctsError> {
    redeem.check_locked()?;
    let total = rate.underlying_for(redeem.underlying)?;
    let (shares, paid) = redeemed(redeem, rate, total, capacity)?;
    let redeem = redeem.settle(shares, |_| Ok(paid))?;
    Ok(PairSettlement { redeem, ..PairSettlement::default() })
}

/// The two queues as they take part: empty where they do not.
struct Pair<'a> {
    subscribe: Generation,
    redeem: Generation,
    rate: &'a ExchangeRate,
}

/// What both queues convert, in numbers that a settlement neither reduces nor leaves out.
#[derive(Clone, Copy)]
struct Plan {
    /// Underlying that the subscribe queue converts.
    brought: u64,
    /// Shares that the redeem queue converts.
    returned: u64,
    /// Underlying that these shares bring.
    paid: u64,
}

impl Pair<'_> {
    /// The netted amounts, reduced until they keep to both capacities as they will be settled.
    ///
    /// Each round reduces what is redeemed to what the round before left room for, and the residual rule can come in
    /// the way of the subscribe queue only once, so there are three rounds at most.
    fn plan(&self, subscribe_capacity: u64, redeem_capacity: u64) -> Result<Plan, LctsError> {
        let total = self.rate.underlying_for(self.redeem.underlying)?;
        let netting = net(self.subscribe.underlying, total, subscribe_capacity, redeem_capacity);
        let (mut brought, mut room) = (netting.subscribe_converted, netting.redeem_converted);
        loop {
            let (returned, paid) = redeemed(&self.redeem, self.rate, total, room)?;
            brought = self.subscribed(brought.min(paid.saturating_add(subscribe_capacity)))?;
            room = brought.saturating_add(redeem_capacity);
            if paid <= room {
                return Ok(Plan { brought, returned, paid });
            }
        }
    }

    /// What the subscribe queue converts of `underlying`: nothing if it does not buy a share.
    fn subscribed(&self, underlying: u64) -> Result<u64, LctsError> {
        match self.subscribe.convertible(underlying) {
            0 => Ok(0),
            converted if !self.rate.buys(converted)? => Ok(0),
            converted => Ok(converted),
        }
    }
}

/// Shares of the redeem queue, which bring `total` together, that bring at most `underlying`, and what they bring; all of
/// them if that is what all bring.
fn redeemed(
    redeem: &Generation,
    rate: &ExchangeRate,
    total: u64,
    underlying: u64,
) -> Result<(u64, u64), LctsError> {
    let all = redeem.underlying;
    let wanted = if total <= underlying { all } else { rate.shares_for(underlying)?.min(all) };
    let shares = redeem.convertible(wanted);
    let paid = if shares == all { total } else { rate.underlying_for(shares)? };
    Ok(if paid == 0 { (0, 0) } else { (shares, paid) })
}

/// The generation, if it takes part.
fn locked(generation: &Generation) -> Result<Option<Generation>, LctsError> {
    Ok((generation.state()? == GenerationState::Locked).then_some(*generation))
}
