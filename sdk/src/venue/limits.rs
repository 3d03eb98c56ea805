//! What the pool's PAU lets pass: two limits a trade, one for each of its tokens, and the one of
//! withdrawals.

use super::{pool::AccountMap, PoolVenue, Refusal};
use crate::{
    addresses::{LimitKey, PoolAddresses},
    client::decode_created,
    error::Error,
};
use halo_math::amm::Quote;
use pau::state::{LimitKind, RateLimit};

/// The limits of trades, in the order of [`PoolAddresses::swap_limits`], and the one of withdrawals; none where the PAU
/// has none.
#[derive(Debug, Clone, Default)]
pub(super) struct Charges(Vec<(LimitKey, Option<RateLimit>)>);

impl Charges {
    pub fn read(at: &PoolAddresses, accounts: &AccountMap) -> Result<Self, Error> {
        let read = |key: LimitKey| {
            let address = key.limit(&at.pau);
            let limit = decode_created(&address, accounts.get(&address))?;
            Ok((key, limit))
        };
        at.limits().into_iter().map(read).collect::<Result<_, Error>>().map(Self)
    }

    /// What the limit of this movement lets pass at `now`.
    fn most(&self, key: LimitKey, now: i64) -> Result<u64, Refusal> {
        Ok(running(key, self.find(key))?.available_at(now))
    }

    fn find(&self, key: LimitKey) -> Option<&RateLimit> {
        self.0.iter().find(|(known, _)| *known == key).and_then(|(_, limit)| limit.as_ref())
    }

    /// Refuses what the limit of this movement does not let pass at `now`.
    fn require(&self, key: LimitKey, amount: u64, now: i64) -> Result<(), Refusal> {
        check(key, self.find(key), amount, now)
    }
}

/// Refuses what `limit` does not let pass at `now`.
pub(crate) fn check(key: LimitKey, limit: Option<&RateLimit>, amount: u64, now: i64) -> Result<(), Refusal> {
    let charged = running(key, limit)?.bucket_at(now).charge(amount, now);
    charged.map(|_| ()).map_err(|refusal| Refusal::Limit { key, refusal })
}

/// The limit, if there is one and it is not paused.
fn running(key: LimitKey, limit: Option<&RateLimit>) -> Result<&RateLimit, Refusal> {
    match limit {
        None => Err(Refusal::NoLimit { key }),
        Some(limit) if limit.paused != 0 => Err(Refusal::LimitPaused { key }),
        Some(limit) => Ok(limit),
    }
}

impl PoolVenue {
    /// What of a withdrawal the PAU lets pass now; more of it is paid in parts.
    pub(crate) fn payable_now(&self) -> Result<u64, Refusal> {
        self.charges.most(self.addresses().withdraw_limit(), self.now())
    }

    /// Refuses a trade that the PAU does not let pass.
    pub(super) fn require_passes(&self, quote: &Quote) -> Result<(), Refusal> {
        if self.frozen {
            return Err(Refusal::Frozen);
        }
        self.controller.as_ref().filter(|controller| controller.may_swap()).ok_or(Refusal::NotController)?;
        let at = self.addresses();
        let (comes, leaves) = match quote.trade.is_sell() {
            true => (&at.asset, &at.cash),
            false => (&at.cash, &at.asset),
        };
        let now = self.now();
        self.charges.require(at.limit_key(LimitKind::SwapIn, comes), quote.amount_in, now)?;
        self.charges.require(at.limit_key(LimitKind::SwapOut, leaves), quote.amount_out, now)
    }
}
