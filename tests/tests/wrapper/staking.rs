//! Staking: paid at once, and worth neither more nor less than keeping.

use super::desk::*;
use halo_sdk::wrapper::{error::WrapperError, instructions::CollectKind::Interest, state::Stake};
use halo_tests::world::{million, ONE};
use solana_pubkey::Pubkey;

/// What somebody could leave with now: stake due, and the part of the pot of its free fractions.
async fn worth(desk: &Desk, owner: &Pubkey) -> u64 {
    let wrapped = desk.wrapped_record().await;
    let due = desk.stake_of(owner).await.map_or(0, |stake| wrapped.due(&stake));
    due + wrapped.worth(desk.fractions(owner).await, desk.supply()).unwrap()
}

impl Desk {
    /// X has 15M, Y 10M; a million has arrived.
    async fn earning() -> Self {
        let desk = Self::wrapped().await;
        desk.sell(&desk.x, &desk.y, million(10)).await.unwrap();
        desk.credit(0, million(1)).await;
        desk.collect(Interest).await.unwrap();
        desk
    }
}

#[tokio::test]
async fn staking_around_a_payment_takes_nothing_from_who_does_not() {
    let desk = Desk::wrapped().await;
    let (x, y) = (desk.x, desk.y);
    desk.sell(&x, &y, million(10)).await.unwrap();
    desk.credit(0, million(1)).await;
    // All of it in one transaction: what was claimed must be put back, to the last base unit.
    let steps = [
        desk.staking(&y, million(10)),
        desk.collecting(Interest),
        desk.claiming(&y),
        desk.unstaking(&y, million(10), 400_000 * ONE),
    ];
    desk.ok(&steps, &[y]).await;
    assert_eq!((desk.balance(&y).await, desk.fractions(&y).await), (0, million(10)));
    assert_eq!(desk.pot().await, million(1));
    assert_eq!(worth(&desk, &x).await, 600_000 * ONE);
    assert_eq!(worth(&desk, &y).await, 400_000 * ONE);
    desk.assert_sound().await;
}

#[tokio::test]
async fn a_stake_is_paid_what_its_fractions_have_earned_since_the_wrapping() {
    let desk = Desk::earning().await;
    let (x, y) = (desk.x, desk.y);
    // They were free when the million arrived, and bring their part along.
    desk.stake(&y, million(10)).await.unwrap();
    assert_eq!((worth(&desk, &x).await, worth(&desk, &y).await), (600_000 * ONE, 400_000 * ONE));
    desk.claim(&y).await.unwrap();
    assert_eq!(desk.balance(&y).await, 400_000 * ONE);
    assert_eq!(desk.pot().await, 600_000 * ONE);
    desk.refused(&[desk.claiming(&y)], &[y], WrapperError::NothingEarned).await;
    desk.credit(0, 250_000 * ONE).await;
    desk.collect(Interest).await.unwrap();
    desk.claim(&y).await.unwrap();
    assert_eq!(desk.balance(&y).await, 500_000 * ONE);
    desk.assert_sound().await;
}

#[tokio::test]
async fn who_unstakes_puts_back_what_it_took_out_and_no_more_than_it_allows() {
    let desk = Desk::earning().await;
    let (x, y) = (desk.x, desk.y);
    desk.stake(&y, million(10)).await.unwrap();
    desk.claim(&y).await.unwrap();
    // A quarter of the stake has been paid 100 000.
    let part = million(10) / 4;
    let payback = 100_000 * ONE;
    desk.refused(&[desk.unstaking(&y, part, payback - 1)], &[y], WrapperError::PaybackAboveMaximum).await;
    desk.unstake(&y, part, payback).await.unwrap();
    assert_eq!(desk.balance(&y).await, 300_000 * ONE);
    let Stake { amount, taken, .. } = desk.stake_of(&y).await.unwrap();
    assert_eq!((amount, taken), (million(10) - part, 300_000 * ONE));
    assert_eq!(desk.pot().await, 700_000 * ONE);
    assert_eq!((worth(&desk, &x).await, worth(&desk, &y).await), (600_000 * ONE, payback));
    desk.assert_sound().await;
}

#[tokio::test]
async fn what_was_not_taken_out_need_not_be_put_back() {
    let desk = Desk::earning().await;
    let (x, y) = (desk.x, desk.y);
    desk.stake(&y, million(10)).await.unwrap();
    desk.claim(&y).await.unwrap();
    desk.credit(0, 125_000 * ONE).await;
    desk.collect(Interest).await.unwrap();
    // 50 000 have come since the claim: a ninth of the stake has earned as much.
    let ninth = million(10).div_euclid(9);
    assert_eq!(worth(&desk, &y).await, 50_000 * ONE);
    desk.unstake(&y, ninth, 0).await.unwrap();
    desk.unstake(&y, million(10) - ninth, 400_000 * ONE).await.unwrap();
    assert!(desk.stake_of(&y).await.is_none());
    assert_eq!(desk.balance(&y).await, 0);
    assert_eq!((worth(&desk, &x).await, worth(&desk, &y).await), (675_000 * ONE, 450_000 * ONE));
    desk.assert_sound().await;
}

#[tokio::test]
async fn who_cannot_put_back_cannot_unstake() {
    let desk = Desk::earning().await;
    let (x, y) = (desk.x, desk.y);
    desk.stake(&y, million(10)).await.unwrap();
    let mut owner = desk.owner(&y);
    owner.cash = desk.facility.token_account(&desk.z);
    let payer = desk.roles().payer;
    let claim = halo_sdk::instructions::wrapper::claim_rewards(&owner, &desk.facility, &desk.at, &payer);
    desk.ok(&[claim], &[y]).await;
    assert_eq!(desk.balance(&desk.z).await, 400_000 * ONE, "the money goes wherever the owner says");
    let all = desk.unstaking(&y, million(10), u64::MAX);
    desk.refused(std::slice::from_ref(&all), &[y], INSUFFICIENT_FUNDS).await;
    desk.give(&y, 400_000 * ONE).await;
    desk.ok(&[all], &[y]).await;
    assert_eq!((worth(&desk, &x).await, worth(&desk, &y).await), (600_000 * ONE, 400_000 * ONE));
}

#[tokio::test]
async fn who_has_everything_owes_nobody_anything_back() {
    let desk = Desk::earning().await;
    let (x, y) = (desk.x, desk.y);
    desk.stake(&x, million(15)).await.unwrap();
    desk.claim(&x).await.unwrap();
    desk.sell(&y, &x, million(10)).await.unwrap();
    desk.stake(&x, million(10)).await.unwrap();
    assert_eq!(desk.balance(&x).await, 600_000 * ONE);
    desk.unstake(&x, PRINCIPAL, 0).await.unwrap();
    // The count begins anew with what is left: 400 000 for 25M.
    assert_eq!((desk.pot().await, desk.wrapped_record().await.taken), (400_000 * ONE, 0));
    desk.stake(&x, million(5)).await.unwrap();
    assert_eq!(worth(&desk, &x).await, 400_000 * ONE);
    desk.claim(&x).await.unwrap();
    assert_eq!(desk.balance(&x).await, 680_000 * ONE);
    desk.unstake(&x, million(5), 80_000 * ONE).await.unwrap();
    desk.unwrap(&x).await.unwrap();
    assert_eq!(desk.balance(&x).await, million(1));
    desk.assert_sound().await;
}

#[tokio::test]
async fn a_stake_grows_shrinks_and_returns_its_rent_to_who_paid_it() {
    let desk = Desk::wrapped().await;
    let (x, payer) = (desk.x, desk.roles().payer);
    for amount in [1, million(3), 2] {
        desk.stake(&x, amount).await.unwrap();
    }
    let stake = desk.stake_of(&x).await.unwrap();
    assert_eq!((stake.amount, stake.owner, stake.rent_payer), (million(3) + 3, x, payer));
    assert_eq!((stake.wrapped, stake.version), (desk.at.wrapped, 1));
    desk.refused(&[desk.unstaking(&x, million(3) + 4, 0)], &[x], WrapperError::TooFewFractions).await;
    desk.refused(&[desk.unstaking(&x, 0, 0)], &[x], WrapperError::ZeroAmount).await;
    desk.refused(&[desk.staking(&x, 0)], &[x], WrapperError::ZeroAmount).await;
    desk.refused(&[desk.staking(&x, PRINCIPAL)], &[x], INSUFFICIENT_FUNDS).await;

    // Another pays for X's next transactions: the rent still goes to the first.
    let y = desk.y;
    let lamports = |key| desk.world.chain.0.account(&key).map_or(0, |account| account.lamports);
    let (rent, fee) = (lamports(desk.at.stake(&x)), 10_000);
    let before = lamports(payer);
    let mut unstake = desk.unstaking(&x, million(3) + 3, 0);
    desk.refused(&[with_account(unstake.clone(), &payer, y)], &[x], WrapperError::WrongRentPayer).await;
    let spent = before - lamports(payer);
    unstake.accounts.iter_mut().for_each(|meta| meta.is_writable |= meta.pubkey == payer);
    desk.ok(&[unstake], &[x]).await;
    assert_eq!(lamports(payer), before - spent + rent - fee);
    assert!(desk.stake_of(&x).await.is_none());
}

#[tokio::test]
async fn a_stake_ends_with_the_nfat() {
    let mut desk = Desk::wrapped().await;
    let (x, y) = (desk.x, desk.y);
    desk.sell(&x, &y, million(10)).await.unwrap();
    desk.stake(&x, million(14)).await.unwrap();
    desk.mature().await;
    desk.end().await;
    desk.refused(&[desk.staking(&x, 1)], &[x], WrapperError::NotWrapped).await;
    desk.refused(&[desk.unstaking(&x, 1, u64::MAX)], &[x], WrapperError::NotWrapped).await;
    desk.claim(&x).await.unwrap();
    assert_eq!(desk.balance(&x).await, 14_700_000 * ONE);
    desk.refused(&[desk.claiming(&x)], &[x], ACCOUNT_NOT_INITIALIZED).await;
    desk.burn(&x, million(1)).await.unwrap();
    desk.burn(&y, million(10)).await.unwrap();
    assert_eq!((desk.balance(&x).await, desk.balance(&y).await), (15_750_000 * ONE, 10_500_000 * ONE));
    assert_eq!((desk.supply(), desk.tokens(&desk.at.vault).await), (0, 0));
}
