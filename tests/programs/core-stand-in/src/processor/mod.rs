//! Decoding an instruction and handing it to its processor.

mod add_plugin;
mod burn;
mod create;
mod create_collection;
mod remove_plugin;
mod transfer;
mod update_plugin;

use borsh::BorshDeserialize;
use solana_program::{
    account_info::AccountInfo, entrypoint::ProgramResult, msg, program_error::ProgramError,
};

use crate::scope;

/// The first byte of Core's instruction data, for what the stand-in implements.
mod tag {
    pub const ADD_PLUGIN_V1: u8 = 2;
    pub const REMOVE_PLUGIN_V1: u8 = 4;
    pub const UPDATE_PLUGIN_V1: u8 = 6;
    pub const UPDATE_COLLECTION_PLUGIN_V1: u8 = 7;
    pub const BURN_V1: u8 = 12;
    pub const TRANSFER_V1: u8 = 14;
    pub const CREATE_V2: u8 = 20;
    pub const CREATE_COLLECTION_V2: u8 = 21;
    /// The last one that Core itself knows (`UpdateGroupV1`).
    pub const LAST: u8 = 41;
}

pub fn process_instruction(accounts: &[AccountInfo], data: &[u8]) -> ProgramResult {
    let (tag, args) = data.split_first().ok_or(ProgramError::BorshIoError)?;
    match *tag {
        tag::ADD_PLUGIN_V1 => run("AddPlugin", accounts, args, add_plugin::process),
        tag::REMOVE_PLUGIN_V1 => run("RemovePlugin", accounts, args, remove_plugin::process),
        tag::UPDATE_PLUGIN_V1 => run("UpdatePlugin", accounts, args, update_plugin::on_asset),
        tag::UPDATE_COLLECTION_PLUGIN_V1 => {
            run("UpdateCollectionPlugin", accounts, args, update_plugin::on_collection)
        }
        tag::BURN_V1 => run("Burn", accounts, args, burn::process),
        tag::TRANSFER_V1 => run("Transfer", accounts, args, transfer::process),
        tag::CREATE_V2 => run("CreateV2", accounts, args, create::process),
        tag::CREATE_COLLECTION_V2 => run("CreateCollectionV2", accounts, args, create_collection::process),
        tag if tag <= tag::LAST => Err(scope::outside(format_args!("the instruction with tag {tag}"))),
        _ => Err(ProgramError::BorshIoError),
    }
}

/// Arguments must take the data to its last byte.
fn run<'a, 'info, T: BorshDeserialize>(
    name: &str,
    accounts: &'a [AccountInfo<'info>],
    args: &[u8],
    processor: fn(&'a [AccountInfo<'info>], T) -> ProgramResult,
) -> ProgramResult {
    let args = T::try_from_slice(args).map_err(|_| ProgramError::BorshIoError)?;
    msg!("Instruction: {}", name);
    processor(accounts, args)
}
