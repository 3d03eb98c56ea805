//! What governance does between rounds: approvals behind the timelock, their removal, freezes, new parameters.

use anchor_lang::AccountDeserialize;
use halo_sdk::{
    addresses::{self, LimitKey},
    configurator::{
        self,
        error::ConfiguratorError,
        instructions::{InitializeScopeArgs, ScheduleArgs, SetRateLimitArgs},
        state::{Grant, Payload, Scope},
    },
    instructions::{
        configurator::{self as gov, Configurer, InitFor},
        pau as pau_ix,
    },
    pau::state::LimitKind,
};
use rand::{rngs::StdRng, Rng};
use solana_instruction::{error::InstructionError, Instruction};
use solana_pubkey::Pubkey;

use super::{dice, Approved, Governor};
use crate::{
    case::Case,
    cast::{Cast, Pau, Role},
    lane::{Key, Lane},
    model::UNLIMITED,
    second_order::Approval,
    side::Stage,
    time::DAY,
    vm::Vm,
};

impl Governor {
    /// Creates the scope, and the PAU that it governs with one GovOps and one controller. Some of the limits
    /// have an init.
    pub fn start(cast: Cast, base: &Pubkey, keys: &[Key], stage: &mut Stage) -> Self {
        let Stage { rng, vm, time, .. } = stage;
        let mut fresh = || Pubkey::new_from_array(rng.gen());
        let (scope_base, conserver, other_target) = (fresh(), fresh(), fresh());
        let address = addresses::scope(&scope_base);
        let pau = Pau::new(base, &cast.controller);
        let Cast { payer, council, mom, freezer, controller, govops, .. } = cast;
        let roles = InitializeScopeArgs { mom, freezer, conserver };
        let create = [
            gov::initialize_scope(&payer, &scope_base, &council, roles),
            pau_ix::initialize_pau(&payer, base, &address, &Pubkey::default()),
        ];
        vm.send(&create).expect("a scope and a PAU can be created");
        let mut data = vm.data(&address, &configurator::ID).expect("the scope was created");
        let scope = Scope::try_deserialize(&mut data).expect("the scope is one");

        let other = LimitKey { target: other_target, ..keys[0].limit };
        let configurer = Configurer::govops(&govops, &address, &pau.address);
        let limits = keys.iter().enumerate().map(|(lane, key)| {
            let init_for = if lane % 4 == 0 { InitFor::EveryPau } else { InitFor::Pau };
            let init = key.limit.init(&address, &init_for.pau(&pau.address));
            let args = SetRateLimitArgs { max: 0, slope: 0 };
            let set = gov::set_rate_limit(&configurer, &key.limit, Some(init_for), args);
            Approved { limit: key.limit, init, init_for, approval: None, set }
        });
        let foreign = other.init(&address, &pau.address);
        let mut this = Self { cast, pau, address, scope, limits: limits.collect(), foreign };

        let everything = Approval { max: UNLIMITED, slope: u64::MAX };
        let drawing =
            Grant::Controller { signer: controller, book: Pubkey::default(), kinds: LimitKind::ALL };
        let payloads = vec![
            Payload::RegisterPau { pau: pau.address },
            Payload::GrantCBeam { pau: pau.address, govops },
            Payload::AddInit { pau: pau.address, grant: drawing },
            Payload::AddInit { pau: pau.address, grant: grant(&other, everything) },
        ];
        this.approve(vm, time.now, &payloads);
        this.act(vm, gov::add_controller(&payer, &configurer, &controller));
        this
    }

    /// Now and then does one thing or another; the clock is left anywhere.
    pub fn govern(&mut self, stage: &mut Stage, lanes: &[Lane]) {
        let rng = &mut stage.rng;
        if rng.gen_ratio(1, if self.pau.frozen { 4 } else { 60 }) {
            self.turn_freeze(stage);
        }
        if stage.rng.gen_ratio(1, 200) {
            self.change_parameters(stage);
        }
        for (lane, Lane { model, .. }) in lanes.iter().enumerate() {
            match self.limits[lane].approval {
                Some(_) if stage.rng.gen_ratio(1, 200) => self.remove_init(stage, lane),
                None if stage.rng.gen_ratio(1, 20) => {
                    let approval = dice::approval(&mut stage.rng, model.as_ref());
                    self.approve_limit(stage, lane, approval);
                }
                _ => {}
            }
        }
    }

    fn turn_freeze(&mut self, stage: &mut Stage) {
        let frozen = !self.pau.frozen;
        let instruction = if frozen {
            let by = pick(&mut stage.rng, &[Role::GovOps, Role::Council, Role::Mom, Role::Freezer]);
            gov::freeze_pau(&self.guardian(by))
        } else {
            gov::unfreeze_pau(&self.cast.council, &self.address, &self.pau.address)
        };
        self.act(&mut stage.vm, instruction);
        self.pau.frozen = frozen;
        stage.tally.note(if frozen { Case::PauFrozen } else { Case::PauUnfrozen });
    }

    fn change_parameters(&mut self, stage: &mut Stage) {
        let Stage { rng, vm, time, .. } = stage;
        let hop = match rng.gen_range(0..6) {
            0 => configurator::HOP_BOUNDS.0,
            1 => rng.gen_range(configurator::HOP_BOUNDS.0..=5 * DAY),
            _ => configurator::DEFAULT_HOP,
        };
        let max_change_bps = match rng.gen_range(0..6) {
            0 => configurator::MAX_CHANGE_BOUNDS.0,
            1 => configurator::MAX_CHANGE_BOUNDS.1,
            2 => rng.gen_range(configurator::MAX_CHANGE_BOUNDS.0..=configurator::MAX_CHANGE_BOUNDS.1),
            _ => configurator::DEFAULT_MAX_CHANGE_BPS,
        };
        let delay = self.scope.delay;
        self.approve(vm, time.steady, &[Payload::SetParameters { delay, hop, max_change_bps }]);
        self.scope.hop = hop;
        self.scope.max_change_bps = max_change_bps;
        self.scope.config_version += 1;
        stage.tally.note(Case::ParametersChanged);
    }

    fn approve_limit(&mut self, stage: &mut Stage, lane: usize, approval: Approval) {
        let Approved { limit, init_for, .. } = &self.limits[lane];
        let payload =
            Payload::AddInit { pau: init_for.pau(&self.pau.address), grant: grant(limit, approval) };
        self.approve(&mut stage.vm, stage.time.steady, &[payload]);
        self.limits[lane].approval = Some(approval);
        stage.tally.note(Case::InitApproved);
    }

    fn remove_init(&mut self, stage: &mut Stage, lane: usize) {
        let by = pick(&mut stage.rng, &[Role::Council, Role::Mom]);
        let init = &self.limits[lane].init;
        let remove = gov::remove_init(&self.cast.key(by), &self.address, init, &self.cast.payer);
        self.act(&mut stage.vm, remove);
        self.limits[lane].approval = None;
        stage.tally.note(Case::InitRemoved);
    }

    /// Lets `payloads` take effect at `now`, having scheduled them in time and not a second too late.
    fn approve(&mut self, vm: &mut Vm, now: i64, payloads: &[Payload]) {
        let Cast { payer, council, .. } = self.cast;
        let first = self.scope.operation_count + 1;
        vm.set_time(now - self.scope.delay);
        for (number, payload) in (first..).zip(payloads) {
            let config_version = self.scope.config_version;
            let args = ScheduleArgs { payload: payload.clone(), predecessor: 0, config_version };
            self.act(vm, gov::schedule(&payer, &council, &self.address, number, args));
            self.scope.operation_count = number;
        }
        for (number, payload) in (first..).zip(payloads) {
            let execute = gov::execute_payload(&payer, &self.address, number, 0, payload);
            vm.set_time(now - 1);
            let early = vm.send(std::slice::from_ref(&execute));
            let not_due = InstructionError::Custom(ConfiguratorError::NotDue.into());
            assert_eq!(early, Err((0, not_due)), "a second early: {payload:?}");
            vm.set_time(now);
            self.act(vm, execute);
        }
    }

    /// Sends what the scope must take and write one event about.
    fn act(&mut self, vm: &mut Vm, instruction: Instruction) {
        if let Err(refused) = vm.send(&[instruction]) {
            panic!("expected governance to be free to act, got {refused:?}");
        }
        self.scope.sequence += 1;
    }
}

fn grant(limit: &LimitKey, approval: Approval) -> Grant {
    let LimitKey { kind, target, mint } = *limit;
    Grant::RateLimit { kind, target, mint, max: approval.max, slope: approval.slope }
}

fn pick(rng: &mut StdRng, roles: &[Role]) -> Role {
    roles[rng.gen_range(0..roles.len())]
}
