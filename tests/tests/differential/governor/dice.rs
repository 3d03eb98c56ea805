//! What somebody tries to do to a governed limit, at random, mostly around what it may be raised to.

use rand::{rngs::StdRng, Rng};

use super::rights::may;
use crate::{
    attempt::{Attempt, Operation, Shown},
    cast::Role,
    model::{Model, UNLIMITED},
    numbers::{magnitude, values},
    second_order::{Approval, Rule},
};

const ROLES: [Role; 6] =
    [Role::GovOps, Role::Council, Role::Mom, Role::Freezer, Role::Controller, Role::Stranger];

/// Something to try on the limit that `model` describes, or on none.
pub fn attempt(
    rng: &mut StdRng,
    model: Option<&Model>,
    approval: Option<Approval>,
    rule: Rule,
    now: i64,
) -> Attempt {
    let operation = match model {
        Some(model) => on_a_limit(rng, model, approval, rule, now),
        None => on_none(rng, approval),
    };
    let shown = shown(rng, operation, approval.is_some());
    Attempt { shown, ..Attempt::by_some(rng, &ROLES, operation, may) }
}

/// What the council approves next for a limit, or for none.
pub fn approval(rng: &mut StdRng, model: Option<&Model>) -> Approval {
    let current = model.map(|model| (model.max, model.slope));
    let (max, slope) = current.filter(|_| rng.gen()).unwrap_or_else(|| values(rng));
    Approval { max: approved(rng, max), slope: approved(rng, slope) }
}

/// Something of the size of `value`, or one of the extremes.
fn approved(rng: &mut StdRng, value: u64) -> u64 {
    match rng.gen_range(0..16) {
        0 => 0,
        1..=2 => UNLIMITED,
        // From here one step ends at, or above, the last finite number.
        3 => UNLIMITED - rng.gen_range(1..1_000),
        4 => UNLIMITED / 5 * 4 + rng.gen_range(0..10),
        5..=7 => value / 2,
        8..=10 => value.saturating_mul(rng.gen_range(2..10)),
        11 => rng.gen_range(0..100),
        _ => value,
    }
}

fn on_a_limit(
    rng: &mut StdRng,
    model: &Model,
    approval: Option<Approval>,
    rule: Rule,
    now: i64,
) -> Operation {
    let approved = approval.unwrap_or(Approval { max: model.max, slope: model.slope });
    if model.paused && rng.gen_ratio(1, 5) {
        return Operation::Resume;
    }
    match rng.gen_range(0..100) {
        0..=51 => {
            Operation::movement(rng, model, now).unwrap_or_else(|| setting(rng, model, approved, rule, now))
        }
        52..=89 => setting(rng, model, approved, rule, now),
        90..=93 => Operation::Pause,
        94..=95 => Operation::Resume,
        96..=97 => addition(rng, approved),
        _ => Operation::Remove,
    }
}

fn on_none(rng: &mut StdRng, approval: Option<Approval>) -> Operation {
    let (max, slope) = values(rng);
    match rng.gen_range(0..20) {
        0..=1 => Operation::movement_of_anything(rng),
        2 => Operation::Set { max, slope },
        3 => Operation::Pause,
        4 => Operation::Resume,
        5 => Operation::Remove,
        _ => addition(rng, approval.unwrap_or(Approval { max, slope })),
    }
}

/// Mostly a raise when one is possible, mostly a cut, or the values as they are, when none is.
fn setting(rng: &mut StdRng, model: &Model, approved: Approval, rule: Rule, now: i64) -> Operation {
    let Model { max, slope, .. } = *model;
    let possible = !model.paused && rule.missing(model, now) <= 1;
    if !rng.gen_ratio(if possible { 8 } else { 3 }, 10) {
        return cut(rng, max, slope);
    }
    let max_above = above(rng, max, approved.max, rule);
    let slope_above = above(rng, slope, approved.slope, rule);
    let (max, slope) = match rng.gen_range(0..5) {
        0 => (max_above, slope),
        1 => (max, slope_above),
        2 => (max_above, below(rng, slope)),
        3 => (below(rng, max), slope_above),
        _ => (max_above, slope_above),
    };
    Operation::Set { max, slope }
}

fn cut(rng: &mut StdRng, max: u64, slope: u64) -> Operation {
    let (max, slope) = match rng.gen_range(0..10) {
        0 => (max, slope),
        1..=3 => (below(rng, max), slope),
        4..=6 => (max, below(rng, slope)),
        _ => (below(rng, max), below(rng, slope)),
    };
    Operation::Set { max, slope }
}

/// A raised `value`, within what is possible or one beyond.
fn above(rng: &mut StdRng, value: u64, approved: u64, rule: Rule) -> u64 {
    let (step, ceiling) = (rule.step(value), rule.ceiling(value, approved));
    match rng.gen_range(0..20) {
        0..=7 => ceiling,
        8..=9 => ceiling.saturating_add(1),
        10..=11 => ceiling.saturating_sub(1),
        12..=13 => rng.gen_range(value..=ceiling),
        14 => step,
        15 => step.saturating_add(1),
        16 => approved,
        17 => value.saturating_add(1),
        18 => UNLIMITED,
        _ => magnitude(rng),
    }
}

/// A lowered `value`, mostly by little.
fn below(rng: &mut StdRng, value: u64) -> u64 {
    match rng.gen_range(0..24) {
        0..=13 => value - rng.gen_range(0..=value / 8),
        14..=20 => value.saturating_sub(1),
        21..=22 => rng.gen_range(0..=value),
        _ => 0,
    }
}

/// A new limit, mostly at its init or one above or below.
fn addition(rng: &mut StdRng, approved: Approval) -> Operation {
    let mut at = |value: u64| match rng.gen_range(0..20) {
        0..=9 => value,
        10 => value.saturating_add(1),
        11..=12 => value.saturating_sub(1),
        13..=17 => rng.gen_range(0..=value),
        18 => UNLIMITED,
        _ => magnitude(rng),
    };
    Operation::Add { max: at(approved.max), slope: at(approved.slope) }
}

/// Mostly the limit's own init when there is one; a change of what exists often shows none.
fn shown(rng: &mut StdRng, operation: Operation, exists: bool) -> Shown {
    let omits = match operation {
        Operation::Set { .. } if exists => 2,
        Operation::Set { .. } => 10,
        Operation::Add { .. } => 1,
        _ => return Shown::Nothing,
    };
    match rng.gen_range(0..20) {
        0 => Shown::Foreign,
        dice if dice <= omits => Shown::Nothing,
        _ => Shown::Own,
    }
}
