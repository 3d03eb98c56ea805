//! The rules against exact fractions, over many random lives of a wrapper.

use super::{
    acts::{choose, endings, Act, OWNERS},
    ledger::Ledger,
    model::Model,
};
use halo_sdk::wrapper::error::WrapperError;
use halo_tests::random::Random;

/// Lives, and acts of each before its end.
const LIVES: u64 = 100;
const ACTS: u64 = 150;

/// Whether the program may refuse `act` with `error` although it was chosen from what there is.
fn may_refuse(act: &Act, error: WrapperError) -> bool {
    matches!(
        (act, error),
        (Act::Claim { .. }, WrapperError::NothingEarned) | (Act::Burn { .. }, WrapperError::LastFractions)
    )
}

fn step(ledger: &mut Ledger, model: &mut Model, act: &Act) {
    match ledger.act(act) {
        Ok(outcome) => model.follow(act, outcome),
        Err(error) => assert!(may_refuse(act, error), "{act:?}: {error:?}"),
    }
    assert_eq!(ledger.supply, model.supply());
    model.check(&ledger.wrapped, &ledger.stakes);
    model.check_fair();
}

fn pick<const N: usize>(random: &mut Random, from: [u64; N]) -> u64 {
    from[random.below(N as u64) as usize]
}

/// One life from the wrapping to the last burn; its figures are the seed's.
fn live(seed: u64) {
    let mut random = Random(seed);
    let (largest, most) =
        (pick(&mut random, [3, 1_000, 1 << 40, 1 << 62]), pick(&mut random, [3, 1_000, 1 << 40]));
    let supply = 1 + random.below(largest);
    let (mut ledger, mut model) = (Ledger::new(supply), Model::new(supply));
    for _ in 0..ACTS {
        let act = choose(&mut random, &model, most);
        step(&mut ledger, &mut model, &act);
    }
    step(&mut ledger, &mut model, &Act::End { amount: random.below(most) });
    while let Some(act) = endings(&mut random, &model) {
        step(&mut ledger, &mut model, &act);
    }
    let wrapped = &ledger.wrapped;
    assert_eq!((wrapped.cash().unwrap(), wrapped.staked, wrapped.taken), (0, 0, 0));
    let received: i128 = model.received.iter().sum();
    assert_eq!(received, i128::from(wrapped.collected), "everything has been paid out");
}

#[test]
fn no_life_of_a_wrapper_makes_or_loses_a_base_unit() {
    for seed in 0..LIVES {
        println!("seed {seed}");
        live(seed);
    }
}

#[test]
fn the_reckoning_notices_a_base_unit_too_many() {
    let supply = 3;
    let (mut ledger, mut model) = (Ledger::new(supply), Model::new(supply));
    let acts = [Act::Stake { owner: 0, amount: 1 }, Act::Receive { amount: 10 }];
    for act in acts {
        step(&mut ledger, &mut model, &act);
    }
    let claim = Act::Claim { owner: 0 };
    let paid = ledger.act(&claim).unwrap();
    assert_eq!((paid, OWNERS), (3, 3), "a third of ten");
    let noticed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| model.follow(&claim, paid + 1)));
    assert!(noticed.is_err());
}
