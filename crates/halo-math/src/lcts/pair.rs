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
        settled.redeem = next_redeem.settle(plan.returned, |shares| rate.underlying_for(shares))?;
    }
    (*subscribe, *redeem) = (next_subscribe, next_redeem);
    Ok(settled)
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
            let (returned, paid) = self.redeemed(room)?;
            brought = self.subscribed(brought.min(paid.saturating_add(subscribe_capacity)))?;
            room = brought.saturating_add(redeem_capacity);
            if paid <= room {
                return Ok(Plan { brought, returned, paid });
            }
        }
    }

    /// Shares that bring at most `underlying`, and what they bring; all of them if that is what all bring.
    fn redeemed(&self, underlying: u64) -> Result<(u64, u64), LctsError> {
        let all = self.redeem.underlying;
        let wanted = match self.rate.underlying_for(all)? {
            total if total <= underlying => all,
            _ => self.rate.shares_for(underlying)?.min(all),
        };
        let shares = self.redeem.convertible(wanted);
        match self.rate.underlying_for(shares)? {
            0 => Ok((0, 0)),
            paid => Ok((shares, paid)),
        }
    }

    /// What the subscribe queue converts of `underlying`: nothing if it does not buy a share.
    fn subscribed(&self, underlying: u64) -> Result<u64, LctsError> {
        match self.subscribe.convertible(underlying) {
            0 => Ok(0),
            converted if self.rate.shares_for(converted)? == 0 => Ok(0),
            converted => Ok(converted),
        }
    }
}

/// The generation, if it takes part.
fn locked(generation: &Generation) -> Result<Option<Generation>, LctsError> {
    Ok((generation.state()? == GenerationState::Locked).then_some(*generation))
}
