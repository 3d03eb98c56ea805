//! What a held NFAT pays goes into the Book that holds it, whoever asks.

use super::setup::*;
use halo_sdk::{
    addresses,
    facility::{
        error::FacilityError,
        events::UnitCollected,
        instructions::CollectKind,
        state::{halt, Holding},
    },
    instructions::{
        configurator::{self as gov, GuardianBy},
        facility::{self as ix, HeldUnitRent},
    },
    nfat::error::NfatError,
};
use halo_tests::{
    events::event,
    world::{half_year, payment, MATURITY, ONE},
};
use solana_instruction::Instruction;

impl Nest {
    fn collecting(&self, kind: CollectKind) -> Instruction {
        let beacon = self.world.roles().beacon;
        ix::collect_unit(&self.unit(), &HeldUnitRent { holding: beacon, nfat: beacon }, kind)
    }

    /// Collects; returns the event, whose figures it compares with the accounts.
    async fn collects(&self, kind: CollectKind) -> UnitCollected {
        let before = self.world.tokens(&self.parent.token_account).await;
        let landed = self.world.ok(&[self.collecting(kind)], &[]).await;
        let collected: UnitCollected = event(&landed);
        let book = self.world.book(&self.parent).await;
        assert_eq!(self.world.tokens(&self.parent.token_account).await, before + collected.amount);
        assert_eq!((collected.book, collected.kind), (self.parent.book, kind as u8));
        assert_eq!(
            (collected.returned_after, collected.units_held_after, collected.held_principal_after),
            (book.returned, book.units_held, book.held_principal)
        );
        collected
    }

    /// The child gets `principal` and `interest` home and funds its unit with them.
    async fn funds(&self, principal: u64, interest: u64) {
        self.world.come_home(&self.child, principal + interest).await;
        let unit = &self.child_unit;
        self.world.fund(&self.child, unit, payment(principal, interest)).await.unwrap();
    }
}

#[tokio::test]
async fn a_book_collects_interest_a_tranche_and_the_last_payment_of_what_it_holds() {
    let mut nest = Nest::at_rest().await;
    nest.funds(0, COUPON).await;
    let interest = nest.collects(CollectKind::Interest).await;
    assert_eq!((interest.amount, interest.returned_after), (COUPON, COUPON));
    assert_eq!((interest.units_held_after, interest.held_principal_after), (1, HELD));

    nest.funds(TRANCHE, 0).await;
    let tranche = nest.collects(CollectKind::Tranche).await;
    assert_eq!((tranche.amount, tranche.returned_after), (TRANCHE, TRANCHE + COUPON));
    assert_eq!((tranche.units_held_after, tranche.held_principal_after), (1, HELD - TRANCHE));
    assert_eq!(nest.world.holding(&nest.child_unit.asset).await.principal, HELD - TRANCHE);

    nest.world.wait_until(MATURITY).await;
    nest.funds(TRANCHE, COUPON).await;
    let last = nest.collects(CollectKind::Redemption).await;
    assert_eq!((last.amount, last.returned_after), (TRANCHE + COUPON, HELD + 2 * COUPON));
    assert_eq!((last.units_held_after, last.held_principal_after), (0, 0));

    // Both records are closed; the child owes nothing and the parent has what it put in and half a million more.
    let (world, asset) = (&nest.world, nest.child_unit.asset);
    assert!(world.client.fetch_optional::<Holding>(&addresses::holding(&asset)).await.unwrap().is_none());
    let vault = world.redeem_vault(&nest.child).await;
    assert_eq!((vault.owed, vault.paid, vault.units), (0, HELD + 2 * COUPON, 0));
    assert_eq!(world.tokens(&nest.parent.token_account).await, PRINCIPAL + 2 * COUPON);
}

#[tokio::test]
async fn the_lamports_of_asset_and_holding_go_to_who_recorded_it() {
    let nest = Nest::at_rest().await;
    let (chain, beacon) = (&nest.world.chain.0, nest.world.roles().beacon);
    nest.funds(HELD, 2 * COUPON).await;
    let lamports =
        |address: &solana_pubkey::Pubkey| chain.account(address).map_or(0, |account| account.lamports);
    let of_holding = lamports(&addresses::holding(&nest.child_unit.asset));
    let of_record = lamports(&nest.child_unit.nfat);
    let of_asset = lamports(&nest.child_unit.asset);
    let (book, before) = (lamports(&nest.parent.book), lamports(&beacon));
    nest.collects(CollectKind::Redemption).await;
    assert_eq!(lamports(&nest.parent.book), book, "a Book keeps no rent of others");
    let left = lamports(&nest.child_unit.asset);
    assert_eq!(lamports(&beacon) - before, of_holding + of_record + of_asset - left);
}

#[tokio::test]
async fn nothing_is_collected_that_is_not_due() {
    let nest = Nest::at_rest().await;
    let world = &nest.world;
    let refused = async |kind, error| world.refused(&[nest.collecting(kind)], &[], error).await;
    refused(CollectKind::Interest, NfatError::NothingFunded).await;
    refused(CollectKind::Tranche, NfatError::NoPrincipalFunded).await;
    refused(CollectKind::Redemption, NfatError::NotFunded).await;
    nest.funds(HELD, 2 * COUPON).await;
    refused(CollectKind::Tranche, NfatError::LastPaymentRedeems).await;
}

#[tokio::test]
async fn nobody_waives_yield_in_the_name_of_a_book() {
    let mut nest = Nest::at_rest().await;
    nest.funds(HELD, 0).await;
    nest.world.wait_until(MATURITY).await;
    let redeem = nest.collecting(CollectKind::Redemption);
    nest.world.refused(std::slice::from_ref(&redeem), &[], NfatError::YieldUnpaid).await;
    nest.funds(0, 2 * COUPON).await;
    nest.world.ok(&[redeem], &[]).await;
}

#[tokio::test]
async fn money_of_a_book_goes_into_its_own_account_only() {
    let nest = Nest::at_rest().await;
    nest.funds(0, COUPON).await;
    let world = &nest.world;
    let (own, collect) = (nest.parent.token_account, nest.collecting(CollectKind::Interest));
    let borrowers = world.facility.token_account(&world.borrower);
    for other in [borrowers, nest.child.token_account, world.facility.queue_token_account()] {
        let elsewhere = with_account(collect.clone(), &own, other);
        world.refused(&[elsewhere], &[], FacilityError::WrongBookVault).await;
    }
}

#[tokio::test]
async fn each_account_is_the_holdings() {
    let nest = Nest::at_rest().await;
    nest.funds(0, COUPON).await;
    let world = &nest.world;
    let (other, other_unit) = level_up(world, &nest.x, 2, half_year(PRINCIPAL)).await;
    let collect = nest.collecting(CollectKind::Interest);
    let swap = |own, other| with_account(collect.clone(), own, other);

    // Another Book asks for the same unit, into its own account.
    let stranger = swap(&nest.parent.book, other.book);
    let stranger = with_account(stranger, &nest.parent.token_account, other.token_account);
    world.refused(&[stranger], &[], FacilityError::WrongBook).await;
    let unit = nest.child_unit;
    world.refused(&[swap(&unit.asset, other_unit.asset)], &[], FacilityError::WrongNfat).await;
    world.refused(&[swap(&unit.nfat, other_unit.nfat)], &[], FacilityError::WrongNfat).await;
    let mint = world.facility.mint;
    world.refused(&[swap(&mint, world.facility.pau)], &[], FacilityError::WrongMint).await;
    let rent = HeldUnitRent { holding: nest.x, nfat: world.roles().beacon };
    let greedy = ix::collect_unit(&nest.unit(), &rent, CollectKind::Interest);
    world.refused(&[greedy], &[], FacilityError::WrongRentPayer).await;
    // The NFAT program checks the rest: here the Book's redeem vault.
    world
        .refused(&[swap(&nest.child.redeem_vault, other.redeem_vault)], &[], NfatError::WrongRedeemVault)
        .await;
    world.ok(&[collect], &[]).await;
}

#[tokio::test]
async fn a_unit_that_is_only_owned_pays_nobody() {
    let nest = Nest::owned().await;
    let collect = nest.collecting(CollectKind::Interest);
    nest.world.refused(&[collect], &[], ACCOUNT_NOT_INITIALIZED).await;
}

#[tokio::test]
async fn neither_a_halt_nor_a_freeze_stops_it() {
    let nest = Nest::at_rest().await;
    nest.funds(0, COUPON).await;
    let (world, council) = (&nest.world, nest.world.roles().council);
    let halts = [
        ix::set_halt(&council, false, &world.facility, halt::ALL),
        ix::halt_book(&council, None, &world.facility, &nest.parent.book, halt::ALL),
        gov::freeze_pau(&world.guardian(&council, GuardianBy::ABeam)),
    ];
    world.ok(&halts, &[council]).await;
    assert_eq!(nest.collects(CollectKind::Interest).await.amount, COUPON);
}

#[tokio::test]
async fn what_others_pay_in_beside_it_is_not_counted() {
    let nest = Nest::at_rest().await;
    nest.funds(0, COUPON).await;
    let world = &nest.world;
    world.give(&world.borrower, ONE).await;
    let source = world.facility.token_account(&world.borrower);
    let gift = halo_sdk::token::transfer_checked(
        world.token_program,
        &halo_sdk::token::Transfer {
            source,
            mint: world.facility.mint,
            destination: nest.parent.token_account,
            authority: world.borrower,
            amount: ONE,
            decimals: halo_tests::world::DECIMALS,
        },
    )
    .unwrap();
    let landed = world.ok(&[gift, nest.collecting(CollectKind::Interest)], &[world.borrower]).await;
    assert_eq!(event::<UnitCollected>(&landed).amount, COUPON);
    assert_eq!(world.book(&nest.parent).await.returned, COUPON);
}

#[tokio::test]
async fn a_book_that_holds_a_unit_does_not_close() {
    let nest = Nest::at_rest().await;
    let (world, parent) = (&nest.world, &nest.parent);
    world.settle_at_rest(parent).await;
    world.come_home(parent, HELD).await;
    world.unwind(parent).await;
    world.fund(parent, &nest.parent_unit, payment(PRINCIPAL, 0)).await.unwrap();
    world.redeem_for_less(&nest.x, parent, &nest.parent_unit, PRINCIPAL).await.unwrap();
    assert_eq!(world.tokens(&parent.token_account).await, 0);
    let close = ix::close_book(&world.roles().beacon, &world.facility, parent);
    world.refused(&[close], &[world.roles().beacon], FacilityError::BookNotEmptied).await;
}
