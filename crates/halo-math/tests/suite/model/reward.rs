//! Three holders of fractions whose incomes are rationals, beside the crate's index.

use super::ratio::{floor_u64, int, product_over};
use halo_math::{RewardError, RewardIndex, INDEX_SCALE};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::ToPrimitive;

const HOLDERS: usize = 3;

/// What random bytes say: operation and magnitude, holder, amount.
pub type RawOp = (u8, u8, u64);

#[derive(Clone, Copy, Debug)]
pub enum Op {
    Distribute {
        amount: u64,
    },
    /// The holder is paid and has another number of fractions from now on.
    Hold {
        who: usize,
        fractions: u64,
    },
    /// The holder is paid.
    Settle {
        who: usize,
    },
}

impl Op {
    /// Half of the operations distribute; the higher bits choose how large the numbers are.
    pub fn decode((kind, who, seed): RawOp) -> Self {
        let who = usize::from(who) % HOLDERS;
        let value = seed >> (u32::from(kind >> 2) % 64);
        match kind % 4 {
            0 | 1 => Self::Distribute { amount: value },
            2 => Self::Hold { who, fractions: value },
            _ => Self::Settle { who },
        }
    }
}

#[derive(Clone, Debug)]
struct Holder {
    fractions: u64,
    /// Index up to which it was paid.
    since: u128,
    paid: BigInt,
    /// How often it was paid, each time rounded down.
    settled: u64,
    /// What it is due before any rounding, paid or not.
    due: BigRational,
}

/// The crate's index and the model, kept side by side.
pub struct Twin {
    pub index: RewardIndex,
    holders: [Holder; HOLDERS],
    distributed: BigInt,
    payments: u64,
    /// The most fractions that any distribution had.
    most_fractions: u64,
    /// Index times scale and carry, from the formula on integers of any size.
    expected: (BigInt, BigInt),
}

impl Twin {
    pub fn new() -> Self {
        let holder = || Holder { fractions: 0, since: 0, paid: 0.into(), settled: 0, due: int(0) };
        Self {
            index: RewardIndex::default(),
            holders: std::array::from_fn(|_| holder()),
            distributed: 0.into(),
            payments: 0,
            most_fractions: 0,
            expected: (0.into(), 0.into()),
        }
    }

    /// Does `op` on both sides and asserts that they agree.
    pub fn step(&mut self, op: Op) {
        match op {
            Op::Distribute { amount } => self.distribute(amount),
            Op::Hold { who, fractions } => {
                self.settle(who);
                let others = self.fractions() - self.holders[who].fractions;
                self.holders[who].fractions = fractions.min(u64::MAX - others);
            }
            Op::Settle { who } => self.settle(who),
        }
        self.assert_conserved();
        self.assert_close();
    }

    /// All payments together fit 64 bits, as the supply of a token does.
    fn distribute(&mut self, amount: u64) {
        let room = (BigInt::from(u64::MAX) - &self.distributed).to_u64().expect("kept below 64 bits");
        let amount = amount.min(room);
        let (fractions, unchanged) = (self.fractions(), self.index);
        let answer = self.index.distribute(amount, fractions);
        if fractions == 0 {
            assert_eq!(answer, Err(RewardError::NoFractions { amount }));
            assert_eq!(self.index, unchanged, "a refused distribution changes nothing");
            return;
        }
        let (index, carry) = &self.expected;
        let scaled = BigInt::from(amount) * INDEX_SCALE + carry;
        let (next, rest) = (index + &scaled / fractions, scaled % fractions);
        answer.expect("the index fits");
        assert_eq!(
            (BigInt::from(self.index.index), BigInt::from(self.index.carry)),
            (next.clone(), rest.clone())
        );
        self.expected = (next, rest);
        self.distributed += amount;
        self.payments += 1;
        self.most_fractions = self.most_fractions.max(fractions);
        for holder in &mut self.holders {
            holder.due += product_over(holder.fractions, amount, fractions);
        }
    }

    fn settle(&mut self, who: usize) {
        let owed = self.owed(who);
        let holder = &mut self.holders[who];
        holder.paid += owed;
        holder.settled += 1;
        holder.since = self.index.index;
    }

    /// What the crate says, which is the rational rounded down.
    fn owed(&self, who: usize) -> u64 {
        let holder = &self.holders[who];
        let owed = self.index.owed(holder.fractions, holder.since);
        let exact = product_over(holder.fractions, self.index.index - holder.since, INDEX_SCALE);
        assert_eq!(Some(owed), floor_u64(&exact), "{holder:?}");
        owed
    }

    /// Nobody is paid from nothing: what was paid and what is owed is at most what was distributed.
    fn assert_conserved(&self) {
        let promised: BigInt = (0..HOLDERS).map(|who| &self.holders[who].paid + self.owed(who)).sum();
        assert!(promised <= self.distributed, "{promised} of {}", self.distributed);
    }

    /// Each settlement rounds by less than one base unit, and each distribution carries less than one base unit
    /// for every 10^18 fractions from holders to later holders.
    fn assert_close(&self) {
        let carried = product_over(self.payments, self.most_fractions, INDEX_SCALE);
        for (who, holder) in self.holders.iter().enumerate() {
            let difference = &holder.due - int(holder.paid.clone() + self.owed(who));
            assert!(difference < int(holder.settled + 1) + &carried, "{holder:?} lacks {difference}");
            assert!(-difference <= carried, "{holder:?} gets more than its part");
        }
    }

    fn fractions(&self) -> u64 {
        self.holders.iter().map(|holder| holder.fractions).sum()
    }
}
