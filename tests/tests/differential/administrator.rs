//! Limits that a plain administrator sets as it likes; its freezer may pause them.

use halo_sdk::{
    addresses::LimitKey,
    instructions::pau as ix,
    pau::{
        instructions::{AddControllerArgs, AddRateLimitArgs},
        state::LimitKind,
    },
};
use rand::{rngs::StdRng, Rng};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

use crate::{
    attempt::{Attempt, Operation},
    case::Case,
    cast::{Cast, Pau, Role},
    lane::Key,
    model::Model,
    numbers::values,
    refusal::{Outcome, Refusal},
    side::{Regime, Tried},
    tally::Setter,
    vm::Vm,
};

const ROLES: [Role; 4] = [Role::Administrator, Role::Freezer, Role::Controller, Role::Stranger];

pub struct Administrator {
    cast: Cast,
    pau: Pau,
}

impl Administrator {
    /// Creates the PAU and its one controller.
    pub fn start(cast: Cast, base: &Pubkey, vm: &mut Vm) -> Self {
        let pau = Pau::new(base, &cast.controller);
        let rights =
            AddControllerArgs { signer: cast.controller, book: Pubkey::default(), kinds: LimitKind::ALL };
        let instructions = [
            ix::initialize_pau(&cast.payer, base, &cast.administrator, &cast.freezer),
            ix::add_controller(&cast.payer, &cast.administrator, &pau.address, rights),
        ];
        vm.send(&instructions).expect("a PAU and its controller can be created");
        Self { cast, pau }
    }
}

impl Regime for Administrator {
    const SETTER: Setter = Setter::Administrator;

    fn cast(&self) -> &Cast {
        &self.cast
    }

    fn pau(&self) -> &Pau {
        &self.pau
    }

    fn calls(operation: Operation) -> usize {
        match operation {
            // Itself, the creation of the account, its event.
            Operation::Add { .. } => 3,
            _ => 2,
        }
    }

    fn attempt(&self, rng: &mut StdRng, _: usize, model: Option<&Model>, now: i64) -> Attempt {
        let operation = match model {
            Some(model) => on_a_limit(rng, model, now),
            None => on_none(rng),
        };
        Attempt::by_some(rng, &ROLES, operation, may)
    }

    fn instruction(&self, _: usize, key: &Key, attempt: &Attempt) -> Instruction {
        let (signer, payer) = (&self.cast.key(attempt.by), &self.cast.payer);
        let (pau, limit) = (&self.pau.address, &key.address);
        match attempt.operation {
            Operation::Set { max, slope } => ix::set_rate_limit(signer, pau, limit, max, slope),
            Operation::Pause => ix::pause_rate_limit(signer, pau, limit),
            Operation::Resume => ix::resume_rate_limit(signer, pau, limit),
            Operation::Remove => ix::remove_rate_limit(signer, pau, limit, payer),
            Operation::Add { max, slope } => {
                let LimitKey { kind, target, mint } = key.limit;
                ix::add_rate_limit(payer, signer, pau, AddRateLimitArgs { kind, target, mint, max, slope })
            }
            movement => panic!("{movement:?} is the controller's"),
        }
    }

    fn apply(&mut self, _: usize, limit: &mut Option<Model>, attempt: &Attempt, now: i64) -> Outcome {
        let Attempt { operation, by, .. } = *attempt;
        let authorised = match (may(by, operation), operation) {
            (true, _) => Ok(()),
            (false, Operation::Pause) => Err(Refusal::NotGuardian),
            (false, _) => Err(Refusal::NotAdmin),
        };
        if let Operation::Add { max, slope } = operation {
            // The account is created before anybody asks who signed.
            if limit.is_some() {
                return Err(Refusal::LimitExists);
            }
            authorised?;
            *limit = Some(Model::new(max, slope, now));
            return Ok(());
        }
        let model = limit.as_mut().ok_or(Refusal::NoLimit)?;
        authorised?;
        match operation {
            Operation::Set { max, slope } => model.set(max, slope, now),
            Operation::Pause => model.pause(now),
            Operation::Resume => model.resume(now),
            _ => {
                *limit = None;
                Ok(())
            }
        }
    }

    fn cases(&self, _: &Tried, _: i64, _: Outcome) -> Vec<Case> {
        Vec::new()
    }

    fn assert_equal(&self, _: &Vm) -> Result<(), String> {
        Ok(())
    }
}

fn may(role: Role, operation: Operation) -> bool {
    match operation {
        movement if movement.is_movement() => role == Role::Controller,
        Operation::Pause => matches!(role, Role::Administrator | Role::Freezer),
        _ => role == Role::Administrator,
    }
}

fn on_a_limit(rng: &mut StdRng, model: &Model, now: i64) -> Operation {
    match rng.gen_range(0..100) {
        0..=77 => Operation::movement(rng, model, now).unwrap_or_else(|| setting(rng, model)),
        78..=91 => setting(rng, model),
        92..=93 => Operation::Pause,
        94..=96 => Operation::Resume,
        97 => {
            let (max, slope) = values(rng);
            Operation::Add { max, slope }
        }
        _ => Operation::Remove,
    }
}

fn on_none(rng: &mut StdRng) -> Operation {
    let (max, slope) = values(rng);
    match rng.gen_range(0..20) {
        0..=1 => Operation::movement_of_anything(rng),
        2 => Operation::Set { max, slope },
        3 => Operation::Pause,
        4 => Operation::Resume,
        5 => Operation::Remove,
        _ => Operation::Add { max, slope },
    }
}

fn setting(rng: &mut StdRng, model: &Model) -> Operation {
    let (max, slope) = values(rng);
    match rng.gen_range(0..4) {
        0 => Operation::Set { max: model.max, slope },
        1 => Operation::Set { max, slope: model.slope },
        2 => Operation::Set { max: step(rng, model.max), slope: step(rng, model.slope) },
        _ => Operation::Set { max, slope },
    }
}

/// A quarter more, a little less, or the same.
fn step(rng: &mut StdRng, value: u64) -> u64 {
    match rng.gen_range(0..3) {
        0 => value.saturating_add(value / 4),
        1 => value.saturating_sub(rng.gen_range(0..=value / 2)),
        _ => value,
    }
}
