//! One pool, as the accounts that were read last say it is.

use super::{limits::Charges, Refusal};
use crate::{
    addresses::PoolAddresses,
    client::{decode_at, decode_created},
    error::Error,
};
use amm::{
    pyth,
    state::{Feed, Pool},
    LATCH_AGE_SECONDS,
};
use halo_math::amm::{Price, PriceError, PullPrice, Quote, Trade};
use pau::state::{Controller, Pau};
use solana_account::Account;
use solana_clock::Clock;
use solana_pubkey::Pubkey;
use solana_sdk_ids::sysvar;
use std::collections::HashMap;

/// Accounts by their addresses; one that does not exist is missing.
pub type AccountMap = HashMap<Pubkey, Account>;

/// A pool with all that decides what a trade comes to. Reads nothing by itself.
#[derive(Debug, Clone)]
pub struct PoolVenue {
    at: PoolAddresses,
    state: Pool,
    feed: Option<Feed>,
    /// Account of the Pyth receiver that trades are to name, and what it says.
    price_update: Option<Pubkey>,
    update: Option<PullPrice>,
    pub(super) frozen: bool,
    pub(super) controller: Option<Controller>,
    pub(super) charges: Charges,
    /// Cash and asset in the vaults, base units.
    held: [u64; 2],
    clock: Clock,
}

impl PoolVenue {
    /// The pool whose account is `account`. It quotes nothing before [`PoolVenue::update`].
    ///
    /// # Errors
    /// [`Error::AccountMismatch`] when it is no pool.
    pub fn from_account(address: &Pubkey, account: &Account) -> Result<Self, Error> {
        let state: Pool = decode_at(address, account)?;
        Ok(Self {
            at: PoolAddresses::of(*address, &state),
            state,
            feed: None,
            price_update: None,
            update: None,
            frozen: false,
            controller: None,
            charges: Charges::default(),
            held: [0; 2],
            clock: Clock::default(),
        })
    }

    /// The same with the account of the Pyth receiver that trades name. A pool without a Pyth feed does without.
    pub fn with_price_update(mut self, account: Option<Pubkey>) -> Self {
        self.price_update = account.filter(|_| self.has_pyth());
        self
    }

    /// Accounts that [`PoolVenue::update`] reads; the same ones as long as the pool has the same sources of its price.
    pub fn accounts_to_update(&self) -> Vec<Pubkey> {
        let fixed = [self.at.pool, self.at.pau, self.at.controller(), sysvar::clock::ID];
        let limits = self.at.limits().map(|key| key.limit(&self.at.pau));
        fixed
            .into_iter()
            .chain(self.vaults())
            .chain(limits)
            .chain(self.at.feed)
            .chain(self.price_update)
            .collect()
    }

    /// Token accounts of cash and asset.
    fn vaults(&self) -> [Pubkey; 2] {
        [self.at.custody(&self.at.cash), self.at.custody(&self.at.asset)]
    }

    /// Takes over what the accounts say. Nothing of it stays from before.
    ///
    /// # Errors
    /// [`Error::AccountMissing`] without the pool, its PAU, its feed, its Pyth account or the clock, and
    /// [`Error::AccountMismatch`] when one is something else. A pool that has got another feed lacks that one once, and
    /// [`PoolVenue::accounts_to_update`] names it from then on.
    pub fn update(&mut self, accounts: &AccountMap) -> Result<(), Error> {
        let found = |address: &Pubkey, what| {
            accounts.get(address).ok_or(Error::AccountMissing { address: *address, what })
        };
        let state: Pool = decode_at(&self.at.pool, found(&self.at.pool, "Pool")?)?;
        self.at = PoolAddresses::of(self.at.pool, &state);
        let pau: Pau = decode_at(&self.at.pau, found(&self.at.pau, "Pau")?)?;
        let feed = match self.at.feed {
            Some(address) => Some(decode_at(&address, found(&address, "Feed")?)?),
            None => None,
        };
        let update = match self.price_update.filter(|_| state.pyth_feed != [0; 32]) {
            Some(address) => Some(read_update(&address, found(&address, "a price of Pyth")?, &state)?),
            None => None,
        };
        let controller = self.at.controller();
        let controller = decode_created(&controller, accounts.get(&controller))?;
        let clock = read_clock(found(&sysvar::clock::ID, "the clock")?)?;
        self.controller = controller;
        self.charges = Charges::read(&self.at, accounts)?;
        // A vault that was never opened holds nothing, and nothing of it is on record.
        self.held = self.vaults().map(|vault| accounts.get(&vault).and_then(tokens).unwrap_or_default());
        self.frozen = pau.frozen != 0;
        (self.state, self.feed, self.update, self.clock) = (state, feed, update, clock);
        Ok(())
    }

    pub fn addresses(&self) -> &PoolAddresses {
        &self.at
    }

    pub fn state(&self) -> &Pool {
        &self.state
    }

    /// The pool's reports, if reporters give its price.
    pub fn feed(&self) -> Option<&Feed> {
        self.feed.as_ref()
    }

    /// Account of the Pyth receiver that trades name.
    pub fn price_update(&self) -> Option<Pubkey> {
        self.price_update
    }

    /// When the price was published that trades depend on: of the reporters' reports, else of Pyth's. None before the
    /// first.
    pub fn published_at(&self) -> Option<i64> {
        match (&self.feed, self.update) {
            (Some(feed), _) => (feed.nav.mark.price != 0).then_some(feed.nav.mark.published_at),
            (None, update) => update.map(|update| update.published_at),
        }
    }

    /// Unix seconds of the clock that was read last.
    pub fn now(&self) -> i64 {
        self.clock.unix_timestamp
    }

    /// Slot of the same clock.
    pub fn slot(&self) -> u64 {
        self.clock.slot
    }

    /// Whether the PAU is frozen.
    pub fn is_frozen(&self) -> bool {
        self.frozen
    }

    /// Whether Pyth gives the price, or the second one.
    pub fn has_pyth(&self) -> bool {
        self.state.pyth_feed != [0; 32]
    }

    /// The price that a trade would be made at, before any discount.
    ///
    /// # Errors
    /// [`Refusal::Price`] with the reason why nobody trades, [`Refusal::NoPriceUpdate`] when Pyth's account is not known, and
    /// a spread that a source asks to be wider.
    pub fn price(&self) -> Result<Price, Refusal> {
        let (now, slot) = (self.clock.unix_timestamp, self.clock.slot);
        self.combine(|update| self.state.pull.price(update, now, slot))
    }

    /// The same, but of Pyth only what it said a few seconds ago: what the pool may be latched over.
    ///
    /// # Errors
    /// As [`PoolVenue::price`].
    pub fn price_now(&self) -> Result<Price, Refusal> {
        let (now, slot) = (self.clock.unix_timestamp, self.clock.slot);
        self.combine(|update| self.state.pull.price_now(update, LATCH_AGE_SECONDS, now, slot))
    }

    /// The reporters' price if there is one, held against Pyth's if there is that too; else Pyth's.
    fn combine(&self, pull: impl FnOnce(&PullPrice) -> Result<Price, PriceError>) -> Result<Price, Refusal> {
        let (now, slot) = (self.clock.unix_timestamp, self.clock.slot);
        if self.has_pyth() {
            self.update.ok_or(Refusal::NoPriceUpdate)?;
            self.state.pricing.check_feed(&self.state.pull.limits)?;
        }
        let pulled = self.update.as_ref().map(pull);
        let Some(feed) = &self.feed else {
            return Ok(pulled.ok_or(PriceError::NoPrice)??);
        };
        self.state.pricing.check_feed(&feed.nav.limits)?;
        Ok(feed.nav.price_beside(pulled, now, slot)?)
    }

    /// What the program's `quote` would say of `trade` now: all but what the PAU lets pass.
    ///
    /// # Errors
    /// As the program refuses.
    pub fn program_quote(&self, trade: Trade) -> Result<Quote, Refusal> {
        let price = self.price()?;
        self.state.breaker.check(&trade)?;
        let Pool { pricing, capital, flows, .. } = &self.state;
        let quote = pricing.quote(trade, price, capital, flows, self.clock.unix_timestamp)?;
        pricing.check_trade(&quote, capital)?;
        self.require_held()?;
        Ok(quote)
    }

    /// Cash and asset that are on record and not in the vaults, base units.
    pub fn missing(&self) -> [u64; 2] {
        let [cash, asset] = self.held;
        self.state.capital.missing(cash, asset)
    }

    /// Refuses while the vaults hold less than is on record: nobody trades, enters or is paid for shares then.
    ///
    /// # Errors
    /// [`Refusal::Missing`].
    pub fn require_held(&self) -> Result<(), Refusal> {
        match self.missing() {
            [0, 0] => Ok(()),
            [cash, asset] => Err(Refusal::Missing { cash, asset }),
        }
    }

    /// What `trade` would come to now. It would land at this moment, whatever its trader can pay.
    ///
    /// # Errors
    /// When the trade would be refused, by the pool or by its PAU.
    pub fn quote_trade(&self, trade: Trade) -> Result<Quote, Refusal> {
        self.require_open()?;
        let quote = self.program_quote(trade)?;
        self.require_passes(&quote)?;
        Ok(quote)
    }

    /// Refuses before the vaults are open.
    ///
    /// # Errors
    /// [`Refusal::NotOpen`].
    pub fn require_open(&self) -> Result<(), Refusal> {
        self.state.require_open().map_err(|_| Refusal::NotOpen)
    }
}

fn read_update(address: &Pubkey, account: &Account, pool: &Pool) -> Result<PullPrice, Error> {
    let mismatch = |found| Error::AccountMismatch { address: *address, what: "a price of Pyth", found };
    if account.owner != pyth::RECEIVER {
        return Err(mismatch(format!("an account of program {}", account.owner)));
    }
    let price =
        pyth::parse(&account.data, &pool.pyth_feed).map_err(|refusal| mismatch(refusal.to_string()))?;
    Ok(price.into())
}

/// What a token account of either token program holds.
fn tokens(account: &Account) -> Option<u64> {
    account.data.get(64..)?.first_chunk().copied().map(u64::from_le_bytes)
}

fn read_clock(account: &Account) -> Result<Clock, Error> {
    wincode::deserialize(&account.data).map_err(|error| Error::AccountMismatch {
        address: sysvar::clock::ID,
        what: "the clock",
        found: error.to_string(),
    })
}
