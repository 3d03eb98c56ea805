//! A run: the two regimes side by side on one chain and one clock.

use halo_sdk::{addresses::LimitKey, pau::state::LimitKind};
use rand::{rngs::StdRng, Rng, SeedableRng};
use solana_pubkey::Pubkey;

use crate::{
    administrator::Administrator,
    cast::{Cast, Pau},
    governor::Governor,
    lane::Key,
    side::{Side, Stage},
    tally::Tally,
    time::Time,
    vm::Vm,
};

/// Limits of each PAU of a run.
const LANES: usize = 20;
const KINDS: [LimitKind; 5] =
    [LimitKind::Transfer, LimitKind::Claim, LimitKind::Withdraw, LimitKind::Action, LimitKind::Deposit];

/// Runs `operations` of the story that `seed` tells, half of them under each regime.
pub fn run(seed: u64, operations: u64) -> Tally {
    let mut rng = StdRng::seed_from_u64(seed);
    let cast = Cast::new(|| Pubkey::new_from_array(rng.gen()));
    let mut vm = Vm::start(cast.payer);
    let time = Time::start();
    vm.set_time(time.now);

    let base = Pubkey::new_from_array(rng.gen());
    let keys = keys(&mut rng, &Pau::new(&base, &cast.controller));
    let mut administered = Side::new(Administrator::start(cast, &base, &mut vm), keys);

    let base = Pubkey::new_from_array(rng.gen());
    let keys = self::keys(&mut rng, &Pau::new(&base, &cast.controller));
    let mut stage = Stage { seed, rng, vm, time, tally: Tally::default() };
    let mut governed = Side::new(Governor::start(cast, &base, &keys, &mut stage), keys);

    loop {
        let hop = governed.regime.rule().hop;
        let raised = governed.lanes.iter().filter_map(|lane| Some(lane.model?.raised_at));
        stage.time.step(&mut stage.rng, raised.map(|at| at.saturating_add(hop)));
        governed.regime.govern(&mut stage, &governed.lanes);
        stage.vm.set_time(stage.time.now);
        let Some(lanes) = next_round(&stage.tally, operations) else { break };
        administered.round(&mut stage, lanes);
        let Some(lanes) = next_round(&stage.tally, operations) else { break };
        governed.round(&mut stage, lanes);
    }
    stage.tally
}

/// How many limits the next round takes further; `None` when `operations` are done.
fn next_round(tally: &Tally, operations: u64) -> Option<usize> {
    let left = usize::try_from(operations - tally.operations()).unwrap_or(LANES).min(LANES);
    (left > 0).then_some(left)
}

fn keys(rng: &mut StdRng, pau: &Pau) -> Vec<Key> {
    let mint = Pubkey::new_from_array(rng.gen());
    let kinds = KINDS.iter().cycle().take(LANES);
    let limits = kinds.map(|kind| LimitKey { kind: *kind, target: Pubkey::new_from_array(rng.gen()), mint });
    limits.map(|limit| Key::new(pau, limit)).collect()
}
