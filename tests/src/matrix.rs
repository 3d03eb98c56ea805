//! The matrix: every account of every instruction, mutated in every way that applies to it, must be refused with
//! a known error and a chain on which nothing has changed; then the unmodified instruction must succeed.
//!
//! Account names and flags come from the programs' IDL; which accounts could be mistaken for which comes from the
//! chain itself: everything of the same owner and type is a sibling.

pub mod accepted;
pub mod accounts;
mod attempt;
pub mod golden;
pub mod idl;
pub mod mutation;
pub mod runner;

use idl::Slot;
use solana_instruction::Instruction;

/// An instruction that succeeds in the prepared world.
pub struct Stage {
    /// `program.instruction` as in the IDL, and what tells two stages of one instruction apart in brackets.
    pub name: String,
    pub instruction: Instruction,
    /// Accounts beyond those of the IDL: what an instruction takes as remaining accounts.
    pub rest: Vec<Slot>,
}

impl Stage {
    pub fn new(name: impl Into<String>, instruction: Instruction) -> Self {
        Self { name: name.into(), instruction, rest: Vec::new() }
    }

    /// The same with remaining accounts, each by a name and whether it is writable.
    pub fn with_rest(mut self, rest: &[(&str, bool)]) -> Self {
        let slot = |(name, writable): &(&str, bool)| Slot {
            name: (*name).to_owned(),
            writable: *writable,
            signer: false,
            optional: false,
        };
        self.rest = rest.iter().map(slot).collect();
        self
    }

    /// Program and instruction of the IDL.
    pub fn target(&self) -> (&str, &str) {
        let bare = self.name.split_once(" (").map_or(self.name.as_str(), |(bare, _)| bare);
        bare.split_once('.').expect("a stage is named program.instruction")
    }
}
