//! Random lives of whole Halos: Primes, queues, Books, NFATs, payments, halts and time, on the real programs. After
//! every step the accounts it named are compared byte for byte with an exact model, the sums that must agree are
//! added up, and whatever was refused must have been refused for a reason that the model knows.
//!
//! `HALO_STEPS` is the number of operations, `HALO_SEED` replays a run. A story that goes wrong is printed shrunk to
//! the operations that it takes.

mod act;
mod cast;
mod chain;
mod dice;
mod genesis;
mod invariants;
mod model;
mod operation;
mod planted;
mod run;
mod shrink;
mod story;
mod tally;
mod twist;
mod verdict;
mod vm;

use halo_tests::random::Random;
use operation::Operation;
use run::{run, tell, Failure};
use shrink::shrink;
use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Instant,
};
use story::Setup;
use tally::Tally;

/// Operations of an ordinary run.
const OPERATIONS: u64 = 500_000;
/// Operations of one story. All begin alike.
const LENGTH: u64 = 5_000;
const WORKERS: usize = 2;

/// A number from the environment.
fn setting(name: &str) -> Option<u64> {
    let value = std::env::var(name).ok()?;
    Some(value.parse().unwrap_or_else(|error| panic!("expected a number in {name}, got {value}: {error}")))
}

/// Runs stories until `operations` are done; each has a seed of its own.
fn tell_all(seed: u64, operations: u64) -> Tally {
    let stories = operations.div_ceil(LENGTH);
    let next = AtomicU64::new(0);
    let work = || {
        let mut tally = Tally::default();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= stories {
                return tally;
            }
            let length = LENGTH.min(operations - number * LENGTH);
            let operations = dice::story(Random(seed.wrapping_add(number)).number(), length as usize);
            match run(&operations, &Setup::default()) {
                Ok(done) => tally.add(done),
                Err(failure) => {
                    println!("HALO_SEED={seed}, story {number}, step {}: {}", failure.step, failure.what);
                    panic!("{}", report(&operations, &failure, &Setup::default()))
                }
            }
        }
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(work)).collect();
        let mut sum = Tally::default();
        for worker in workers {
            sum.add(worker.join().expect("a worker's failure is above"));
        }
        sum
    })
}

/// What went wrong, and the fewest operations that make it go wrong.
fn report(operations: &[Operation], failure: &Failure, setup: &Setup) -> String {
    let minimal = shrink(operations, failure, setup);
    let what = run(&minimal, setup).map_or_else(|failure| failure.what, |_| failure.what.clone());
    let steps = tell(&minimal, setup).join("\n");
    format!("step {}: {}\n{} steps make it so:\n{steps}\n{what}", failure.step, failure.what, minimal.len())
}

#[test]
fn every_invariant_holds_after_every_step() {
    let operations = setting("HALO_STEPS").unwrap_or(OPERATIONS);
    let seed = setting("HALO_SEED").unwrap_or_else(|| u64::from(rand::random::<u32>()));
    println!("HALO_SEED={seed}");
    let start = Instant::now();
    let tally = tell_all(seed, operations);
    println!("{} operations in {:.1} s\n{tally}", tally.operations(), start.elapsed().as_secs_f64());
    assert_eq!(tally.operations(), operations);
    tally.assert_everything_is_done();
}
