//! Who administers, controls, relays and freezes.

use crate::{addresses, instructions::build};
use pau::{accounts, instruction, instructions::*, ID};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

/// Creates the PAU at `addresses::pau(base)`. Signers: payer, base.
pub fn initialize_pau(payer: &Pubkey, base: &Pubkey, admin: &Pubkey, freezer: &Pubkey) -> Instruction {
    let accounts = accounts::InitializePau {
        payer: *payer,
        base: *base,
        pau: addresses::pau(base),
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(
        ID,
        accounts,
        instruction::InitializePau { args: InitializePauArgs { admin: *admin, freezer: *freezer } },
    )
}

/// Lets `args.signer` use limits and Books. Signers: payer, admin.
pub fn add_controller(payer: &Pubkey, admin: &Pubkey, pau: &Pubkey, args: AddControllerArgs) -> Instruction {
    let accounts = accounts::AddController {
        payer: *payer,
        admin: *admin,
        pau: *pau,
        controller: addresses::controller(pau, &args.signer),
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::AddController { args })
}

/// Ends a controller's rights. Signer: admin.
pub fn remove_controller(admin: &Pubkey, pau: &Pubkey, signer: &Pubkey, rent_payer: &Pubkey) -> Instruction {
    let accounts = accounts::RemoveController {
        admin: *admin,
        pau: *pau,
        controller: addresses::controller(pau, signer),
        rent_payer: *rent_payer,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::RemoveController {})
}

fn admin_action(admin: &Pubkey, pau: &Pubkey) -> accounts::AdminAction {
    accounts::AdminAction {
        admin: *admin,
        pau: *pau,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    }
}

fn guardian_action(guardian: &Pubkey, pau: &Pubkey) -> accounts::GuardianAction {
    accounts::GuardianAction {
        guardian: *guardian,
        pau: *pau,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    }
}

/// Adds a relayer. Signer: admin.
pub fn set_relayer(admin: &Pubkey, pau: &Pubkey, relayer: &Pubkey) -> Instruction {
    let args = SetRelayerArgs { relayer: *relayer };
    build(ID, admin_action(admin, pau), instruction::SetRelayer { args })
}

/// Removes a relayer. Signer: freezer or admin.
pub fn remove_relayer(guardian: &Pubkey, pau: &Pubkey, relayer: &Pubkey) -> Instruction {
    let args = RemoveRelayerArgs { relayer: *relayer };
    build(ID, guardian_action(guardian, pau), instruction::RemoveRelayer { args })
}

/// Names the freezer. Signer: admin.
pub fn set_freezer(admin: &Pubkey, pau: &Pubkey, freezer: &Pubkey) -> Instruction {
    let args = SetFreezerArgs { freezer: *freezer };
    build(ID, admin_action(admin, pau), instruction::SetFreezer { args })
}

/// Takes every relayer and the freezer away. Signer: admin.
pub fn advance_epoch(admin: &Pubkey, pau: &Pubkey) -> Instruction {
    build(ID, admin_action(admin, pau), instruction::AdvanceEpoch {})
}

/// Stops everything that leaves a Book. Signer: freezer or admin.
pub fn freeze(guardian: &Pubkey, pau: &Pubkey) -> Instruction {
    build(ID, guardian_action(guardian, pau), instruction::Freeze {})
}

/// Ends a freeze. Signer: admin.
pub fn unfreeze(admin: &Pubkey, pau: &Pubkey) -> Instruction {
    build(ID, admin_action(admin, pau), instruction::Unfreeze {})
}
