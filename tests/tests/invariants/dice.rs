//! Random operations.

use crate::operation::{Amount, Kind, Operation, Twist};
use halo_tests::random::Random;

/// `count` operations, the story that `seed` tells.
pub fn story(seed: u64, count: usize) -> Vec<Operation> {
    let mut random = Random(seed);
    (0..count).map(|_| operation(&mut random)).collect()
}

fn operation(random: &mut Random) -> Operation {
    Operation {
        kind: kind(random),
        apt: random.below(8) > 0,
        subject: small(random),
        other: small(random),
        amount: amount(random),
        more: amount(random),
        way: small(random),
        twist: match random.below(40) {
            0 => Twist::Stranger,
            1 | 2 => Twist::Sibling,
            _ => Twist::None,
        },
    }
}

fn kind(random: &mut Random) -> Kind {
    let all = Kind::WEIGHTS.iter().map(|(_, weight)| u64::from(*weight)).sum();
    let mut left = random.below(all);
    for (kind, weight) in Kind::WEIGHTS {
        match left.checked_sub(u64::from(weight)) {
            None => return kind,
            Some(rest) => left = rest,
        }
    }
    unreachable!("the numbers below the sum of the weights are all some kind's")
}

/// Often everything, sometimes a unit beside it.
fn amount(random: &mut Random) -> Amount {
    let (permille, plus) = match random.below(16) {
        0..=5 => (1_000, 0),
        6..=11 => (random.below(1_001), 0),
        12 => (random.below(1_001), random.below(9)),
        13 => (0, random.below(4)),
        14 => (1_000, 1),
        _ => (0, 0),
    };
    Amount { permille: permille as u16, plus: plus as i16 }
}

fn small(random: &mut Random) -> u16 {
    (random.number() >> 48) as u16
}
