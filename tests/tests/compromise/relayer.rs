//! A relayer in the hands of a thief: every transfer and every call that it may send, in any order, at any time.

use super::{chain, seed, steps};
use halo_sdk::{
    addresses,
    configurator::instructions::SetRateLimitArgs,
    facility::state::QueuePosition,
    halo_math::DAY_SECONDS,
    instructions::{self as ix, configurator::InitFor},
};
use halo_tests::{
    chain::{Chain, Light},
    prime_a::{PrimeA, INIT},
    random::Random,
    world::million,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// The most that leaves under a limit within `seconds`: what it had, and what accrues.
fn bound(available: u64, slope: u64, seconds: i64) -> u64 {
    let accrued = u128::from(slope) * u128::from(seconds.unsigned_abs()) / u128::from(DAY_SECONDS);
    available.saturating_add(u64::try_from(accrued).unwrap_or(u64::MAX))
}

struct Thief {
    prime: PrimeA<Light>,
    random: Random,
    /// Where the thief has the treasury's money sent; governance has approved it for another purpose.
    endpoint: Pubkey,
    /// The treasury's signer, its token account, and its place in the Halo's queue.
    proxy: Pubkey,
    vault: Pubkey,
    position: Pubkey,
    started: i64,
    initial: u64,
}

impl Thief {
    /// Prime A with a TRANSFER limit of 10M a day beside its deposit limit.
    async fn new(money: u64) -> Self {
        let mut prime = PrimeA::onboarded(chain(), money).await;
        let key = prime.approve_endpoint("exchange").await;
        // The deposit limit has filled while the timelock ran: it starts from nothing again, as the new one does.
        let add = prime.adding_limit(key, INIT, INIT);
        let endpoint = key.target;
        let deposit = prime.limit_key(&prime.deposit);
        let set = |max| {
            let args = SetRateLimitArgs { max, slope: INIT };
            ix::configurator::set_rate_limit(&prime.configurer(), &deposit, Some(InitFor::Pau), args)
        };
        prime.world.ok(&[add, set(0), set(INIT)], &[prime.govops]).await;
        let started = prime.world.chain.now().await;
        let initial = prime.treasury_balance().await;
        let (proxy, vault) = (prime.treasury.proxy(), prime.treasury.token_account());
        let position = addresses::position(&prime.world.facility.facility, &proxy);
        Self { prime, random: Random(seed()), endpoint, proxy, vault, position, started, initial }
    }

    fn transfer(&self, amount: u64) -> Instruction {
        ix::pau::transfer(&self.prime.govops, &self.prime.treasury, &self.endpoint, amount)
    }

    fn deposit(&self, amount: u64) -> Instruction {
        let inner = ix::facility::deposit(&self.proxy, &self.vault, &self.prime.world.facility, amount, None);
        self.prime.calling(&self.prime.deposit, inner, true)
    }

    fn withdraw(&self) -> Instruction {
        let inner = ix::facility::withdraw(&self.proxy, &self.vault, &self.prime.world.facility, None);
        self.prime.calling(&self.prime.withdraw, inner, false)
    }

    /// An amount that is small, huge, or about what the limit has.
    fn amount(&mut self) -> u64 {
        match self.random.below(4) {
            0 => self.random.number(),
            1 => 1 + self.random.below(1_000),
            _ => 1 + self.random.below(million(12)),
        }
    }

    async fn send(&self, instruction: Instruction) -> bool {
        self.prime.world.send(&[instruction], &[self.prime.govops]).await.is_ok()
    }

    /// What has gone for good, and what lies in the Halo's queue, from which the Prime can take it back.
    async fn gone(&self) -> (u64, u64) {
        let world = &self.prime.world;
        let position: QueuePosition = world.client.fetch(&self.position).await.expect("a position");
        // In a facility's queue a share is a base unit.
        (world.tokens(&self.endpoint).await, position.shares)
    }
}

#[tokio::test]
async fn a_stolen_relayer_never_takes_more_than_the_limits_let_accrue() {
    let mut thief = Thief::new(million(1_000_000)).await;
    let (mut landed, mut deposited, mut returned) = (0_u64, 0_u64, 0_u64);
    let mut before = thief.gone().await;
    for step in 0..steps() {
        let amount = thief.amount();
        let choice = thief.random.below(8);
        let instruction = match choice {
            0..=3 => thief.transfer(amount),
            4..=6 => thief.deposit(amount),
            _ => thief.withdraw(),
        };
        let sent = thief.send(instruction).await;
        landed += u64::from(sent);
        let after = thief.gone().await;
        deposited += after.1.saturating_sub(before.1);
        returned += before.1.saturating_sub(after.1);

        let elapsed = thief.prime.world.chain.now().await - thief.started;
        let most = bound(0, INIT, elapsed);
        assert!(after.0 <= most, "step {step}: {} transferred, at most {most} after {elapsed} s", after.0);
        assert!(deposited <= most, "step {step}: {deposited} deposited, at most {most} after {elapsed} s");
        let held = thief.prime.world.tokens(&thief.vault).await;
        before = after;
        assert_eq!(
            held + after.0 + after.1,
            thief.initial,
            "step {step}: money came from nowhere or went there"
        );
        if thief.random.below(16) == 0 {
            let seconds = 1 + thief.random.below(7_200);
            thief.prime.world.wait(i64::try_from(seconds).expect("small")).await;
        }
        thief.prime.world.journal.lock().expect("one thread").clear();
    }
    println!("{landed} instructions landed; {returned} base units came back from the queue");
    assert!(landed > steps() / 50, "a thief that is refused throughout shows nothing");
}

/// The bound is tight: a thief who takes everything as it accrues, and nothing more, gets exactly that.
#[tokio::test]
async fn a_patient_thief_takes_exactly_what_accrues_in_a_day() {
    let mut thief = Thief::new(million(100)).await;
    for hour in 1..=24 {
        thief.prime.world.wait(3_600).await;
        let due = bound(0, INIT, hour * 3_600);
        let amount = due - thief.gone().await.0;
        assert!(!thief.send(thief.transfer(amount + 1)).await, "hour {hour}: one unit too many");
        assert!(thief.send(thief.transfer(amount)).await, "hour {hour}");
    }
    assert_eq!(thief.gone().await.0, INIT);
    assert_eq!(thief.initial - thief.prime.treasury_balance().await, INIT);
}
