use super::setup::*;
use halo_sdk::{
    facility::{error::FacilityError, state::halt},
    instructions as ix,
};
use halo_tests::{
    chain::Light,
    world::{half_year, World, ONE},
};
use solana_instruction::Instruction;

/// The three actions that can be halted: the bit, who signs, what.
async fn actions(deal: &Deal) -> Vec<(u32, solana_pubkey::Pubkey, Instruction)> {
    let (world, beacon) = (&deal.world, deal.world.roles().beacon);
    let source = world.facility.token_account(&deal.prime);
    let book = world.open_book().await;
    let args = world.claim_args(&deal.prime, half_year(PRINCIPAL)).await;
    vec![
        (halt::DEPLOY, beacon, deal.deploy(ONE)),
        (halt::CLAIM, beacon, claim(world, &deal.prime, &book, args).await),
        (halt::DEPOSIT, deal.prime, ix::facility::deposit(&deal.prime, &source, &world.facility, ONE, None)),
    ]
}

async fn halt(world: &World<Light>, bits: u32) {
    let warden = world.roles().warden;
    world.ok(&[ix::facility::set_halt(&warden, true, &world.facility, bits)], &[warden]).await;
}

async fn clear(world: &World<Light>, bits: u32) {
    let council = world.roles().council;
    world.ok(&[ix::facility::clear_halt(&council, &world.facility, bits)], &[council]).await;
}

#[tokio::test]
async fn each_bit_stops_its_action() {
    let deal = Deal::deploying().await;
    deal.world.give(&deal.prime, ONE).await;
    for (bit, signer, action) in actions(&deal).await {
        halt(&deal.world, bit).await;
        let action = std::slice::from_ref(&action);
        deal.world.refused(action, &[signer], FacilityError::Halted).await;
        clear(&deal.world, bit).await;
        halt(&deal.world, halt::ALL & !bit).await;
        deal.world.ok(action, &[signer]).await;
        clear(&deal.world, halt::ALL).await;
    }
}

#[tokio::test]
async fn halts_add_up_and_are_lifted_one_by_one() {
    let deal = Deal::deploying().await;
    halt(&deal.world, halt::DEPOSIT).await;
    halt(&deal.world, halt::DEPLOY).await;
    clear(&deal.world, halt::DEPOSIT).await;
    let beacon = deal.world.roles().beacon;
    deal.world.refused(&[deal.deploy(ONE)], &[beacon], FacilityError::Halted).await;
    clear(&deal.world, halt::DEPLOY).await;
    deal.world.ok(&[deal.deploy(ONE)], &[beacon]).await;
}

#[tokio::test]
async fn no_halt_stops_redemption_or_money_coming_home() {
    let deal = Deal::funded().await;
    halt(&deal.world, halt::ALL).await;
    deal.world.come_home(&deal.book, ONE).await;
    deal.world.withdraw(&deal.prime).await.unwrap();
    deal.world.redeem(&deal.prime, &deal.book, &deal.unit, PAID).await.unwrap();
}
