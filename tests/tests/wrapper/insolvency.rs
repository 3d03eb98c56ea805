//! A vault that holds less than is recorded, which only a broken token program could bring about: nothing moves.

use super::desk::*;
use halo_sdk::wrapper::{
    error::WrapperError,
    instructions::{BurnFractionsArgs, CollectKind::Interest},
};
use halo_tests::{chain::Chain, world::million};

#[tokio::test]
async fn nothing_is_paid_and_nothing_collected_while_a_base_unit_is_missing() {
    let mut desk = Desk::wrapped().await;
    let x = desk.x;
    desk.stake(&x, million(5)).await.unwrap();
    desk.credit(0, million(1)).await;
    desk.collect(Interest).await.unwrap();
    desk.claim(&x).await.unwrap();
    desk.credit(0, million(1) / 4).await;
    let burn = BurnFractionsArgs { amount: million(1), accept_forfeit: true, min_payout: 1 };
    let vault = desk.at.vault;
    let whole = desk.world.chain.0.account(&vault).unwrap();
    let mut short = whole.clone();
    // The amount comes behind mint and owner.
    let held = desk.tokens(&vault).await - 1;
    short.data[64..72].copy_from_slice(&held.to_le_bytes());
    desk.world.chain.set_account(&vault, short);
    for (instruction, signers) in [
        (desk.collecting(Interest), vec![]),
        (desk.unstaking(&x, million(5), u64::MAX), vec![x]),
        (desk.burning(&x, burn), vec![x]),
    ] {
        desk.refused(&[instruction], &signers, WrapperError::Insolvent).await;
    }
    desk.world.chain.set_account(&vault, whole);
    desk.collect(Interest).await.unwrap();
    desk.assert_sound().await;
}
