//! Changing a plugin: the collection's freeze, an asset's attributes.

use mpl_core::{
    errors::MplCoreError,
    types::{Plugin, PluginAuthority, PluginType},
};
use solana_instruction::error::InstructionError;

use crate::{
    actors::Actor::{Asset, Buyer, Collection, Halo, Owner, Payer, Stranger},
    calls::*,
    world::World,
    Script,
};

pub const SCRIPTS: &[Script] = &[
    ("the delegate switches the freeze", switch),
    ("who may not switch the freeze", not_authorized),
    ("a plugin that is not there is not changed", absent),
    ("the collection's update authority rewrites attributes", attributes_rewritten),
    ("attributes shrink and grow before another plugin", attributes_before_another),
    ("who may not rewrite attributes", attributes_not_authorized),
    ("attributes of no authority never change", immutable_attributes),
    ("a collection's plugin does not answer for an asset's", asset_plugin_not_there),
];

fn is_frozen(world: &World) -> bool {
    let freeze = world.collection(Collection).plugin_list.permanent_freeze_delegate;
    freeze.unwrap().permanent_freeze_delegate.frozen
}

fn switch(world: &mut World) {
    world.passes("CreateCollectionV2", create_collection(false));
    let before = world.account(Collection);
    for frozen in [true, true, false] {
        world.passes("UpdateCollectionPluginV1", set_frozen(Halo, frozen));
        assert_eq!(is_frozen(world), frozen);
    }
    assert_eq!(world.account(Collection), before, "thawed, it is the account it was");

    let call = update_collection_plugin(Halo, permanent_transfer());
    world.passes("UpdateCollectionPluginV1 without a change", call);
    assert_eq!(world.account(Collection), before);
}

fn not_authorized(world: &mut World) {
    world.passes("CreateCollectionV2", create_collection(false));
    for other in [Stranger, Owner, Collection, Payer] {
        world.fails("freeze by another", set_frozen(other, true), MplCoreError::InvalidAuthority);
    }
    let missing = InstructionError::MissingRequiredSignature;
    world.fails_with("delegate does not sign", unsigned(set_frozen(Halo, true), Halo), missing);
    assert!(!is_frozen(world));
    world.is_refused("a collection that is read only", read_only(set_frozen(Halo, true), Collection));
}

fn absent(world: &mut World) {
    world.passes("CreateCollectionV2, no plugins", collection_builder(Collection).instruction());
    world.fails("freeze without the plugin", set_frozen(Halo, true), MplCoreError::PluginNotFound);

    world.passes("CreateV2, no plugins", mint_builder(Asset, Owner).instruction());
    let call = update_plugin(Halo, Plugin::Attributes(six_attributes()));
    world.fails("attributes of an asset without plugins", call, MplCoreError::PluginNotFound);
    let call = update_plugin(Owner, freeze(true));
    world.fails("freeze of an asset without plugins", call, MplCoreError::PluginNotFound);
}

fn attributes_rewritten(world: &mut World) {
    world.mint_into_collection(false);
    let fee = world.account(Asset).lamports - world.rent(world.account(Asset).data.len());
    let lists: [&[(&str, &str)]; 4] = [
        &[("outstanding", "0")],
        &[],
        &[
            ("outstanding", "25000000000000"),
            ("status", "late"),
            ("note", "a longer text than was there before"),
        ],
        &[
            ("outstanding", "24000000000000"),
            ("status", "late"),
            ("note", "a longer text than was there before"),
        ],
    ];
    for list in lists {
        world.passes("UpdatePluginV1, attributes", update_plugin(Halo, Plugin::Attributes(attributes(list))));
        let plugin = world.asset(Asset).plugin_list.attributes.unwrap();
        assert_eq!(plugin.attributes, attributes(list));
        let account = world.account(Asset);
        assert_eq!(account.lamports, world.rent(account.data.len()) + fee, "rent follows the size");
    }
}

fn attributes_before_another(world: &mut World) {
    world.mint_into_collection(false);
    world.passes("AddPluginV1", add_plugin(Owner, freeze(true), Some(address(Stranger))));
    for list in [&[("a", "b")][..], &[("a", "b"), ("a longer key", "and a longer value")]] {
        world.passes("UpdatePluginV1, attributes", update_plugin(Halo, Plugin::Attributes(attributes(list))));
        let plugins = world.asset(Asset).plugin_list;
        assert_eq!(plugins.attributes.unwrap().attributes, attributes(list));
        let behind = plugins.freeze_delegate.unwrap();
        assert!(behind.freeze_delegate.frozen, "the plugin behind moves as it is");
        assert_eq!(behind.base.authority, address(Stranger).into());
    }
}

fn attributes_not_authorized(world: &mut World) {
    world.mint_into_collection(false);
    for other in [Owner, Stranger, Buyer, Payer] {
        let call = update_plugin(other, Plugin::Attributes(attributes(&[])));
        world.fails("attributes by another", call, MplCoreError::NoApprovals);
    }
    let call = update_plugin(Halo, Plugin::Attributes(attributes(&[])));
    let missing = InstructionError::MissingRequiredSignature;
    world.fails_with("update authority does not sign", unsigned(call, Halo), missing);
}

fn immutable_attributes(world: &mut World) {
    world.passes("CreateCollectionV2", create_collection(false));
    let plugin = pair(Plugin::Attributes(six_attributes()), Some(PluginAuthority::None));
    world.passes(
        "CreateV2, attributes of no authority",
        mint_builder(Asset, Owner).plugins(vec![plugin]).instruction(),
    );
    let call = update_plugin(Halo, Plugin::Attributes(attributes(&[])));
    world.fails("attributes by the update authority", call, MplCoreError::NoApprovals);
    let call = remove_plugin(Halo, PluginType::Attributes);
    world.fails("their removal", call, MplCoreError::InvalidAuthority);
}

fn asset_plugin_not_there(world: &mut World) {
    world.mint_into_collection(false);
    let call = update_plugin(Halo, permanent_freeze(true));
    world.fails("the collection's freeze through the asset", call, MplCoreError::PluginNotFound);
    let call = update_collection_plugin(Halo, Plugin::Attributes(attributes(&[])));
    world.fails("the asset's attributes through the collection", call, MplCoreError::PluginNotFound);
}
