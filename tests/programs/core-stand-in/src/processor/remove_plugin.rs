//! `RemovePluginV1`: from an asset.

use mpl_core::{errors::MplCoreError, instructions::RemovePluginV1InstructionArgs, types::Key};
use solana_program::{account_info::AccountInfo, entrypoint::ProgramResult};

use crate::{
    accounts::{present, take},
    guards,
    lifecycle::{self, Asset},
    plugin_table::PluginTable,
    rent::RentPayer,
    storage,
    votes::Event,
};

#[inline(never)]
pub fn process(accounts: &[AccountInfo], args: RemovePluginV1InstructionArgs) -> ProgramResult {
    let [asset, collection, payer, authority, system_program, log_wrapper] = take(accounts)?;
    guards::signer(payer)?;
    let authority = guards::acting(payer, present(authority))?;
    guards::system_program(system_program)?;
    guards::log_wrapper(present(log_wrapper))?;
    if storage::key_of(asset)? == Key::HashedAssetV1 {
        return Err(MplCoreError::NotAvailable.into());
    }

    // The plugin must be there before anybody is asked whether it may go.
    let table = Asset::load(asset)?.plugins;
    let record = table
        .as_ref()
        .and_then(|table| table.record(&args.plugin_type))
        .ok_or(MplCoreError::PluginNotFound)?;
    let target = PluginTable::read(asset, record)?;

    let event = Event::Remove(&target);
    let mut state = lifecycle::approve_on_asset(event, authority, asset, present(collection))?;
    storage::bump_sequence(asset, &mut state.core)?;
    let mut table = state.plugins.ok_or(MplCoreError::PluginNotFound)?;
    table.remove(asset, &RentPayer::new(payer, system_program)?, &args.plugin_type)
}
