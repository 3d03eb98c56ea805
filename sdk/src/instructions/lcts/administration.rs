//! What creates a unit and what its GovOps sets.

use crate::{
    addresses::{self, LctsAddresses, LimitKey},
    instructions::{build, configurator::Configurer},
};
use lcts::{accounts, instruction, instructions::*, state::Direction, ID};
use pau::state::LimitKind;
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

/// Lowers the unit's guardrails, any of them. Signer: configurer.
pub fn set_guardrails(configurer: &Configurer, unit: &LctsAddresses, args: SetGuardrailsArgs) -> Instruction {
    raise_guardrails(configurer, unit, GuardrailInits::default(), args)
}

/// The inits that a raise of guardrails shows, by the PAU that they are for: the default key where it is for every PAU.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct GuardrailInits {
    /// For a raise of capacity or redemption limit: see `lcts::instructions::amounts_key`.
    pub amounts: Option<Pubkey>,
    /// For a raise of the yield cap: see `lcts::instructions::yield_key`.
    pub yield_cap: Option<Pubkey>,
}

/// Sets the unit's guardrails, by a raise of any of them too. Signer: configurer.
pub fn raise_guardrails(
    configurer: &Configurer,
    unit: &LctsAddresses,
    inits: GuardrailInits,
    args: SetGuardrailsArgs,
) -> Instruction {
    let init = |of: Option<Pubkey>, mint: &Pubkey| {
        let key = LimitKey { kind: LimitKind::Deposit, target: unit.unit, mint: *mint };
        of.map(|pau| key.init(&unit.scope, &pau))
    };
    let accounts = accounts::SetGuardrails {
        govops: configurer.signer,
        scope: unit.scope,
        registration: configurer.registration(),
        cbeam: configurer.cbeam(),
        init: init(inits.amounts, &unit.mint),
        yield_init: init(inits.yield_cap, &unit.share_mint()),
        pau: unit.pau,
        unit: unit.unit,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::SetGuardrails { args })
}
