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
    let admin = world.roles().admin;
    world.ok(&[ix::facility::clear_halt(&admin, &world.facility, bits)], &[admin]).await;
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
async fn a_warden_cannot_lift_a_halt() {
    let world = facility_123().await;
    let roles = world.roles();
    halt(&world, halt::ALL).await;
    for signer in [roles.warden, roles.beacon, roles.council, roles.freezer] {
        let clear = ix::facility::clear_halt(&signer, &world.facility, halt::ALL);
        world.refused(&[clear], &[signer], FacilityError::NotAdmin).await;
    }
}

#[tokio::test]
async fn nobody_halts_without_the_right() {
    let world = facility_123().await;
    let roles = world.roles();
    for signer in [roles.warden, roles.beacon, roles.council, roles.freezer] {
        let without_beam = ix::facility::set_halt(&signer, false, &world.facility, halt::ALL);
        world.refused(&[without_beam], &[signer], FacilityError::NotAdmin).await;
    }
}

#[tokio::test]
async fn unknown_and_empty_bits_are_refused() {
    let world = facility_123().await;
    let (admin, facility) = (world.roles().admin, &world.facility);
    for bits in [0, halt::ALL + 1, halt::CLAIM | 1 << 31, u32::MAX] {
        for action in [
            ix::facility::set_halt(&admin, false, facility, bits),
            ix::facility::clear_halt(&admin, facility, bits),
        ] {
            world.refused(&[action], &[admin], FacilityError::InvalidHalt).await;
        }
    }
}

#[tokio::test]
async fn no_halt_stops_redemption_or_money_coming_home() {
    let deal = Deal::funded().await;
    halt(&deal.world, halt::ALL).await;
    deal.world.come_home(&deal.book, ONE).await;
    deal.world.withdraw(&deal.prime).await.unwrap();
    deal.world.redeem(&deal.prime, &deal.book, &deal.unit, PAID).await.unwrap();
}
