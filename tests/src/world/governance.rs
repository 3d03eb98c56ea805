//! Governance in a world: the council schedules, time passes, the GovOps configures.

use super::*;
use halo_sdk::{
    addresses::LimitKey,
    configurator::{
        instructions::{AddRateLimitArgs, ScheduleArgs, SetRateLimitArgs},
        state::{Grant, Init, Operation, Payload, Scope},
    },
    facility::{
        instructions::{ApprovePrimeArgs, SetPrimeArgs},
        state::PrimeApproval,
    },
    governance::LimitView,
    instructions::configurator::{Configurer, Guardian, GuardianBy, InitFor},
    pau::state::{LimitKind, RateLimit},
};

impl<C: Chain> World<C> {
    /// The GovOps, which configures the world's PAU.
    pub fn configurer(&self) -> Configurer {
        self.deployment.configurer()
    }

    /// The conserver, which does in its place once it has taken over.
    pub fn conserver(&self) -> Configurer {
        Configurer::conserver(&self.roles().conserver, &self.facility.scope, &self.facility.pau)
    }

    /// Somebody who stops or removes something of the world's PAU.
    pub fn guardian(&self, signer: &Pubkey, by: GuardianBy) -> Guardian {
        Guardian { signer: *signer, scope: self.facility.scope, pau: self.facility.pau, by }
    }

    pub async fn scope(&self) -> Scope {
        self.client.fetch(&self.facility.scope).await.expect("the scope")
    }

    pub async fn operation(&self, number: u64) -> Operation {
        let address = addresses::operation(&self.facility.scope, number);
        self.client.fetch(&address).await.expect("an operation")
    }

    pub async fn init(&self, address: &Pubkey) -> Init {
        self.client.fetch(address).await.expect("an init")
    }

    /// A limit of the world's PAU.
    pub async fn limit(&self, key: &LimitKey) -> RateLimit {
        self.client.fetch(&key.limit(&self.facility.pau)).await.expect("a limit")
    }

    pub async fn approval(&self, prime: &Pubkey) -> PrimeApproval {
        let address = addresses::approval(&self.facility.facility, prime);
        self.client.fetch(&address).await.expect("an approval")
    }

    /// The council schedules an addition after `predecessor` (0 for none); returns its number.
    pub async fn schedule_after(&self, predecessor: u64, payload: Payload) -> Result<u64, Error> {
        let Roles { payer, council, .. } = self.roles();
        let Scope { operation_count, config_version, .. } = self.scope().await;
        let number = operation_count + 1;
        let args = ScheduleArgs { payload, predecessor, config_version };
        let schedule = ix::configurator::schedule(&payer, &council, &self.facility.scope, number, args);
        self.send(&[schedule], &[council]).await.map(|_| number)
    }

    /// The council schedules an addition; returns its number.
    pub async fn schedule(&self, payload: Payload) -> Result<u64, Error> {
        self.schedule_after(0, payload).await
    }

    /// Anybody lets an operation take effect: here the payer.
    pub async fn execute(&self, number: u64) -> Result<Landed, Error> {
        let operation = self.operation(number).await;
        self.send(&[ix::configurator::execute(&self.roles().payer, &operation)], &[]).await
    }

    /// Schedules, waits as long as the scope demands, executes.
    pub async fn enact(&mut self, payload: Payload) -> u64 {
        let number = self.schedule(payload).await.unwrap_or_else(|error| panic!("{error:#?}"));
        let delay = self.scope().await.delay;
        self.wait(delay).await;
        self.execute(number).await.unwrap_or_else(|error| panic!("{error:#?}"));
        number
    }

    /// Opens another PAU under the scope, with the council as its GovOps; there the facility may draw transfers.
    pub async fn open_another_pau(&mut self) -> Pubkey {
        let Roles { payer, council, .. } = self.roles();
        let base = self.keys.add_named("another PAU");
        let (scope, pau) = (self.facility.scope, addresses::pau(&base));
        self.ok(&[ix::pau::initialize_pau(&payer, &base, &scope, &Pubkey::default())], &[base]).await;
        let (signer, kinds) = (self.facility.facility, LimitKind::Transfer.bit());
        let grant = Grant::Controller { signer, book: Pubkey::default(), kinds };
        self.enact(Payload::RegisterPau { pau }).await;
        self.enact(Payload::AddInit { pau, grant }).await;
        self.enact(Payload::GrantCBeam { pau, govops: council }).await;
        let configurer = Configurer::govops(&council, &scope, &pau);
        self.ok(&[ix::configurator::add_controller(&payer, &configurer, &signer)], &[council]).await;
        pau
    }

    /// Has a limit approved for the world's PAU, with the timelock's wait; it is not made real.
    pub async fn approve_limit(&mut self, key: &LimitKey, limit: Limit) -> u64 {
        let LimitKey { kind, target, mint } = *key;
        let Limit { max, slope } = limit;
        let grant = Grant::RateLimit { kind, target, mint, max, slope };
        self.enact(Payload::AddInit { pau: self.facility.pau, grant }).await
    }

    /// The GovOps makes an approved limit real; nothing is available at first.
    pub async fn add_limit(&self, key: &LimitKey, limit: Limit) -> Result<Landed, Error> {
        let Roles { payer, govops, .. } = self.roles();
        let LimitKey { kind, target, mint } = *key;
        let args = AddRateLimitArgs { kind, target, mint, max: limit.max, slope: limit.slope };
        let add = ix::configurator::add_rate_limit(&payer, &self.configurer(), InitFor::Pau, args);
        self.send(&[add], &[govops]).await
    }

    /// The GovOps sets a limit, showing its init: up by a step, or down.
    pub async fn set_limit(&self, key: &LimitKey, limit: Limit) -> Result<Landed, Error> {
        let args = SetRateLimitArgs { max: limit.max, slope: limit.slope };
        let set = ix::configurator::set_rate_limit(&self.configurer(), key, Some(InitFor::Pau), args);
        self.send(&[set], &[self.roles().govops]).await
    }

    /// The GovOps approves a Prime; nothing of it is claimable yet.
    pub async fn approve_without_wait(&self, prime: &Pubkey, limit: Limit) {
        let Roles { payer, govops, .. } = self.roles();
        let args = ApprovePrimeArgs { prime: *prime, max: limit.max, slope: limit.slope };
        let (facility, configurer) = (&self.facility, self.configurer());
        let approve = ix::facility::approve_prime(&payer, &configurer, facility, InitFor::Pau, args);
        self.ok(&[approve], &[govops]).await;
    }

    /// The GovOps sets a Prime's limit, showing the init: up by a step, or down.
    pub async fn set_prime(&self, prime: &Pubkey, active: bool, limit: Limit) -> Result<Landed, Error> {
        let args = SetPrimeArgs { active, max: limit.max, slope: limit.slope };
        let (facility, configurer) = (&self.facility, self.configurer());
        let set = ix::facility::set_prime(&configurer, facility, prime, Some(InitFor::Pau), args);
        self.send(&[set], &[self.roles().govops]).await
    }

    /// The GovOps raises a limit to `goal`, one full step a hop, waiting before each; returns the steps.
    pub async fn climb(&mut self, key: &LimitKey, goal: Limit) -> u32 {
        let init = self.init(&key.init(&self.facility.scope, &self.facility.pau)).await;
        let mut steps = 0;
        loop {
            let (scope, limit, now) = (self.scope().await, self.limit(key).await, self.chain.now().await);
            if limit.max >= goal.max && limit.slope >= goal.slope {
                return steps;
            }
            let view = LimitView::new(&scope, &limit, Some(&init), now);
            self.wait((view.next_raise_at - now).max(0)).await;
            let step = Limit {
                max: goal.max.min(view.sorl_ceiling_max.expect("an init")),
                slope: goal.slope.min(view.sorl_ceiling_slope.expect("an init")),
            };
            self.set_limit(key, step).await.unwrap_or_else(|error| panic!("{error:#?}"));
            steps += 1;
        }
    }
}
