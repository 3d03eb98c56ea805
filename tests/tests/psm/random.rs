//! Random lives of a PSM beside an exact model: every figure to the base unit, every refusal foretold, and no swap that
//! leaves the pool worth less.

use super::desk::*;
use halo_sdk::{
    halo_math::{PegRate, DAY_SECONDS, RAY},
    instructions::psm as ix,
};
use halo_tests::{random::Random, refusal::assert_refused, world::DAY};
use num_bigint::BigInt;
use num_rational::BigRational;

const STEPS: usize = 250;
/// What the trader has besides, so that it never lacks anything, in tokens.
const PURSE: u64 = 1_000_000_000;

fn int(value: impl Into<BigInt>) -> BigRational {
    BigRational::from_integer(value.into())
}

fn ten(decimals: u8) -> BigRational {
    int(BigInt::from(10).pow(decimals.into()))
}

/// A limit on one reserve, with whatever fraction of a base unit it has.
#[derive(Clone)]
struct Bucket {
    max: u64,
    slope: u64,
    available: BigRational,
    since: i64,
    /// What swaps have paid and not brought back.
    out: u64,
}

impl Bucket {
    fn at(&self, now: i64) -> BigRational {
        let refilled = int(self.slope) * int(now - self.since) / int(DAY_SECONDS) + &self.available;
        refilled.min(int(self.max))
    }

    fn refill(&mut self, now: i64) {
        (self.available, self.since) = (self.at(now), now);
    }

    /// `amount` comes back, of what swaps have paid; returns how much of it time had not refilled.
    fn restore(&mut self, amount: u64, now: i64) -> BigInt {
        self.refill(now);
        let (back, before) = (amount.min(self.out), self.available.floor());
        self.out -= back;
        self.available = (&self.available + int(back)).min(int(self.max));
        (self.available.floor() - before).to_integer()
    }
}

/// What a PSM has, does and refuses.
struct Model {
    held: [u64; 2],
    limits: [Bucket; 2],
    decimals: [u8; 2],
    /// The rate is the crate's, which its own tests hold against rationals.
    rate: PegRate,
    paused: bool,
    now: i64,
}

fn place(side: Side) -> usize {
    side as usize
}

impl Model {
    fn chi(&self) -> BigRational {
        int(self.rate.chi_at(self.now).expect("a rate")) / int(RAY)
    }

    /// What the pool is worth in stable tokens.
    fn worth(&self) -> BigRational {
        let tokens = |side: usize| int(self.held[side]) / ten(self.decimals[side]);
        tokens(0) + tokens(1) * self.chi()
    }

    fn out(&self, sold: Side, amount: u64) -> BigInt {
        let (from, to) = (self.decimals[place(sold)], self.decimals[place(sold.other())]);
        let scaled = int(amount) * ten(to) / ten(from);
        let exact = match sold {
            Stable => scaled / self.chi(),
            Savings => scaled * self.chi(),
        };
        exact.floor().to_integer()
    }

    fn payable(&self, side: Side) -> BigInt {
        let limit = self.limits[place(side)].at(self.now).floor().to_integer();
        match self.paused {
            true => BigInt::from(0),
            false => limit.min(self.held[place(side)].into()),
        }
    }

    /// What a swap comes to.
    fn swap(&mut self, sold: Side, amount: u64) -> Result<u64, PsmError> {
        let (paid, taken) = (place(sold.other()), place(sold));
        let out = self.out(sold, amount);
        if self.paused {
            return Err(PsmError::Paused);
        }
        if amount == 0 {
            return Err(PsmError::ZeroAmount);
        }
        if out == BigInt::from(0) {
            return Err(PsmError::AmountTooSmall);
        }
        if int(out.clone()) > self.limits[paid].at(self.now).floor() {
            return Err(PsmError::RateLimitExceeded);
        }
        if out > self.held[paid].into() {
            return Err(PsmError::InsufficientReserve);
        }
        let before = self.worth();
        let out = u64::try_from(out).expect("at most what is held");
        self.rate.accrue(self.now).expect("a rate");
        let undone = self.limits[taken].restore(amount, self.now);
        let undone = u64::try_from(self.out(sold, u64::try_from(undone).expect("a part"))).expect("a part");
        let limit = &mut self.limits[paid];
        limit.refill(self.now);
        limit.available -= int(out);
        limit.out += out;
        limit.restore(undone, self.now);
        self.held[taken] += amount;
        self.held[paid] -= out;
        assert!(self.worth() >= before, "a swap costs the pool nothing");
        Ok(out)
    }
}

struct Life {
    desk: Desk,
    model: Model,
    random: Random,
    swapped: usize,
}

impl Life {
    async fn new(stable: Token, savings: Token, seed: u64) -> Self {
        let setup = Setup { stable, savings, ssr: FIVE_PERCENT, ..Setup::default() };
        let desk = Desk::with(setup).await;
        let (psm, now) = (desk.psm().await, desk.now().await);
        for side in SIDES {
            desk.give_token(side, &desk.trader, desk.tokens_of(side, PURSE)).await;
        }
        let held = SIDES.map(|side| desk.tokens_of(side, HELD));
        let limits =
            held.map(|held| Bucket { max: held, slope: held, available: int(held), since: now, out: 0 });
        let decimals = [stable.decimals, savings.decimals];
        let model = Model { held, limits, decimals, rate: psm.rate, paused: false, now };
        Self { desk, model, random: Random(seed), swapped: 0 }
    }

    fn side(&mut self) -> Side {
        SIDES[usize::from(self.random.coin())]
    }

    /// Of all magnitudes, up to twice what a reserve begins with.
    fn amount(&mut self, side: Side) -> u64 {
        let shift = self.random.below(40);
        self.random.below(2 * self.desk.tokens_of(side, HELD)) >> shift
    }

    async fn step(&mut self) {
        if self.model.paused && self.random.coin() {
            self.toggle().await;
        }
        let side = self.side();
        let amount = self.amount(side);
        match self.random.below(16) {
            0..=8 => self.swap(side, amount).await,
            9..=10 => self.wait().await,
            11 => self.set_rate().await,
            12 => self.set_limit(side).await,
            13 => self.deposit(side, amount).await,
            14 => self.withdraw(side, amount).await,
            _ => self.toggle().await,
        }
        self.compare(side).await;
    }

    async fn swap(&mut self, sold: Side, amount: u64) {
        match self.model.swap(sold, amount) {
            Ok(expected) => {
                assert_eq!(self.desk.swapped(sold, amount).await, expected);
                self.swapped += 1;
            }
            Err(expected) => assert_refused(self.desk.swap(sold, amount).await, expected),
        }
    }

    async fn wait(&mut self) {
        let seconds = i64::try_from(self.random.below(60 * DAY_SECONDS)).expect("days");
        self.desk.world.wait(1 + (seconds >> self.random.below(22))).await;
        self.model.now = self.desk.now().await;
    }

    async fn set_rate(&mut self) {
        let ssr = RAY + u128::from(self.random.number()) % (FIVE_PERCENT - RAY + 1);
        let admin = self.desk.admin;
        self.desk.ok(&[ix::set_rate(&admin, &self.desk.at, ssr)], &[admin]).await;
        self.model.rate.set(ssr, self.model.now).expect("a rate within its bound");
    }

    async fn set_limit(&mut self, side: Side) {
        let most = 2 * self.desk.tokens_of(side, HELD);
        let (max, slope) = (self.random.below(most), self.random.below(most));
        self.desk.ok(&[self.desk.limiting(side, max, slope)], &[self.desk.admin]).await;
        // Nothing undoes what was swapped under other limits.
        self.model.limits.iter_mut().for_each(|limit| limit.out = 0);
        let limit = &mut self.model.limits[place(side)];
        limit.refill(self.model.now);
        (limit.max, limit.slope) = (max, slope);
        limit.available = limit.at(self.model.now);
    }

    async fn deposit(&mut self, side: Side, amount: u64) {
        let (trader, source) = (self.desk.trader, self.desk.account(side, &self.desk.trader));
        let deposit = ix::deposit(&trader, &self.desk.at, side, &source, amount);
        let sent = self.desk.send(&[deposit], &[trader]).await;
        match amount {
            0 => assert_refused(sent, PsmError::ZeroAmount),
            _ => {
                sent.expect("a deposit");
                self.model.held[place(side)] += amount;
            }
        }
    }

    async fn withdraw(&mut self, side: Side, amount: u64) {
        let (admin, to) = (self.desk.admin, self.desk.account(side, &self.desk.trader));
        let sent = self.desk.send(&[ix::withdraw(&admin, &self.desk.at, side, &to, amount)], &[admin]).await;
        let held = &mut self.model.held[place(side)];
        match (amount, held.checked_sub(amount)) {
            (0, _) => assert_refused(sent, PsmError::ZeroAmount),
            (_, None) => assert_refused(sent, PsmError::InsufficientReserve),
            (_, Some(left)) => {
                sent.expect("a withdrawal");
                *held = left;
            }
        }
    }

    async fn toggle(&mut self) {
        let (admin, at) = (self.desk.admin, self.desk.at);
        let turn = if self.model.paused { ix::unpause(&admin, &at) } else { ix::pause(&admin, &at) };
        self.desk.ok(&[turn], &[admin]).await;
        self.model.paused = !self.model.paused;
    }

    /// Record, reserves and what could be paid are the model's.
    async fn compare(&mut self, side: Side) {
        let psm = self.desk.psm().await;
        assert_eq!(SIDES.map(|side| psm.reserve(side).held), self.model.held);
        assert_eq!(psm.rate, self.model.rate);
        let amount = self.amount(side);
        let quote = self.desk.quote(side, amount).await;
        assert_eq!(BigInt::from(quote.payable), self.model.payable(side.other()));
        assert_eq!(BigInt::from(quote.amount_out), self.model.out(side, amount));
        assert_eq!(int(quote.chi) / int(RAY), self.model.chi());
    }
}

#[tokio::test]
async fn every_life_is_the_models() {
    for (seed, (stable, savings)) in [(SIX, SIX), (SIX, NINE), (NINE, SIX)].into_iter().enumerate() {
        let seed = u64::try_from(seed).expect("three") + 1;
        println!("seed {seed}");
        let mut life = Life::new(stable, savings, seed).await;
        for _ in 0..STEPS {
            life.step().await;
        }
        life.desk.assert_sound().await;
        println!("{} swaps in {} days", life.swapped, (life.model.now - halo_tests::world::START) / DAY);
        assert!(life.swapped > STEPS / 5, "{} swaps", life.swapped);
    }
}
