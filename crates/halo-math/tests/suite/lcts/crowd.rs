//! 5 000 users in 200 generations, on a random schedule of entries, exits, claims, locks, capacities, raises and haircuts,
//! against exact parts. Generations subscribe and redeem in turn.

use halo_math::{ExchangeRate, Exit, Generation, LctsError, Position, RATE_SCALE};
use num_bigint::BigUint;
use num_traits::Zero;

const USERS: usize = 5_000;
const GENERATIONS: u64 = 200;
/// Most that the rate rises a day, basis points.
const YIELD_CAP_BPS: u16 = 100;

/// All settlements of one generation: what each brought, and the shares it was shared among.
#[derive(Default)]
struct History(Vec<(u64, u128)>);

impl History {
    /// The product of all numbers of shares, and rewards a share before each settlement and after the last, times it.
    fn exact(&self) -> (BigUint, Vec<BigUint>) {
        let scale: BigUint = self.0.iter().map(|(_, shares)| BigUint::from(*shares)).product();
        let mut index = vec![BigUint::zero()];
        for (minted, shares) in &self.0 {
            let step = &scale / *shares * *minted;
            index.push(&index[index.len() - 1] + step);
        }
        (scale, index)
    }
}

/// One user: its position, and what the exact model must know of its time in the current generation.
#[derive(Default)]
struct User {
    position: Position,
    /// From which settlement to before which one it had how many shares.
    stints: Vec<(usize, usize, u128)>,
    /// Number of settlements when the current stint began.
    since: usize,
    /// Rewards credited in the generation.
    credited: u64,
}

impl User {
    /// Ends the current stint at settlement `now`.
    fn turn(&mut self, now: usize, shares: u128) {
        if shares > 0 && self.since < now {
            self.stints.push((self.since, now, shares));
        }
        self.since = now;
    }

    /// Asserts that what it was credited is at most one base unit off its exact part, and forgets the generation.
    /// A millionth more covers what the index and the claims round.
    fn settle(&mut self, scale: &BigUint, index: &[BigUint]) -> u64 {
        let part: BigUint =
            self.stints.drain(..).map(|(from, to, shares)| (&index[to] - &index[from]) * shares).sum();
        let credited = scale * self.credited;
        let difference = if credited > part { &credited - &part } else { &part - &credited };
        assert!(difference <= scale + scale / 1_000_000_u32, "credited {}", self.credited);
        self.since = 0;
        std::mem::take(&mut self.credited)
    }
}

struct Crowd {
    users: Vec<User>,
    queue: Generation,
    history: History,
    random: Random,
    rate: ExchangeRate,
    /// How often the rate was raised and cut.
    changes: [u32; 2],
    /// Underlying put in less taken out and converted, all generations.
    underlying: u128,
    /// Rewards brought less paid, all generations.
    rewards: u128,
    /// How often somebody entered, claimed while waiting, and exited.
    moves: [u32; 3],
}

/// A small generator, so that the schedule is the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ mixed >> 31) % end
    }

    fn one_in(&mut self, many: u64) -> bool {
        self.below(many) == 0
    }

    /// From dust to millions.
    fn amount(&mut self) -> u64 {
        let shift = self.below(42);
        1 + (self.below(1 << 42) >> shift)
    }
}

impl Crowd {
    /// One generation from its first entry until everybody has left.
    fn live(&mut self) {
        let days = 1 + self.random.below(6);
        let lots = (1 + self.random.below(4)) * 4;
        for day in 0..days {
            for who in 0..USERS {
                let out = self.users[who].position.shares() == 0;
                if day == 0 || self.random.one_in(lots) {
                    self.act(who, out);
                }
            }
            // The last day takes all that is left.
            let part = if day + 1 == days { 1_000 } else { self.random.below(950) };
            self.settle(part);
        }
        self.disperse();
    }

    fn act(&mut self, who: usize, out: bool) {
        let (now, choice) = (self.history.0.len(), self.random.below(4));
        let user = &mut self.users[who];
        let (shares, accrued) = (user.position.shares(), user.position.accrued);
        match choice {
            _ if out => {}
            0 => {
                let (total, underlying) = (self.queue.shares(), self.queue.underlying);
                let exit = self.queue.exit(&mut user.position).expect("active");
                assert_part(exit, shares, underlying, total);
                user.turn(now, shares);
                user.credited += exit.rewards - accrued;
                self.underlying -= u128::from(exit.underlying);
                self.rewards -= u128::from(exit.rewards);
                self.moves[2] += 1;
                return;
            }
            1 | 2 => {
                let paid = self.queue.claim(&mut user.position).expect("active");
                user.turn(now, shares);
                user.credited += paid - accrued;
                self.rewards -= u128::from(paid);
                self.moves[1] += 1;
                return;
            }
            _ => {}
        }
        // Who left comes back in the next generation only: one history a generation is enough.
        if out && !user.stints.is_empty() {
            return;
        }
        let amount = self.random.amount();
        match self.queue.enter(&mut user.position, amount) {
            Ok(_) => self.underlying += u128::from(amount),
            Err(LctsError::GenerationTooDiluted { .. }) => return,
            Err(other) => panic!("{other}"),
        }
        user.turn(now, shares);
        user.credited += user.position.accrued - accrued;
        self.moves[0] += 1;
    }

    /// The rate of another day: raised within the cap, or cut.
    fn change_rate(&mut self) {
        let (day, rate) = (self.rate.updated_day + 1, self.rate.rate());
        if self.random.one_in(10) {
            let cut = rate / 1_000 * u128::from(1 + self.random.below(100));
            self.rate.haircut(rate - cut, day).expect("a lower rate");
            self.changes[1] += 1;
        } else {
            let step = u128::from(self.random.below(101)) * u128::from(YIELD_CAP_BPS);
            let raised = rate + rate / 1_000_000 * step;
            assert!(
                self.rate.raise(raised + rate, YIELD_CAP_BPS, day).is_err(),
                "twice the rate is too high"
            );
            self.rate.raise(raised, YIELD_CAP_BPS, day).expect("a rate within the cap");
            self.changes[0] += 1;
        }
    }

    /// Converts so many permille, at the rate of the day.
    fn settle(&mut self, permille: u64) {
        self.queue.lock().expect("active");
        self.change_rate();
        if self.random.one_in(10) && permille < 1_000 {
            self.queue.unlock().expect("locked");
            return;
        }
        let (shares, rate) = (self.queue.shares(), self.rate);
        let capacity = if permille == 1_000 { u64::MAX } else { self.queue.underlying / 1_000 * permille };
        let subscribes = self.queue.number % 2 == 1;
        let convert = |converted| match subscribes {
            true => rate.shares_for(converted),
            false => rate.underlying_for(converted),
        };
        let settlement = self.queue.settle(capacity, convert).expect("locked");
        let (scale, rate) = (BigUint::from(RATE_SCALE), BigUint::from(rate.rate()));
        let (times, over) = if subscribes { (scale, rate) } else { (rate, scale) };
        assert_eq!(BigUint::from(settlement.minted), times * settlement.converted / over, "rounded down");
        if settlement.minted > 0 {
            self.history.0.push((settlement.minted, shares));
        }
        self.underlying -= u128::from(settlement.converted);
        self.rewards += u128::from(settlement.minted);
        assert_eq!(u128::from(self.queue.underlying), self.underlying);
        let accrued: u128 = self.users.iter().map(|user| u128::from(user.position.accrued)).sum();
        assert_eq!(
            u128::from(self.queue.rewards_owed) + accrued,
            self.rewards,
            "never more than was converted"
        );
    }

    /// Everybody leaves the finalized generation, in any order, some paid and some credited.
    fn disperse(&mut self) {
        let now = self.history.0.len();
        let start = usize::try_from(self.random.below(5_000)).expect("small");
        for who in (start..USERS).chain(0..start) {
            let user = &mut self.users[who];
            let (shares, accrued) = (user.position.shares(), user.position.accrued);
            if shares == 0 {
                continue;
            }
            user.turn(now, shares);
            if who % 2 == 0 {
                user.credited += user.position.settle_finalized(&mut self.queue).expect("finalized");
            } else {
                let paid = self.queue.claim(&mut user.position).expect("finalized");
                user.credited += paid - accrued;
                self.rewards -= u128::from(paid);
            }
        }
        assert!(self.queue.is_spent(), "nothing is left: {:?}", self.queue);
        assert_eq!((self.queue.carry, self.queue.fractions), ([0; 4], [0; 2]));
        let (scale, index) = self.history.exact();
        let credited: u64 = self.users.iter_mut().map(|user| user.settle(&scale, &index)).sum();
        assert_eq!(credited, self.history.0.iter().map(|(minted, _)| minted).sum::<u64>());
        self.history.0.clear();
        self.queue = Generation::new(self.queue.number + 1);
    }
}

/// An exit pays its part of the underlying rounded down.
fn assert_part(exit: Exit, shares: u128, underlying: u64, total: u128) {
    let (part, paid) = (BigUint::from(shares) * underlying, BigUint::from(exit.underlying) * total);
    assert!(paid <= part && part < paid + total);
}

#[test]
fn nobody_is_a_base_unit_off_and_nothing_is_left() {
    let mut crowd = Crowd {
        users: (0..USERS).map(|_| User::default()).collect(),
        queue: Generation::new(1),
        history: History::default(),
        random: Random(0x1c75),
        rate: ExchangeRate::new(RATE_SCALE, 0),
        changes: [0; 2],
        underlying: 0,
        rewards: 0,
        moves: [0; 3],
    };
    for _ in 0..GENERATIONS {
        crowd.live();
    }
    assert_eq!((crowd.queue.number, crowd.underlying), (GENERATIONS + 1, 0));
    let paid: u128 = crowd.users.iter_mut().map(|user| u128::from(user.position.take_accrued())).sum();
    assert!(crowd.moves.into_iter().zip([1_000_000, 100_000, 50_000]).all(|(moves, least)| moves >= least));
    assert_eq!(paid, crowd.rewards, "what was credited is all that is owed");
    assert!(crowd.changes.into_iter().zip([300, 30]).all(|(changes, least)| changes >= least));
}
