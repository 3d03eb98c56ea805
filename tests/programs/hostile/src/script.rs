//! What the program is told to do, as bytes: accounts by their place, so that a script is short.

use crate::{wallet, ID};
use solana_program::{
    instruction::{AccountMeta, Instruction},
    pubkey::Pubkey,
};

/// First byte of every script: what an action's data prefix can ask for.
pub const TAG: u8 = 0x5C;
pub(crate) const FORWARD: u8 = 1;
pub(crate) const RETURN: u8 = 2;
pub(crate) const METER: u8 = 3;

const SIGNER: u8 = 1;
const WRITABLE: u8 = 2;

/// One thing to do.
pub enum Step {
    /// Makes this instruction with every signature there is, and the wallet's.
    Forward(Instruction),
    /// Leaves this as return data.
    Return(Vec<u8>),
}

/// Data for a call with the accounts `given`, in their order: every account and program of `steps` must be among them.
///
/// # Panics
/// When one is not, or there are more than 255 of something: a test that cannot be written like this.
#[allow(clippy::panic, reason = "for tests")]
pub fn script(given: &[Pubkey], steps: &[Step]) -> Vec<u8> {
    let place = |key: &Pubkey| match given.iter().position(|other| other == key) {
        Some(place) => length(place),
        None => panic!("{key} is not among the accounts given to the program"),
    };
    let mut bytes = vec![TAG];
    for step in steps {
        let data = match step {
            Step::Return(data) => {
                bytes.push(RETURN);
                data
            }
            Step::Forward(Instruction { program_id, accounts, data }) => {
                bytes.extend([FORWARD, place(program_id), length(accounts.len())]);
                for AccountMeta { pubkey, is_signer, is_writable } in accounts {
                    let flags = [(*is_signer, SIGNER), (*is_writable, WRITABLE)];
                    let flags = flags.iter().filter(|(set, _)| *set).fold(0, |all, (_, flag)| all | flag);
                    bytes.extend([place(pubkey), flags]);
                }
                data
            }
        };
        bytes.extend(length_of_data(data));
        bytes.extend(data);
    }
    bytes
}

#[allow(clippy::panic, reason = "for tests")]
fn length_of_data(data: &[u8]) -> [u8; 2] {
    u16::try_from(data.len())
        .unwrap_or_else(|_| panic!("{} bytes are more than a script holds", data.len()))
        .to_be_bytes()
}

#[allow(clippy::panic, reason = "for tests")]
fn length(number: usize) -> u8 {
    u8::try_from(number).unwrap_or_else(|_| panic!("{number} is more than a byte holds"))
}

/// The instruction by which the wallet makes `instruction`; every other signer of it signs the transaction.
pub fn wallet_instruction(instruction: Instruction) -> Instruction {
    let (wallet, _) = wallet();
    let mut accounts: Vec<AccountMeta> = Vec::new();
    for meta in &instruction.accounts {
        let own = AccountMeta { is_signer: meta.is_signer && meta.pubkey != wallet, ..meta.clone() };
        match accounts.iter_mut().find(|known| known.pubkey == meta.pubkey) {
            Some(known) => {
                known.is_signer |= own.is_signer;
                known.is_writable |= own.is_writable;
            }
            None => accounts.push(own),
        }
    }
    if !accounts.iter().any(|meta| meta.pubkey == instruction.program_id) {
        accounts.push(AccountMeta::new_readonly(instruction.program_id, false));
    }
    let given: Vec<Pubkey> = accounts.iter().map(|meta| meta.pubkey).collect();
    Instruction { program_id: ID, data: script(&given, &[Step::Forward(instruction)]), accounts }
}

/// The instruction that charges the rate limit `limit` `times` over, in the program's memory: see `meter`.
pub fn meter_instruction(limit: Pubkey, times: u8) -> Instruction {
    let accounts = vec![AccountMeta::new_readonly(limit, false)];
    Instruction { program_id: ID, data: vec![TAG, METER, 0, times], accounts }
}

/// Reads a script from its front.
pub(crate) struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    pub fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    pub fn index(&mut self) -> Option<usize> {
        self.byte().map(usize::from)
    }

    pub fn flags(&mut self) -> Option<(bool, bool)> {
        self.byte().map(|flags| (flags & SIGNER != 0, flags & WRITABLE != 0))
    }

    /// Bytes behind their length, high byte first.
    pub fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = u16::from_be_bytes([self.byte()?, self.byte()?]);
        let (bytes, rest) = self.0.split_at_checked(usize::from(length))?;
        self.0 = rest;
        Some(bytes)
    }
}
