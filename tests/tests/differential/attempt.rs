//! What somebody tries to do to a limit.

use rand::{rngs::StdRng, Rng};

use crate::{
    cast::Role,
    model::Model,
    numbers::{magnitude, near},
};

#[derive(Clone, Copy, Debug)]
pub enum Operation {
    Charge { amount: u64 },
    Restore { amount: u64 },
    Set { max: u64, slope: u64 },
    Pause,
    Resume,
    Add { max: u64, slope: u64 },
    Remove,
}

/// The approval that comes with an instruction that can need one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    Nothing,
    /// The one at the address of this limit's, whether it is there or not.
    Own,
    /// One that allows anything, to another limit.
    Foreign,
}

#[derive(Clone, Copy, Debug)]
pub struct Attempt {
    pub operation: Operation,
    pub by: Role,
    pub shown: Shown,
}

impl Operation {
    pub const NAMES: [&'static str; 7] = ["charge", "restore", "set", "pause", "resume", "add", "remove"];

    /// Place in [`Operation::NAMES`].
    pub fn index(self) -> usize {
        match self {
            Self::Charge { .. } => 0,
            Self::Restore { .. } => 1,
            Self::Set { .. } => 2,
            Self::Pause => 3,
            Self::Resume => 4,
            Self::Add { .. } => 5,
            Self::Remove => 6,
        }
    }

    /// Whether it uses a limit and leaves its settings.
    pub fn is_movement(self) -> bool {
        matches!(self, Self::Charge { .. } | Self::Restore { .. })
    }

    /// A charge or a restoration of any amount.
    pub fn movement_of_anything(rng: &mut StdRng) -> Self {
        let amount = magnitude(rng);
        match rng.gen() {
            true => Self::Charge { amount },
            false => Self::Restore { amount },
        }
    }

    /// A charge or a restoration, mostly one that can succeed; `None`, mostly, when neither can.
    pub fn movement(rng: &mut StdRng, model: &Model, now: i64) -> Option<Self> {
        let usable = if model.paused { 0 } else { model.usable(now) };
        let can_charge = usable > 0;
        let can_restore = model.outstanding > 0;
        match (can_charge, can_restore, rng.gen_range(0..16)) {
            (true, true, 0..=9) | (true, false, 0..=14) | (false, _, 0) => {
                Some(Self::Charge { amount: near(rng, usable) })
            }
            (true, true, _) | (false, true, _) | (true, false, _) | (false, false, 1) => {
                Some(Self::Restore { amount: near(rng, model.outstanding) })
            }
            (false, false, _) => None,
        }
    }
}

impl Attempt {
    /// `operation` by somebody who `may`, or now and then by anybody of `roles`.
    pub fn by_some(
        rng: &mut StdRng,
        roles: &[Role],
        operation: Operation,
        may: impl Fn(Role, Operation) -> bool,
    ) -> Self {
        let mut able: Vec<_> = roles.iter().copied().filter(|role| may(*role, operation)).collect();
        if rng.gen_ratio(1, 20) {
            able = roles.to_vec();
        }
        Self { operation, by: able[rng.gen_range(0..able.len())], shown: Shown::Nothing }
    }
}
