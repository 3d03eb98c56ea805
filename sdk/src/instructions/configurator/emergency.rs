//! What a guardian stops or removes at once.

use super::Guardian;
use crate::{addresses, instructions::build};
use configurator::{accounts, instruction, instructions::*, ID};
use pau::state::ActionSpec;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

fn emergency_action(guardian: &Guardian) -> accounts::EmergencyAction {
    accounts::EmergencyAction {
        guardian: guardian.signer,
        scope: guardian.scope,
        registration: guardian.registration(),
        cbeam: guardian.cbeam(),
        beam: guardian.beam(),
        pau: guardian.pau,
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    }
}

/// Stops everything that leaves the PAU's Books. Signer: guardian.
pub fn freeze_pau(guardian: &Guardian) -> Instruction {
    build(ID, emergency_action(guardian), instruction::FreezePau {})
}

/// Ends a freeze. Signer: council.
pub fn unfreeze_pau(council: &Pubkey, scope: &Pubkey, pau: &Pubkey) -> Instruction {
    let accounts = accounts::UnfreezePau {
        council: *council,
        scope: *scope,
        pau: *pau,
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::UnfreezePau {})
}

/// Removes a relayer. Signer: guardian who may remove.
pub fn remove_relayer(guardian: &Guardian, relayer: &Pubkey) -> Instruction {
    let args = RemoveRelayerArgs { relayer: *relayer };
    build(ID, emergency_action(guardian), instruction::RemoveRelayer { args })
}

/// Ends every call of an action; `rent_payer` is the one that the action names. Signer: guardian who may remove.
pub fn disable_action(guardian: &Guardian, spec: &ActionSpec, rent_payer: &Pubkey) -> Instruction {
    let accounts = accounts::DisableAction {
        guardian: guardian.signer,
        scope: guardian.scope,
        registration: guardian.registration(),
        cbeam: guardian.cbeam(),
        beam: guardian.beam(),
        pau: guardian.pau,
        action: addresses::action(&guardian.pau, spec),
        rent_payer: *rent_payer,
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::DisableAction {})
}

/// Ends the draws and charges of `controller`; `rent_payer` is the one that its record names. Signer: guardian
/// who may remove.
pub fn remove_controller(guardian: &Guardian, controller: &Pubkey, rent_payer: &Pubkey) -> Instruction {
    let accounts = accounts::RemoveController {
        guardian: guardian.signer,
        scope: guardian.scope,
        registration: guardian.registration(),
        cbeam: guardian.cbeam(),
        beam: guardian.beam(),
        pau: guardian.pau,
        controller: addresses::controller(&guardian.pau, controller),
        rent_payer: *rent_payer,
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::RemoveController {})
}
