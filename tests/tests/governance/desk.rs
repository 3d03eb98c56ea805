//! What every case starts from: the usual facility under its scope, and short ways through the timelock.

use halo_sdk::{
    addresses::{self, LimitKey},
    configurator::{
        instructions::{AddRateLimitArgs, ScheduleArgs, SetRateLimitArgs},
        state::{Grant, Payload},
    },
    error::Error,
    instructions::{
        configurator::{self as gov, Configurer, Guardian, GuardianBy, InitFor},
        pau as pau_ix,
    },
    pau::state::{LimitKind, Pau, RateLimit},
    transport::Landed,
};
use halo_tests::{
    chain::{Chain, Light},
    world::{World, DAY, START},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// What an addition waits, and as long may be executed afterwards.
pub const DELAY: i64 = 14 * DAY;
pub const GRACE: i64 = 14 * DAY;
/// What must pass between two raises of a limit.
pub const HOP: i64 = 18 * 3_600;

pub use halo_tests::refusal::{ACCOUNT_NOT_INITIALIZED, ALREADY_IN_USE, OWNED_BY_WRONG_PROGRAM, SEEDS};

pub struct Desk {
    pub world: World<Light>,
}

/// A second PAU of the same scope, with a GovOps of its own.
pub struct Sister {
    pub pau: Pubkey,
    pub configurer: Configurer,
    pub relayer: Pubkey,
}

/// An address that nothing else uses.
pub fn key(number: u8) -> Pubkey {
    Pubkey::new_from_array([number; 32])
}

/// An addition that takes nothing and hurts nobody.
pub fn harmless(number: u8) -> Payload {
    Payload::RegisterPau { pau: key(number) }
}

impl Desk {
    pub async fn new() -> Self {
        Self { world: World::new(Light::start(START)).await }
    }

    pub fn scope_key(&self) -> Pubkey {
        self.world.facility.scope
    }

    pub fn pau_key(&self) -> Pubkey {
        self.world.facility.pau
    }

    pub fn payer(&self) -> Pubkey {
        self.world.roles().payer
    }

    pub async fn now(&mut self) -> i64 {
        self.world.chain.now().await
    }

    /// Council, mom or freezer as a guardian.
    pub fn abeam(&self, signer: &Pubkey) -> Guardian {
        self.world.guardian(signer, GuardianBy::ABeam)
    }

    pub async fn pau(&self) -> Pau {
        self.world.client.fetch(&self.pau_key()).await.expect("the PAU")
    }

    pub async fn limit(&self, limit: &Pubkey) -> RateLimit {
        self.world.client.fetch(limit).await.expect("a limit")
    }

    /// The council's instruction that schedules `payload` next.
    pub async fn scheduling(&self, payload: Payload, predecessor: u64) -> Instruction {
        let scope = self.world.scope().await;
        let args = ScheduleArgs { payload, predecessor, config_version: scope.config_version };
        let number = scope.operation_count + 1;
        gov::schedule(&self.payer(), &self.world.roles().council, &self.scope_key(), number, args)
    }

    pub async fn schedule(&self, payload: Payload) -> u64 {
        self.schedule_after(payload, 0).await
    }

    pub async fn schedule_after(&self, payload: Payload, predecessor: u64) -> u64 {
        let schedule = self.scheduling(payload, predecessor).await;
        self.world.ok(&[schedule], &[self.world.roles().council]).await;
        self.world.scope().await.operation_count
    }

    pub async fn executing(&self, number: u64) -> Instruction {
        gov::execute(&self.payer(), &self.world.operation(number).await)
    }

    pub async fn execute(&self, number: u64) {
        self.world.ok(&[self.executing(number).await], &[]).await;
    }

    /// Expects that `number` cannot be executed now.
    pub async fn not_executed(&self, number: u64, expected: impl Into<u32> + std::fmt::Debug) {
        self.world.refused(&[self.executing(number).await], &[], expected).await;
    }

    /// Schedules, waits and executes.
    pub async fn approve(&mut self, payloads: Vec<Payload>) {
        let mut numbers = Vec::new();
        for payload in payloads {
            numbers.push(self.schedule(payload).await);
        }
        self.world.wait(self.world.scope().await.delay).await;
        for number in numbers {
            self.execute(number).await;
        }
    }

    /// Approves a grant for the usual PAU.
    pub async fn approve_grant(&mut self, grant: Grant) {
        let pau = self.pau_key();
        self.approve(vec![Payload::AddInit { pau, grant }]).await;
    }

    /// Key of a limit that no program uses: transfers to an address of nobody's.
    pub fn spare_key(&self) -> LimitKey {
        LimitKey { kind: LimitKind::Transfer, target: key(0xE7), mint: self.world.facility.mint }
    }

    pub fn spare_grant(&self, max: u64, slope: u64) -> Grant {
        let LimitKey { kind, target, mint } = self.spare_key();
        Grant::RateLimit { kind, target, mint, max, slope }
    }

    /// Approves the spare limit with these values.
    pub async fn approve_spare(&mut self, max: u64, slope: u64) {
        self.approve_grant(self.spare_grant(max, slope)).await;
    }

    pub fn spare(&self) -> Pubkey {
        self.spare_key().limit(&self.pau_key())
    }

    /// Makes the init of the spare limit real.
    pub fn adding(&self, by: &Configurer, init: InitFor, max: u64, slope: u64) -> Instruction {
        let LimitKey { kind, target, mint } = self.spare_key();
        gov::add_rate_limit(&self.payer(), by, init, AddRateLimitArgs { kind, target, mint, max, slope })
    }

    pub async fn add_spare(&self, max: u64, slope: u64) {
        let govops = self.world.configurer();
        self.world.ok(&[self.adding(&govops, InitFor::Pau, max, slope)], &[govops.signer]).await;
    }

    /// Sets the spare limit with the init that approves it.
    pub fn setting(&self, by: &Configurer, max: u64, slope: u64) -> Instruction {
        let args = SetRateLimitArgs { max, slope };
        gov::set_rate_limit(by, &self.spare_key(), Some(InitFor::Pau), args)
    }

    /// The same without any init: what a decrease needs.
    pub fn lowering(&self, by: &Configurer, max: u64, slope: u64) -> Instruction {
        gov::set_rate_limit(by, &self.spare_key(), None, SetRateLimitArgs { max, slope })
    }

    pub async fn set_spare(&self, max: u64, slope: u64) -> Result<Landed, Error> {
        let govops = self.world.configurer();
        self.world.send(&[self.setting(&govops, max, slope)], &[govops.signer]).await
    }

    pub async fn spare_refused(&self, max: u64, slope: u64, expected: impl Into<u32> + std::fmt::Debug) {
        let govops = self.world.configurer();
        self.world.refused(&[self.setting(&govops, max, slope)], &[govops.signer], expected).await;
    }

    pub async fn freeze(&self) {
        let council = self.world.roles().council;
        self.world.ok(&[gov::freeze_pau(&self.abeam(&council))], &[council]).await;
    }

    pub async fn unfreeze(&self) {
        let council = self.world.roles().council;
        let unfreeze = gov::unfreeze_pau(&council, &self.scope_key(), &self.pau_key());
        self.world.ok(&[unfreeze], &[council]).await;
    }

    /// Puts the conserver in the GovOps' place.
    pub async fn take_over(&self) {
        self.freeze().await;
        let conserver = self.world.roles().conserver;
        let take = gov::take_over(&conserver, &self.scope_key(), &self.pau_key());
        self.world.ok(&[take], &[conserver]).await;
    }

    /// Creates a PAU under `admin` and nothing else.
    pub async fn create_pau(&mut self, name: &str, admin: &Pubkey) -> Pubkey {
        let base = self.world.keys.add_named(name);
        let create = pau_ix::initialize_pau(&self.payer(), &base, admin, &Pubkey::default());
        self.world.ok(&[create], &[base]).await;
        addresses::pau(&base)
    }

    /// Opens a second PAU whose GovOps has named a relayer.
    pub async fn sister(&mut self) -> Sister {
        let scope = self.scope_key();
        let pau = self.create_pau("sister PAU", &scope).await;
        let govops = self.world.keys.add_named("sister GovOps");
        let relayer = self.world.keys.add_named("sister relayer");
        self.approve(vec![Payload::RegisterPau { pau }, Payload::GrantCBeam { pau, govops }]).await;
        let configurer = Configurer::govops(&govops, &scope, &pau);
        self.world.ok(&[gov::set_relayer(&configurer, &relayer)], &[govops]).await;
        Sister { pau, configurer, relayer }
    }

    /// Everybody with a role but `but`, and a stranger.
    pub fn everybody_but(&mut self, but: &[Pubkey]) -> Vec<Pubkey> {
        let stranger = self.world.keys.add_named("stranger");
        let mut all = self.world.roles().holders().to_vec();
        all.push(stranger);
        all.retain(|key| !but.contains(key));
        all
    }
}
