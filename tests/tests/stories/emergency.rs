use super::bank;
use halo_sdk::{
    configurator::{
        error::ConfiguratorError,
        state::{Grant, PauRegistration, Payload},
    },
    instructions::{
        self as ix,
        configurator::{Guardian, GuardianBy},
    },
    pau::{error::PauError, state::Pau},
};
use halo_tests::prime_a::{PrimeA, HOP, HOUR, INIT};
use halo_tests::{
    chain::Chain,
    refusal::assert_refused,
    world::{million, DAY},
};

/// Story 3: a vulnerability is found in what the Prime deposits into.
#[tokio::test]
async fn emergency_response() {
    let mut prime = PrimeA::onboarded(bank().await, million(50)).await;
    let (roles, scope) = (prime.world.roles(), prime.scope());
    prime.world.wait(12 * HOUR).await;
    prime.deposit_into_halo(million(4)).await.unwrap();

    // 1: GovOps sets the limit to (0, 0): no cooldown, and nothing more goes in; what is in comes out.
    prime.set_deposit_limit(0).await.unwrap();
    assert_refused(prime.deposit_into_halo(1).await, PauError::RateLimitExceeded);
    prime.withdraw_from_halo().await.unwrap();
    assert_eq!(prime.treasury_balance().await, million(50));

    // 2: mom removes the init at once: GovOps cannot bring the limit back.
    let key = prime.limit_key(&prime.deposit);
    let init = key.init(&scope, &prime.pau);
    let remove = ix::configurator::remove_init(&roles.mom, &scope, &init, &roles.payer);
    prime.world.ok(&[remove], &[roles.mom]).await;
    assert!(!prime.exists(&init).await);
    prime.world.wait(HOP).await;
    assert!(prime.set_deposit_limit(INIT).await.is_err());

    // 3: the scope's freezer pauses the timelock with an addition on its way; it is cancelled while paused.
    let hostile = Payload::AddInit {
        pau: prime.pau,
        grant: Grant::RateLimit {
            kind: key.kind,
            target: key.target,
            mint: key.mint,
            max: u64::MAX,
            slope: u64::MAX,
        },
    };
    let number = prime.schedule(&[hostile]).await[0];
    let pause = ix::configurator::pause(&roles.scope_freezer, &scope);
    prime.world.ok(&[pause], &[roles.scope_freezer]).await;
    prime.world.wait(30 * DAY).await;
    assert_refused(prime.world.execute(number).await, ConfiguratorError::Paused);
    let again = Payload::RegisterPau { pau: roles.payer };
    assert_refused(prime.world.schedule(again).await, ConfiguratorError::Paused);
    let cancel = ix::configurator::cancel(&roles.mom, &scope, number);
    prime.world.ok(&[cancel], &[roles.mom]).await;
    let resume = ix::configurator::resume(&roles.council, &scope, 1);
    prime.world.ok(&[resume], &[roles.council]).await;
    assert_refused(prime.world.execute(number).await, ConfiguratorError::Cancelled);
}

/// What is pending when the timelock is paused waits as much longer, to the second.
#[tokio::test]
async fn a_pause_of_the_timelock_extends_what_is_pending() {
    let mut prime = PrimeA::new(bank().await).await;
    let (roles, scope) = (prime.world.roles(), prime.scope());
    let number = prime.schedule(&[Payload::RegisterPau { pau: prime.pau }]).await[0];
    prime.world.wait(13 * DAY).await;
    let pause = ix::configurator::pause(&roles.mom, &scope);
    prime.world.ok(&[pause], &[roles.mom]).await;
    prime.world.wait(5 * DAY).await;
    let resume = ix::configurator::resume(&roles.council, &scope, 1);
    prime.world.ok(&[resume], &[roles.council]).await;

    prime.world.wait(DAY - 1).await;
    assert_refused(prime.world.execute(number).await, ConfiguratorError::NotDue);
    prime.world.wait(1).await;
    prime.world.execute(number).await.unwrap();
}

/// A paused key costs the time of the emergency; a limit set to zero costs the climb beside: from an init of 10M to
/// 100M eleven steps, eight days and six hours.
#[tokio::test]
async fn a_paused_limit_comes_back_as_it_was_and_a_zeroed_one_climbs() {
    let mut prime = PrimeA::onboarded(bank().await, million(1)).await;
    let (roles, scope) = (prime.world.roles(), prime.scope());
    let goal = million(100);
    let start = prime.world.chain.now().await;
    let mut value = INIT;
    let mut steps = 0;
    while value < goal {
        prime.world.wait(HOP).await;
        value = (value + value / 4).min(goal);
        prime.set_deposit_limit(value).await.unwrap();
        steps += 1;
    }
    assert_eq!(steps, 11);
    assert_eq!(prime.world.chain.now().await - start, 8 * DAY + 6 * HOUR);

    let limit = prime.limit_key(&prime.deposit).limit(&prime.pau);
    let guardian = Guardian { signer: prime.govops, scope, pau: prime.pau, by: GuardianBy::GovOps };
    let stop = ix::configurator::pause_rate_limit(&guardian, &limit);
    prime.world.ok(&[stop], &[prime.govops]).await;
    prime.world.wait(DAY).await;
    assert_refused(prime.deposit_into_halo(1).await, PauError::LimitPaused);
    let go = ix::configurator::resume_rate_limit(&roles.council, &scope, &prime.pau, &limit);
    prime.world.ok(&[go], &[roles.council]).await;
    assert_eq!(prime.deposit_limit().await.max, goal);

    prime.set_deposit_limit(0).await.unwrap();
    prime.world.wait(HOP).await;
    assert_refused(prime.set_deposit_limit(INIT + 1).await, ConfiguratorError::RaiseTooLarge);
    prime.set_deposit_limit(INIT).await.unwrap();
}

/// A GovOps whose key is lost takes everybody whom it has named with it, in one transaction.
#[tokio::test]
async fn revoking_the_cbeam_dismisses_whomever_govops_has_named() {
    let mut prime = PrimeA::onboarded(bank().await, million(50)).await;
    let (roles, scope) = (prime.world.roles(), prime.scope());
    prime.world.wait(DAY).await;
    prime.deposit_into_halo(million(1)).await.unwrap();

    let revoke = ix::configurator::revoke_cbeam(&roles.mom, &scope, &prime.pau, &prime.govops, &roles.payer);
    prime.world.ok(&[revoke], &[roles.mom]).await;

    let pau: Pau = prime.world.client.fetch(&prime.pau).await.unwrap();
    assert_eq!((pau.epoch, pau.relayer_count), (1, 0));
    assert_refused(prime.deposit_into_halo(1).await, PauError::NotRelayer);
    assert!(prime.set_deposit_limit(0).await.is_err(), "its cBEAM is gone");
    let registration = halo_sdk::addresses::registration(&scope, &prime.pau);
    let registration: PauRegistration = prime.world.client.fetch(&registration).await.unwrap();
    assert_eq!(registration.pau, prime.pau);
}
