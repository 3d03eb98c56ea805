//! The liquidity constrained token by number, by layout and in random runs.

mod backing;
mod crowd;
mod cycle;
mod entries;
mod layout;
mod net;
mod pair;
mod random;
mod rate;
mod refusals;
mod rewards;
mod settle;
mod stories;
mod tranche;
mod year;

use halo_math::{Generation, LctsError, Position, Settlement};

/// A conversion of one to one.
fn par(converted: u64) -> Result<u64, LctsError> {
    Ok(converted)
}

/// Locks `generation` and settles it with `capacity`; what is converted brings `minted`.
fn settle_for(generation: &mut Generation, capacity: u64, minted: u64) -> Settlement {
    assert_eq!(generation.lock(), Ok(true));
    generation.settle(capacity, |_| Ok(minted)).expect("a locked generation settles")
}

/// Locks `generation` and settles it one to one.
fn settle_at_par(generation: &mut Generation, capacity: u64) -> Settlement {
    assert_eq!(generation.lock(), Ok(true));
    generation.settle(capacity, par).expect("a locked generation settles")
}

/// A generation that the positions have entered, each with its amount.
fn entered<const N: usize>(amounts: [u64; N]) -> (Generation, [Position; N]) {
    let mut generation = Generation::new(1);
    let positions = amounts.map(|amount| {
        let mut position = Position::default();
        generation.enter(&mut position, amount).expect("an active generation takes entries");
        position
    });
    (generation, positions)
}

/// A number as accounts hold it.
fn words(value: u128) -> [u64; 2] {
    [value & u128::from(u64::MAX), value >> 64].map(|half| u64::try_from(half).expect("64 bits"))
}
