//! A queue of four depositors, checked after each operation against rationals.

use super::ratio::{ceil_u64, floor_u64, int, product_over};
use halo_math::QueueTotals;
use num_rational::BigRational;

const DEPOSITORS: usize = 4;

/// What random bytes say: operation and magnitude, depositor, amount.
pub type RawOp = (u8, u8, u64);

#[derive(Clone, Copy, Debug)]
pub enum Op {
    Deposit {
        who: usize,
        amount: u64,
    },
    /// As many shares as asked for, owned or not.
    Withdraw {
        who: usize,
        shares: u64,
    },
    /// A part of the shares owned.
    WithdrawPart {
        who: usize,
        seed: u64,
    },
    WithdrawAll {
        who: usize,
    },
    Claim {
        who: usize,
        amount: u64,
    },
    /// The most that can be claimed; one more must fail.
    ClaimMost {
        who: usize,
    },
    /// Underlying leaves for everybody, as when a Portfolio Halo settles.
    Lose {
        seed: u64,
    },
    /// Underlying arrives for everybody.
    Earn {
        amount: u64,
    },
}

impl Op {
    /// The low three bits choose the operation, the others how large the amount is.
    pub fn decode((kind, who, seed): RawOp) -> Self {
        let who = usize::from(who) % DEPOSITORS;
        let amount = seed >> (u32::from(kind >> 3) * 2);
        match kind % 8 {
            0 => Self::Deposit { who, amount },
            1 => Self::Withdraw { who, shares: amount },
            2 => Self::WithdrawPart { who, seed },
            3 => Self::WithdrawAll { who },
            4 => Self::Claim { who, amount },
            5 => Self::ClaimMost { who },
            6 => Self::Lose { seed },
            _ => Self::Earn { amount },
        }
    }

    /// Whether the price of a share may change by it.
    pub fn moves_price(self) -> bool {
        matches!(self, Self::Lose { .. } | Self::Earn { .. })
    }
}

#[derive(Default)]
pub struct Pool {
    pub totals: QueueTotals,
    pub owned: [u64; DEPOSITORS],
    /// Everything put in less everything taken out.
    balance: i128,
}

impl Pool {
    /// Does `op` and asserts its result, the conservation of money, and that nobody gained at another's
    /// expense.
    pub fn step(&mut self, op: Op) {
        let worth_before = self.worths();
        let moved = self.apply(op);
        assert_eq!(
            self.owned.iter().map(|shares| u128::from(*shares)).sum::<u128>(),
            u128::from(self.totals.shares)
        );
        assert_eq!(self.balance, i128::from(self.totals.underlying), "money is conserved by {op:?}");
        if op.moves_price() {
            return;
        }
        if self.totals.shares == 0 {
            assert_eq!(self.totals.underlying, 0, "nothing is left without an owner by {op:?}");
        }
        let worth_after = self.worths();
        for (index, (before, after)) in worth_before.iter().zip(&worth_after).enumerate() {
            match moved {
                Some((who, put_in)) if who == index => {
                    assert!(*after <= before + int(put_in), "the actor of {op:?} gained");
                }
                _ => assert!(after >= before, "depositor {index} lost by {op:?}"),
            }
        }
    }

    /// The actor and what it put in (negative: took out), if anything moved.
    fn apply(&mut self, op: Op) -> Option<(usize, i128)> {
        match op {
            Op::Deposit { who, amount } => self.deposit(who, amount),
            Op::Withdraw { who, shares } => self.withdraw(who, shares),
            Op::WithdrawPart { who, seed } => self.withdraw(who, seed % self.owned[who].saturating_add(1)),
            Op::WithdrawAll { who } => self.withdraw(who, self.owned[who]),
            Op::Claim { who, amount } => self.claim(who, amount),
            Op::ClaimMost { who } => {
                let most = self.totals.underlying_of(self.owned[who]).expect("owned shares are in the total");
                if let Some(more) = most.checked_add(1) {
                    self.totals.claim(more, self.owned[who]).expect_err("more than the owner's part");
                }
                let moved = self.claim(who, most);
                assert_eq!(moved.is_some(), most > 0, "the whole part can be claimed");
                moved
            }
            Op::Lose { seed } => {
                let amount = seed % self.totals.underlying.saturating_add(1);
                self.totals.underlying -= amount;
                self.balance -= i128::from(amount);
                None
            }
            Op::Earn { amount } => {
                let room = u64::MAX - self.totals.underlying;
                let amount = if self.totals.shares == 0 { 0 } else { amount.min(room) };
                self.totals.underlying += amount;
                self.balance += i128::from(amount);
                None
            }
        }
    }

    fn deposit(&mut self, who: usize, amount: u64) -> Option<(usize, i128)> {
        let before = self.totals;
        let expected = expected_deposit(before, amount);
        let minted = self.totals.deposit(amount);
        assert_eq!(minted.ok(), expected, "deposit of {amount} into {before:?}");
        let Some(minted) = expected else {
            assert_eq!(self.totals, before, "a refused deposit changes nothing");
            return None;
        };
        self.owned[who] += minted;
        self.balance += i128::from(amount);
        Some((who, amount.into()))
    }

    fn withdraw(&mut self, who: usize, shares: u64) -> Option<(usize, i128)> {
        if shares > self.owned[who] && shares <= self.totals.shares {
            // Whose shares they are is the caller's to check; here it would be theft.
            return None;
        }
        let before = self.totals;
        let expected = expected_withdraw(before, shares);
        let paid = self.totals.withdraw(shares);
        assert_eq!(paid.ok(), expected, "withdrawal of {shares} from {before:?}");
        let Some(paid) = expected else {
            assert_eq!(self.totals, before, "a refused withdrawal changes nothing");
            return None;
        };
        self.owned[who] -= shares;
        self.balance -= i128::from(paid);
        Some((who, -i128::from(paid)))
    }

    fn claim(&mut self, who: usize, amount: u64) -> Option<(usize, i128)> {
        let before = self.totals;
        let expected = expected_claim(before, amount, self.owned[who]);
        let burned = self.totals.claim(amount, self.owned[who]);
        assert_eq!(burned.ok(), expected, "claim of {amount} by {} of {before:?}", self.owned[who]);
        let Some(burned) = expected else {
            assert_eq!(self.totals, before, "a refused claim changes nothing");
            return None;
        };
        self.owned[who] -= burned;
        self.balance -= i128::from(amount);
        Some((who, -i128::from(amount)))
    }

    /// The exact part of each depositor.
    fn worths(&self) -> [BigRational; DEPOSITORS] {
        self.owned.map(|shares| match self.totals.shares {
            0 => int(0),
            total => product_over(shares, self.totals.underlying, total),
        })
    }
}

fn expected_deposit(totals: QueueTotals, amount: u64) -> Option<u64> {
    let minted = match (totals.shares, totals.underlying) {
        (0, 0) => amount,
        (0, _) | (_, 0) => return None,
        (shares, underlying) => floor_u64(&product_over(amount, shares, underlying))?,
    };
    let fits = totals.shares.checked_add(minted).is_some() && totals.underlying.checked_add(amount).is_some();
    (amount > 0 && minted > 0 && fits).then_some(minted)
}

fn expected_withdraw(totals: QueueTotals, shares: u64) -> Option<u64> {
    if shares == 0 || shares > totals.shares {
        return None;
    }
    floor_u64(&product_over(shares, totals.underlying, totals.shares))
}

fn expected_claim(totals: QueueTotals, amount: u64, owned: u64) -> Option<u64> {
    if amount == 0 || amount > totals.underlying || totals.shares == 0 || owned > totals.shares {
        return None;
    }
    let burned = ceil_u64(&product_over(amount, totals.shares, totals.underlying))?;
    let strands = burned == totals.shares && amount < totals.underlying;
    (burned <= owned && !strands).then_some(burned)
}
