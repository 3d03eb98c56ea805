//! Who may do what: every signature that an instruction asks for, missing and of another.

use super::desk::*;
use halo_sdk::wrapper::{
    error::WrapperError,
    instructions::{BurnFractionsArgs, CollectKind::Interest},
};
use halo_tests::world::million;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

fn unsigned(mut instruction: Instruction, signer: &Pubkey) -> Instruction {
    let named = instruction.accounts.iter_mut().filter(|meta| meta.pubkey == *signer);
    named.for_each(|meta| meta.is_signer = false);
    instruction
}

fn forfeiting(amount: u64) -> BurnFractionsArgs {
    BurnFractionsArgs { amount, accept_forfeit: true, min_payout: 0 }
}

#[tokio::test]
async fn every_instruction_of_an_owner_needs_its_signature() {
    let fresh = Desk::new().await;
    fresh.refused(&[unsigned(fresh.opening(&fresh.x), &fresh.x)], &[], NOT_SIGNED).await;
    let open = Desk::open().await;
    for instruction in [open.wrapping(&open.x), open.closing(&open.x)] {
        open.refused(&[unsigned(instruction, &open.x)], &[], NOT_SIGNED).await;
    }
    let desk = Desk::wrapped().await;
    let x = desk.x;
    desk.stake(&x, million(5)).await.unwrap();
    for instruction in [
        desk.staking(&x, 1),
        desk.unstaking(&x, 1, 0),
        desk.claiming(&x),
        desk.burning(&x, forfeiting(1)),
        desk.unwrapping(&x, 0),
    ] {
        desk.refused(&[unsigned(instruction, &x)], &[], NOT_SIGNED).await;
    }
}

#[tokio::test]
async fn nobody_uses_the_fractions_of_another() {
    let desk = Desk::wrapped().await;
    let (x, y) = (desk.x, desk.y);
    // The same instructions with Y's signature and X's fractions.
    let of_x = |instruction| with_account(instruction, &desk.at.fractions(&y), desk.at.fractions(&x));
    for instruction in [desk.staking(&y, 1), desk.burning(&y, forfeiting(1))] {
        desk.refused(&[of_x(instruction)], &[y], NOT_OWNER).await;
    }
}

#[tokio::test]
async fn nobody_uses_the_stake_of_another() {
    let desk = Desk::wrapped().await;
    let (x, y) = (desk.x, desk.y);
    desk.sell(&x, &y, million(5)).await.unwrap();
    desk.stake(&x, million(5)).await.unwrap();
    desk.stake(&y, million(5)).await.unwrap();
    desk.credit(0, million(1)).await;
    desk.collect(Interest).await.unwrap();
    let of_x = |instruction| with_account(instruction, &desk.at.stake(&y), desk.at.stake(&x));
    for instruction in [desk.unstaking(&y, 1, u64::MAX), desk.claiming(&y)] {
        desk.refused(&[of_x(instruction)], &[y], WrapperError::NotStaker).await;
    }
    let other = of_x(desk.staking(&y, 0));
    desk.refused(&[other], &[y], SEEDS).await;
    for owner in [x, y] {
        desk.claim(&owner).await.unwrap();
        assert_eq!(desk.balance(&owner).await, 200_000_000_000);
    }
}

#[tokio::test]
async fn nobody_signs_for_collecting_and_nobody_profits_from_it() {
    let desk = Desk::wrapped().await;
    desk.credit(0, million(1)).await;
    // Whatever account the caller names, the money goes to the vault.
    for own in [desk.facility.token_account(&desk.y), desk.book.redeem_token_account] {
        let stolen = with_account(desk.collecting(Interest), &desk.at.vault, own);
        desk.refused(&[stolen], &[], WrapperError::WrongVault).await;
    }
    desk.collect(Interest).await.unwrap();
    assert_eq!(desk.tokens(&desk.at.vault).await, million(1));
}

#[tokio::test]
async fn everything_goes_on_while_everything_is_halted() {
    let desk = Desk::wrapped().await;
    let (x, y) = (desk.x, desk.y);
    desk.sell(&x, &y, million(5)).await.unwrap();
    desk.credit(PRINCIPAL, INTEREST).await;
    let roles = desk.roles();
    let all = halo_sdk::facility::state::halt::ALL;
    let halt = halo_sdk::instructions::facility::set_halt(&roles.warden, true, &desk.facility, all);
    let guardian = desk.guardian(&roles.mom, halo_sdk::instructions::configurator::GuardianBy::ABeam);
    let freeze = halo_sdk::instructions::configurator::freeze_pau(&guardian);
    desk.ok(&[halt, freeze], &[roles.warden, roles.mom]).await;
    desk.stake(&x, million(20)).await.unwrap();
    desk.collect(Interest).await.unwrap();
    desk.claim(&x).await.unwrap();
    desk.unstake(&x, million(1), u64::MAX).await.unwrap();
    desk.forfeit(&y, 1).await.unwrap();
    desk.collect(halo_sdk::wrapper::instructions::CollectKind::Redemption).await.unwrap();
    desk.claim(&x).await.unwrap();
    desk.burn(&x, million(1)).await.unwrap();
    desk.burn(&y, million(5) - 1).await.unwrap();
    desk.close().await.unwrap();
    assert_eq!(desk.balance(&x).await + desk.balance(&y).await, PAID);
}
