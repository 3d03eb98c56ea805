//! What wallets and marketplaces send to Metaplex Core themselves, no program of the suite taking part.

use super::desk::Desk;
use mpl_core::{
    instructions::{
        AddPluginV1Builder, BurnV1Builder, RemovePluginV1Builder, TransferV1Builder, UpdatePluginV1Builder,
    },
    types::{BurnDelegate, FreezeDelegate, Plugin, PluginAuthority, PluginType, TransferDelegate},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// A freeze on the asset itself, as a lender or a marketplace asks for it.
pub fn freeze(frozen: bool) -> Plugin {
    Plugin::FreezeDelegate(FreezeDelegate { frozen })
}

/// The right to transfer, as a marketplace asks for it.
pub fn transfer_right() -> Plugin {
    Plugin::TransferDelegate(TransferDelegate {})
}

/// The right to burn.
pub fn burn_right() -> Plugin {
    Plugin::BurnDelegate(BurnDelegate {})
}

impl Desk {
    /// `signer` moves the asset to `to`.
    pub fn core_transfer(&self, signer: &Pubkey, to: &Pubkey) -> Instruction {
        TransferV1Builder::new()
            .asset(self.unit.asset)
            .collection(Some(self.facility.collection()))
            .payer(*signer)
            .authority(Some(*signer))
            .new_owner(*to)
            .instruction()
    }

    /// `signer` burns the asset.
    pub fn core_burn(&self, signer: &Pubkey) -> Instruction {
        self.core_burn_of(&self.unit.asset, signer)
    }

    /// `signer` burns `asset`.
    pub fn core_burn_of(&self, asset: &Pubkey, signer: &Pubkey) -> Instruction {
        BurnV1Builder::new()
            .asset(*asset)
            .collection(Some(self.facility.collection()))
            .payer(*signer)
            .authority(Some(*signer))
            .instruction()
    }

    /// `signer` adds a plugin; its right is `holder`'s, or the asset's owner's.
    pub fn core_add(&self, signer: &Pubkey, plugin: Plugin, holder: Option<Pubkey>) -> Instruction {
        let mut builder = AddPluginV1Builder::new();
        builder
            .asset(self.unit.asset)
            .collection(Some(self.facility.collection()))
            .payer(*signer)
            .authority(Some(*signer))
            .plugin(plugin);
        if let Some(address) = holder {
            builder.init_authority(PluginAuthority::Address { address });
        }
        builder.instruction()
    }

    /// `signer` changes a plugin.
    pub fn core_update(&self, signer: &Pubkey, plugin: Plugin) -> Instruction {
        UpdatePluginV1Builder::new()
            .asset(self.unit.asset)
            .collection(Some(self.facility.collection()))
            .payer(*signer)
            .authority(Some(*signer))
            .plugin(plugin)
            .instruction()
    }

    /// `signer` removes a plugin.
    pub fn core_remove(&self, signer: &Pubkey, kind: PluginType) -> Instruction {
        RemovePluginV1Builder::new()
            .asset(self.unit.asset)
            .collection(Some(self.facility.collection()))
            .payer(*signer)
            .authority(Some(*signer))
            .plugin_type(kind)
            .instruction()
    }

    /// X adds a plugin whose right is `holder`'s, or its own.
    pub async fn bind(&self, plugin: Plugin, holder: Option<Pubkey>) {
        self.ok(&[self.core_add(&self.x, plugin, holder)], &[self.x]).await;
    }
}
