//! What the stand-in knows of each kind of plugin.

use mpl_core::types::{Plugin, PluginAuthority, PluginType};
use solana_program::entrypoint::ProgramResult;

use crate::scope;

/// Who adds and removes a plugin of this kind, and holds its authority if no other was named.
pub fn manager(kind: &PluginType) -> PluginAuthority {
    match kind {
        PluginType::FreezeDelegate
        | PluginType::BurnDelegate
        | PluginType::TransferDelegate
        | PluginType::Autograph
        | PluginType::FreezeExecute => PluginAuthority::Owner,
        _ => PluginAuthority::UpdateAuthority,
    }
}

/// Permanent plugins come with the account and cannot be added to it later.
pub fn is_permanent(kind: &PluginType) -> bool {
    matches!(
        kind,
        PluginType::PermanentFreezeDelegate
            | PluginType::PermanentTransferDelegate
            | PluginType::PermanentBurnDelegate
    )
}

pub fn ensure_supported(kind: &PluginType) -> ProgramResult {
    match kind {
        PluginType::Attributes
        | PluginType::FreezeDelegate
        | PluginType::BurnDelegate
        | PluginType::TransferDelegate => Ok(()),
        kind if is_permanent(kind) => Ok(()),
        kind => Err(scope::outside(format_args!("the plugin {kind:?}"))),
    }
}

pub fn same_kind(a: &Plugin, b: &Plugin) -> bool {
    PluginType::from(a) == PluginType::from(b)
}
