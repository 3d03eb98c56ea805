use super::bank;
use halo_sdk::{configurator::error::ConfiguratorError, pau::error::PauError};
use halo_tests::prime_a::{PrimeA, DELAY, HOP, HOUR, INIT};
use halo_tests::{refusal::assert_refused, world::million};

/// Story 1, step by step: the timelock is tested to the second, the limits to the unit.
#[tokio::test]
async fn full_prime_onboarding() {
    let mut prime = PrimeA::new(bank().await).await;
    prime.create_pau().await;

    // 1 to 3: the council registers the PAU, approves inits for the Halo, and grants the cBEAM.
    let operations = prime.schedule(&prime.additions()).await;
    prime.world.wait(DELAY - 1).await;
    assert_refused(prime.world.execute(operations[0]).await, ConfiguratorError::NotDue);

    // 4: fourteen days later anybody executes, in the order that the predecessors say.
    prime.world.wait(1).await;
    assert_refused(prime.world.execute(operations[1]).await, ConfiguratorError::PredecessorNotExecuted);
    for number in &operations {
        prime.world.execute(*number).await.unwrap();
    }
    assert_refused(prime.world.execute(operations[0]).await, ConfiguratorError::AlreadyExecuted);

    // 5 to 7: GovOps makes the inits real, and itself the relayer.
    prime.configure(million(50)).await;
    assert_eq!(prime.deposit_limit().await.max, INIT);
    assert_refused(prime.deposit_into_halo(1).await, PauError::RateLimitExceeded);

    // 8: half a day later 5M have accrued, and not one unit more.
    prime.world.wait(12 * HOUR).await;
    assert_refused(prime.deposit_into_halo(million(5) + 1).await, PauError::RateLimitExceeded);
    prime.deposit_into_halo(million(5)).await.unwrap();
    assert_eq!(prime.queued().await, million(5));
    assert_eq!(prime.treasury_balance().await, million(45));
    assert_eq!(prime.deposit_limit().await.available, 0);

    // 9: +20 %, eighteen hours after the limit was set, and +20 % another eighteen hours later.
    prime.world.wait(6 * HOUR - 1).await;
    assert_refused(prime.set_deposit_limit(million(12)).await, ConfiguratorError::RaisedTooRecently);
    prime.world.wait(1).await;
    prime.set_deposit_limit(million(12)).await.unwrap();
    assert_refused(prime.set_deposit_limit(million(12) + 1).await, ConfiguratorError::RaisedTooRecently);
    prime.world.wait(HOP).await;
    prime.set_deposit_limit(14_400_000_000_000).await.unwrap();
    assert_eq!(prime.deposit_limit().await.max, 14_400_000_000_000);

    // The Halo has claimed nothing: everything comes back to the treasury, whatever the limits.
    prime.withdraw_from_halo().await.unwrap();
    assert_eq!(prime.treasury_balance().await, million(50));
    assert_eq!(prime.queued().await, 0);
}
