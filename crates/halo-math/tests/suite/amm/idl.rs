//! What the IDL says of the pools' types. Compiled only with the feature that IDL builds turn on.

use anchor_lang::idl::types::{IdlDefinedFields, IdlRepr, IdlSerialization, IdlTypeDefTy};
use anchor_lang::IdlBuild;
use halo_math::amm::{
    Breaker, Capital, Curve, Flows, InventoryLimits, Mark, NavFeed, Posting, Pricing, PullFeed, Redemption,
    SpreadBounds, Trade, Withdrawal, WithdrawalQueue,
};

#[test]
fn stored_parts_are_described_as_their_memory() {
    let definitions = [
        (Breaker::create_type(), 1),
        (Capital::create_type(), 10),
        (Curve::create_type(), 1),
        (Flows::create_type(), 2),
        (InventoryLimits::create_type(), 5),
        (Mark::create_type(), 10),
        (NavFeed::create_type(), 4),
        (Pricing::create_type(), 7),
        (PullFeed::create_type(), 2),
        (Redemption::create_type(), 7),
        (SpreadBounds::create_type(), 5),
        (Withdrawal::create_type(), 4),
        (WithdrawalQueue::create_type(), 2),
    ];
    for (definition, count) in definitions {
        let definition = definition.expect("a definition");
        assert_eq!(definition.serialization, IdlSerialization::Bytemuck, "{}", definition.name);
        assert!(matches!(definition.repr, Some(IdlRepr::C(_))), "{}", definition.name);
        match definition.ty {
            IdlTypeDefTy::Struct { fields: Some(IdlDefinedFields::Named(fields)) } => {
                assert_eq!(fields.len(), count, "{}", definition.name);
            }
            other => panic!("expected a struct with named fields, got {other:?}"),
        }
    }
}

#[test]
fn arguments_are_described_as_their_encoding() {
    let posting = Posting::create_type().expect("a definition");
    assert_eq!(posting.serialization, IdlSerialization::Borsh);
    let trade = Trade::create_type().expect("a definition");
    assert!(matches!(trade.ty, IdlTypeDefTy::Enum { variants } if variants.len() == 4));
}
