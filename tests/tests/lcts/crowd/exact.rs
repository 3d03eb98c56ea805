//! One queue in exact rationals: what its members must be given. Shares no arithmetic with the programs, and nothing but
//! the refusals' names.

use super::super::desk::LctsError;
use num_bigint::BigInt;
use num_rational::BigRational;
use std::collections::BTreeMap;

/// Shares for one base unit beyond which a generation takes no entries.
const MAX_DILUTION: u128 = 1 << 32;
/// What a settlement leaves at least, if it leaves anything.
const RESIDUAL: u64 = 1_000_000;
/// The chain's sums may be off by one part in this many of a base unit: far more than the 36 decimals of its index are.
const TOLERANCE: u64 = 1_000_000;

fn whole(number: u128) -> BigRational {
    BigRational::from_integer(number.into())
}

/// `floor(a * b / c)`.
pub fn part(a: u128, b: u128, c: u128) -> u128 {
    let quotient: BigInt = BigInt::from(a) * b / c;
    u128::try_from(quotient).expect("128 bits")
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Dormant,
    Active,
    Locked,
}

/// A member, and what it is due of the generation that it is in.
#[derive(Clone, Debug)]
pub struct Member {
    pub generation: u64,
    pub shares: u128,
    /// Rewards a share when it was last credited.
    since: BigRational,
    /// What it has earned in this generation up to then, exactly, and what it was credited for it.
    earned: BigRational,
    credited: u64,
    /// Credited and not paid, of all generations.
    pub accrued: u64,
}

/// What a generation that is over still has.
pub(super) struct Past {
    index: BigRational,
    pub shares: u128,
    pub uncredited: u64,
}

/// What an operation of a member does to the totals, if nothing refuses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    Entered { shares: u128 },
    Claimed,
    Exited { underlying: u64 },
}

pub struct Exact {
    pub current: u64,
    pub state: State,
    pub shares: u128,
    pub underlying: u64,
    /// Rewards a share in the current generation.
    index: BigRational,
    /// Converted, and in nobody's position yet.
    pub(super) uncredited: u64,
    pub(super) past: BTreeMap<u64, Past>,
    pub members: Vec<Member>,
}

impl Exact {
    pub fn new(members: usize) -> Self {
        let nobody =
            Member { generation: 0, shares: 0, since: whole(0), earned: whole(0), credited: 0, accrued: 0 };
        Self {
            current: 1,
            state: State::Dormant,
            shares: 0,
            underlying: 0,
            index: whole(0),
            uncredited: 0,
            past: BTreeMap::new(),
            members: vec![nobody; members],
        }
    }

    // What a member may do.

    pub fn enter(&self, amount: u64) -> Result<Effect, LctsError> {
        if self.state == State::Locked {
            return Err(LctsError::GenerationLocked);
        }
        if amount == 0 {
            return Err(LctsError::ZeroAmount);
        }
        let shares = match self.shares {
            0 => amount.into(),
            total if total > u128::from(self.underlying) * MAX_DILUTION => {
                return Err(LctsError::GenerationTooDiluted);
            }
            total => part(amount.into(), total, self.underlying.into()),
        };
        if shares == 0 {
            return Err(LctsError::EntryTooSmall);
        }
        Ok(Effect::Entered { shares })
    }

    pub fn claim(&self, who: usize) -> Result<Effect, LctsError> {
        let member = &self.members[who];
        let is_in = member.shares > 0;
        if is_in && member.generation == self.current && self.state == State::Locked {
            return Err(LctsError::GenerationLocked);
        }
        let stays = !is_in || member.generation == self.current;
        if stays && member.accrued == 0 && self.due(who) < whole(1) {
            return Err(LctsError::NothingToClaim);
        }
        Ok(Effect::Claimed)
    }

    /// Whether a claim would be the first base unit, exactly: the chain, which rounds down, has it then or a little later.
    pub fn is_on_the_edge(&self, who: usize) -> bool {
        let (member, due) = (&self.members[who], self.due(who));
        if member.accrued > 0 || member.generation != self.current {
            return false;
        }
        let off = if due < whole(1) { whole(1) - due } else { due - whole(1) };
        off * whole(TOLERANCE.into()) < whole(1)
    }

    /// Earned and not credited, exactly.
    fn due(&self, who: usize) -> BigRational {
        let member = &self.members[who];
        let new = (self.index_of(member.generation) - &member.since) * whole(member.shares);
        &member.earned + new - whole(member.credited.into())
    }

    pub fn exit(&self, who: usize) -> Result<Effect, LctsError> {
        let member = &self.members[who];
        match self.state {
            _ if member.shares == 0 => Err(LctsError::NoShares),
            _ if member.generation != self.current => Err(LctsError::GenerationFinalized),
            State::Locked => Err(LctsError::GenerationLocked),
            _ => {
                let underlying = part(member.shares, self.underlying.into(), self.shares);
                Ok(Effect::Exited { underlying: u64::try_from(underlying).expect("a part") })
            }
        }
    }

    // What the chain has done.

    pub fn lock(&mut self) {
        if self.state == State::Active {
            self.state = State::Locked;
        }
    }

    /// A member's operation was done: it is credited `credit` of the generation it was in, and `paid` in all.
    ///
    /// # Panics
    /// When that is more than a base unit off.
    pub fn follow(&mut self, who: usize, effect: Effect, (credit, paid): (u64, u64), amount: u64) {
        self.credit(who, credit);
        let leaves = match effect {
            Effect::Entered { .. } => self.members[who].generation != self.current,
            Effect::Claimed => self.members[who].generation != self.current,
            Effect::Exited { .. } => true,
        };
        if leaves {
            self.let_go(who);
        }
        let member = &mut self.members[who];
        member.accrued -= paid;
        match effect {
            Effect::Entered { shares } => {
                if member.shares == 0 {
                    (member.generation, member.since) = (self.current, self.index.clone());
                }
                member.shares += shares;
                self.shares += shares;
                self.underlying += amount;
                self.state = State::Active;
            }
            Effect::Claimed => {}
            Effect::Exited { underlying } => {
                self.underlying -= underlying;
                if self.shares == 0 {
                    assert_eq!(self.uncredited, 0, "the last one takes all that was earned");
                    (self.state, self.index) = (State::Dormant, whole(0));
                }
            }
        }
    }

    fn credit(&mut self, who: usize, credit: u64) {
        let index = self.index_of(self.members[who].generation);
        let member = &mut self.members[who];
        if member.shares == 0 {
            assert_eq!(credit, 0, "credited without shares");
            return;
        }
        member.earned += (&index - &member.since) * whole(member.shares);
        member.since = index;
        member.credited += credit;
        member.accrued += credit;
        let generation = member.generation;
        let (earned, credited) = (&member.earned, whole(member.credited.into()));
        let difference = if *earned > credited { earned - credited } else { credited - earned };
        let bound = whole((TOLERANCE + 1).into()) / whole(TOLERANCE.into());
        assert!(difference <= bound, "{} credited for {} earned", member.credited, member.earned);
        let uncredited = match self.past.get_mut(&generation) {
            Some(past) => &mut past.uncredited,
            None => &mut self.uncredited,
        };
        *uncredited = uncredited.checked_sub(credit).expect("no more than was converted");
    }

    /// The member is no longer in its generation.
    fn let_go(&mut self, who: usize) {
        let member = &mut self.members[who];
        let shares = std::mem::take(&mut member.shares);
        (member.earned, member.credited) = (whole(0), 0);
        match self.past.get_mut(&member.generation) {
            Some(past) => past.shares -= shares,
            None => self.shares -= shares,
        }
    }

    fn index_of(&self, generation: u64) -> BigRational {
        self.past.get(&generation).map_or_else(|| self.index.clone(), |past| past.index.clone())
    }

    /// What a settlement with `capacity` converts.
    pub fn convertible(&self, capacity: u64) -> u64 {
        if capacity >= self.underlying {
            self.underlying
        } else {
            capacity.min(self.underlying.saturating_sub(RESIDUAL))
        }
    }

    /// `converted` left the queue and brought `minted`, or nothing did; it is unlocked or over.
    pub fn settled(&mut self, converted: u64, minted: u64) {
        assert_eq!(self.state, State::Locked);
        self.state = State::Active;
        if minted == 0 {
            assert_eq!(converted, 0, "something for nothing");
            return;
        }
        self.index += whole(minted.into()) / whole(self.shares);
        self.underlying -= converted;
        self.uncredited += minted;
        if self.underlying == 0 {
            let index = std::mem::replace(&mut self.index, whole(0));
            let (shares, uncredited) =
                (std::mem::take(&mut self.shares), std::mem::take(&mut self.uncredited));
            self.past.insert(self.current, Past { index, shares, uncredited });
            self.current += 1;
            self.state = State::Dormant;
        } else {
            assert!(self.underlying >= RESIDUAL, "{} are left", self.underlying);
        }
    }
}
