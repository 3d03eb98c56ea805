//! Rate limits, within what the timelock has approved.

use super::{Configurer, Guardian, InitFor};
use crate::{
    addresses::{self, LimitKey},
    instructions::build,
};
use configurator::{accounts, instruction, instructions::*, ID};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

/// Makes the init of a limit real, with at most its values. Signers: payer, configurer.
pub fn add_rate_limit(
    payer: &Pubkey,
    configurer: &Configurer,
    init: InitFor,
    args: AddRateLimitArgs,
) -> Instruction {
    let key = LimitKey { kind: args.kind, target: args.target, mint: args.mint };
    let accounts = accounts::AddRateLimit {
        payer: *payer,
        govops: configurer.signer,
        scope: configurer.scope,
        registration: configurer.registration(),
        cbeam: configurer.cbeam(),
        init: key.init(&configurer.scope, &init.pau(&configurer.pau)),
        pau: configurer.pau,
        limit: key.limit(&configurer.pau),
        system_program: system_program::ID,
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::AddRateLimit { args })
}

/// Lowers a limit, or raises it by one step. A raise needs the init that approves it. Signer: configurer.
pub fn set_rate_limit(
    configurer: &Configurer,
    key: &LimitKey,
    init: Option<InitFor>,
    args: SetRateLimitArgs,
) -> Instruction {
    let accounts = accounts::SetRateLimit {
        govops: configurer.signer,
        scope: configurer.scope,
        registration: configurer.registration(),
        cbeam: configurer.cbeam(),
        init: init.map(|init| key.init(&configurer.scope, &init.pau(&configurer.pau))),
        pau: configurer.pau,
        limit: key.limit(&configurer.pau),
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::SetRateLimit { args })
}

/// Deletes the limit account `limit`; `rent_payer` is the one that it names. Signer: guardian who may remove; the
/// council when the limit is paused.
pub fn remove_rate_limit(guardian: &Guardian, limit: &Pubkey, rent_payer: &Pubkey) -> Instruction {
    let accounts = accounts::RemoveRateLimit {
        guardian: guardian.signer,
        scope: guardian.scope,
        registration: guardian.registration(),
        cbeam: guardian.cbeam(),
        beam: guardian.beam(),
        pau: guardian.pau,
        limit: *limit,
        rent_payer: *rent_payer,
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::RemoveRateLimit {})
}

/// Stops the limit account `limit` and keeps its values. Signer: guardian.
pub fn pause_rate_limit(guardian: &Guardian, limit: &Pubkey) -> Instruction {
    let accounts = accounts::PauseRateLimit {
        guardian: guardian.signer,
        scope: guardian.scope,
        registration: guardian.registration(),
        cbeam: guardian.cbeam(),
        beam: guardian.beam(),
        pau: guardian.pau,
        limit: *limit,
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::PauseRateLimit {})
}

/// Lets the paused limit account `limit` go on. Signer: council.
pub fn resume_rate_limit(council: &Pubkey, scope: &Pubkey, pau: &Pubkey, limit: &Pubkey) -> Instruction {
    let accounts = accounts::ResumeRateLimit {
        council: *council,
        scope: *scope,
        pau: *pau,
        limit: *limit,
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::ResumeRateLimit {})
}
