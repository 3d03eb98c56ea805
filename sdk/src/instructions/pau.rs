//! Custody, controllers, rate limits and the emergency brake.

use super::build;
use crate::addresses;
use pau::{accounts, instruction, instructions::*, state::LimitKind, ID};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

/// Creates the PAU at `addresses::pau(base)`. Signers: payer, base, admin.
pub fn initialize_pau(payer: &Pubkey, base: &Pubkey, admin: &Pubkey, freezer: &Pubkey) -> Instruction {
    let accounts = accounts::InitializePau {
        payer: *payer,
        base: *base,
        admin: *admin,
        pau: addresses::pau(base),
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::InitializePau { args: InitializePauArgs { freezer: *freezer } })
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

/// Stops everything that leaves a Book. Signer: freezer or admin.
pub fn freeze(guardian: &Pubkey, pau: &Pubkey) -> Instruction {
    build(ID, guardian_action(guardian, pau), instruction::Freeze {})
}

/// Ends a freeze. Signer: admin.
pub fn unfreeze(admin: &Pubkey, pau: &Pubkey) -> Instruction {
    build(ID, admin_action(admin, pau), instruction::Unfreeze {})
}

/// Opens the token account of `book` for `mint`. Signers: payer, authority. `controller` is the record of the
/// authority, or none when it is the administrator.
pub fn open_vault(
    payer: &Pubkey,
    authority: &Pubkey,
    pau: &Pubkey,
    controller: Option<Pubkey>,
    book: &Pubkey,
    mint: &Pubkey,
    token_program: &Pubkey,
) -> Instruction {
    let proxy = addresses::proxy(pau, book);
    let accounts = accounts::OpenBookVault {
        payer: *payer,
        authority: *authority,
        pau: *pau,
        controller,
        vault: addresses::book_vault(pau, book, mint),
        proxy,
        token_account: addresses::associated_token(&proxy, mint, token_program),
        mint: *mint,
        token_program: *token_program,
        associated_token_program: anchor_spl::associated_token::ID,
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::OpenVault { args: OpenVaultArgs { book: *book } })
}

/// Lets relayers move the money of the vault record `vault`. Signer: admin.
pub fn release_vault(admin: &Pubkey, pau: &Pubkey, vault: &Pubkey) -> Instruction {
    let accounts = accounts::ReleaseVault {
        admin: *admin,
        pau: *pau,
        vault: *vault,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::ReleaseVault {})
}

/// Where a movement out of a Book comes from.
#[derive(Debug, Clone, Copy)]
pub struct BookSource {
    pub pau: Pubkey,
    pub book: Pubkey,
    pub mint: Pubkey,
    pub token_program: Pubkey,
}

/// Sends a Book's money to the token account `endpoint`. Signer: relayer.
pub fn transfer(relayer: &Pubkey, source: &BookSource, endpoint: &Pubkey, amount: u64) -> Instruction {
    let proxy = addresses::proxy(&source.pau, &source.book);
    let accounts = accounts::Transfer {
        relayer: *relayer,
        pau: source.pau,
        limit: addresses::limit(&source.pau, LimitKind::Transfer, endpoint, &source.mint),
        vault: addresses::book_vault(&source.pau, &source.book, &source.mint),
        proxy,
        token_account: addresses::associated_token(&proxy, &source.mint, &source.token_program),
        destination: *endpoint,
        mint: source.mint,
        token_program: source.token_program,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Transfer { args: TransferArgs { amount } })
}

/// Charges a limit and sends a Book's money to `destination`. Signer: the controller's.
pub fn draw(signer: &Pubkey, source: &BookSource, destination: &Pubkey, args: DrawArgs) -> Instruction {
    let proxy = addresses::proxy(&source.pau, &source.book);
    let accounts = accounts::Draw {
        signer: *signer,
        controller: addresses::controller(&source.pau, signer),
        pau: source.pau,
        limit: addresses::limit(&source.pau, args.kind, &args.target, &source.mint),
        vault: addresses::book_vault(&source.pau, &source.book, &source.mint),
        proxy,
        token_account: addresses::associated_token(&proxy, &source.mint, &source.token_program),
        destination: *destination,
        mint: source.mint,
        token_program: source.token_program,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Draw { args })
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
