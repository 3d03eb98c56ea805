//! Who may act on a PAU and on what: relayers, the freezer, actions, controllers, vaults.

use super::{Configurer, InitFor};
use crate::{addresses, instructions::build};
use configurator::{accounts, instruction, instructions::*, ID, RELEASE_VAULT_DIGEST};
use pau::state::ActionSpec;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

fn govops_action(configurer: &Configurer) -> accounts::GovOpsAction {
    accounts::GovOpsAction {
        govops: configurer.signer,
        scope: configurer.scope,
        registration: configurer.registration(),
        cbeam: configurer.cbeam(),
        pau: configurer.pau,
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    }
}

/// Adds a relayer. Signer: configurer.
pub fn set_relayer(configurer: &Configurer, relayer: &Pubkey) -> Instruction {
    let args = SetRelayerArgs { relayer: *relayer };
    build(ID, govops_action(configurer), instruction::SetRelayer { args })
}

/// Names the freezer of the PAU; the default key for none. Signer: configurer.
pub fn set_freezer(configurer: &Configurer, freezer: &Pubkey) -> Instruction {
    let args = SetFreezerArgs { freezer: *freezer };
    build(ID, govops_action(configurer), instruction::SetFreezer { args })
}

/// Lets relayers make the approved calls of `spec`; `rent_payer` is the one that the init names. Signers: payer,
/// configurer.
pub fn enable_action(
    payer: &Pubkey,
    configurer: &Configurer,
    init: InitFor,
    spec: &ActionSpec,
    rent_payer: &Pubkey,
) -> Instruction {
    let Configurer { signer, scope, pau, .. } = configurer;
    let accounts = accounts::EnableAction {
        payer: *payer,
        govops: *signer,
        scope: *scope,
        registration: configurer.registration(),
        cbeam: configurer.cbeam(),
        init: addresses::action_init(scope, &init.pau(pau), spec),
        rent_payer: *rent_payer,
        pau: *pau,
        action: addresses::action(pau, spec),
        system_program: system_program::ID,
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::EnableAction {})
}

/// Lets the approved `controller`, a program's signer, draw and charge as its init says. Signers: payer,
/// configurer.
pub fn add_controller(payer: &Pubkey, configurer: &Configurer, controller: &Pubkey) -> Instruction {
    let Configurer { signer, scope, pau, .. } = configurer;
    let accounts = accounts::AddController {
        payer: *payer,
        govops: *signer,
        scope: *scope,
        registration: configurer.registration(),
        cbeam: configurer.cbeam(),
        init: addresses::controller_init(scope, pau, controller),
        pau: *pau,
        controller: addresses::controller(pau, controller),
        system_program: system_program::ID,
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::AddController {})
}

/// Opens a token account for `mint` that relayers may use, of the Book whose key is `book`. Signers: payer,
/// configurer, book.
pub fn open_vault(
    payer: &Pubkey,
    configurer: &Configurer,
    book: &Pubkey,
    mint: &Pubkey,
    token_program: &Pubkey,
) -> Instruction {
    let pau = &configurer.pau;
    let proxy = addresses::proxy(pau, book);
    let accounts = accounts::OpenVault {
        payer: *payer,
        govops: configurer.signer,
        scope: configurer.scope,
        registration: configurer.registration(),
        cbeam: configurer.cbeam(),
        pau: *pau,
        book: *book,
        vault: addresses::book_vault(pau, book, mint),
        proxy,
        token_account: addresses::associated_token(&proxy, mint, token_program),
        mint: *mint,
        token_program: *token_program,
        associated_token_program: anchor_spl::associated_token::ID,
        system_program: system_program::ID,
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::OpenVault {})
}

/// Lets relayers use the guarded vault record `vault`, on its permit, which `rent_payer` paid for. Signer:
/// configurer.
pub fn release_vault(configurer: &Configurer, vault: &Pubkey, rent_payer: &Pubkey) -> Instruction {
    let accounts = accounts::ReleaseVault {
        govops: configurer.signer,
        scope: configurer.scope,
        registration: configurer.registration(),
        cbeam: configurer.cbeam(),
        permit: addresses::permit(&configurer.scope, vault, &RELEASE_VAULT_DIGEST),
        rent_payer: *rent_payer,
        pau: configurer.pau,
        vault: *vault,
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::ReleaseVault {})
}
