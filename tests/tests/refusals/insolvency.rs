//! What no instruction leads to, written into the accounts by hand: a vault that lost money, totals that disagree.
//! Whatever would go on from there is refused.

use super::setup::*;
use halo_sdk::{facility::error::FacilityError, instructions as ix, nfat::error::NfatError};
use halo_tests::{
    chain::{Chain, Light},
    world::{half_year, payment, World, ONE},
};
use solana_pubkey::Pubkey;

/// Offset of the balance in a token account.
const BALANCE: usize = 64;
/// Offset of the total underlying in a queue: discriminator, facility, token account, shares.
const UNDERLYING: usize = 8 + 32 + 32 + 8;

/// Takes one base unit off the number at `offset` of the account.
fn lose_one(world: &mut World<Light>, address: &Pubkey, offset: usize, expected: u64) {
    let mut account = world.chain.0.account(address).expect("an account");
    let bytes = &mut account.data[offset..offset + 8];
    assert_eq!(bytes, expected.to_le_bytes(), "another layout than this test knows");
    bytes.copy_from_slice(&(expected - 1).to_le_bytes());
    world.chain.set_account(address, account);
}

#[tokio::test]
async fn a_queue_that_lost_money_takes_and_gives_none() {
    let (mut world, prime) = queued(PRINCIPAL).await;
    let tokens = world.give(&prime, ONE).await;
    let book = world.open_book().await;
    let vault = world.facility.queue_token_account();
    lose_one(&mut world, &vault, BALANCE, PRINCIPAL);
    let facility = &world.facility;
    for action in [
        ix::facility::deposit(&prime, &tokens, facility, ONE, None),
        ix::facility::withdraw(&prime, &tokens, facility, Some(ONE)),
    ] {
        world.refused(&[action], &[prime], FacilityError::Insolvent).await;
    }
    let args = world.claim_args(&prime, half_year(PRINCIPAL - ONE)).await;
    let claim = claim(&world, &prime, &book, args).await;
    world.refused(&[claim], &[world.roles().beacon], FacilityError::Insolvent).await;
}

#[tokio::test]
async fn a_queue_whose_totals_disagree_takes_none() {
    let (mut world, prime) = queued(PRINCIPAL).await;
    let tokens = world.give(&prime, ONE).await;
    let queue = world.facility.queue();
    lose_one(&mut world, &queue, UNDERLYING, PRINCIPAL);
    let deposit = ix::facility::deposit(&prime, &tokens, &world.facility, ONE, None);
    world.refused(&[deposit], &[prime], FacilityError::QueueInvariant).await;
}

#[tokio::test]
async fn a_redeem_vault_that_lost_money_is_not_funded_on() {
    let mut deal = Deal::home().await;
    let (prime, beacon) = (deal.prime, deal.world.roles().beacon);
    deal.world.fund(&deal.book, &deal.unit, payment(ONE, 0)).await.unwrap();
    lose_one(&mut deal.world, &deal.book.redeem_token_account, BALANCE, ONE);
    deal.world.refused(&[deal.fund(payment(ONE, 0))], &[beacon], NfatError::Insolvent).await;
    let source = deal.world.give(&prime, ONE).await;
    let facility = &deal.world.facility;
    let top_up = ix::nfat::top_up(&prime, &source, facility, &deal.book, &deal.unit.nfat, payment(ONE, 0));
    deal.world.refused(&[top_up], &[prime], NfatError::Insolvent).await;
}
