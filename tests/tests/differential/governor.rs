//! Limits of a PAU that a scope of `configurator` governs: its GovOps sets them within what the council has
//! approved, the scope's aBEAMs stop and remove them.

mod council;
mod dice;
mod rights;

use anchor_lang::{AccountSerialize, InstructionData};
use halo_sdk::{
    addresses::LimitKey,
    configurator::{
        self, instruction,
        instructions::{AddRateLimitArgs, SetRateLimitArgs},
        state::Scope,
    },
    instructions::configurator::{self as gov, Configurer, Guardian, GuardianBy, InitFor},
};
use rand::rngs::StdRng;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

use crate::{
    attempt::{Attempt, Operation, Shown},
    case::{Case, Change},
    cast::{Cast, Pau, Role},
    lane::Key,
    model::Model,
    refusal::Outcome,
    second_order::{Approval, Rule},
    side::{Regime, Tried},
    tally::Setter,
    vm::Vm,
};

pub struct Governor {
    cast: Cast,
    pau: Pau,
    address: Pubkey,
    /// The scope's account as it should be.
    scope: Scope,
    limits: Vec<Approved>,
    /// Init of another limit, which allows anything.
    foreign: Pubkey,
}

/// What the council has said about one limit.
struct Approved {
    limit: LimitKey,
    init: Pubkey,
    init_for: InitFor,
    /// `None` while there is no init.
    approval: Option<Approval>,
    /// A change of the limit: building one derives addresses, which takes longer than running it.
    set: Instruction,
}

impl Governor {
    pub fn rule(&self) -> Rule {
        Rule { hop: self.scope.hop, step: self.scope.max_change_bps }
    }

    fn govops(&self) -> Configurer {
        Configurer::govops(&self.cast.govops, &self.address, &self.pau.address)
    }

    /// A GovOps shows its records, as does a stranger who claims to be one; everybody else claims to be an aBEAM.
    fn guardian(&self, by: Role) -> Guardian {
        match by {
            Role::GovOps | Role::Stranger => self.govops().into(),
            _ => Guardian {
                signer: self.cast.key(by),
                scope: self.address,
                pau: self.pau.address,
                by: GuardianBy::ABeam,
            },
        }
    }

    fn show(&self, instruction: &mut Instruction, own: &Pubkey, shown: Shown) {
        match shown {
            Shown::Own => {}
            // An account that is left out is the program itself.
            Shown::Nothing => replace(instruction, own, configurator::ID),
            Shown::Foreign => replace(instruction, own, self.foreign),
        }
    }
}

fn replace(instruction: &mut Instruction, old: &Pubkey, new: Pubkey) {
    for meta in instruction.accounts.iter_mut().filter(|meta| meta.pubkey == *old) {
        meta.pubkey = new;
    }
}

impl Regime for Governor {
    const SETTER: Setter = Setter::Governor;

    fn cast(&self) -> &Cast {
        &self.cast
    }

    fn pau(&self) -> &Pau {
        &self.pau
    }

    fn calls(operation: Operation) -> usize {
        match operation {
            movement if movement.is_movement() => 2,
            // Those of a change, and the creation of the account.
            Operation::Add { .. } => 5,
            // Both programs and the event of each.
            _ => 4,
        }
    }

    fn attempt(&self, rng: &mut StdRng, lane: usize, model: Option<&Model>, now: i64) -> Attempt {
        let approval = self.limits[lane].approval;
        dice::attempt(rng, model, approval, self.rule(), now)
    }

    fn instruction(&self, lane: usize, key: &Key, attempt: &Attempt) -> Instruction {
        let Approved { limit, init, init_for, set, .. } = &self.limits[lane];
        let (payer, guardian) = (&self.cast.payer, self.guardian(attempt.by));
        let signer = self.cast.key(attempt.by);
        let mut instruction = match attempt.operation {
            Operation::Set { max, slope } => {
                let args = SetRateLimitArgs { max, slope };
                Instruction { data: instruction::SetRateLimit { args }.data(), ..set.clone() }
            }
            Operation::Add { max, slope } => {
                let LimitKey { kind, target, mint } = *limit;
                let args = AddRateLimitArgs { kind, target, mint, max, slope };
                gov::add_rate_limit(payer, &self.govops(), *init_for, args)
            }
            Operation::Pause => gov::pause_rate_limit(&guardian, &key.address),
            Operation::Remove => gov::remove_rate_limit(&guardian, &key.address, payer),
            Operation::Resume => {
                gov::resume_rate_limit(&signer, &self.address, &self.pau.address, &key.address)
            }
            movement => panic!("{movement:?} is the controller's"),
        };
        replace(&mut instruction, &self.cast.govops, signer);
        self.show(&mut instruction, init, attempt.shown);
        instruction
    }

    fn apply(&mut self, lane: usize, limit: &mut Option<Model>, attempt: &Attempt, now: i64) -> Outcome {
        self.change(lane, limit, attempt, now)?;
        self.scope.sequence += 1;
        Ok(())
    }

    fn cases(&self, tried: &Tried, now: i64, outcome: Outcome) -> Vec<Case> {
        let Tried { lane, attempt, before } = *tried;
        let approval = self.limits[lane].approval;
        Change { rule: self.rule(), approval, frozen: self.pau.frozen, before, attempt, now, outcome }.cases()
    }

    /// The scope is, in every field, what it should be.
    fn assert_equal(&self, vm: &Vm) -> Result<(), String> {
        let found = vm.data(&self.address, &configurator::ID).unwrap_or_default();
        let mut expected = Vec::new();
        self.scope.try_serialize(&mut expected).expect("a scope fits into memory");
        // The account is as long as that of a scope that is paused.
        expected.resize(Scope::SPACE, 0);
        if found == expected {
            return Ok(());
        }
        Err(format!("expected the scope's account to be\n{expected:?}\nit is\n{found:?}"))
    }
}
