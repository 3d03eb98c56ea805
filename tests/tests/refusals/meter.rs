//! One limit of the PAU, used by a controller that is a key: no Book and no money, only the meter.

use super::setup::*;
use halo_sdk::{
    deployment::Limit,
    instructions as ix,
    pau::{
        instructions::UseLimitArgs,
        state::{LimitKind, RateLimit},
    },
};
use halo_tests::{
    chain::{Chain, Light},
    key_pau::KeyPau,
    refusal::assert_refused,
    world::World,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use std::fmt::Debug;

/// What the limit is of; any address.
const TARGET: Pubkey = Pubkey::new_from_array([0x4D; 32]);

pub struct Meter {
    pub world: World<Light>,
    /// The PAU and its keys.
    pub roles: KeyPau,
    signer: Pubkey,
    pub limit: Pubkey,
}

impl Meter {
    /// A limit that starts now, empty.
    pub async fn new(max: u64, slope: u64) -> Self {
        let mut world = facility_123().await;
        let signer = world.person("controller").await;
        let roles = KeyPau::open(&mut world, "PAU of the meter").await;
        roles.add_controller(&world, &signer, Pubkey::default(), LimitKind::ALL).await;
        let mut meter = Self { world, roles, signer, limit: Pubkey::default() };
        meter.limit = meter.add(max, slope).await;
        meter
    }

    /// The same with the bucket full, a day later.
    pub async fn full(max: u64) -> Self {
        let mut meter = Self::new(max, max).await;
        meter.wait(halo_tests::world::DAY).await;
        meter
    }

    fn args(&self, amount: u64) -> UseLimitArgs {
        UseLimitArgs { kind: LimitKind::Deposit, target: TARGET, mint: self.world.facility.mint, amount }
    }

    fn charging(&self, amount: u64) -> Instruction {
        ix::pau::charge(&self.signer, &self.roles.pau, self.args(amount))
    }

    fn restoring(&self, amount: u64) -> Instruction {
        ix::pau::restore(&self.signer, &self.roles.pau, self.args(amount))
    }

    pub async fn charge(&self, amount: u64) {
        self.world.ok(&[self.charging(amount)], &[self.signer]).await;
    }

    pub async fn charge_refused(&self, amount: u64, expected: impl Into<u32> + Debug) {
        self.world.refused(&[self.charging(amount)], &[self.signer], expected).await;
    }

    /// Charges if the limit lets it; whether it did.
    pub async fn try_charge(&self, amount: u64) -> bool {
        let outcome = self.world.send(&[self.charging(amount)], &[self.signer]).await;
        let passed = outcome.is_ok();
        if !passed {
            assert_refused(outcome, halo_sdk::pau::error::PauError::RateLimitExceeded);
        }
        passed
    }

    pub async fn restore(&self, amount: u64) {
        self.world.ok(&[self.restoring(amount)], &[self.signer]).await;
    }

    pub async fn restore_refused(&self, amount: u64, expected: impl Into<u32> + Debug) {
        self.world.refused(&[self.restoring(amount)], &[self.signer], expected).await;
    }

    /// What the program says would pass now.
    pub async fn available(&self) -> u64 {
        self.world.client.view_as(ix::pau::available_limit(&self.limit)).await.expect("a limit")
    }

    pub async fn state(&self) -> RateLimit {
        self.world.client.fetch(&self.limit).await.expect("a limit")
    }

    /// Adds the limit; returns its address.
    pub async fn add(&self, max: u64, slope: u64) -> Pubkey {
        let mint = self.world.facility.mint;
        self.roles.add_limit(&self.world, LimitKind::Deposit, TARGET, mint, Limit { max, slope }).await
    }

    pub async fn set(&self, max: u64, slope: u64) {
        let admin = self.roles.admin;
        let set = ix::pau::set_rate_limit(&admin, &self.roles.pau, &self.limit, max, slope);
        self.world.ok(&[set], &[admin]).await;
    }

    pub async fn remove(&self) {
        let (admin, payer) = (self.roles.admin, self.world.roles().payer);
        let remove = ix::pau::remove_rate_limit(&admin, &self.roles.pau, &self.limit, &payer);
        self.world.ok(&[remove], &[admin]).await;
    }

    pub fn pausing(&self, by: &Pubkey) -> Instruction {
        ix::pau::pause_rate_limit(by, &self.roles.pau, &self.limit)
    }

    pub fn resuming(&self, by: &Pubkey) -> Instruction {
        ix::pau::resume_rate_limit(by, &self.roles.pau, &self.limit)
    }

    pub async fn pause(&self) {
        let freezer = self.roles.freezer;
        self.world.ok(&[self.pausing(&freezer)], &[freezer]).await;
    }

    pub async fn resume(&self) {
        let admin = self.roles.admin;
        self.world.ok(&[self.resuming(&admin)], &[admin]).await;
    }

    /// Lets seconds pass; a negative number turns the clock back.
    pub async fn wait(&mut self, seconds: i64) {
        let later = self.world.chain.now().await + seconds;
        self.world.chain.warp_to(later).await;
    }
}
