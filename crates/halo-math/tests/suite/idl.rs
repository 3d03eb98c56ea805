//! What the IDL says of the shared types. Compiled only with the feature that IDL builds turn on.

use anchor_lang::idl::types::{IdlDefinedFields, IdlRepr, IdlSerialization, IdlTypeDef, IdlTypeDefTy};
use anchor_lang::IdlBuild;
use halo_math::{
    Accrual, Buybox, Consent, DealTerms, ExchangeRate, Generation, LossPool, Payment, Position, QueueTotals,
    RateLimit, RewardIndex,
};
use std::collections::BTreeMap;

fn field_names(definition: &IdlTypeDef) -> Vec<&str> {
    match &definition.ty {
        IdlTypeDefTy::Struct { fields: Some(IdlDefinedFields::Named(fields)) } => {
            fields.iter().map(|field| field.name.as_str()).collect()
        }
        other => panic!("expected a struct with named fields, got {other:?}"),
    }
}

#[test]
fn embedded_structs_are_described_as_their_memory() {
    let definitions = [
        (QueueTotals::create_type(), 2, "shares"),
        (RateLimit::create_type(), 7, "max"),
        (Buybox::create_type(), 11, "size_min"),
        (Consent::create_type(), 7, "accord_hash"),
        (LossPool::create_type(), 4, "claims"),
        (Accrual::create_type(), 2, "low"),
        (Generation::create_type(), 8, "number"),
        (Position::create_type(), 4, "generation"),
        (ExchangeRate::create_type(), 2, "rate"),
    ];
    for (definition, count, first) in definitions {
        let definition = definition.expect("a definition");
        assert_eq!(definition.serialization, IdlSerialization::Bytemuck, "{}", definition.name);
        assert!(matches!(definition.repr, Some(IdlRepr::C(_))), "{}", definition.name);
        let names = field_names(&definition);
        assert_eq!((names.len(), names[0]), (count, first), "{}", definition.name);
    }
}

#[test]
fn a_reward_index_is_described_as_its_encoding() {
    let definition = RewardIndex::create_type().expect("a definition");
    assert_eq!(definition.serialization, IdlSerialization::Borsh);
    assert_eq!(field_names(&definition), ["index", "carry"]);
}

#[test]
fn terms_bring_their_payments() {
    let terms = DealTerms::create_type().expect("a definition");
    assert_eq!(terms.serialization, IdlSerialization::Borsh);
    assert_eq!(field_names(&terms)[..2], ["start", "payments"]);
    let mut types = BTreeMap::new();
    DealTerms::insert_types(&mut types);
    let payment = types.get(&Payment::get_full_path()).expect("the type of the payments");
    assert_eq!(field_names(payment), ["due", "principal", "interest"]);
}
