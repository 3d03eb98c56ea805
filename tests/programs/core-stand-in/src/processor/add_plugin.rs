//! `AddPluginV1`: on an asset.

use mpl_core::{
    errors::MplCoreError,
    instructions::AddPluginV1InstructionArgs,
    types::{Key, PluginType},
    DataBlob,
};
use solana_program::{account_info::AccountInfo, entrypoint::ProgramResult};

use crate::{
    accounts::{present, take},
    guards, lifecycle,
    plugin_kind::{is_permanent, manager},
    plugin_table::PluginTable,
    rent::RentPayer,
    storage,
    votes::Event,
};

#[inline(never)]
pub fn process(accounts: &[AccountInfo], args: AddPluginV1InstructionArgs) -> ProgramResult {
    let [asset, collection, payer, authority, system_program, log_wrapper] = take(accounts)?;
    guards::signer(payer)?;
    let authority = guards::acting(payer, present(authority))?;
    guards::system_program(system_program)?;
    guards::log_wrapper(present(log_wrapper))?;
    if storage::key_of(asset)? == Key::HashedAssetV1 {
        return Err(MplCoreError::NotAvailable.into());
    }
    let kind = PluginType::from(&args.plugin);
    if is_permanent(&kind) {
        return Err(MplCoreError::InvalidAuthority.into());
    }

    let event = Event::Add(&args.plugin);
    let mut state = lifecycle::approve_on_asset(event, authority, asset, present(collection))?;
    storage::bump_sequence(asset, &mut state.core)?;

    let rent_payer = RentPayer::new(payer, system_program)?;
    let mut table = match state.plugins {
        Some(table) => table,
        None => PluginTable::create(asset, state.core.len(), &rent_payer)?,
    };
    let plugin_authority = args.init_authority.unwrap_or_else(|| manager(&kind));
    table.add(asset, &rent_payer, &args.plugin, plugin_authority)
}
