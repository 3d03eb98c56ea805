//! What can happen to a wrapper, as data, and a choice of it.

use super::model::Model;
use halo_tests::random::Random;

/// Owners of fractions.
pub const OWNERS: usize = 3;

/// Something that can happen. Amounts are base units.
#[derive(Debug, Clone, Copy)]
pub enum Act {
    /// A payment arrives.
    Receive {
        amount: u64,
    },
    /// The last payment arrives.
    End {
        amount: u64,
    },
    Sell {
        from: usize,
        to: usize,
        amount: u64,
    },
    Stake {
        owner: usize,
        amount: u64,
    },
    Unstake {
        owner: usize,
        amount: u64,
    },
    Claim {
        owner: usize,
    },
    /// Before the end what comes is given up.
    Burn {
        owner: usize,
        amount: u64,
    },
    /// Who has everything takes the NFAT out and puts it in again, for `supply` fractions.
    Rewrap {
        owner: usize,
        supply: u64,
    },
}

impl Act {
    /// Whose act it is, when it moves nobody else's fractions.
    pub fn actor(&self) -> Option<usize> {
        match *self {
            Self::Stake { owner, .. }
            | Self::Unstake { owner, .. }
            | Self::Claim { owner }
            | Self::Burn { owner, .. }
            | Self::Rewrap { owner, .. } => Some(owner),
            Self::Receive { .. } | Self::End { .. } | Self::Sell { .. } => None,
        }
    }
}

/// A part of `whole`: often all of it, a single base unit, or any number between.
fn part(random: &mut Random, whole: u64) -> u64 {
    match (whole, random.below(4)) {
        (0, _) => 0,
        (_, 0) => whole,
        (_, 1) => 1,
        _ => 1 + random.below(whole),
    }
}

/// The next act before the end; one that needs fractions that nobody has becomes a payment of up to `most`.
pub fn choose(random: &mut Random, model: &Model, most: u64) -> Act {
    let owner = random.below(OWNERS as u64) as usize;
    let (free, staked, supply) = (model.free[owner], model.staked[owner], model.supply());
    let amount = part(random, free);
    match random.below(16) {
        0..=3 if amount > 0 => {
            let to = (owner + 1 + random.below(OWNERS as u64 - 1) as usize) % OWNERS;
            Act::Sell { from: owner, to, amount }
        }
        4..=6 if amount > 0 => Act::Stake { owner, amount },
        7..=8 if staked > 0 => Act::Unstake { owner, amount: part(random, staked) },
        9..=11 if staked > 0 => Act::Claim { owner },
        12 if amount > 0 && free == supply => Act::Rewrap { owner, supply },
        // Seldom, and never much: the fractions are for other acts as well.
        13 if amount > 0 && supply > 1_000 => Act::Burn { owner, amount: amount.min(supply / 1_000) },
        _ => Act::Receive { amount: 1 + random.below(most) },
    }
}

/// What is left to do once nothing arrives any more: stakes end and free fractions are burnt, some in two halves.
pub fn endings(random: &mut Random, model: &Model) -> Option<Act> {
    let first = random.below(OWNERS as u64) as usize;
    let owners = (0..OWNERS).map(|next| (first + next) % OWNERS);
    let mut left = owners.filter(|owner| model.free[*owner] + model.staked[*owner] > 0);
    left.next().map(|owner| match (model.free[owner], model.staked[owner]) {
        (0, _) => Act::Claim { owner },
        (free, _) if random.coin() && free > 1 => Act::Burn { owner, amount: free / 2 },
        (free, _) => Act::Burn { owner, amount: free },
    })
}
