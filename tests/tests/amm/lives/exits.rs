//! What leaves a pool under its WITHDRAW and TRANSFER limits, each held against what the rules say beforehand.

use super::{check::Effect, Life};
use crate::floor::{AmmError, PAR};
use halo_sdk::{
    addresses::LimitKey,
    amm::{instructions::InitiateRedemptionArgs, state::PoolWithdrawal},
    halo_math::amm::{Capital, Filled, Withdrawal, WithdrawalQueue},
    instructions::amm as ix,
    pau::{error::PauError, state::RateLimit},
};

/// What is on record once a withdrawal is filled.
struct Foretold {
    queue: WithdrawalQueue,
    capital: Capital,
    ticket: Withdrawal,
    filled: Filled,
}

impl Life {
    /// What a limit of the PAU lets pass now.
    pub fn available(&self, key: &LimitKey) -> u64 {
        let limit: RateLimit = self.chain.read(&key.limit(&self.stand().at.pau));
        limit.bucket_at(self.now()).available_at(self.now())
    }

    fn ticket(&self, number: u64) -> Withdrawal {
        self.chain.read::<PoolWithdrawal>(&self.stand().at.withdrawal(number)).ticket
    }

    /// What the rules make of the first withdrawal that waits, when so much may pass at most.
    fn foretell_fill(&self, number: u64, most: u64) -> Result<Foretold, AmmError> {
        let (pool, clock) = (self.pool(), self.chain.clock());
        let value = match pool.capital.cash_alone() {
            Some(value) => value,
            None => {
                let price = self.feed().nav.price(clock.unix_timestamp, clock.slot)?;
                pool.capital.valuation(&pool.pricing, price)?
            }
        };
        let (mut queue, mut capital, mut ticket) = (pool.queue, pool.capital, self.ticket(number));
        let filled = queue.fill(&mut capital, &mut ticket, &value, most)?;
        Ok(Foretold { queue, capital, ticket, filled })
    }

    pub fn fill(&mut self) -> (&'static str, Effect) {
        let before = self.pool();
        if before.queue.issued == before.queue.served {
            return self.look("check");
        }
        let number = before.queue.served + 1;
        let may = self.available(&self.stand().at.withdraw_limit());
        // Where nothing may pass at all, the PAU says so.
        let told = self.foretell_fill(number, if may == 0 { u64::MAX } else { may });
        let outcome = self.chain.send(&[ix::fill_withdrawal(&self.floor.at, number, None)]);
        let pool = self.pool();
        match &told {
            Ok(told) if told.filled.usds > may => {
                assert_eq!(outcome, Err(Ok(u32::from(PauError::RateLimitExceeded))), "{may} may pass");
                self.meet("withdrawals stopped by WITHDRAW");
            }
            Ok(told) => {
                assert_eq!(outcome, Ok(()), "{:?} is within the {may} that may pass", told.filled);
                assert_eq!((pool.queue, pool.capital), (told.queue, told.capital), "{:?}", told.filled);
                assert_eq!(self.ticket(number), told.ticket, "{:?}", told.filled);
                let left = self.available(&self.stand().at.withdraw_limit());
                assert_eq!(left, may - told.filled.usds, "of {may}");
                if !told.filled.done && may < before.capital.usds {
                    self.meet("withdrawals paid in parts by WITHDRAW");
                }
            }
            Err(rule) => assert_eq!(outcome, Err(Ok(u32::from(*rule)))),
        }
        self.note("fill", outcome);
        ("fill", Effect::None)
    }

    pub fn redeem(&mut self) -> (&'static str, Effect) {
        let pool = self.pool();
        let amount = self.part(pool.capital.inventory);
        let worth = (u128::from(amount) * u128::from(self.price()) / u128::from(PAR)) as u64;
        // Often what it is worth, sometimes less, seldom too much or too little.
        let expected = match self.random.below(16) {
            0 | 1 => worth.saturating_add(2),
            2 | 3 => worth - worth / 1_000,
            4 => worth - worth / 100 * 3,
            5 => worth / 2,
            _ => worth,
        };
        let args = InitiateRedemptionArgs { amount, expected };
        let (number, endpoint) = (pool.redemptions + 1, self.stand().endpoint);
        let limit = self.stand().at.redemption_limit(&endpoint);
        let (beacon, may) = (self.floor.beacon, self.available(&limit));
        let act = ix::initiate_redemption(&beacon, &self.floor.at, number, &endpoint, None, args);
        let outcome = self.chain.send(&[act]);
        match outcome {
            Ok(()) => {
                assert!(amount <= may, "{amount} went beyond the {may} that may pass");
                assert_eq!(self.available(&limit), may - amount, "of {may}");
            }
            Err(Ok(code)) if code == u32::from(PauError::RateLimitExceeded) => {
                assert!(amount > may, "{amount} is within the {may} that may pass");
                self.meet("redemptions stopped by TRANSFER");
            }
            Err(_) => assert_eq!(self.available(&limit), may),
        }
        self.note("redeem", outcome);
        // What is not expected is not counted before it comes; and two parts round down where one whole did.
        ("redeem", Effect::Loss(worth.saturating_sub(expected) + 1))
    }
}
