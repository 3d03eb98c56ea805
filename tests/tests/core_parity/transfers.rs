//! Transferring an asset.

use mpl_core::errors::MplCoreError;
use solana_instruction::error::InstructionError;

use crate::{
    actors::Actor::{
        self, Asset, Buyer, Collection, Halo, OtherCollection, Owner, Payer, SecondAsset, Stranger,
    },
    calls::*,
    world::World,
    Script,
};

pub const SCRIPTS: &[Script] = &[
    ("an owner transfers freely", free),
    ("a frozen collection stops the owner and not the delegate", frozen),
    ("a collection frozen after the mint and thawed again", thawed),
    ("who may not transfer", not_authorized),
    ("the update authority is not the delegate", update_authority_alone),
    ("transfers with the wrong collection", wrong_collection),
    ("an asset outside any collection is transferred", alone),
    ("a forged asset is not transferred", forged),
];

fn free(world: &mut World) {
    world.mint_into_collection(false);
    let before = world.account(Asset);
    world.passes("TransferV1 by the owner", transfer(Owner, Buyer));

    let after = world.account(Asset);
    assert_eq!(world.asset(Asset).base.owner, Buyer.address());
    assert_eq!((after.lamports, after.data.len()), (before.lamports, before.data.len()));
    assert_eq!(after.data[..1], before.data[..1]);
    assert_eq!(after.data[33..], before.data[33..], "nothing but the owner changes");
    assert_eq!(world.collection(Collection).base.current_size, 1);

    world.fails("TransferV1 by the former owner", transfer(Owner, Stranger), MplCoreError::NoApprovals);
    world.passes("TransferV1 by the new owner", transfer(Buyer, Owner));
    world.passes("TransferV1 to the owner itself", transfer(Owner, Owner));
    world.passes("TransferV1 to an address without an account", transfer(Owner, SecondAsset));
}

fn frozen(world: &mut World) {
    world.mint_into_collection(true);
    world.fails("TransferV1 by the owner, frozen", transfer(Owner, Buyer), MplCoreError::InvalidAuthority);
    world.fails(
        "TransferV1 by a stranger, frozen",
        transfer(Stranger, Buyer),
        MplCoreError::InvalidAuthority,
    );
    assert_eq!(world.asset(Asset).base.owner, Owner.address());

    world.passes("TransferV1 by the delegate, frozen", transfer(Halo, Buyer));
    assert_eq!(world.asset(Asset).base.owner, Buyer.address());
}

fn thawed(world: &mut World) {
    world.mint_into_collection(false);
    world.passes("UpdateCollectionPluginV1, freeze", set_frozen(Halo, true));
    world.fails("TransferV1 by the owner, frozen", transfer(Owner, Buyer), MplCoreError::InvalidAuthority);
    world.passes("UpdateCollectionPluginV1, thaw", set_frozen(Halo, false));
    world.passes("TransferV1 by the owner", transfer(Owner, Buyer));
    world.passes("TransferV1 by the delegate", transfer(Halo, Owner));
    assert_eq!(world.asset(Asset).base.owner, Owner.address());
}

fn not_authorized(world: &mut World) {
    world.mint_into_collection(false);
    let missing = InstructionError::MissingRequiredSignature;
    world.fails_with("owner does not sign", unsigned(transfer(Owner, Buyer), Owner), missing.clone());
    world.fails_with("delegate does not sign", unsigned(transfer(Halo, Buyer), Halo), missing.clone());
    let call = transfer_builder(Asset, Owner, Buyer).payer(Stranger.address()).instruction();
    world.fails_with("payer does not sign", unsigned(call, Stranger), missing);
    for other in [Stranger, Buyer, Collection, Payer] {
        world.fails("TransferV1 by another", transfer(other, Buyer), MplCoreError::NoApprovals);
    }
    let call = transfer_builder(Asset, Owner, Buyer).authority(None).instruction();
    world.fails("TransferV1 by the payer", call, MplCoreError::NoApprovals);

    let call = transfer_builder(Asset, Owner, Buyer).system_program(Some(Stranger.address())).instruction();
    world.fails("another system program", call, MplCoreError::InvalidSystemProgram);
    let call = transfer_builder(Asset, Owner, Buyer).log_wrapper(Some(Stranger.address())).instruction();
    world.fails("another log wrapper", call, MplCoreError::InvalidLogWrapperProgram);
    world.is_refused("an asset that is read only", read_only(transfer(Owner, Buyer), Asset));
}

fn update_authority_alone(world: &mut World) {
    let delegates = permanent_delegates(false, Stranger);
    world.passes("CreateCollectionV2", collection_builder(Collection).plugins(delegates).instruction());
    world.passes("CreateV2", mint(Asset, Owner));
    world.fails("TransferV1 by the update authority", transfer(Halo, Buyer), MplCoreError::NoApprovals);
    world.fails("freeze by the update authority", set_frozen(Halo, true), MplCoreError::InvalidAuthority);
    world.passes("freeze by the delegate", set_frozen(Stranger, true));
    world.passes("TransferV1 by the delegate", transfer(Stranger, Buyer));
}

fn wrong_collection(world: &mut World) {
    world.mint_into_collection(false);
    let other =
        collection_builder(OtherCollection).plugins(permanent_delegates(false, Stranger)).instruction();
    world.passes("CreateCollectionV2, another", other);

    let with = |authority, collection: Option<Actor>| {
        let mut call = transfer_builder(Asset, authority, Buyer);
        call.collection(collection.map(Actor::address)).instruction()
    };
    for authority in [Owner, Halo] {
        world.fails("no collection", with(authority, None), MplCoreError::MissingCollection);
        world.fails(
            "another collection",
            with(authority, Some(OtherCollection)),
            MplCoreError::InvalidCollection,
        );
        world.fails("a wallet", with(authority, Some(Stranger)), MplCoreError::InvalidCollection);
    }
    let forced = with(Stranger, Some(OtherCollection));
    world.fails("the other collection's delegate", forced, MplCoreError::InvalidCollection);
}

fn alone(world: &mut World) {
    world.passes("CreateV2, no collection", mint_alone(Asset, Owner));
    world.passes("CreateCollectionV2", create_collection(false));
    let call = |authority| transfer_builder(Asset, authority, Buyer).collection(None).instruction();
    world.fails("a collection it is not in", transfer(Owner, Buyer), MplCoreError::InvalidCollection);
    world.fails("the delegate of a collection it is not in", call(Halo), MplCoreError::NoApprovals);
    world.fails("its update authority", call(Payer), MplCoreError::NoApprovals);
    world.passes("TransferV1 by the owner, no collection", call(Owner));
    assert_eq!(world.asset(Asset).base.owner, Buyer.address());
}

fn forged(world: &mut World) {
    world.mint_into_collection(false);
    let call = |asset| transfer_builder(asset, Owner, Buyer).instruction();
    world.fails("a collection as asset", call(Collection), MplCoreError::IncorrectAccount);
    world.fails_with("a wallet as asset", call(Stranger), InstructionError::ProgramFailedToComplete);
    world.fails_with("nothing as asset", call(SecondAsset), InstructionError::ProgramFailedToComplete);

    let copy = world.account(Asset).data;
    world.put(SecondAsset, Stranger.address(), copy);
    world.is_refused("an asset of another program", call(SecondAsset));

    world.put(SecondAsset, mpl_core::ID, vec![200; 100]);
    world.fails("an account of unknown kind", call(SecondAsset), MplCoreError::DeserializationError);
    let mut cut = world.account(Asset).data;
    cut.truncate(40);
    world.put(SecondAsset, mpl_core::ID, cut);
    world.fails("an asset that is cut off", call(SecondAsset), MplCoreError::DeserializationError);
}
