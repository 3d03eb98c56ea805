//! The limits of one PAU, each with its own story, so that one transaction can take many of them one step further
//! and every account is still compared after every operation.

use rand::{rngs::StdRng, Rng};
use solana_instruction::Instruction;

use crate::{
    attempt::{Attempt, Operation},
    case::Case,
    cast::{Cast, Pau},
    lane::{Key, Lane},
    model::Model,
    refusal::Outcome,
    tally::{Setter, Tally},
    time::Time,
    vm::Vm,
};

/// Calls that one transaction may make, those of calls included.
const MAX_CALLS: usize = 64;

/// Who sets the limits of a PAU, and by what rules.
pub trait Regime {
    const SETTER: Setter;

    fn cast(&self) -> &Cast;
    fn pau(&self) -> &Pau;

    /// Calls of an instruction, itself included.
    fn calls(operation: Operation) -> usize;

    /// Something to try on the limit of number `lane`, which `model` describes, or on none.
    fn attempt(&self, rng: &mut StdRng, lane: usize, model: Option<&Model>, now: i64) -> Attempt;

    /// The instruction that does to a limit what is not a movement.
    fn instruction(&self, lane: usize, key: &Key, attempt: &Attempt) -> Instruction;

    /// Does on the model what is not a movement, and says what the programs must answer. Refused, it changes
    /// nothing.
    fn apply(&mut self, lane: usize, model: &mut Option<Model>, attempt: &Attempt, now: i64) -> Outcome;

    /// What was remarkable about an attempt that came to `outcome`.
    fn cases(&self, tried: &Tried, now: i64, outcome: Outcome) -> Vec<Case>;

    /// The accounts of the regime itself are what they should be.
    fn assert_equal(&self, vm: &Vm) -> Result<(), String>;
}

/// What all sides of a run share.
pub struct Stage {
    pub seed: u64,
    pub rng: StdRng,
    pub vm: Vm,
    pub time: Time,
    pub tally: Tally,
}

/// An attempt on the limit of number `lane`, which was `before`.
#[derive(Clone, Copy, Debug)]
pub struct Tried {
    pub lane: usize,
    pub attempt: Attempt,
    pub before: Option<Model>,
}

pub struct Side<R> {
    pub regime: R,
    pub lanes: Vec<Lane>,
}

/// What is sent in one transaction.
#[derive(Default)]
struct Batch {
    calls: usize,
    instructions: Vec<Instruction>,
    tried: Vec<Tried>,
}

impl<R: Regime> Side<R> {
    pub fn new(regime: R, keys: Vec<Key>) -> Self {
        Self { regime, lanes: keys.into_iter().map(Lane::new).collect() }
    }

    /// One attempt on each of the first `lanes` limits, at one time: what must be refused alone, the rest in as
    /// few transactions as possible.
    pub fn round(&mut self, stage: &mut Stage, lanes: usize) {
        let mut batch = Batch::default();
        for lane in 0..lanes {
            self.attempt(stage, lane, &mut batch);
        }
        self.send(stage, batch);
        let seen = stage.rng.gen_range(0..lanes);
        let view = self.lanes[seen].assert_view(&mut stage.vm, stage.time.now);
        if let Err(difference) = view.and_then(|()| self.regime.assert_equal(&stage.vm)) {
            panic!(
                "HALO_DIFFERENTIAL_SEED={}, limit {seen} of the {:?}'s: {difference}",
                stage.seed,
                R::SETTER
            );
        }
    }

    fn attempt(&mut self, stage: &mut Stage, lane: usize, batch: &mut Batch) {
        let now = stage.time.now;
        let before = self.lanes[lane].model;
        let attempt = self.regime.attempt(&mut stage.rng, lane, before.as_ref(), now);
        let tried = Tried { lane, attempt, before };
        let instruction = self.instruction(lane, &attempt);
        let outcome = self.apply(lane, &attempt, now);
        for case in self.regime.cases(&tried, now, outcome) {
            stage.tally.note(case);
        }
        match outcome {
            Ok(()) => {
                let calls = R::calls(attempt.operation);
                if batch.calls + calls > MAX_CALLS {
                    self.send(stage, std::mem::take(batch));
                }
                batch.calls += calls;
                batch.instructions.push(instruction);
                batch.tried.push(tried);
            }
            Err(refusal) => {
                let answer = stage.vm.send(&[instruction]);
                assert_eq!(answer, Err((0, refusal.error())), "{refusal:?}: {}", story::<R>(stage, &tried));
                self.compare(stage, &tried);
            }
        }
        stage.tally.count(R::SETTER, attempt.operation, outcome);
    }

    fn instruction(&self, lane: usize, attempt: &Attempt) -> Instruction {
        let signer = self.regime.cast().key(attempt.by);
        let movement = self.lanes[lane].movement(self.regime.pau(), signer, attempt.operation);
        movement.unwrap_or_else(|| self.regime.instruction(lane, &self.lanes[lane].key, attempt))
    }

    fn apply(&mut self, lane: usize, attempt: &Attempt, now: i64) -> Outcome {
        let Attempt { operation, by, .. } = *attempt;
        let movement = self.lanes[lane].apply_movement(self.regime.pau(), by, operation, now);
        movement.unwrap_or_else(|| self.regime.apply(lane, &mut self.lanes[lane].model, attempt, now))
    }

    /// Sends what must succeed.
    fn send(&self, stage: &mut Stage, batch: Batch) {
        if let Err((index, error)) = stage.vm.send(&batch.instructions) {
            panic!("expected success, got {error:?}: {}", story::<R>(stage, &batch.tried[index]));
        }
        for tried in &batch.tried {
            self.compare(stage, tried);
        }
    }

    fn compare(&self, stage: &Stage, tried: &Tried) {
        let lane = &self.lanes[tried.lane];
        if let Err(difference) = lane.assert_equal(&stage.vm, self.regime.cast(), self.regime.pau()) {
            panic!("{difference}\n{}", story::<R>(stage, tried));
        }
    }
}

/// What one must know to see a failure again.
fn story<R: Regime>(stage: &Stage, tried: &Tried) -> String {
    format!(
        "HALO_DIFFERENTIAL_SEED={}, operation {}, at {}, limit of the {:?}'s: {tried:?}",
        stage.seed,
        stage.tally.operations(),
        stage.time.now,
        R::SETTER
    )
}
