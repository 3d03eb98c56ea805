//! A called program that calls back: the runtime lets no program be entered again from below itself, and no account
//! of the suite's custody and governance is given away to be written.

use crate::desk::{pinned, Desk};
use anchor_lang::Discriminator;
use halo_sdk::{addresses, configurator, instructions as ix, pau, pau::error::PauError};
use hostile::Step;
use solana_instruction::{error::InstructionError, AccountMeta, Instruction};

#[tokio::test]
async fn pau_is_not_entered_again() {
    let mut desk = Desk::new().await;
    let limit = desk.call(&desk.spec, &[]).limit(&desk.mint());
    let view = ix::pau::available_limit(&limit);
    // What only the program itself may send: a forged event.
    let event = Instruction {
        program_id: pau::ID,
        accounts: vec![],
        data: [anchor_lang::event::EVENT_IX_TAG_LE, pau::events::ActionCalled::DISCRIMINATOR].concat(),
    };
    let spec = desk.spec_of(&[pinned(pau::ID, false), pinned(limit, false)]);
    desk.enable(&spec).await;
    desk.allow(&spec, desk.mint(), 1).await;
    for step in [view, event] {
        let attack = desk.call(&spec, &[Step::Forward(step)]).instruction();
        desk.refused_by_runtime(attack, InstructionError::ReentrancyNotAllowed).await;
    }
}

#[tokio::test]
async fn a_second_transfer_or_call_needs_accounts_that_are_not_given() {
    let desk = Desk::new().await;
    let source = ix::pau::BookSource {
        pau: desk.pau(),
        book: desk.book,
        mint: desk.mint(),
        token_program: desk.world.facility.token_program,
    };
    let facility = &desk.world.facility;
    for custody in [
        desk.call(&desk.spec, &[]).limit(&desk.mint()),
        source.vault(),
        addresses::action(&desk.pau(), &desk.spec),
        desk.pau(),
        facility.facility_controller(),
        facility.scope,
    ] {
        let owner = desk.world.chain.0.account(&custody).unwrap().owner;
        assert!([pau::ID, configurator::ID].contains(&owner));
        let spec = desk.spec_of(&[pinned(custody, true)]);
        desk.enable(&spec).await;
        let mut call = desk.call(&spec, &[]);
        call.tracked[0].limited = false;
        desk.refused(call.instruction(), PauError::AccountForbidden).await;
        // To read it harms nobody.
        let spec = desk.spec_of(&[pinned(custody, false)]);
        desk.enable(&spec).await;
        let mut call = desk.call(&spec, &[]);
        call.tracked[0].limited = false;
        desk.ok(call.instruction()).await;
    }
}

#[tokio::test]
async fn what_was_given_to_read_is_not_written_by_way_of_the_configurator() {
    let desk = Desk::new().await;
    let facility = &desk.world.facility;
    let council = desk.world.roles().council;
    let spec = desk.spec_of(&[
        pinned(configurator::ID, false),
        pinned(council, false),
        pinned(facility.scope, false),
    ]);
    desk.enable(&spec).await;
    // The configurator may be called from below `call`; it finds neither signature nor right to write.
    let step = Instruction {
        program_id: configurator::ID,
        accounts: [council, facility.scope].map(|key| AccountMeta::new(key, key == council)).into(),
        data: configurator::instruction::RevokeBeam::DISCRIMINATOR.into(),
    };
    let mut call = desk.call(&spec, &[]);
    call.tracked[0].limited = false;
    let given: Vec<_> = call.instruction().accounts.iter().map(|meta| meta.pubkey).collect();
    let passed = given.len() - spec.accounts.len();
    call.data = hostile::script(&given[passed..], &[Step::Forward(step)]);
    desk.refused_by_runtime(call.instruction(), InstructionError::PrivilegeEscalation).await;
}
