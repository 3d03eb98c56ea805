//! A million random operations on the limits of the real `pau` program, each compared with a model that is exact,
//! counts in seconds and shares no arithmetic with the programs. Half of the limits answer to a plain administrator;
//! the other half to a scope of the real `configurator` program, whose GovOps raises them no faster than the
//! second-order rate limit allows.
//!
//! `HALO_DIFFERENTIAL` is the number of operations, `HALO_DIFFERENTIAL_SEED` replays a run.

mod administrator;
mod attempt;
mod case;
mod cast;
mod governor;
mod lane;
mod model;
mod numbers;
mod refusal;
mod run;
mod second_order;
mod side;
mod tally;
mod time;
mod vm;

use std::time::Instant;
use tally::Tally;

/// Operations of an ordinary run.
const OPERATIONS: u64 = 1_000_000;
/// Each has a VM of its own.
const WORKERS: u64 = 2;

#[test]
fn every_limit_is_the_model_to_the_unit_and_second() {
    let operations = setting("HALO_DIFFERENTIAL").unwrap_or(OPERATIONS);
    let seed = setting("HALO_DIFFERENTIAL_SEED").unwrap_or_else(|| u64::from(rand::random::<u32>()));
    let start = Instant::now();
    let tally = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..WORKERS)
            .map(|worker| {
                let share = (operations + worker) / WORKERS;
                scope.spawn(move || run::run(seed.wrapping_add(worker), share))
            })
            .collect();
        workers.into_iter().map(|worker| worker.join().expect("a worker's failure is above")).sum::<Tally>()
    });
    println!("seed {seed}, {:.1} s: {tally}", start.elapsed().as_secs_f64());
    assert_eq!(tally.operations(), operations);
    tally.assert_covers_everything();
}

/// A number from the environment.
fn setting(name: &str) -> Option<u64> {
    let value = std::env::var(name).ok()?;
    Some(value.parse().unwrap_or_else(|error| panic!("expected a number in {name}, got {value}: {error}")))
}
