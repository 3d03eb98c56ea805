//! What must hold after every act.

use super::Life;
use halo_sdk::{
    amm::state::Pool,
    halo_math::amm::{Price, Valuation},
    pau::state::RateLimit,
};
use solana_pubkey::Pubkey;

/// What an act may do to those who stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing that costs them.
    None,
    /// A loss of at most so many base units of cash, on the record.
    Loss(u64),
    /// Another price: the pool itself is as before.
    Price,
}

/// A pool before an act.
pub struct Books {
    pub pool: Pool,
    value: Valuation,
}

/// The value of what `pool` has at `price`.
fn value(pool: &Pool, price: u64) -> Valuation {
    let price = Price::new(price).expect("a price");
    pool.capital.valuation(&pool.pricing, price).expect("it fits")
}

impl Life {
    /// The last price that was accepted, with its growth.
    pub fn price(&self) -> u64 {
        self.feed().nav.mark.price_at(self.now())
    }

    pub fn books(&self) -> Books {
        let pool = self.pool();
        Books { value: value(&pool, self.price()), pool }
    }

    fn limits(&self, place: usize) -> Vec<Pubkey> {
        let stand = &self.stands[place];
        let mut keys = stand.at.swap_limits().to_vec();
        keys.extend([stand.at.withdraw_limit(), stand.at.redemption_limit(&stand.endpoint)]);
        keys.iter().map(|key| key.limit(&stand.at.pau)).collect()
    }

    /// Every byte of a pool.
    pub fn picture(&self, place: usize) -> Vec<Vec<u8>> {
        let at = &self.stands[place].at;
        let mut addresses = self.limits(place);
        addresses.extend([at.pool, at.custody(&at.cash), at.custody(&at.asset), at.payout_account()]);
        addresses.extend([at.vault(&at.cash), at.vault(&at.asset), at.controller()]);
        addresses.extend([self.floor.alice, self.floor.bob].map(|owner| at.position(&owner)));
        addresses.iter().map(|address| self.chain.bytes(address)).collect()
    }

    pub fn check(&self, before: &Books, effect: Effect, what: &str) {
        let after = self.books();
        let capital = after.pool.capital;
        let at = &self.stand().at;
        let held = [at.custody(&at.cash), at.custody(&at.asset), at.payout_account()];
        let recorded = [capital.usds, capital.inventory, capital.reserved];
        for (account, recorded) in held.iter().zip(recorded) {
            let tokens = self.chain.tokens(account);
            assert!(tokens >= recorded, "{what}: {tokens} of {recorded} in {account}");
        }
        for address in self.limits(self.here) {
            let limit: RateLimit = self.chain.read(&address);
            assert!(limit.available <= limit.max, "{what}: {limit:?}");
        }
        assert!(capital.queued <= capital.shares, "{what}");
        match effect {
            Effect::Price => assert_eq!(capital, before.pool.capital, "{what}"),
            Effect::None => {
                let (old, new) = (before.pool.capital.shares, capital.shares);
                let lasting = part(after.value.exit, old) >= part(before.value.exit, new);
                assert!(lasting, "{what}: {:?} of {old}, then {:?} of {new}", before.value, after.value);
            }
            Effect::Loss(loss) => {
                assert_eq!(capital.shares, before.pool.capital.shares, "{what}");
                let (old, new) = (before.value.exit, after.value.exit);
                assert!(new.saturating_add(loss) >= old, "{what}: {old}, then {new}, for a loss of {loss}");
            }
        }
    }
}

/// A value over the shares of the other side, both with the virtual ones.
fn part(value: u64, shares: u64) -> u128 {
    (u128::from(value) + 1) * (u128::from(shares) + 100)
}
