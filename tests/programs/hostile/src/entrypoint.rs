//! The door from the VM.
#![allow(unsafe_code, reason = "the entrypoint macro reads the VM's input buffer")]

use solana_program::{account_info::AccountInfo, entrypoint, entrypoint::ProgramResult, pubkey::Pubkey};

entrypoint!(run);

fn run(_program_id: &Pubkey, accounts: &[AccountInfo], data: &[u8]) -> ProgramResult {
    crate::process_instruction(accounts, data)
}
