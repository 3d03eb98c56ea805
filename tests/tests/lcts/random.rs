//! Random days of members and beacon: no order of acts makes or loses a base unit, and nobody stays inside.

use super::desk::*;
use halo_sdk::{
    error::Error,
    halo_math::{GenerationState, LOCK_SECOND, SETTLE_SECOND},
    transport::Landed,
};
use halo_tests::world::ONE;
use rand::{rngs::StdRng, Rng, SeedableRng};
use solana_pubkey::Pubkey;

const DAYS: usize = 8;
const ACTS_A_DAY: usize = 12;
/// What each member brings to begin with.
const PURSE: u64 = 1_000 * ONE;

/// What a rule may say to a member's act; anything else is a fault.
const RULES: [LctsError; 5] = [
    LctsError::NothingToClaim,
    LctsError::GenerationLocked,
    LctsError::GenerationFinalized,
    LctsError::EntryTooSmall,
    LctsError::GenerationTooDiluted,
];

/// Whether the act was done; refused by another rule than these it is a fault.
fn done(outcome: Result<Landed, Error>) -> bool {
    let Err(error) = outcome else { return true };
    let known = RULES.iter().any(|rule| error.code() == Some(u32::from(*rule)));
    assert!(known, "{error:#?}");
    false
}

struct Days {
    desk: Desk,
    rng: StdRng,
    done: usize,
}

impl Days {
    async fn new(seed: u64) -> Self {
        let desk = Desk::new().await;
        for member in desk.members.clone() {
            desk.give(&member, PURSE).await;
        }
        Self { desk, rng: StdRng::seed_from_u64(seed), done: 0 }
    }

    async fn act(&mut self) {
        let member = self.desk.members[self.rng.gen_range(0..self.desk.members.len())];
        let direction = BOTH[self.rng.gen_range(0..2)];
        let outcome = match self.rng.gen_range(0..6) {
            0..=2 => self.enter(direction, &member).await,
            3..=4 => self.claim(direction, &member).await,
            _ => self.exit(direction, &member).await,
        };
        self.done += usize::from(outcome);
    }

    async fn enter(&mut self, direction: Direction, member: &Pubkey) -> bool {
        let purse = self.desk.tokens(&self.desk.side(direction).input.token_account(member)).await;
        if purse == 0 {
            return false;
        }
        let amount = self.rng.gen_range(1..=purse);
        done(self.desk.enter(direction, member, amount).await)
    }

    async fn claim(&self, direction: Direction, member: &Pubkey) -> bool {
        let is_there = self.desk.held(direction, member).await.is_some();
        is_there && done(self.desk.claim(direction, member).await)
    }

    async fn exit(&self, direction: Direction, member: &Pubkey) -> bool {
        let is_in = self.desk.membership(direction, member).await.is_some();
        is_in && done(self.desk.exit(direction, member).await)
    }

    async fn acts(&mut self) {
        for _ in 0..ACTS_A_DAY {
            self.act().await;
        }
        self.desk.assert_sound().await;
    }

    /// A day: members before the lock and during it, a rate, a settlement or none, and members after it.
    async fn day(&mut self) {
        self.acts().await;
        self.desk.at_second(LOCK_SECOND).await;
        self.desk.lock().await.unwrap();
        self.acts().await;
        self.rate().await;
        if self.rng.gen_bool(0.8) {
            self.settle().await;
        }
        self.desk.assert_sound().await;
        self.desk.at_second(SETTLE_SECOND).await;
        for direction in BOTH {
            if self.desk.state(direction).await == GenerationState::Locked {
                let unlock = self.desk.unlocking(direction).await;
                self.desk.ok(&[unlock], &[]).await;
            }
        }
        self.acts().await;
        self.desk.next_day().await;
    }

    /// Falls only: what the shares are worth is never more than what the holding has.
    async fn rate(&mut self) {
        let rate = self.desk.rate().await;
        let lower = rate / 1_000 * self.rng.gen_range(980..=999);
        self.desk.set_rate(lower).await.unwrap();
    }

    async fn settle(&mut self) {
        let mut capacity =
            || if self.rng.gen_bool(0.3) { u64::MAX } else { self.rng.gen_range(0..500 * ONE) };
        let (subscribe, redeem) = (capacity(), capacity());
        let locked = |state| state == GenerationState::Locked;
        if locked(self.desk.state(Subscribe).await) || locked(self.desk.state(Redeem).await) {
            self.desk.settle_pair(subscribe, redeem).await.unwrap();
        }
    }

    /// Everybody leaves both queues and gives all shares back.
    async fn end(&mut self) {
        let members = self.desk.members.clone();
        self.leave(&members).await;
        for member in &members {
            if self.desk.shares(member).await > 0 {
                let shares = self.desk.shares(member).await;
                self.desk.enter(Redeem, member, shares).await.unwrap();
            }
        }
        if self.desk.waiting(Redeem).await > 0 {
            self.desk.locked().await;
            self.desk.settle(Redeem, u64::MAX).await.unwrap();
        }
        self.leave(&members).await;
    }

    async fn leave(&self, members: &[Pubkey]) {
        for member in members {
            for direction in BOTH {
                let current = self.desk.queue(direction).await.current;
                if self.desk.membership(direction, member).await == Some(current) {
                    self.desk.exit(direction, member).await.unwrap();
                }
                let view = match self.desk.held(direction, member).await {
                    Some(_) => self.desk.view(direction, member).await,
                    None => continue,
                };
                if view.rewards > 0 || view.shares > 0 {
                    self.desk.claim(direction, member).await.unwrap();
                }
            }
        }
    }
}

#[tokio::test]
async fn no_order_of_acts_makes_or_loses_a_base_unit() {
    for seed in 0..4 {
        let mut days = Days::new(seed).await;
        for _ in 0..DAYS {
            days.day().await;
        }
        days.end().await;
        let desk = &days.desk;
        desk.assert_sound().await;
        let unit = desk.unit().await;
        let mut in_purses = 0;
        for member in &desk.members {
            in_purses += desk.balance(member).await;
        }
        let brought = PURSE * desk.members.len() as u64;
        assert_eq!(in_purses + unit.holding, brought, "seed {seed}: every base unit is somewhere");
        for direction in BOTH {
            assert_eq!(desk.queue(direction).await.owed, 0, "seed {seed}: {direction:?} owes nobody");
        }
        assert!(days.done > DAYS * ACTS_A_DAY, "seed {seed}: only {} acts were done", days.done);
    }
}
