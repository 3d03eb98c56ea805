//! Four members of a queue through many generations, beside rationals: what each is due before any rounding.

use super::ratio::{floor_u64, int, product_over};
use halo_math::{
    Exit, Generation, GenerationState, LctsError, Position, Settlement, MIN_RESIDUAL, REWARD_SCALE,
};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::ToPrimitive;
use std::collections::BTreeMap;

const MEMBERS: usize = 4;

/// What random bytes say: operation and magnitude, member, amount.
pub type RawOp = (u8, u8, u64);

#[derive(Clone, Copy, Debug)]
pub enum Op {
    Enter {
        who: usize,
        amount: u64,
    },
    Exit {
        who: usize,
    },
    Claim {
        who: usize,
    },
    /// Credits what a finalized generation owes.
    Leave {
        who: usize,
    },
    Lock,
    Unlock,
    Settle {
        capacity: u64,
        bring: u64,
    },
}

impl Op {
    /// The low three bits choose the operation, the others how large the numbers are.
    pub fn decode((kind, who, seed): RawOp) -> Self {
        let (who, amount) = (usize::from(who) % MEMBERS, seed >> (u32::from(kind >> 3) * 2));
        match kind % 8 {
            0 | 1 => Self::Enter { who, amount },
            2 => Self::Exit { who },
            3 => Self::Claim { who },
            4 => Self::Leave { who },
            5 => Self::Lock,
            // Unlocking is rare: a settlement does it as well.
            6 if seed % 4 == 0 => Self::Unlock,
            _ => Self::Settle { capacity: amount, bring: seed.rotate_left(32) >> (u32::from(kind >> 3) * 2) },
        }
    }
}

/// What one member is due of the generation it is in.
#[derive(Clone, Debug)]
struct Part {
    /// Before any rounding.
    due: BigRational,
    /// Paid or accrued so far.
    credited: BigInt,
}

/// The crate's queue and the model, kept side by side.
pub struct Twin {
    pub queue: Generation,
    finalized: BTreeMap<u64, Generation>,
    positions: [Position; MEMBERS],
    parts: [Part; MEMBERS],
    /// Underlying put in less what was taken out and converted.
    underlying: BigInt,
    /// Rewards brought less those paid.
    rewards: BigInt,
    brought: BigInt,
    steps: u64,
    most_shares: u128,
}

impl Twin {
    pub fn new() -> Self {
        Self {
            queue: Generation::new(1),
            finalized: BTreeMap::new(),
            positions: [Position::default(); MEMBERS],
            parts: std::array::from_fn(|_| Part::none()),
            underlying: 0.into(),
            rewards: 0.into(),
            brought: 0.into(),
            steps: 0,
            most_shares: 0,
        }
    }

    /// Does `op` on both sides and asserts that they agree.
    pub fn step(&mut self, op: Op) {
        self.steps += 1;
        match op {
            Op::Enter { who, amount } => self.enter(who, amount),
            Op::Exit { who } => self.exit(who),
            Op::Claim { who } => self.claim(who),
            Op::Leave { who } => self.leave(who),
            Op::Lock => {
                let expected = match self.state() {
                    GenerationState::Dormant => Ok(false),
                    GenerationState::Active => Ok(true),
                    _ => Err(LctsError::Locked { number: self.queue.number }),
                };
                assert_eq!(self.queue.lock(), expected);
            }
            Op::Unlock => {
                let locked = self.state() == GenerationState::Locked;
                assert_eq!(self.queue.unlock().is_ok(), locked);
            }
            Op::Settle { capacity, bring } => self.settle(capacity, bring),
        }
        self.most_shares = self.most_shares.max(self.queue.shares());
        assert!(self.most_shares < 1 << 97, "the bound that the arithmetic relies on");
        self.assert_conserved();
        self.assert_close();
    }

    fn enter(&mut self, who: usize, amount: u64) {
        let (before, position) = (self.queue, self.positions[who]);
        let expected = self.shares_for(who, amount);
        let minted = self.queue.enter(&mut self.positions[who], amount);
        assert_eq!(minted.ok(), expected, "{amount} into {before:?} by {position:?}");
        if expected.is_none() {
            assert_eq!((self.queue, self.positions[who]), (before, position), "a refusal changes nothing");
            return;
        }
        self.underlying += amount;
        self.parts[who].credited += self.positions[who].accrued - position.accrued;
    }

    fn exit(&mut self, who: usize) {
        let (before, position) = (self.queue, self.positions[who]);
        let allowed = self.is_member(who) && self.state() == GenerationState::Active;
        let Ok(Exit { underlying, rewards }) = self.queue.exit(&mut self.positions[who]) else {
            assert!(!allowed, "{position:?} could not leave {before:?}");
            assert_eq!((self.queue, self.positions[who]), (before, position), "a refusal changes nothing");
            return;
        };
        assert!(allowed);
        let part = product_over(position.shares(), before.underlying, before.shares());
        assert_eq!(Some(underlying), floor_u64(&part), "the last one's part is everything");
        assert!(self.positions[who].is_empty());
        self.underlying -= underlying;
        self.rewards -= rewards;
        self.assert_left(who, rewards - position.accrued);
    }

    fn claim(&mut self, who: usize) {
        let position = &mut self.positions[who];
        let (before, held) = (*position, position.shares() > 0);
        let queue = self.finalized.get_mut(&before.generation).unwrap_or(&mut self.queue);
        let state = queue.state().expect("a known state");
        let Ok(paid) = queue.claim(position) else {
            assert!(held && state == GenerationState::Locked, "{before:?} could not claim from {queue:?}");
            assert_eq!(*position, before, "a refusal changes nothing");
            return;
        };
        assert_eq!(position.accrued, 0);
        self.rewards -= paid;
        if held && state == GenerationState::Finalized {
            self.assert_left(who, paid - before.accrued);
        } else {
            self.parts[who].credited += paid - before.accrued;
        }
    }

    fn leave(&mut self, who: usize) {
        let before = self.positions[who];
        let position = &mut self.positions[who];
        let Some(finalized) = self.finalized.get_mut(&before.generation) else {
            position.settle_finalized(&mut self.queue).expect_err("its generation is not over");
            assert_eq!(*position, before, "a refusal changes nothing");
            return;
        };
        let credit = position.settle_finalized(finalized).expect("its generation is over");
        assert_eq!((position.shares(), position.accrued), (0, before.accrued + credit));
        self.assert_left(who, credit);
    }

    /// All rewards together fit 64 bits, as the supply of a token does.
    fn settle(&mut self, capacity: u64, bring: u64) {
        let before = self.queue;
        let room = (BigInt::from(u64::MAX) - &self.brought).to_u64().expect("kept below 64 bits");
        let bring = bring.min(room);
        let Ok(settlement) = self.queue.settle(capacity, |_| Ok(bring)) else {
            assert_ne!(before.state(), Ok(GenerationState::Locked), "{before:?} could not be settled");
            assert_eq!(self.queue, before, "a refusal changes nothing");
            return;
        };
        assert_eq!(settlement, expected_settlement(&before, capacity, bring));
        self.underlying -= settlement.converted;
        self.rewards += settlement.minted;
        self.brought += settlement.minted;
        for (position, part) in self.positions.iter().zip(&mut self.parts) {
            if position.generation == before.number {
                part.due += product_over(position.shares(), settlement.minted, before.shares());
            }
        }
        if settlement.finalized {
            let next = Generation::new(before.number + 1);
            let drained = std::mem::replace(&mut self.queue, next);
            assert_eq!(drained.state(), Ok(GenerationState::Finalized));
            self.finalized.insert(before.number, drained);
        }
    }

    /// What a member that left was credited is a neighbour of its exact part.
    fn assert_left(&mut self, who: usize, last_credit: u64) {
        let part = std::mem::replace(&mut self.parts[who], Part::none());
        let difference = &part.due - int(part.credited.clone() + last_credit);
        let most = int(1) + self.crumbs();
        assert!(difference < most && -difference < most, "{part:?} and {last_credit}");
    }

    /// Each generation's books balance to the last 10^-36 of a base unit, and all together to what moved.
    fn assert_conserved(&self) {
        let mut rewards: BigInt = self.positions.iter().map(|position| BigInt::from(position.accrued)).sum();
        for generation in self.finalized.values().chain([&self.queue]) {
            let members =
                || self.positions.iter().filter(|position| position.generation == generation.number);
            let shares: BigInt = members().map(|position| wide(&position.shares)).sum();
            assert_eq!(shares, wide(&generation.shares));
            let index = wide(&generation.reward_per_share);
            let earned = members().map(|position| wide(&position.shares) * (&index - wide(&position.debt)));
            let all = earned.sum::<BigInt>() + wide(&generation.carry) + wide(&generation.fractions);
            assert_eq!(all, BigInt::from(generation.rewards_owed) * REWARD_SCALE, "{generation:?}");
            if shares == BigInt::from(0) {
                assert_eq!((generation.underlying, generation.rewards_owed), (0, 0), "nobody owns nothing");
            }
            rewards += generation.rewards_owed;
        }
        assert_eq!(rewards, self.rewards);
        assert_eq!(BigInt::from(self.queue.underlying), self.underlying);
    }

    /// What is due and not yet credited is pending, rounded down.
    fn assert_close(&self) {
        for (position, part) in self.positions.iter().zip(&self.parts) {
            let generation = self.finalized.get(&position.generation).unwrap_or(&self.queue);
            let pending = generation.pending(position).expect("a member of its generation");
            let difference = &part.due - int(part.credited.clone() + pending);
            assert!(difference >= int(0), "{position:?} gets more than its part");
            assert!(difference < int(1) + self.crumbs(), "{position:?} lacks {difference}");
        }
    }

    /// Each step leaves at most one share's 10^-36 of a base unit to others, for every share.
    fn crumbs(&self) -> BigRational {
        product_over(self.steps, self.most_shares, REWARD_SCALE)
    }

    fn shares_for(&self, who: usize, amount: u64) -> Option<u128> {
        let free = self.positions[who].shares() == 0;
        let open = matches!(self.state(), GenerationState::Dormant | GenerationState::Active);
        let (shares, underlying) = (self.queue.shares(), self.queue.underlying);
        if amount == 0 || !open || !(free || self.is_member(who)) {
            return None;
        }
        underlying.checked_add(amount)?;
        if shares == 0 {
            return Some(amount.into());
        }
        let diluted = BigInt::from(shares) > BigInt::from(underlying) << 32;
        let minted = product_over(amount, shares, underlying).floor().to_integer().to_u128()?;
        (!diluted && minted > 0).then_some(minted)
    }

    fn is_member(&self, who: usize) -> bool {
        self.positions[who].shares() > 0 && self.positions[who].generation == self.queue.number
    }

    fn state(&self) -> GenerationState {
        self.queue.state().expect("a known state")
    }
}

impl Part {
    fn none() -> Self {
        Self { due: int(0), credited: 0.into() }
    }
}

fn expected_settlement(before: &Generation, capacity: u64, bring: u64) -> Settlement {
    let converted = match before.underlying {
        underlying if capacity >= underlying => underlying,
        underlying => capacity.min(underlying.saturating_sub(MIN_RESIDUAL)),
    };
    if converted == 0 || bring == 0 {
        return Settlement::default();
    }
    Settlement { converted, minted: bring, finalized: converted == before.underlying }
}

/// The number of little-endian words.
fn wide(words: &[u64]) -> BigInt {
    words.iter().rev().fold(BigInt::from(0), |number, word| (number << 64) + word)
}
