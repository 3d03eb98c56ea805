//! What everybody should have, in exact parts of a base unit: an independent reckoning that rounds nothing, and says how
//! far the program's figures may be from it.

use super::acts::{Act, OWNERS};
use halo_sdk::wrapper::state::{Stake, Wrapped};
use num_bigint::BigInt;
use num_rational::BigRational;

fn exact(units: u64) -> BigRational {
    BigRational::from(BigInt::from(units))
}

/// What an index with eighteen decimals cuts off of so many fractions together.
fn cut_off(fractions: u64) -> BigRational {
    exact(fractions) / exact(1_000_000_000_000_000_000)
}

/// The reckoning.
pub struct Model {
    /// Base units that one fraction has earned since the wrapping.
    earned: BigRational,
    pub free: [u64; OWNERS],
    pub staked: [u64; OWNERS],
    taken: [u64; OWNERS],
    /// What is in the vault.
    cash: u64,
    /// Paid to each owner, less what it has put back.
    pub received: [i128; OWNERS],
    /// What each owner should have had in all: its part of every payment, with what it has sold and bought.
    fair: [BigRational; OWNERS],
    acts: u64,
    pub ended: bool,
    /// What rounding may take from one figure: less than a base unit, and what the index, which has eighteen decimals,
    /// cuts off of all fractions together.
    unit: BigRational,
}

impl Model {
    /// The first owner has `supply` fractions.
    pub fn new(supply: u64) -> Self {
        let mut free = [0; OWNERS];
        free[0] = supply;
        Self {
            earned: exact(0),
            free,
            staked: [0; OWNERS],
            taken: [0; OWNERS],
            cash: 0,
            received: [0; OWNERS],
            fair: std::array::from_fn(|_| exact(0)),
            acts: 0,
            ended: false,
            unit: exact(1) + BigRational::new(BigInt::from(1), BigInt::from(1_000)) + cut_off(2 * supply),
        }
    }

    pub fn supply(&self) -> u64 {
        self.free.iter().sum::<u64>() + self.staked.iter().sum::<u64>()
    }

    /// What `owner` could take out of its stake.
    fn due(&self, owner: usize) -> BigRational {
        exact(self.staked[owner]) * &self.earned - exact(self.taken[owner])
    }

    fn pot(&self) -> BigRational {
        (0..OWNERS).fold(exact(self.cash), |pot, owner| pot - self.due(owner))
    }

    /// What `fractions` free ones carry.
    fn carried(&self, fractions: u64) -> BigRational {
        match self.free.iter().sum() {
            0 => exact(0),
            free => self.pot() * exact(fractions) / exact(free),
        }
    }

    /// What `owner` has: what it was paid, what is due, and its part of the pot.
    fn wealth(&self, owner: usize) -> BigRational {
        let received = BigRational::from(BigInt::from(self.received[owner]));
        received + self.due(owner) + self.carried(self.free[owner])
    }

    /// Expects that `came` base units are `due` ones, rounded to the advantage of who stays.
    fn expect(what: &str, came: u64, low: &BigRational, high: &BigRational) {
        let came = exact(came);
        assert!(*low <= came && came <= *high, "{what}: {came} is not between {low} and {high}");
    }

    fn pay(&mut self, owner: usize, amount: u64) {
        self.cash -= amount;
        self.received[owner] += i128::from(amount);
    }

    /// Follows an act that has succeeded; `outcome` is what it paid, or had put back.
    pub fn follow(&mut self, act: &Act, outcome: u64) {
        self.acts += 1;
        match *act {
            Act::Receive { amount } | Act::End { amount } => {
                self.receive(amount, matches!(act, Act::End { .. }))
            }
            Act::Sell { from, to, amount } => {
                let carried = self.carried(amount);
                self.fair[from] -= &carried;
                self.fair[to] += carried;
                self.free[from] -= amount;
                self.free[to] += amount;
            }
            Act::Stake { owner, amount } => {
                self.free[owner] -= amount;
                self.staked[owner] += amount;
            }
            Act::Unstake { owner, amount } => self.unstake(owner, amount, outcome),
            Act::Claim { owner } => self.claim(owner, outcome),
            Act::Burn { owner, amount } => {
                let part = self.carried(amount);
                // Rounded twice: what is kept for stakes up, and the part of the rest down.
                let (low, high) = (&part - &self.unit - &self.unit, &part + &self.unit);
                // What the index has cut off before a burning stays cut off.
                self.unit += cut_off(self.supply());
                Self::expect("burnt for", outcome, &low, &high);
                self.free[owner] -= amount;
                self.pay(owner, outcome);
            }
            Act::Rewrap { owner, supply } => {
                assert_eq!(self.free[owner], self.supply(), "only who has everything unwraps");
                assert_eq!(outcome, self.cash);
                self.pay(owner, outcome);
                self.free[owner] = supply;
                self.earned = exact(0);
            }
        }
    }

    fn receive(&mut self, amount: u64, last: bool) {
        let part = exact(amount) / exact(self.supply());
        for owner in 0..OWNERS {
            self.fair[owner] += &part * exact(self.free[owner] + self.staked[owner]);
        }
        self.earned += part;
        self.cash += amount;
        self.ended = last;
    }

    fn unstake(&mut self, owner: usize, amount: u64, payback: u64) {
        let left = exact(self.staked[owner] - amount) * &self.earned;
        let low = exact(self.taken[owner]) - left;
        if amount == self.supply() {
            assert_eq!(payback, 0);
            (self.earned, self.taken[owner]) = (exact(self.cash) / exact(amount), 0);
        } else {
            let low = low.max(exact(0));
            Self::expect("put back", payback, &low, &(&low + &self.unit));
            self.taken[owner] -= payback;
        }
        self.cash += payback;
        self.received[owner] -= i128::from(payback);
        self.staked[owner] -= amount;
        self.free[owner] += amount;
    }

    fn claim(&mut self, owner: usize, paid: u64) {
        let due = self.due(owner);
        if self.ended && self.staked[owner] == self.supply() {
            assert_eq!(paid, self.cash, "the last gets all that is left");
        } else {
            Self::expect("claimed", paid, &(&due - &self.unit), &due);
        }
        self.pay(owner, paid);
        self.taken[owner] += paid;
        if self.ended {
            (self.staked[owner], self.taken[owner]) = (0, 0);
        }
    }

    /// Compares the program's records and figures.
    pub fn check(&self, wrapped: &Wrapped, stakes: &[Option<Stake>; OWNERS]) {
        assert_eq!(wrapped.cash().unwrap(), self.cash);
        assert_eq!(wrapped.staked, self.staked.iter().sum::<u64>());
        assert_eq!(wrapped.taken, self.taken.iter().sum::<u64>());
        let pot = self.pot();
        Self::expect("pot", wrapped.pot().unwrap(), &(&pot - &self.unit), &(&pot + &self.unit));
        let mut owed = 0;
        for (owner, stake) in stakes.iter().enumerate() {
            let record = stake.as_ref().map_or((0, 0), |stake| (stake.amount, stake.taken));
            assert_eq!(record, (self.staked[owner], self.taken[owner]));
            if let Some(stake) = stake {
                let due = self.due(owner);
                Self::expect("due", wrapped.due(stake), &(&due - &self.unit), &due);
                owed += wrapped.due(stake);
            }
        }
        assert!(owed <= wrapped.owed_to_stakers().unwrap(), "what is due to stakes is kept for them");
    }

    /// Expects that everybody has its part of every payment, however its fractions were kept meanwhile: to a base unit
    /// for each act, which is what rounding may move.
    pub fn check_fair(&self) {
        let moved = &self.unit * exact(self.acts);
        for owner in 0..OWNERS {
            let (wealth, fair) = (self.wealth(owner), &self.fair[owner]);
            assert!(
                wealth <= fair + &moved && wealth >= fair - &moved,
                "owner {owner}: {wealth}, not {fair}"
            );
        }
    }
}
