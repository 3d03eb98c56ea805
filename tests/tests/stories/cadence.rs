//! How far a limit climbs in seven days from 10M: by the policy of one step a day, and at most on chain.

use super::bank;
use halo_sdk::configurator::error::ConfiguratorError;
use halo_tests::prime_a::{PrimeA, HOP, INIT};
use halo_tests::{
    chain::{Bank, Chain},
    refusal::assert_refused,
    world::{million, DAY},
};

/// A quarter more, rounded down: the largest step.
fn step(value: u64) -> u64 {
    value + value / 4
}

/// Raises by the largest step every `hop` seconds as long as seven days last; returns steps and values.
async fn climb(prime: &mut PrimeA<Bank>, hop: i64) -> (u32, u64) {
    let end = prime.world.chain.now().await + 7 * DAY;
    let (mut steps, mut value) = (0, INIT);
    while prime.world.chain.now().await + hop <= end {
        prime.world.wait(hop - 1).await;
        if hop == HOP {
            assert_refused(prime.set_deposit_limit(step(value)).await, ConfiguratorError::RaisedTooRecently);
        }
        prime.world.wait(1).await;
        assert_refused(prime.set_deposit_limit(step(value) + 1).await, ConfiguratorError::RaiseTooLarge);
        prime.set_deposit_limit(step(value)).await.unwrap();
        (steps, value) = (steps + 1, step(value));
    }
    assert_eq!(prime.deposit_limit().await.max, value);
    (steps, value)
}

#[tokio::test]
async fn one_step_a_day_makes_47_68m_of_10m_in_seven_days() {
    let mut prime = PrimeA::onboarded(bank().await, million(1)).await;

    // 10M x 1.25^7 = 47.6837...M, each step rounded down to the base unit.
    assert_eq!(climb(&mut prime, DAY).await, (7, 47_683_715_820_312));
}

#[tokio::test]
async fn a_step_every_eighteen_hours_makes_74_51m_of_10m_in_seven_days() {
    let mut prime = PrimeA::onboarded(bank().await, million(1)).await;

    // 10M x 1.25^9 = 74.5058...M: the ninth step is at 6 days and 18 hours.
    assert_eq!(climb(&mut prime, HOP).await, (9, 74_505_805_969_237));
}
