//! One NFAT's wrapper: its fractions, and who gets what of the proceeds.

use halo_sdk::{addresses::WrapperAddresses, wrapper::state::WrapperState};
use solana_pubkey::Pubkey;
use std::collections::{BTreeMap, BTreeSet};

/// The index counts base units in parts of this many.
const SCALE: u128 = 1_000_000_000_000_000_000;

#[derive(Clone, Debug)]
pub struct Wrapper {
    /// Number of its NFAT.
    pub unit: usize,
    pub at: WrapperAddresses,
    pub state: WrapperState,
    /// Closed; it can be opened again.
    pub closed: bool,
    pub restricted: bool,
    pub rent_payer: Pubkey,
    /// People that have an account of the fractions, and those whose account is frozen.
    pub members: BTreeSet<usize>,
    pub frozen: BTreeSet<usize>,
    pub original_supply: u64,
    /// Fractions there are, and those in stakes.
    pub supply: u64,
    pub staked: u64,
    /// What a fraction has earned since it was wrapped, times 10^18, and what could not be divided.
    pub index: u128,
    pub carry: u128,
    /// Of what staked fractions have earned, taken out.
    pub taken: u64,
    /// Base units that ever arrived, were put back, were paid out.
    pub collected: u64,
    pub returned: u64,
    pub paid: u64,
    pub stakes: BTreeMap<usize, Stake>,
    pub sequence: u64,
}

/// One person's stake.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stake {
    pub amount: u64,
    pub taken: u64,
}

impl Wrapper {
    pub fn new(unit: usize, at: WrapperAddresses, restricted: bool, rent_payer: Pubkey) -> Self {
        Self {
            unit,
            at,
            state: WrapperState::Open,
            closed: false,
            restricted,
            rent_payer,
            members: BTreeSet::new(),
            frozen: BTreeSet::new(),
            original_supply: 0,
            supply: 0,
            staked: 0,
            index: 0,
            carry: 0,
            taken: 0,
            collected: 0,
            returned: 0,
            paid: 0,
            stakes: BTreeMap::new(),
            sequence: 1,
        }
    }

    /// Base units that the vault must hold.
    pub fn cash(&self) -> u64 {
        self.collected + self.returned - self.paid
    }

    /// What fractions have earned, in base units; the rest of a base unit is cut off.
    pub fn earned(&self, fractions: u64) -> u64 {
        u64::try_from(u128::from(fractions) * self.index / SCALE).expect("at most what was collected")
    }

    /// Cash that is not kept for stakes.
    pub fn pot(&self) -> u64 {
        let kept = (u128::from(self.staked) * self.index).div_ceil(SCALE);
        self.cash() - (u64::try_from(kept).expect("at most what was collected") - self.taken)
    }

    pub fn free(&self) -> u64 {
        self.supply - self.staked
    }

    /// What a stake could take out.
    pub fn due(&self, stake: &Stake) -> u64 {
        self.earned(stake.amount) - stake.taken
    }

    fn divide(&mut self, amount: u64) {
        let scaled = u128::from(amount) * SCALE + self.carry;
        self.index += scaled / u128::from(self.supply);
        self.carry = scaled % u128::from(self.supply);
    }

    /// All fractions earn the same; without a fraction it is nobody's.
    pub fn receive(&mut self, amount: u64) {
        if self.supply > 0 {
            self.divide(amount);
        }
        self.collected += amount;
    }

    pub fn begin(&mut self, supply: u64) {
        (self.index, self.carry) = (0, 0);
        (self.original_supply, self.supply) = (supply, supply);
        self.state = WrapperState::Wrapped;
        self.sequence += 1;
    }

    /// What has to be put back for `amount` fractions of a stake.
    pub fn payback(&self, stake: &Stake, amount: u64) -> u64 {
        if amount == self.supply {
            return 0;
        }
        stake.taken.saturating_sub(self.earned(stake.amount - amount))
    }

    /// Takes fractions out of a stake.
    pub fn unstake(&mut self, person: usize, amount: u64) {
        let mut stake = self.stakes[&person];
        let payback = self.payback(&stake, amount);
        let all = amount == self.supply;
        let given_back = if all { stake.taken } else { payback };
        if all {
            (self.index, self.carry) = (0, 0);
            self.divide(self.cash());
        }
        stake.amount -= amount;
        stake.taken -= given_back;
        self.staked -= amount;
        self.taken -= given_back;
        self.returned += payback;
        self.keep(person, stake);
    }

    /// A stake of nothing is gone.
    pub fn keep(&mut self, person: usize, stake: Stake) {
        if stake.amount == 0 {
            self.stakes.remove(&person);
        } else {
            self.stakes.insert(person, stake);
        }
    }

    /// What burning free fractions pays.
    pub fn worth(&self, amount: u64) -> u64 {
        let part = u128::from(amount) * u128::from(self.pot()) / u128::from(self.free().max(1));
        u64::try_from(part).expect("a part")
    }
}
