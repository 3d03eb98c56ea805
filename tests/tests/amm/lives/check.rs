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
    limits: Vec<RateLimit>,
}

/// What the limits of a pool let pass, in the order of [`Life::limits`].
#[derive(Debug, Default)]
struct Charged {
    asset_in: u64,
    cash_out: u64,
    cash_in: u64,
    asset_out: u64,
    withdrawn: u64,
    redeemed: u64,
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
        let limits = self.limits(self.here).iter().map(|address| self.chain.read(address)).collect();
        Books { value: value(&pool, self.price()), pool, limits }
    }

    /// What an act took out of the limits, each of which had that much at this moment.
    fn charged(&self, before: &[RateLimit], after: &[RateLimit], what: &str) -> Charged {
        let now = self.now();
        let mut charged = before.iter().zip(after).map(|(before, after)| {
            assert!(after.available <= after.max, "{what}: {after:?}");
            let [had, has] = [before, after].map(|limit| limit.bucket_at(now).available_at(now));
            had.checked_sub(has).unwrap_or_else(|| panic!("{what}: {has} of a limit that had {had}"))
        });
        let mut next = || charged.next().expect("six limits");
        Charged {
            asset_in: next(),
            cash_out: next(),
            cash_in: next(),
            asset_out: next(),
            withdrawn: next(),
            redeemed: next(),
        }
    }

    /// What moved is what the limits let pass: of the asset in and out, of the cash by trades and withdrawals.
    fn check_limits(&self, before: &Books, after: &Books, effect: Effect, what: &str) {
        let charged = self.charged(&before.limits, &after.limits, what);
        let (old, new) = (before.pool.capital, after.pool.capital);
        assert_eq!(charged.withdrawn, new.reserved.saturating_sub(old.reserved), "{what}: {charged:?}");
        assert_eq!(charged.redeemed, new.pending.saturating_sub(old.pending), "{what}: {charged:?}");
        if effect == Effect::None {
            let asset = i128::from(charged.asset_in) - i128::from(charged.asset_out);
            assert_eq!(i128::from(new.inventory) - i128::from(old.inventory), asset, "{what}: {charged:?}");
            let out = i128::from(old.usds) - i128::from(new.usds);
            let traded = i128::from(charged.cash_out) - i128::from(charged.cash_in);
            let left = traded + i128::from(charged.withdrawn);
            // A deposit is charged to nobody.
            assert!(out == left || left == 0 && out < 0, "{what}: {out} of the cash, {charged:?}");
        }
    }

    fn limits(&self, place: usize) -> Vec<Pubkey> {
        let stand = &self.stands[place];
        let mut keys = stand.at.limits().to_vec();
        keys.push(stand.at.redemption_limit(&stand.endpoint));
        keys.iter().map(|key| key.limit(&stand.at.pau)).collect()
    }

    /// Every byte of a pool, of who has capital in it, and of all its withdrawals and redemptions.
    pub fn picture(&self, place: usize) -> Vec<Vec<u8>> {
        let at = &self.stands[place].at;
        let mut addresses = self.limits(place);
        addresses.extend([at.pool, at.custody(&at.cash), at.custody(&at.asset), at.payout_account()]);
        addresses.extend([at.vault(&at.cash), at.vault(&at.asset), at.controller()]);
        addresses.extend([self.floor.alice, self.floor.bob].map(|owner| at.position(&owner)));
        let pool: Pool = self.chain.read(&at.pool);
        addresses.extend((1..=pool.queue.issued).map(|number| at.withdrawal(number)));
        addresses.extend((1..=pool.redemptions).map(|number| at.redemption(number)));
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
        self.check_limits(before, &after, effect, what);
        assert!(capital.queued <= capital.shares, "{what}");
        assert_eq!(capital.losses, self.losses[self.here], "{what}: every loss, and nothing else");
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
