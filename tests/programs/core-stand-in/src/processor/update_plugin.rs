//! `UpdatePluginV1` and `UpdateCollectionPluginV1`: a new value for a plugin that is there.

use mpl_core::{
    errors::MplCoreError,
    instructions::{UpdateCollectionPluginV1InstructionArgs, UpdatePluginV1InstructionArgs},
    types::{Key, Plugin, PluginType},
};
use solana_program::{account_info::AccountInfo, entrypoint::ProgramResult};

use crate::{
    accounts::{present, take},
    guards,
    lifecycle::{self, Asset, Collection},
    plugin_table::PluginTable,
    rent::RentPayer,
    storage,
    votes::Event,
};

#[inline(never)]
pub fn on_asset(accounts: &[AccountInfo], args: UpdatePluginV1InstructionArgs) -> ProgramResult {
    let [asset, collection, payer, authority, system_program, log_wrapper] = take(accounts)?;
    guards::signer(payer)?;
    let authority = guards::acting(payer, present(authority))?;
    guards::system_program(system_program)?;
    guards::log_wrapper(present(log_wrapper))?;
    if storage::key_of(asset)? == Key::HashedAssetV1 {
        return Err(MplCoreError::NotAvailable.into());
    }
    ensure_there(Asset::load(asset)?.plugins.as_ref(), &args.plugin)?;

    let event = Event::Update(&args.plugin);
    let mut state = lifecycle::approve_on_asset(event, authority, asset, present(collection))?;
    storage::bump_sequence(asset, &mut state.core)?;
    let mut table = state.plugins.ok_or(MplCoreError::PluginsNotInitialized)?;
    table.replace(asset, &RentPayer::new(payer, system_program)?, &args.plugin)
}

#[inline(never)]
pub fn on_collection(
    accounts: &[AccountInfo],
    args: UpdateCollectionPluginV1InstructionArgs,
) -> ProgramResult {
    let [collection, payer, authority, system_program, log_wrapper] = take(accounts)?;
    guards::signer(payer)?;
    let authority = guards::acting(payer, present(authority))?;
    guards::system_program(system_program)?;
    guards::log_wrapper(present(log_wrapper))?;
    ensure_there(Collection::load(collection)?.plugins.as_ref(), &args.plugin)?;

    let state = lifecycle::approve_on_collection(Event::Update(&args.plugin), authority, collection)?;
    let mut table = state.plugins.ok_or(MplCoreError::PluginsNotInitialized)?;
    table.replace(collection, &RentPayer::new(payer, system_program)?, &args.plugin)
}

/// The plugin must be there before anybody is asked whether it may change.
fn ensure_there(table: Option<&PluginTable>, plugin: &Plugin) -> Result<(), MplCoreError> {
    match table.and_then(|table| table.record(&PluginType::from(plugin))) {
        Some(_) => Ok(()),
        None => Err(MplCoreError::PluginNotFound),
    }
}
