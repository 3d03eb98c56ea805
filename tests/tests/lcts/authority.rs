//! Who may do what: every signature and every right that an instruction asks for, missing and of another.

use super::desk::*;
use halo_sdk::{
    configurator::{error::ConfiguratorError, state::permission},
    halo_math::{LOCK_SECOND, RATE_SCALE},
    instructions::{configurator::Configurer, lcts as ix},
    lcts::instructions::SettlePairArgs,
    token::TokenProgram,
};
use halo_tests::world::{MATURITY, ONE};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Anchor's code for an account that does not sign.
const NOT_SIGNED: u32 = 3010;

fn unsigned(mut instruction: Instruction, signer: &Pubkey) -> Instruction {
    let named = instruction.accounts.iter_mut().filter(|meta| meta.pubkey == *signer);
    named.for_each(|meta| meta.is_signer = false);
    instruction
}

/// What a beacon does, by the right that it needs, with `beacon` as the signer.
async fn beacons_acts(desk: &Desk, beacon: &Pubkey) -> Vec<(u32, Instruction)> {
    let (at, current) = (&desk.at, desk.current().await);
    let pair = SettlePairArgs { subscribe_capacity: ONE, redeem_capacity: 0 };
    vec![
        (permission::LOCK, ix::lock(beacon, at, current)),
        (permission::SETTLE, ix::settle(beacon, at, Subscribe, 1, ONE)),
        (permission::SETTLE, ix::settle_pair(beacon, at, current, pair)),
        (permission::RATE, ix::set_rate(beacon, at, RATE_SCALE / 2)),
        (permission::DEPLOY, ix::deploy(beacon, at, &desk.endpoint, 1)),
    ]
}

/// Alice has subscribed, and it is 13:00.
async fn ready() -> Desk {
    let mut desk = Desk::new().await;
    desk.subscribe(&desk.alice, 10 * ONE).await;
    desk.at_second(LOCK_SECOND).await;
    desk
}

#[tokio::test]
async fn every_act_of_a_beacon_needs_its_signature() {
    let desk = ready().await;
    for (_, act) in beacons_acts(&desk, &desk.beacon).await {
        desk.refused(&[unsigned(act, &desk.beacon)], &[], NOT_SIGNED).await;
    }
}

#[tokio::test]
async fn one_right_does_not_give_another() {
    let mut desk = ready().await;
    for (number, right) in
        [permission::LOCK, permission::SETTLE, permission::RATE, permission::DEPLOY].into_iter().enumerate()
    {
        let clerk = desk.world.person(&format!("clerk {number}")).await;
        desk.grant(&clerk, RIGHTS & !right | permission::CLAIM, MATURITY).await;
        for (needed, act) in beacons_acts(&desk, &clerk).await {
            if needed == right {
                desk.refused(&[act], &[clerk], LctsError::BeamRefused).await;
            }
        }
    }
}

#[tokio::test]
async fn anothers_beam_gives_no_right() {
    let desk = ready().await;
    let mallory = desk.bob;
    for (_, mut act) in beacons_acts(&desk, &desk.beacon).await {
        for meta in act.accounts.iter_mut().filter(|meta| meta.pubkey == desk.beacon) {
            meta.pubkey = mallory;
        }
        desk.refused(&[act], &[mallory], LctsError::BeamRefused).await;
    }
}

#[tokio::test]
async fn a_beam_over_something_else_gives_no_right() {
    let desk = ready().await;
    // The facility's own beacon has a Beam over the facility.
    let other = desk.roles().beacon;
    let beam = halo_sdk::addresses::beam(&desk.at.scope, &desk.facility.facility, &other);
    for (_, mut act) in beacons_acts(&desk, &other).await {
        for meta in act.accounts.iter_mut().filter(|meta| meta.pubkey == desk.at.beam(&other)) {
            meta.pubkey = beam;
        }
        desk.refused(&[act], &[other], LctsError::BeamRefused).await;
    }
}

#[tokio::test]
async fn a_right_ends_with_its_expiry() {
    let mut desk = ready().await;
    let clerk = desk.world.person("clerk").await;
    let now = desk.now().await;
    desk.grant(&clerk, RIGHTS, now + 60).await;
    desk.world.wait(60).await;
    for (_, act) in beacons_acts(&desk, &clerk).await {
        desk.refused(&[act], &[clerk], LctsError::BeamRefused).await;
    }
}

#[tokio::test]
async fn every_act_of_a_member_needs_its_signature() {
    let desk = ready().await;
    let (alice, payer, queue) = (desk.alice, desk.roles().payer, desk.side(Subscribe));
    for act in [
        desk.entering(Subscribe, &alice, 1).await,
        desk.claiming(Subscribe, &alice).await,
        desk.leaving(Subscribe, &alice, 1),
        ix::close_position(&queue, &alice, &payer),
    ] {
        desk.refused(&[unsigned(act, &alice)], &[], NOT_SIGNED).await;
    }
}

#[tokio::test]
async fn nobody_uses_the_position_of_another() {
    let mut desk = ready().await;
    let (alice, bob, payer, queue) = (desk.alice, desk.bob, desk.roles().payer, desk.side(Subscribe));
    desk.subscribe(&bob, ONE).await;
    desk.locked().await;
    desk.settle(Subscribe, 2 * ONE).await.unwrap();
    let acts = [
        desk.claiming(Subscribe, &bob).await,
        desk.leaving(Subscribe, &bob, 1),
        ix::close_position(&queue, &bob, &payer),
    ];
    for act in acts {
        let of_alice = halo_tests::refusal::with_account(act, &queue.position(&bob), queue.position(&alice));
        desk.refused(&[of_alice], &[bob], LctsError::NotOwner).await;
    }
}

#[tokio::test]
async fn only_the_govops_creates_a_unit_and_sets_its_guardrails() {
    let desk = Desk::governed(TokenProgram::Token2022).await;
    let (payer, base, mallory, at) = (desk.roles().payer, desk.base, desk.bob, &desk.at);
    desk.refused(&[unsigned(desk.initializing(PAR), &base)], &[desk.roles().govops], NOT_SIGNED).await;
    // Mallory signs in the place of the GovOps and shows its cBEAM.
    let mut forged = desk.initializing(PAR);
    for meta in forged.accounts.iter_mut().filter(|meta| meta.pubkey == desk.roles().govops) {
        meta.pubkey = mallory;
    }
    desk.refused(&[forged], &[base, mallory], ConfiguratorError::NotAccordant).await;
    desk.ok(&[desk.initializing(PAR)], &[payer, base, desk.roles().govops]).await;
    let mut forged = ix::set_guardrails(&desk.configurer(), at, GUARDRAILS);
    for meta in forged.accounts.iter_mut().filter(|meta| meta.pubkey == desk.roles().govops) {
        meta.pubkey = mallory;
    }
    desk.refused(&[forged], &[mallory], ConfiguratorError::NotAccordant).await;
    // The conserver has not taken over.
    let conserver = desk.roles().conserver;
    let by = Configurer::conserver(&conserver, &at.scope, &at.pau);
    let set = ix::set_guardrails(&by, at, GUARDRAILS);
    desk.refused(&[set], &[conserver], ConfiguratorError::NotConserved).await;
}

#[tokio::test]
async fn no_unit_lets_its_rate_rise_faster_than_the_program_does() {
    let desk = Desk::new().await;
    let guardrails = halo_sdk::lcts::instructions::SetGuardrailsArgs { yield_cap_bps: 101, ..GUARDRAILS };
    let set = ix::set_guardrails(&desk.configurer(), &desk.at, guardrails);
    desk.refused(&[set], &[desk.roles().govops], LctsError::YieldCapTooHigh).await;
}
