//! The conserver in the place of a GovOps.

use crate::{addresses, instructions::build};
use configurator::{accounts, instruction, ID};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Takes over the frozen `pau` from its GovOps. Signer: conserver.
pub fn take_over(conserver: &Pubkey, scope: &Pubkey, pau: &Pubkey) -> Instruction {
    let accounts = accounts::TakeOver {
        conserver: *conserver,
        scope: *scope,
        registration: addresses::registration(scope, pau),
        pau: *pau,
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::TakeOver {})
}

/// Gives `pau` back to its GovOps. Signer: council.
pub fn hand_back(council: &Pubkey, scope: &Pubkey, pau: &Pubkey) -> Instruction {
    let accounts = accounts::HandBack {
        council: *council,
        scope: *scope,
        registration: addresses::registration(scope, pau),
        pau: *pau,
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::HandBack {})
}
