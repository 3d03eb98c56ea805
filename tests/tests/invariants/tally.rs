//! How often each kind of operation was tried, and what came of it.

use crate::{
    operation::{Kind, Twist},
    vm::Refused,
};
use halo_sdk::{program_errors::decode_custom, programs, token::TokenProgram};
use std::{
    collections::BTreeMap,
    fmt::{self, Display},
};

#[derive(Clone, Debug, Default)]
pub struct Tally(BTreeMap<Kind, Row>);

#[derive(Clone, Debug, Default)]
struct Row {
    tried: u64,
    done: u64,
    /// With nothing there to do it on.
    void: u64,
    /// With somebody or something in a place that was not theirs.
    twisted: u64,
    refusals: BTreeMap<Refused, u64>,
}

impl Tally {
    pub fn void(&mut self, kind: Kind) {
        self.0.entry(kind).or_default().void += 1;
    }

    pub fn count(&mut self, kind: Kind, twist: Twist, outcome: Result<(), Refused>) {
        let row = self.0.entry(kind).or_default();
        match outcome {
            _ if twist != Twist::None => row.twisted += 1,
            Ok(()) => row.done += 1,
            Err(_) => {}
        }
        if twist == Twist::None {
            row.tried += 1;
        }
        if let Err(refused) = outcome {
            *row.refusals.entry(refused).or_default() += 1;
        }
    }

    pub fn add(&mut self, other: Self) {
        for (kind, row) in other.0 {
            let sum = self.0.entry(kind).or_default();
            (sum.tried, sum.done) = (sum.tried + row.tried, sum.done + row.done);
            (sum.void, sum.twisted) = (sum.void + row.void, sum.twisted + row.twisted);
            for (refused, times) in row.refusals {
                *sum.refusals.entry(refused).or_default() += times;
            }
        }
    }

    pub fn operations(&self) -> u64 {
        self.0.values().map(|row| row.tried + row.twisted + row.void).sum()
    }

    /// Whatever may be done is done, at least once in a hundred tries; a run in which it never is shows nothing.
    pub fn assert_everything_is_done(&self) {
        for (kind, _) in Kind::WEIGHTS {
            let row = self.0.get(&kind).cloned().unwrap_or_default();
            if kind.is_crime() {
                assert!(row.done == 0 && row.tried > 0, "{kind:?}: {} of {} tries", row.done, row.tried);
            } else {
                assert!(row.done * 100 >= row.tried.max(1), "{kind:?}: {} of {} tries", row.done, row.tried);
            }
        }
    }
}

/// A refusal by the name of its error, if a program has one of this code that `kind` may call.
pub fn name(kind: Kind, refused: Refused) -> Option<String> {
    let Refused::Code(code) = refused else { return Some("broken".to_owned()) };
    let core = matches!(kind, Kind::WalletTransfer | Kind::WalletBurn).then_some(programs::CORE);
    let ours = [programs::FACILITY, programs::NFAT, programs::WRAPPER, programs::PAU, programs::CONFIGURATOR];
    let others = [solana_sdk_ids::system_program::ID, TokenProgram::Spl.id()];
    // The System program and the token programs count from 0 both; only the first code is ever the System program's.
    let others = if code == 0 { &others[..1] } else { &others[1..] };
    let known = core.iter().chain(&ours).chain(others);
    known.into_iter().find_map(|program| decode_custom(program, code)).map(|error| error.name)
}

impl Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{:<16} {:>7} {:>7} {:>6} {:>7}  refusals", "", "tried", "done", "void", "twisted")?;
        for (kind, row) in &self.0 {
            let Row { tried, done, void, twisted, refusals } = row;
            write!(out, "{:<16} {tried:>7} {done:>7} {void:>6} {twisted:>7} ", format!("{kind:?}"))?;
            for (refused, times) in refusals {
                let name = name(*kind, *refused).unwrap_or_else(|| format!("{refused:?}"));
                write!(out, " {name} {times}")?;
            }
            writeln!(out)?;
        }
        Ok(())
    }
}
