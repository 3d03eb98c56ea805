//! The scope and its timelock.

use crate::{addresses, instructions::build};
use configurator::{
    accounts, instruction,
    instructions::*,
    state::{Operation, OperationHead, Payload},
    ID,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

/// Creates the scope at `addresses::scope(base)`. Signers: payer, base, council.
pub fn initialize_scope(
    payer: &Pubkey,
    base: &Pubkey,
    council: &Pubkey,
    args: InitializeScopeArgs,
) -> Instruction {
    let accounts = accounts::InitializeScope {
        payer: *payer,
        base: *base,
        council: *council,
        scope: addresses::scope(base),
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::InitializeScope { args })
}

/// Schedules an addition as operation `number`, which must be the scope's next: `operation_count + 1`. Signers:
/// payer, council.
pub fn schedule(
    payer: &Pubkey,
    council: &Pubkey,
    scope: &Pubkey,
    number: u64,
    args: ScheduleArgs,
) -> Instruction {
    let accounts = accounts::Schedule {
        payer: *payer,
        council: *council,
        scope: *scope,
        operation: addresses::operation(scope, number),
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Schedule { args })
}

/// Lets a due operation take effect. Signer: payer, who may be anyone.
pub fn execute(payer: &Pubkey, operation: &Operation) -> Instruction {
    let OperationHead { scope, number, predecessor, .. } = operation.head;
    execute_payload(payer, &scope, number, predecessor, &operation.payload)
}

/// The same for an operation of which only number, predecessor (0 for none) and payload are known.
pub fn execute_payload(
    payer: &Pubkey,
    scope: &Pubkey,
    number: u64,
    predecessor: u64,
    payload: &Payload,
) -> Instruction {
    let accounts = accounts::Execute {
        payer: *payer,
        scope: *scope,
        operation: addresses::operation(scope, number),
        predecessor: (predecessor != 0).then(|| addresses::operation(scope, predecessor)),
        record: addresses::record(scope, payload),
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Execute {})
}

/// Ends a pending operation. Signer: council, or mom unless it would replace mom.
pub fn cancel(actor: &Pubkey, scope: &Pubkey, number: u64) -> Instruction {
    let accounts = accounts::Cancel {
        actor: *actor,
        scope: *scope,
        operation: addresses::operation(scope, number),
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Cancel {})
}

/// Stops scheduling and executing. Signer: council, mom or freezer; for a day after a resumption, council.
pub fn pause(actor: &Pubkey, scope: &Pubkey) -> Instruction {
    let accounts = accounts::Pause {
        actor: *actor,
        scope: *scope,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Pause {})
}

/// Lets the timelock go on, in the configuration that `config_version` names. Signer: council.
pub fn resume(council: &Pubkey, scope: &Pubkey, config_version: u64) -> Instruction {
    let accounts = accounts::Resume {
        council: *council,
        scope: *scope,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Resume { args: ResumeArgs { config_version } })
}

/// Returns the rent of an operation that can have no effect any more. Signer: `rent_payer`, as its account
/// names it.
pub fn close_operation(rent_payer: &Pubkey, scope: &Pubkey, number: u64) -> Instruction {
    let accounts = accounts::CloseOperation {
        scope: *scope,
        operation: addresses::operation(scope, number),
        rent_payer: *rent_payer,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::CloseOperation {})
}
