//! What creates a unit and what its GovOps sets.

use crate::{
    addresses::{self, LctsAddresses},
    instructions::{build, configurator::Configurer},
};
use lcts::{accounts, instruction, instructions::*, state::Direction, ID};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

/// Creates the unit at `addresses::unit(base)`, which `unit` must name. Signers: payer, base, configurer.
pub fn initialize_unit(
    payer: &Pubkey,
    base: &Pubkey,
    configurer: &Configurer,
    unit: &LctsAddresses,
    args: InitializeUnitArgs,
) -> Instruction {
    let accounts = accounts::InitializeUnit {
        payer: *payer,
        base: *base,
        govops: configurer.signer,
        scope: unit.scope,
        registration: configurer.registration(),
        cbeam: configurer.cbeam(),
        pau: unit.pau,
        unit: unit.unit,
        share_mint: unit.share_mint(),
        mint: unit.mint,
        token_program: unit.token_program,
        share_program: unit.share_program,
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::InitializeUnit { args })
}

/// Opens one of the unit's queues. Signer: payer, who may be anybody.
pub fn open_queue(payer: &Pubkey, unit: &LctsAddresses, direction: Direction) -> Instruction {
    let queue = unit.queue(direction);
    let accounts = accounts::OpenQueue {
        payer: *payer,
        unit: unit.unit,
        queue: queue.queue,
        input_vault: queue.input.vault,
        reward_vault: queue.reward.vault,
        mint: unit.mint,
        token_program: unit.token_program,
        share_mint: unit.share_mint(),
        share_program: unit.share_program,
        associated_token_program: anchor_spl::associated_token::ID,
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::OpenQueue { args: OpenQueueArgs { direction } })
}

/// Opens the Book that holds what the shares stand for, once the unit is a controller of its PAU. Signer: payer, who
/// may be anybody.
pub fn open_holding(payer: &Pubkey, unit: &LctsAddresses) -> Instruction {
    let accounts = accounts::OpenHolding {
        payer: *payer,
        unit: unit.unit,
        pau: unit.pau,
        controller: unit.controller(),
        vault: unit.vault(),
        proxy: unit.proxy(),
        token_account: unit.holding(),
        mint: unit.mint,
        token_program: unit.token_program,
        associated_token_program: anchor_spl::associated_token::ID,
        system_program: system_program::ID,
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::OpenHolding {})
}

/// Sets the unit's guardrails. Signer: configurer.
pub fn set_guardrails(configurer: &Configurer, unit: &LctsAddresses, args: SetGuardrailsArgs) -> Instruction {
    let accounts = accounts::SetGuardrails {
        govops: configurer.signer,
        scope: unit.scope,
        registration: configurer.registration(),
        cbeam: configurer.cbeam(),
        pau: unit.pau,
        unit: unit.unit,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::SetGuardrails { args })
}
