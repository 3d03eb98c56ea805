//! Withdrawals that wait: in order, at what their shares are worth when they are paid.

use super::{plain, price, NOW, PAR};
use crate::{MILLION, ONE};
use halo_math::amm::{AmmError, Capital, Filled, Valuation, Withdrawal, WithdrawalQueue};

/// Whatever there is may pass.
const ALL: u64 = u64::MAX;

/// A pool of two equal owners whose money is all in inventory, and who both want to leave.
struct Waiting {
    capital: Capital,
    queue: WithdrawalQueue,
    first: Withdrawal,
    second: Withdrawal,
}

impl Waiting {
    fn new() -> Self {
        let mut capital = Capital::default();
        let (mut queue, empty) = (WithdrawalQueue::default(), Valuation::default());
        let shares = capital.deposit(2 * MILLION, &empty).expect("the first deposit");
        (capital.usds, capital.inventory) = (0, 2 * MILLION);
        let first = queue.request(&mut capital, shares / 2, NOW).expect("half of them");
        let second = queue.request(&mut capital, shares / 2, NOW + 1).expect("the other half");
        Self { capital, queue, first, second }
    }

    fn worth(&self, at: u64) -> Valuation {
        self.capital.valuation(&plain(), price(at)).expect("it fits")
    }

    /// The issuer redeems `amount` at `at`.
    fn redeem(&mut self, amount: u64, at: u64) {
        self.capital.inventory -= amount;
        self.capital.usds += plain().pair.value(amount, price(at), halo_math::Rounding::Down).unwrap();
    }
}

#[test]
fn shares_wait_without_leaving_the_pool() {
    let Waiting { capital, queue, first, second } = Waiting::new();
    assert_eq!((capital.shares, capital.queued), (200 * MILLION, 200 * MILLION));
    assert_eq!(queue, WithdrawalQueue { issued: 2, served: 0 });
    assert_eq!(first, Withdrawal { number: 1, shares: 100 * MILLION, payable: 0, requested_at: NOW });
    assert_eq!(second, Withdrawal { number: 2, requested_at: NOW + 1, ..first });
    let mut capital = capital;
    let none = AmmError::NotEnoughShares { asked: 1, shares: 0 };
    assert_eq!(queue.clone().request(&mut capital, 1, NOW), Err(none));
    assert_eq!(queue.clone().request(&mut capital, 0, NOW), Err(AmmError::ZeroAmount));
}

#[test]
fn the_first_is_paid_first_and_in_part() {
    let mut pool = Waiting::new();
    let worth = pool.worth(PAR);
    let nothing = AmmError::NothingFree { free: 0, wanted: MILLION - 500 * ONE };
    assert_eq!(pool.queue.fill(&mut pool.capital, &mut pool.first, &worth, ALL), Err(nothing));
    let not_yet = AmmError::NotNext { number: 2, next: 1 };
    assert_eq!(pool.queue.fill(&mut pool.capital, &mut pool.second, &worth, ALL), Err(not_yet));
    pool.redeem(MILLION / 2, PAR);
    let worth = pool.worth(PAR);
    let part = pool.queue.fill(&mut pool.capital, &mut pool.first, &worth, ALL).expect("half of it");
    assert!(!part.done && part.usds <= MILLION / 2 && part.usds > MILLION / 2 - 2, "{part:?}");
    assert_eq!((pool.first.payable, pool.capital.reserved), (part.usds, part.usds));
    assert_eq!(pool.queue.served, 0);
    pool.redeem(MILLION + MILLION / 2, PAR);
    let worth = pool.worth(PAR);
    let rest = pool.queue.fill(&mut pool.capital, &mut pool.first, &worth, ALL).expect("the rest");
    assert!(rest.done && pool.queue.served == 1 && pool.first.shares == 0);
    // Half of the pool while part of it was at the bid, then half of all that came: within five basis points.
    assert!(pool.first.payable <= MILLION && pool.first.payable > MILLION - 500 * ONE, "{:?}", pool.first);
    let worth = pool.worth(PAR);
    let last = pool.queue.fill(&mut pool.capital, &mut pool.second, &worth, ALL).expect("all that is left");
    assert!(last.done && pool.second.payable >= pool.first.payable, "who waits longer earns the spread");
    let over = AmmError::NotNext { number: 1, next: 3 };
    assert_eq!(
        pool.queue.fill(&mut pool.capital, &mut pool.first, &worth, ALL),
        Err(over),
        "its turn is over"
    );
    let paid = pool.first.claim(&mut pool.capital).unwrap() + pool.second.claim(&mut pool.capital).unwrap();
    assert_eq!((pool.capital.reserved, pool.capital.shares, pool.capital.queued), (0, 0, 0));
    assert_eq!(paid + pool.capital.usds, 2 * MILLION, "nothing is lost");
    assert!(pool.capital.usds <= 3, "but dust");
    assert!(pool.first.is_over(&pool.queue) && pool.second.is_over(&pool.queue));
}

#[test]
fn more_than_passes_at_once_is_paid_in_parts() {
    let mut pool = Waiting::new();
    pool.redeem(2 * MILLION, PAR);
    let before = (pool.capital, pool.queue, pool.first);
    let worth = pool.worth(PAR);
    let blocked = pool.queue.fill(&mut pool.capital, &mut pool.first, &worth, 0);
    assert_eq!(blocked, Err(AmmError::NothingFree { free: 0, wanted: MILLION }));
    assert_eq!((pool.capital, pool.queue, pool.first), before, "a refusal changes nothing");
    let pass = MILLION * 3 / 10;
    let mut parts = Vec::new();
    while pool.first.shares > 0 {
        let worth = pool.worth(PAR);
        let part = pool.queue.fill(&mut pool.capital, &mut pool.first, &worth, pass).expect("a part");
        assert!(part.usds <= pass && part.done == (pool.first.shares == 0), "{part:?}");
        parts.push(part.usds);
    }
    assert_eq!(parts.len(), 4, "{parts:?}");
    assert!(pool.first.payable <= MILLION && pool.first.payable >= MILLION - 4, "{:?}", pool.first);
    let worth = pool.worth(PAR);
    let next = pool.queue.fill(&mut pool.capital, &mut pool.second, &worth, ALL).expect("its turn");
    assert!(next.done && next.usds >= MILLION, "{next:?}");
}

#[test]
fn cash_alone_is_worth_itself_at_any_price() {
    let mut pool = Waiting::new();
    assert_eq!(pool.capital.cash_alone(), None);
    pool.redeem(2 * MILLION, PAR);
    for at in [1, PAR, u64::MAX] {
        assert_eq!(pool.capital.cash_alone(), Some(pool.worth(at)));
    }
    for owed in [Capital { pending: 1, ..pool.capital }, Capital { expected: 1, ..pool.capital }] {
        assert_eq!(owed.cash_alone(), None);
    }
}

#[test]
fn who_waits_shares_a_loss() {
    let mut pool = Waiting::new();
    pool.redeem(2 * MILLION, PAR * 9 / 10);
    for index in 0..2 {
        let worth = pool.worth(PAR);
        let withdrawal = if index == 0 { &mut pool.first } else { &mut pool.second };
        let filled = pool.queue.fill(&mut pool.capital, withdrawal, &worth, ALL).expect("its turn");
        assert!(filled.usds <= 900_000 * ONE && filled.usds >= 900_000 * ONE - 1, "{filled:?}");
    }
}

#[test]
fn who_changes_its_mind_keeps_nobody_waiting() {
    let mut pool = Waiting::new();
    let (capital, first) = (pool.capital, pool.first);
    assert_eq!(pool.queue.cancel(&mut pool.capital, &mut pool.first), Ok(first.shares));
    assert_eq!(pool.capital, Capital { queued: capital.queued - first.shares, ..capital });
    let again = pool.queue.cancel(&mut pool.capital, &mut pool.first);
    assert_eq!(again, Err(AmmError::NothingWaits { number: 1 }));
    assert!(!pool.first.is_over(&pool.queue), "its number is still before the second");
    let worth = pool.worth(PAR);
    let passed = pool.queue.fill(&mut pool.capital, &mut pool.first, &worth, ALL);
    assert_eq!(passed, Ok(Filled { shares: 0, usds: 0, done: true }), "without a base unit in the pool");
    assert!(pool.first.is_over(&pool.queue));
    pool.redeem(2 * MILLION, PAR);
    let worth = pool.worth(PAR);
    assert!(pool.queue.fill(&mut pool.capital, &mut pool.second, &worth, ALL).expect("its turn").done);
}

#[test]
fn shares_without_worth_keep_nobody_waiting() {
    let mut pool = Waiting::new();
    pool.capital.inventory = 0;
    let worth = pool.worth(PAR);
    let gone = pool.queue.fill(&mut pool.capital, &mut pool.first, &worth, ALL);
    assert_eq!(gone, Ok(Filled { shares: 100 * MILLION, usds: 0, done: true }));
    assert_eq!(pool.first.claim(&mut pool.capital), Err(AmmError::ZeroAmount));
}

#[test]
fn what_is_reserved_belongs_to_who_withdrew() {
    let mut pool = Waiting::new();
    pool.redeem(2 * MILLION, PAR);
    let worth = pool.worth(PAR);
    pool.queue.fill(&mut pool.capital, &mut pool.first, &worth, ALL).expect("its turn");
    let payable = pool.first.payable;
    assert_eq!(pool.capital.usds, 2 * MILLION - payable);
    pool.capital.write_down_usds(2 * MILLION - payable).expect("all that belongs to shares");
    assert!(pool.capital.write_down_usds(1).is_err(), "the rest does not");
    assert_eq!(pool.first.claim(&mut pool.capital), Ok(payable));
    let mut stolen = Withdrawal { payable: 1, ..pool.first };
    let short = AmmError::RecordsFallShort { amount: 1, recorded: 0 };
    assert_eq!(stolen.claim(&mut pool.capital), Err(short));
}
