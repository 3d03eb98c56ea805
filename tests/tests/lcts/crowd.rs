//! Random lives of whole units on the real program: a crowd enters, leaves and claims in both queues; the beacon locks,
//! settles, raises and cuts; guardrails are tightened; money is deployed, returned and given away. In every other life a
//! junior unit stands over the same holding, with the same crowd in it, and bears its losses. An exact rational model goes
//! beside it.
//!
//! After every operation: a refusal is the one that the model knows, everything on record is in the vaults, the positions
//! add up to the totals, and whoever acted is at most one base unit off its exact part. In the end everybody leaves, and
//! nothing is left.
//!
//! `HALO_STEPS` is the number of operations, `HALO_SEED` replays a run.

mod beacon;
mod compare;
mod ending;
mod exact;
mod life;
mod money;
mod pair;
mod sums;
mod tally;

use halo_tests::random::Random;
use life::Life;
use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Instant,
};
use tally::Tally;

/// Operations of an ordinary run.
const OPERATIONS: u64 = 20_000;
/// Operations of one life.
const LENGTH: u64 = 2_500;
const WORKERS: usize = 2;

/// A number from the environment.
fn setting(name: &str) -> Option<u64> {
    let value = std::env::var(name).ok()?;
    Some(value.parse().unwrap_or_else(|error| panic!("expected a number in {name}, got {value}: {error}")))
}

/// Lives until `operations` are done; each has a seed of its own, which a failure names.
fn live_all(seed: u64, operations: u64) -> Tally {
    let lives = operations.div_ceil(LENGTH);
    let next = AtomicU64::new(0);
    let work = || {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let mut tally = Tally::default();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= lives {
                return tally;
            }
            let own = Random(seed.wrapping_add(number)).number();
            println!("HALO_SEED={seed}, life {number}");
            let life = Life::whole(own, LENGTH.min(operations - number * LENGTH), number % 2 == 1);
            tally.add(&runtime.block_on(life));
        }
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(work)).collect();
        let mut sum = Tally::default();
        for worker in workers {
            sum.add(&worker.join().expect("a worker's failure is above"));
        }
        sum
    })
}

#[test]
fn nobody_is_a_base_unit_off_whatever_a_crowd_does() {
    let operations = setting("HALO_STEPS").unwrap_or(OPERATIONS);
    let seed = setting("HALO_SEED").unwrap_or_else(|| u64::from(rand::random::<u32>()));
    println!("HALO_SEED={seed}");
    let start = Instant::now();
    let tally = live_all(seed, operations);
    println!("{operations} operations in {:.1} s: {tally:?}", start.elapsed().as_secs_f64());
    assert!(tally.operations >= operations);
    tally.assert_everything_is_done(operations);
}

/// A model that notices nothing proves nothing: a member credited two base units too much is noticed.
#[test]
#[should_panic(expected = "12 credited for 10 earned")]
fn two_base_units_too_much_are_noticed() {
    let mut queue = exact::Exact::new(2);
    for (who, amount) in [(0, 10), (1, 90)] {
        let effect = queue.enter(amount).expect("an active queue");
        queue.follow(who, effect, (0, 0), amount);
    }
    queue.lock();
    queue.settled(100, 100);
    let effect = queue.claim(0).expect("rewards");
    queue.follow(0, effect, (12, 12), 0);
}
