//! Core's instructions as the Halo programs send them.

use mpl_core::{
    instructions::{
        AddPluginV1Builder, BurnV1Builder, CreateCollectionV2Builder, CreateV2Builder, RemovePluginV1Builder,
        TransferV1Builder, UpdateCollectionPluginV1Builder, UpdatePluginV1Builder,
    },
    types::{
        Attribute, Attributes, BurnDelegate, FreezeDelegate, PermanentBurnDelegate, PermanentFreezeDelegate,
        PermanentTransferDelegate, Plugin, PluginAuthority, PluginAuthorityPair, PluginType,
        TransferDelegate,
    },
};
use solana_instruction::Instruction;

use crate::actors::Actor::{self, Asset, Collection, Halo, Payer};

pub const COLLECTION_NAME: &str = "Halo facility";
pub const ASSET_NAME: &str = "NFAT #1";
pub const URI: &str = "https://halo.example/1.json";

pub fn address(actor: Actor) -> PluginAuthority {
    PluginAuthority::Address { address: actor.address() }
}

pub fn pair(plugin: Plugin, authority: Option<PluginAuthority>) -> PluginAuthorityPair {
    PluginAuthorityPair { plugin, authority }
}

pub fn permanent_freeze(frozen: bool) -> Plugin {
    Plugin::PermanentFreezeDelegate(PermanentFreezeDelegate { frozen })
}

pub fn freeze(frozen: bool) -> Plugin {
    Plugin::FreezeDelegate(FreezeDelegate { frozen })
}

pub fn transfer_delegate() -> Plugin {
    Plugin::TransferDelegate(TransferDelegate {})
}

pub fn burn_delegate() -> Plugin {
    Plugin::BurnDelegate(BurnDelegate {})
}

pub fn permanent_transfer() -> Plugin {
    Plugin::PermanentTransferDelegate(PermanentTransferDelegate {})
}

pub fn permanent_burn() -> Plugin {
    Plugin::PermanentBurnDelegate(PermanentBurnDelegate {})
}

pub fn attributes(list: &[(&str, &str)]) -> Attributes {
    let attribute =
        |(key, value): &(&str, &str)| Attribute { key: key.to_string(), value: value.to_string() };
    Attributes { attribute_list: list.iter().map(attribute).collect() }
}

/// The six attributes of an NFAT, at values of realistic length.
pub fn six_attributes() -> Attributes {
    attributes(&[
        ("facility", "9xQeWvG816bUx9EPjHmaT23yvVM2ZWbrrpZb9PusVFin"),
        ("token id", "1"),
        ("principal", "25000000000000"),
        ("outstanding", "25000000000000"),
        ("depositor", "So11111111111111111111111111111111111111112"),
        ("minted at", "1790000000"),
    ])
}

/// The three permanent delegates of a facility's collection, all held by `delegate`.
pub fn permanent_delegates(frozen: bool, delegate: Actor) -> Vec<PluginAuthorityPair> {
    vec![
        pair(permanent_freeze(frozen), Some(address(delegate))),
        pair(permanent_transfer(), Some(address(delegate))),
        pair(permanent_burn(), Some(address(delegate))),
    ]
}

pub fn collection_builder(collection: Actor) -> CreateCollectionV2Builder {
    let mut builder = CreateCollectionV2Builder::new();
    builder
        .collection(collection.address())
        .update_authority(Some(Halo.address()))
        .payer(Payer.address())
        .name(COLLECTION_NAME.into())
        .uri(URI.into());
    builder
}

pub fn create_collection(frozen: bool) -> Instruction {
    collection_builder(Collection).plugins(permanent_delegates(frozen, Halo)).instruction()
}

pub fn mint_builder(asset: Actor, owner: Actor) -> CreateV2Builder {
    let mut builder = CreateV2Builder::new();
    builder
        .asset(asset.address())
        .collection(Some(Collection.address()))
        .authority(Some(Halo.address()))
        .payer(Payer.address())
        .owner(Some(owner.address()))
        .name(ASSET_NAME.into())
        .uri(URI.into());
    builder
}

pub fn mint(asset: Actor, owner: Actor) -> Instruction {
    mint_builder(asset, owner).plugins(vec![pair(Plugin::Attributes(six_attributes()), None)]).instruction()
}

/// An asset that belongs to no collection; the payer is its update authority.
pub fn mint_alone(asset: Actor, owner: Actor) -> Instruction {
    mint_builder(asset, owner).collection(None).authority(None).instruction()
}

pub fn transfer_builder(asset: Actor, authority: Actor, new_owner: Actor) -> TransferV1Builder {
    let mut builder = TransferV1Builder::new();
    builder
        .asset(asset.address())
        .collection(Some(Collection.address()))
        .payer(Payer.address())
        .authority(Some(authority.address()))
        .new_owner(new_owner.address());
    builder
}

pub fn transfer(authority: Actor, new_owner: Actor) -> Instruction {
    transfer_builder(Asset, authority, new_owner).instruction()
}

pub fn burn_builder(asset: Actor, authority: Actor) -> BurnV1Builder {
    let mut builder = BurnV1Builder::new();
    builder
        .asset(asset.address())
        .collection(Some(Collection.address()))
        .payer(Payer.address())
        .authority(Some(authority.address()));
    builder
}

pub fn burn(authority: Actor) -> Instruction {
    burn_builder(Asset, authority).instruction()
}

pub fn update_collection_plugin(authority: Actor, plugin: Plugin) -> Instruction {
    UpdateCollectionPluginV1Builder::new()
        .collection(Collection.address())
        .payer(Payer.address())
        .authority(Some(authority.address()))
        .plugin(plugin)
        .instruction()
}

pub fn set_frozen(authority: Actor, frozen: bool) -> Instruction {
    update_collection_plugin(authority, permanent_freeze(frozen))
}

pub fn update_plugin(authority: Actor, plugin: Plugin) -> Instruction {
    UpdatePluginV1Builder::new()
        .asset(Asset.address())
        .collection(Some(Collection.address()))
        .payer(Payer.address())
        .authority(Some(authority.address()))
        .plugin(plugin)
        .instruction()
}

pub fn add_plugin(authority: Actor, plugin: Plugin, holder: Option<PluginAuthority>) -> Instruction {
    let mut builder = AddPluginV1Builder::new();
    builder
        .asset(Asset.address())
        .collection(Some(Collection.address()))
        .payer(Payer.address())
        .authority(Some(authority.address()))
        .plugin(plugin);
    if let Some(holder) = holder {
        builder.init_authority(holder);
    }
    builder.instruction()
}

pub fn remove_plugin(authority: Actor, kind: PluginType) -> Instruction {
    RemovePluginV1Builder::new()
        .asset(Asset.address())
        .collection(Some(Collection.address()))
        .payer(Payer.address())
        .authority(Some(authority.address()))
        .plugin_type(kind)
        .instruction()
}

/// The same instruction with an account that does not sign although Core asks it to.
pub fn unsigned(mut instruction: Instruction, actor: Actor) -> Instruction {
    for meta in instruction.accounts.iter_mut().filter(|meta| meta.pubkey == actor.address()) {
        meta.is_signer = false;
    }
    instruction
}

pub fn read_only(mut instruction: Instruction, actor: Actor) -> Instruction {
    for meta in instruction.accounts.iter_mut().filter(|meta| meta.pubkey == actor.address()) {
        meta.is_writable = false;
    }
    instruction
}
