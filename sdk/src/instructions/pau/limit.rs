//! Rate limits.

use crate::{addresses, instructions::build};
use pau::{accounts, instruction, instructions::*, ID};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

/// Creates a limit with nothing available. Signers: payer, admin.
pub fn add_rate_limit(payer: &Pubkey, admin: &Pubkey, pau: &Pubkey, args: AddRateLimitArgs) -> Instruction {
    let accounts = accounts::AddRateLimit {
        payer: *payer,
        admin: *admin,
        pau: *pau,
        limit: addresses::limit(pau, args.kind, &args.target, &args.mint),
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::AddRateLimit { args })
}

/// Changes the limit account `limit`. Signer: admin.
pub fn set_rate_limit(admin: &Pubkey, pau: &Pubkey, limit: &Pubkey, max: u64, slope: u64) -> Instruction {
    let accounts = accounts::SetRateLimit {
        admin: *admin,
        pau: *pau,
        limit: *limit,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::SetRateLimit { args: SetRateLimitArgs { max, slope } })
}

/// Deletes the limit account `limit`. Signer: admin.
pub fn remove_rate_limit(admin: &Pubkey, pau: &Pubkey, limit: &Pubkey, rent_payer: &Pubkey) -> Instruction {
    let accounts = accounts::RemoveRateLimit {
        admin: *admin,
        pau: *pau,
        limit: *limit,
        rent_payer: *rent_payer,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::RemoveRateLimit {})
}

/// Stops the limit account `limit` and keeps its values. Signer: freezer or admin.
pub fn pause_rate_limit(guardian: &Pubkey, pau: &Pubkey, limit: &Pubkey) -> Instruction {
    let accounts = accounts::PauseRateLimit {
        guardian: *guardian,
        pau: *pau,
        limit: *limit,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::PauseRateLimit {})
}

/// Lets the paused limit account `limit` go on. Signer: admin.
pub fn resume_rate_limit(admin: &Pubkey, pau: &Pubkey, limit: &Pubkey) -> Instruction {
    let accounts = accounts::ResumeRateLimit {
        admin: *admin,
        pau: *pau,
        limit: *limit,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::ResumeRateLimit {})
}

fn use_limit(signer: &Pubkey, pau: &Pubkey, args: &UseLimitArgs) -> accounts::UseLimit {
    accounts::UseLimit {
        signer: *signer,
        controller: addresses::controller(pau, signer),
        pau: *pau,
        limit: addresses::limit(pau, args.kind, &args.target, &args.mint),
        event_authority: addresses::event_authority(&ID),
        program: ID,
    }
}

/// Charges a limit. Signer: the controller's.
pub fn charge(signer: &Pubkey, pau: &Pubkey, args: UseLimitArgs) -> Instruction {
    build(ID, use_limit(signer, pau, &args), instruction::Charge { args })
}

/// Restores a limit. Signer: the controller's.
pub fn restore(signer: &Pubkey, pau: &Pubkey, args: UseLimitArgs) -> Instruction {
    build(ID, use_limit(signer, pau, &args), instruction::Restore { args })
}

/// View: what a limit would let pass now. Returns `u64`.
pub fn available_limit(limit: &Pubkey) -> Instruction {
    build(ID, accounts::AvailableLimit { limit: *limit }, instruction::AvailableLimit {})
}
