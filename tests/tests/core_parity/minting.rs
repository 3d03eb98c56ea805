//! Creating an asset.

use mpl_core::{
    errors::MplCoreError,
    types::{DataState, Key, Plugin, UpdateAuthority},
};
use solana_instruction::error::InstructionError;

use crate::{
    actors::Actor::{self, Asset, Collection, Halo, OtherCollection, Owner, Payer, SecondAsset, Stranger},
    calls::*,
    world::World,
    Script,
};

pub const SCRIPTS: &[Script] = &[
    ("an asset with six attributes", with_attributes),
    ("assets are counted by their collection", counted),
    ("an asset in a frozen collection", into_frozen),
    ("an asset without plugins", without_plugins),
    ("an asset outside any collection", alone),
    ("an asset born with its owner's plugins", with_owner_plugins),
    ("assets Core refuses", refused),
    ("only the collection's update authority mints into it", authority),
    ("a collection that is none", false_collections),
    ("an address that holds lamports cannot become an asset", prefunded),
];

const CREATE_FEE_SPACE: usize = 87;
const CREATE_FEE_LAMPORTS: u64 = 3_600;

fn with_attributes(world: &mut World) {
    world.passes("CreateCollectionV2", create_collection(false));
    let before = world.lamports(Payer);
    world.passes("CreateV2, six attributes", mint(Asset, Owner));

    let asset = world.asset(Asset);
    assert_eq!(asset.base.key, Key::AssetV1);
    assert_eq!(asset.base.owner, Owner.address());
    assert_eq!(asset.base.update_authority, UpdateAuthority::Collection(Collection.address()));
    assert_eq!((asset.base.name.as_str(), asset.base.uri.as_str()), (ASSET_NAME, URI));
    assert_eq!(asset.base.seq, None);
    assert_eq!(asset.plugin_list.attributes.unwrap().attributes, six_attributes());

    // The asset; the header; the attributes (tag, length, two lengths each); the registry with one record.
    let text = |list: mpl_core::types::Attributes| -> usize {
        list.attribute_list.iter().map(|a| 8 + a.key.len() + a.value.len()).sum()
    };
    let space = 75 + ASSET_NAME.len() + URI.len() + 9 + (1 + 4 + text(six_attributes())) + 9 + (1 + 1 + 8);
    let account = world.account(Asset);
    assert_eq!(account.data.len(), space);
    let fee = world.rent(CREATE_FEE_SPACE) + CREATE_FEE_LAMPORTS;
    assert_eq!(account.lamports, world.rent(space) + fee, "rent and the create fee stay on the asset");
    let three_signatures = 15_000;
    assert_eq!(world.lamports(Payer), before - account.lamports - three_signatures);
}

fn counted(world: &mut World) {
    world.passes("CreateCollectionV2", create_collection(false));
    for (minted, asset) in [(1, Asset), (2, SecondAsset)] {
        world.passes("CreateV2", mint(asset, Owner));
        let base = world.collection(Collection).base;
        assert_eq!((base.num_minted, base.current_size), (minted, minted));
    }
}

fn into_frozen(world: &mut World) {
    world.passes("CreateCollectionV2, born frozen", create_collection(true));
    world.passes("CreateV2 into a frozen collection", mint(Asset, Owner));
    assert_eq!(world.asset(Asset).base.owner, Owner.address());
}

fn without_plugins(world: &mut World) {
    world.passes("CreateCollectionV2", create_collection(false));
    world.passes("CreateV2, no plugins", mint_builder(Asset, Owner).instruction());
    assert!(world.asset(Asset).plugin_header.is_none());

    let call = mint_builder(SecondAsset, Owner).owner(None).plugins(vec![]).instruction();
    world.passes("CreateV2, an empty list of plugins and no owner", call);
    let asset = world.asset(SecondAsset);
    assert!(asset.plugin_header.is_none());
    assert_eq!(asset.base.owner, Payer.address(), "the payer owns it, not the authority");
}

fn alone(world: &mut World) {
    world.passes("CreateV2, no collection", mint_alone(Asset, Owner));
    assert_eq!(world.asset(Asset).base.update_authority, UpdateAuthority::Address(Payer.address()));

    let call = mint_builder(SecondAsset, Owner)
        .collection(None)
        .owner(None)
        .update_authority(Some(Stranger.address()))
        .instruction();
    world.passes("CreateV2, no collection, an update authority", call);
    let base = world.asset(SecondAsset).base;
    assert_eq!(base.update_authority, UpdateAuthority::Address(Stranger.address()));
    assert_eq!(base.owner, Stranger.address(), "without an owner the update authority owns it");
}

fn with_owner_plugins(world: &mut World) {
    world.passes("CreateCollectionV2", create_collection(false));
    let plugins =
        vec![pair(Plugin::Attributes(six_attributes()), Some(address(Stranger))), pair(freeze(false), None)];
    world.passes(
        "CreateV2, attributes and a freeze",
        mint_builder(Asset, Owner).plugins(plugins).instruction(),
    );

    let plugins = world.asset(Asset).plugin_list;
    assert_eq!(plugins.attributes.unwrap().base.authority, address(Stranger).into());
    assert!(!plugins.freeze_delegate.unwrap().freeze_delegate.frozen);
}

fn refused(world: &mut World) {
    world.passes("CreateCollectionV2", create_collection(false));
    let missing = InstructionError::MissingRequiredSignature;
    world.fails_with("asset does not sign", unsigned(mint(Asset, Owner), Asset), missing.clone());
    world.fails_with("authority does not sign", unsigned(mint(Asset, Owner), Halo), missing.clone());
    let call = mint_builder(Asset, Owner).payer(Stranger.address()).instruction();
    world.fails_with("payer does not sign", unsigned(call, Stranger), missing);

    let call = mint_builder(Asset, Owner).system_program(Stranger.address()).instruction();
    world.fails("another system program", call, MplCoreError::InvalidSystemProgram);
    let call = mint_builder(Asset, Owner).log_wrapper(Some(Stranger.address())).instruction();
    world.fails("another log wrapper", call, MplCoreError::InvalidLogWrapperProgram);
    let call = mint_builder(Asset, Owner).update_authority(Some(Halo.address())).instruction();
    world.fails("collection and update authority", call, MplCoreError::ConflictingAuthority);
    let call = mint_builder(Asset, Owner).data_state(DataState::LedgerState).instruction();
    world.fails("a compressed asset", call, MplCoreError::NotAvailable);

    let twice = vec![pair(freeze(false), None), pair(freeze(true), None)];
    let call = mint_builder(Asset, Owner).plugins(twice).instruction();
    world.fails("a plugin twice", call, MplCoreError::PluginAlreadyExists);
    world.is_refused("a collection that is read only", read_only(mint(Asset, Owner), Collection));

    world.passes("CreateV2", mint(Asset, Owner));
    world.fails_with("the same asset again", mint(Asset, Owner), InstructionError::Custom(0));
}

fn authority(world: &mut World) {
    world.passes("CreateCollectionV2", create_collection(false));
    for other in [Stranger, Owner, Collection] {
        let call = mint_builder(Asset, Owner).authority(Some(other.address())).instruction();
        world.fails("another authority", call, MplCoreError::NoApprovals);
    }
    let call = mint_builder(Asset, Owner).authority(None).instruction();
    world.fails("the payer as authority", call, MplCoreError::NoApprovals);

    // A permanent delegate that is not the update authority mints nothing.
    let delegates = permanent_delegates(false, Stranger);
    let call = collection_builder(OtherCollection).plugins(delegates).instruction();
    world.passes("CreateCollectionV2, a separate delegate", call);
    let mut call = mint_builder(Asset, Owner);
    call.collection(Some(OtherCollection.address())).authority(Some(Stranger.address()));
    world.fails("the delegate", call.instruction(), MplCoreError::NoApprovals);
}

fn false_collections(world: &mut World) {
    world.passes("CreateCollectionV2", create_collection(false));
    world.passes("CreateV2", mint(Asset, Owner));
    let into =
        |actor: Actor| mint_builder(SecondAsset, Owner).collection(Some(actor.address())).instruction();
    world.fails("an asset as collection", into(Asset), MplCoreError::DeserializationError);
    world.fails_with("a wallet as collection", into(Stranger), InstructionError::ProgramFailedToComplete);
    world.fails_with(
        "nothing as collection",
        into(OtherCollection),
        InstructionError::ProgramFailedToComplete,
    );

    // The same bytes in an account of another program. Core checks the owner since 2026; before, the VM refused the
    // write that followed.
    let copy = world.account(Collection).data;
    world.put(OtherCollection, Stranger.address(), copy);
    world.is_refused("a forged collection", into(OtherCollection));
}

fn prefunded(world: &mut World) {
    world.passes("CreateCollectionV2", create_collection(false));
    world.put(Asset, solana_sdk_ids::system_program::ID, vec![]);
    world.fails_with("an address with lamports", mint(Asset, Owner), InstructionError::Custom(0));
}
