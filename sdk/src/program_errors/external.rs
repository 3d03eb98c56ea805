//! Programs of others: the runtime's, the token programs and Metaplex Core.

use {
    super::{Program, ProgramError},
    anchor_spl::{associated_token, token::spl_token, token_2022::spl_token_2022},
    mpl_core::errors::MplCoreError,
    solana_sdk_ids::{address_lookup_table, bpf_loader_upgradeable, compute_budget, system_program},
    solana_system_interface::error::SystemError,
    std::fmt::{Debug, Display},
};

pub(super) fn programs() -> [Program; 8] {
    [
        Program { id: system_program::ID, name: "system program", decode: decode::<SystemError> },
        Program { id: spl_token::ID, name: "token program", decode: decode::<spl_token::error::TokenError> },
        Program {
            id: spl_token_2022::ID,
            name: "token-2022 program",
            decode: decode::<spl_token_2022::error::TokenError>,
        },
        Program {
            id: associated_token::ID,
            name: "associated token program",
            decode: associated_token_error,
        },
        Program { id: mpl_core::ID, name: "core program", decode: decode::<MplCoreError> },
        Program { id: compute_budget::ID, name: "compute budget program", decode: no_errors },
        Program { id: address_lookup_table::ID, name: "address lookup table program", decode: no_errors },
        Program { id: bpf_loader_upgradeable::ID, name: "program loader", decode: no_errors },
    ]
}

fn decode<E: TryFrom<u32> + Debug + Display>(code: u32) -> Option<ProgramError> {
    E::try_from(code)
        .ok()
        .map(|error| ProgramError { name: format!("{error:?}"), message: error.to_string() })
}

/// The associated token program has this one error; its interface crate does not list it.
fn associated_token_error(code: u32) -> Option<ProgramError> {
    (code == 0).then(|| ProgramError {
        name: "InvalidOwner".to_owned(),
        message: "the owner of the account does not match its derivation".to_owned(),
    })
}

/// For a program that fails with the runtime's errors only.
fn no_errors(_: u32) -> Option<ProgramError> {
    None
}
