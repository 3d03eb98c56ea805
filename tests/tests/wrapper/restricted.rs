//! Facilities that admit receivers: wrapping does not pass by it.

use super::desk::*;
use halo_sdk::{
    instructions::wrapper::{thaw_holder, unwrap, wrap, Admission, Unwrapping},
    nfat::error::NfatError,
    token::{Mint, TokenProgram},
    wrapper::{error::WrapperError, instructions::CollectKind::Interest},
};
use halo_tests::{
    chain::Chain,
    world::{million, DAY, MATURITY, ONE},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

impl Desk {
    /// Only X and the wrapper are admitted; the wrapper is open, X can hold fractions and Y has a frozen account.
    async fn restricted() -> Self {
        let desk = Self::new().await;
        desk.set_whitelist_mode(true).await.unwrap();
        for receiver in [desk.x, desk.at.wrapped] {
            desk.admit(&receiver, MATURITY).await.unwrap();
        }
        let desk = desk.opened().await;
        desk.ok(&[desk.thawing(&desk.x)], &[]).await;
        desk
    }

    /// The same with the NFAT in the wrapper.
    async fn restricted_and_wrapped() -> Self {
        let desk = Self::restricted().await;
        desk.ok(&[desk.wrapping_admitted(&desk.x)], &[desk.x]).await;
        desk
    }

    fn thawing(&self, owner: &Pubkey) -> Instruction {
        thaw_holder(&self.facility, &self.at, owner, &self.at.fractions(owner))
    }

    fn wrapping_admitted(&self, holder: &Pubkey) -> Instruction {
        wrap(holder, &self.at.fractions(holder), &self.facility, &self.at, Admission::Entry)
    }

    fn unwrapping_admitted(&self, holder: &Pubkey) -> Instruction {
        let unwrapping = Unwrapping {
            holder: *holder,
            source: self.at.fractions(holder),
            destination: self.facility.token_account(holder),
            admission: Admission::Entry,
            min_payout: 0,
        };
        unwrap(&self.facility, &self.at, &unwrapping)
    }
}

#[tokio::test]
async fn fractions_reach_admitted_owners_only() {
    let desk = Desk::restricted_and_wrapped().await;
    let (x, y) = (desk.x, desk.y);
    assert_eq!(desk.fractions(&x).await, PRINCIPAL);
    desk.refused(&[desk.selling(&x, &y, 1)], &[x], ACCOUNT_FROZEN).await;
    desk.refused(&[desk.thawing(&y)], &[], OWNED_BY_WRONG_PROGRAM).await;
    desk.admit(&y, MATURITY).await.unwrap();
    desk.refused(&[desk.selling(&x, &y, 1)], &[x], ACCOUNT_FROZEN).await;
    desk.ok(&[desk.thawing(&y)], &[]).await;
    desk.sell(&x, &y, million(10)).await.unwrap();
    assert_eq!(desk.fractions(&y).await, million(10));
}

#[tokio::test]
async fn the_mint_begins_every_account_frozen() {
    let desk = Desk::restricted().await;
    let chain = &desk.world.chain.0;
    let wrapped = desk.at.wrapped;
    let expected = Mint {
        program: TokenProgram::Token2022,
        supply: 0,
        decimals: 6,
        authority: Some(wrapped),
        freeze_authority: Some(wrapped),
    };
    assert_eq!(chain.mint(&desk.at.fraction_mint).unwrap(), expected);
    let frozen = |address| chain.token_account(&address).unwrap().frozen;
    assert!(!frozen(desk.at.escrow) && !frozen(desk.at.fractions(&desk.x)));
    assert!(frozen(desk.at.fractions(&desk.y)) && frozen(desk.at.fractions(&desk.z)));
    assert!(desk.wrapped_record().await.restricted);
}

#[tokio::test]
async fn the_wrapper_itself_must_be_admitted_and_so_must_who_unwraps() {
    let desk = Desk::restricted().await;
    let x = desk.x;
    desk.refused(&[desk.wrapping(&x)], &[x], NfatError::ReceiverNotAdmitted).await;
    desk.stop_admitting(&desk.at.wrapped).await.unwrap();
    desk.refused(&[desk.wrapping_admitted(&x)], &[x], NfatError::ReceiverNotAdmitted).await;
    desk.admit(&desk.at.wrapped, MATURITY).await.unwrap();
    desk.ok(&[desk.wrapping_admitted(&x)], &[x]).await;
    desk.stop_admitting(&x).await.unwrap();
    desk.refused(&[desk.unwrapping_admitted(&x)], &[x], NfatError::ReceiverNotAdmitted).await;
    desk.refused(&[desk.unwrapping(&x, 0)], &[x], NfatError::ReceiverNotAdmitted).await;
    desk.admit(&x, MATURITY).await.unwrap();
    desk.ok(&[desk.unwrapping_admitted(&x)], &[x]).await;
    assert_eq!(desk.owner_of(&desk.unit).await, x);
}

#[tokio::test]
async fn an_admission_counts_until_its_last_second() {
    let mut desk = Desk::restricted_and_wrapped().await;
    let until = desk.world.chain.now().await + DAY;
    let (y, z) = (desk.y, desk.z);
    for owner in [y, z] {
        desk.admit(&owner, until).await.unwrap();
    }
    desk.wait_until(until - 1).await;
    desk.ok(&[desk.thawing(&y)], &[]).await;
    desk.wait_until(until).await;
    desk.refused(&[desk.thawing(&z)], &[], WrapperError::NotAdmitted).await;
}

#[tokio::test]
async fn an_admission_is_its_owners_and_its_facilitys() {
    let desk = Desk::restricted_and_wrapped().await;
    let (x, y) = (desk.x, desk.y);
    let borrowed =
        with_account(desk.thawing(&y), &desk.facility.whitelist_entry(&y), desk.facility.whitelist_entry(&x));
    desk.refused(&[borrowed], &[], WrapperError::NotAdmitted).await;
    let already = desk.thawing(&x);
    // Token-2022's refusal of an account that is not frozen.
    desk.refused(&[already], &[], 13_u32).await;
}

#[tokio::test]
async fn an_account_that_could_be_handed_on_is_not_thawed() {
    let mut desk = Desk::restricted_and_wrapped().await;
    let (y, payer) = (desk.y, desk.roles().payer);
    desk.admit(&y, MATURITY).await.unwrap();
    // A token account at a key's address has no owner for good, unlike an associated one.
    let loose = desk.world.keys.add_named("loose token account");
    let program = anchor_spl::token_2022::ID;
    let space = 165;
    let create =
        solana_system_interface::instruction::create_account(&payer, &loose, 10_000_000, space, &program);
    let initialize = anchor_spl::token_2022::spl_token_2022::instruction::initialize_account3(
        &program,
        &loose,
        &desk.at.fraction_mint,
        &y,
    );
    desk.ok(&[create, initialize.unwrap()], &[loose]).await;
    let thaw = thaw_holder(&desk.facility, &desk.at, &y, &loose);
    desk.refused(&[thaw], &[], WrapperError::OwnerNotFixed).await;
    // An account of another token is no account of the fractions.
    let cash = thaw_holder(&desk.facility, &desk.at, &y, &desk.facility.token_account(&y));
    desk.refused(&[cash], &[], WrapperError::TokenRefused).await;
}

#[tokio::test]
async fn everybody_who_has_fractions_is_paid_whoever_is_removed() {
    let mut desk = Desk::restricted_and_wrapped().await;
    let (x, y) = (desk.x, desk.y);
    desk.admit(&y, MATURITY).await.unwrap();
    desk.ok(&[desk.thawing(&y)], &[]).await;
    desk.sell(&x, &y, million(10)).await.unwrap();
    desk.stake(&y, million(5)).await.unwrap();
    for removed in [x, y, desk.at.wrapped] {
        desk.stop_admitting(&removed).await.unwrap();
    }
    desk.credit(0, million(1)).await;
    desk.collect(Interest).await.unwrap();
    desk.claim(&y).await.unwrap();
    desk.unstake(&y, million(1), ONE * 40_000).await.unwrap();
    desk.mature().await;
    desk.end().await;
    desk.claim(&y).await.unwrap();
    desk.burn(&y, million(6)).await.unwrap();
    desk.burn(&x, million(15)).await.unwrap();
    assert_eq!((desk.balance(&x).await, desk.balance(&y).await), (15_750_000 * ONE, 10_500_000 * ONE));
    desk.close().await.unwrap();
}

#[tokio::test]
async fn free_fractions_are_no_way_around_a_mode_that_was_switched_on() {
    let desk = Desk::open().await;
    let x = desk.x;
    desk.refused(&[desk.thawing(&x)], &[], OWNED_BY_WRONG_PROGRAM).await;
    desk.set_whitelist_mode(true).await.unwrap();
    for receiver in [x, desk.at.wrapped] {
        desk.admit(&receiver, MATURITY).await.unwrap();
    }
    desk.refused(&[desk.thawing(&x)], &[], WrapperError::NotRestricted).await;
    desk.refused(&[desk.wrapping_admitted(&x)], &[x], WrapperError::FractionsUnrestricted).await;
    // The mint has free accounts already: a new wrapper has it, and is refused as well.
    desk.close().await.unwrap();
    desk.ok(&[desk.opening(&x)], &[x]).await;
    desk.refused(&[desk.wrapping_admitted(&x)], &[x], WrapperError::FractionsUnrestricted).await;
    desk.set_whitelist_mode(false).await.unwrap();
    desk.ok(&[desk.wrapping(&x)], &[x]).await;
}

#[tokio::test]
async fn restricted_fractions_stay_restricted_when_the_mode_is_switched_off() {
    let desk = Desk::restricted_and_wrapped().await;
    let (x, y) = (desk.x, desk.y);
    desk.set_whitelist_mode(false).await.unwrap();
    desk.refused(&[desk.thawing(&y)], &[], OWNED_BY_WRONG_PROGRAM).await;
    desk.refused(&[desk.selling(&x, &y, 1)], &[x], ACCOUNT_FROZEN).await;
    // The NFAT itself is free again.
    desk.ok(&[desk.unwrapping(&x, 0)], &[x]).await;
    desk.transfer(&x, &desk.unit, &y).await.unwrap();
}
