//! Taking a story step by step, with every check after every step.

use crate::{
    act::{forbidden, resolve, Act},
    cast::Cast,
    chain::{amount, difference, expected},
    genesis::genesis,
    invariants,
    model::{Model, Subject},
    operation::{Kind, Operation, Twist},
    tally::Tally,
    twist,
    verdict::judge,
    vm::Vm,
};
use solana_account::{AccountSharedData, ReadableAccount};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use std::{
    collections::HashMap,
    panic::{catch_unwind, AssertUnwindSafe},
    sync::{Arc, OnceLock},
};

/// Steps between two looks at everything.
const SWEEP: usize = 256;
/// Accounts that a step has nothing to do with and that are looked at after it.
const SAMPLE: usize = 4;

/// A rule beyond those that always hold; says what is wrong.
pub type Rule = fn(&Model) -> Option<String>;

/// What a story is checked with beyond the invariants, and what goes wrong in it on purpose.
#[derive(Clone, Copy, Default)]
pub struct Setup {
    pub rule: Option<Rule>,
    /// Called on the chain after every step.
    pub tamper: Option<fn(&mut Vm, &Model, &Operation)>,
}

#[derive(Clone)]
pub struct Scene {
    vm: Vm,
    pub model: Model,
    /// Every account that the model knows, as it was when it was last touched, and its data.
    ledger: HashMap<Pubkey, Option<AccountSharedData>>,
    /// The keys of the ledger, and where the sampling is.
    known: Vec<Pubkey>,
    next: usize,
    pub tally: Tally,
}

impl Scene {
    /// The beginning of every story.
    pub fn start() -> Self {
        static START: OnceLock<Scene> = OnceLock::new();
        START.get_or_init(Self::build).clone()
    }

    fn build() -> Self {
        let cast = Arc::new(Cast::new());
        let (vm, now) = genesis(&cast);
        let model = Model::new(cast, &vm, now);
        let mut scene =
            Self { vm, model, ledger: HashMap::new(), known: Vec::new(), next: 0, tally: Tally::default() };
        for address in scene.model.subjects.keys().copied().collect::<Vec<_>>() {
            scene.learn(address);
        }
        scene.known.sort_unstable();
        scene.sweep().expect("the deployment is as the model has it");
        scene
    }

    fn learn(&mut self, address: Pubkey) {
        if self.ledger.insert(address, self.vm.account(&address)).is_none() {
            self.known.push(address);
        }
    }

    /// Takes one step and checks everything; returns whether it has changed anything.
    pub fn step(&mut self, number: usize, operation: &Operation, setup: &Setup) -> Result<bool, String> {
        let changed = self.act(operation)?;
        if let Some(tamper) = setup.tamper {
            tamper(&mut self.vm, &self.model, operation);
        }
        self.sample()?;
        if number % SWEEP == SWEEP - 1 {
            self.sweep()?;
        }
        match setup.rule.and_then(|rule| rule(&self.model)) {
            Some(broken) => Err(broken),
            None => Ok(changed),
        }
    }

    fn act(&mut self, operation: &Operation) -> Result<bool, String> {
        if operation.kind == Kind::Wait {
            self.model.now += operation.seconds();
            self.vm.set_time(self.model.now);
            self.tally.count(operation.kind, Twist::None, Ok(()));
            return Ok(true);
        }
        let Some(act) = resolve(operation, &self.model) else {
            self.tally.void(operation.kind);
            return Ok(false);
        };
        let (instruction, twist) = self.cast_parts(operation, act.as_ref());
        self.play(operation, act.as_ref(), instruction, twist)
    }

    /// The instruction of `act`, with what the operation's twist puts into it.
    fn cast_parts(&self, operation: &Operation, act: &dyn Act) -> (Instruction, Twist) {
        let mut instruction = act.instruction(&self.model);
        let twisted = match operation.twist {
            Twist::None => false,
            Twist::Stranger => twist::stranger(&mut instruction, act, &self.model),
            Twist::Sibling => twist::sibling(&mut instruction, act, &self.model, operation),
        };
        (instruction, if twisted { operation.twist } else { Twist::None })
    }

    fn play(
        &mut self,
        operation: &Operation,
        act: &dyn Act,
        instruction: Instruction,
        twist: Twist,
    ) -> Result<bool, String> {
        let refusals = forbidden(act, &self.model);
        let mut instructions = act.after(&self.model);
        instructions.insert(0, instruction);
        let touched = touched(&instructions);
        let before: Vec<_> = touched.iter().map(|address| self.vm.account(address)).collect();
        let outcome = self.vm.send(&instructions);
        self.tally.count(operation.kind, twist, outcome);
        judge(operation.kind, outcome, &refusals, twist)
            .map_err(|wrong| format!("{act:?}\n  {wrong}\n  {}", self.vm.explain(&instructions)))?;
        if outcome.is_ok() {
            self.follow(act)?;
        }
        let checked = match outcome {
            Ok(()) => self.check_change(&touched, &before),
            Err(_) => self.check_nothing_changed(&touched, &before),
        };
        checked.map_err(|wrong| format!("{act:?}\n  {wrong}"))?;
        Ok(outcome.is_ok())
    }

    /// Does on the model what the chain has done; what it cannot do should have been refused.
    fn follow(&mut self, act: &dyn Act) -> Result<(), String> {
        let model = &mut self.model;
        let followed = catch_unwind(AssertUnwindSafe(|| act.apply(model)));
        followed.map_err(|_| format!("{act:?}\n  it succeeds, and its effect is impossible"))
    }

    /// A refused transaction has changed no account, but has cost its payer the fee.
    fn check_nothing_changed(
        &self,
        touched: &[Pubkey],
        before: &[Option<AccountSharedData>],
    ) -> Result<(), String> {
        let payer = self.model.cast.payer;
        for (address, before) in touched.iter().zip(before).filter(|(address, _)| **address != payer) {
            if self.vm.account(address) != *before {
                return Err(format!("it was refused and changed {}", self.describe(address)));
            }
        }
        Ok(())
    }

    /// What the instruction named is what the model says; what the model does not know is as it was.
    fn check_change(
        &mut self,
        touched: &[Pubkey],
        before: &[Option<AccountSharedData>],
    ) -> Result<(), String> {
        let (mut left, mut came) = (0_u128, 0_u128);
        for (address, before) in touched.iter().zip(before) {
            let now = self.vm.account(address);
            match self.model.subjects.get(address) {
                None => {
                    let data = |account: &Option<AccountSharedData>| {
                        account.as_ref().map(|account| account.data().to_vec())
                    };
                    if data(before) != data(&now) {
                        return Err(format!("it changed {address}, which it may not"));
                    }
                }
                Some(subject) => {
                    self.check_subject(address, *subject, now.as_ref())?;
                    if *subject == Subject::Tokens {
                        let held = |account: &Option<AccountSharedData>| {
                            account.as_ref().and_then(|account| amount(account.data())).unwrap_or(0)
                        };
                        left += u128::from(held(before));
                        came += u128::from(held(&now));
                    }
                    self.learn(*address);
                }
            }
        }
        if left != came {
            return Err(format!("{left} base units became {came}"));
        }
        invariants::after_step(&self.vm, &self.model, touched)
    }

    fn check_subject(
        &self,
        address: &Pubkey,
        subject: Subject,
        now: Option<&AccountSharedData>,
    ) -> Result<(), String> {
        let known = self.ledger.get(address).and_then(Option::as_ref).or(now);
        let wrong = |what: &str| Err(format!("{} {what}", self.describe(address)));
        let expected = known.and_then(|known| expected(&self.model, address, subject, known.data()));
        match (expected, now) {
            (None, None) => Ok(()),
            (None, Some(_)) => wrong("is there, or is not what it should be"),
            (Some(_), None) => wrong("is gone"),
            (Some(expected), Some(now)) if expected == now.data() => Ok(()),
            (Some(expected), Some(now)) => {
                let difference = difference(subject, &expected, now.data());
                wrong(&format!("differs from the model:{difference}"))
            }
        }
    }

    /// Accounts that nobody has named are byte for byte what they were.
    fn sample(&mut self) -> Result<(), String> {
        for _ in 0..SAMPLE {
            self.next = (self.next + 1) % self.known.len();
            self.check_untouched(&self.known[self.next])?;
        }
        Ok(())
    }

    fn check_untouched(&self, address: &Pubkey) -> Result<(), String> {
        let known = &self.ledger[address];
        let now = self.vm.account(address);
        let data =
            |account: &Option<AccountSharedData>| account.as_ref().map(|account| account.data().to_vec());
        if *known != now && data(known) != data(&now) {
            return Err(format!("{} changed without being named", self.describe(address)));
        }
        Ok(())
    }

    /// Looks at everything: the bytes, the model, and the sums over all.
    pub fn sweep(&self) -> Result<(), String> {
        for address in &self.known {
            self.check_untouched(address)?;
            let subject = self.model.subjects[address];
            self.check_subject(address, subject, self.vm.account(address).as_ref())?;
        }
        invariants::of_everything(&self.vm, &self.model)
    }

    /// An account by what it is.
    fn describe(&self, address: &Pubkey) -> String {
        match self.model.subjects.get(address) {
            Some(subject) => format!("{subject:?} at {address}"),
            None => address.to_string(),
        }
    }
}

/// The addresses that instructions name, each once.
fn touched(instructions: &[Instruction]) -> Vec<Pubkey> {
    let metas = instructions.iter().flat_map(|instruction| &instruction.accounts);
    let mut addresses: Vec<Pubkey> = metas.map(|meta| meta.pubkey).collect();
    addresses.sort_unstable();
    addresses.dedup();
    addresses
}
