//! Stolen keys. Whoever holds one sends whatever the programs take, for as long as the chain lives; what is lost
//! never exceeds the bound that the threat model states.

mod beacon;
mod bounds;
mod govops;
mod guardians;
mod relayer;

use halo_tests::{chain::Light, world::START};

/// Set to a number, it is the seed; else the clock is.
const SEED: &str = "HALO_SEED";
/// Set to a number, it is how many instructions the holder of a stolen key sends.
const STEPS: &str = "HALO_STEPS";

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

/// The seed, which is printed so that a failure can be repeated.
fn seed() -> u64 {
    let seed = number(SEED).unwrap_or_else(|| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        now.expect("after 1970").as_secs()
    });
    println!("{SEED}={seed}");
    seed
}

fn steps() -> u64 {
    number(STEPS).unwrap_or(100_000)
}

fn chain() -> Light {
    Light::start(START)
}
