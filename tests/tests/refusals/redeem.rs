use super::setup::*;
use halo_sdk::{
    facility::error::FacilityError,
    instructions as ix,
    nfat::{error::NfatError, state::Payment},
};
use halo_tests::world::{half_year, payment, DAY, MATURITY, ONE};
use mpl_core::types::{FreezeDelegate, Plugin};

#[tokio::test]
async fn an_nfat_is_redeemed_once() {
    let deal = Deal::funded().await;
    let again = [deal.redeem(&deal.prime, 0)];
    deal.world.ok(&again, &[deal.prime]).await;
    deal.world.refused(&again, &[deal.prime], OWNED_BY_WRONG_PROGRAM).await;
    assert_eq!(deal.world.balance(&deal.prime).await, PAID);
}

#[tokio::test]
async fn an_nfat_is_redeemed_once_in_one_transaction_too() {
    let deal = Deal::funded().await;
    let twice = [deal.redeem(&deal.prime, 0), deal.redeem(&deal.prime, 1)];
    deal.world.refused(&twice, &[deal.prime], OWNED_BY_WRONG_PROGRAM).await;
}

#[tokio::test]
async fn nothing_is_redeemed_before_the_last_base_unit_of_principal_is_funded() {
    let deal = Deal::home().await;
    let (prime, beacon) = (deal.prime, deal.world.roles().beacon);
    let redeem = [deal.redeem(&prime, 0)];
    deal.world.refused(&redeem, &[prime], NfatError::NotFunded).await;
    deal.world.ok(&[deal.fund(payment(PRINCIPAL - 1, INTEREST))], &[beacon]).await;
    deal.world.refused(&redeem, &[prime], NfatError::NotFunded).await;
    deal.world.ok(&[deal.fund(payment(1, 0))], &[beacon]).await;
    deal.world.ok(&redeem, &[prime]).await;
    assert_eq!(deal.world.balance(&prime).await, PAID);
}

#[tokio::test]
async fn only_the_present_holder_redeems() {
    let mut deal = Deal::funded().await;
    let stranger = deal.world.person("stranger").await;
    deal.world.refused(&[deal.redeem(&stranger, 0)], &[stranger], NfatError::NotHolder).await;

    let transfer = ix::nfat::wallet_transfer(&deal.prime, &deal.world.facility, &deal.unit.asset, &stranger);
    deal.world.ok(&[transfer], &[deal.prime]).await;
    deal.world.refused(&[deal.redeem(&deal.prime, 0)], &[deal.prime], NfatError::NotHolder).await;
    // The new holder may have it paid to anybody.
    deal.world.ok(&[deal.redeem(&stranger, PAID)], &[stranger]).await;
    assert_eq!(deal.world.balance(&deal.prime).await, PAID);
}

#[tokio::test]
async fn a_holder_never_gets_less_than_it_asked_for() {
    let deal = Deal::funded().await;
    for min_payout in [PAID + 1, u64::MAX] {
        let redeem = [deal.redeem(&deal.prime, min_payout)];
        deal.world.refused(&redeem, &[deal.prime], NfatError::PayoutBelowMinimum).await;
    }
    deal.world.ok(&[deal.redeem(&deal.prime, PAID)], &[deal.prime]).await;
}

#[tokio::test]
async fn an_nfat_is_paid_out_of_its_own_books_vault_only() {
    let deal = Deal::funded().await;
    let other = deal.world.open_book().await;
    let redeem = with_account(
        with_account(deal.redeem(&deal.prime, 0), &deal.book.redeem_vault, other.redeem_vault),
        &deal.book.redeem_token_account,
        other.redeem_token_account,
    );
    deal.world.refused(&[redeem], &[deal.prime], NfatError::WrongBook).await;
}

#[tokio::test]
async fn funding_goes_to_the_vault_of_the_nfats_own_book() {
    let deal = Deal::home().await;
    let (beacon, other) = (deal.world.roles().beacon, deal.world.open_book().await);
    let fund = |from, to| with_account(deal.fund(payment(ONE, 0)), from, to);
    let redeem_side = with_account(
        fund(&deal.book.redeem_vault, other.redeem_vault),
        &deal.book.redeem_token_account,
        other.redeem_token_account,
    );
    deal.world.refused(&[redeem_side], &[beacon], NfatError::WrongBook).await;
    let book_side = with_account(
        with_account(fund(&deal.book.vault, other.vault), &deal.book.proxy, other.proxy),
        &deal.book.token_account,
        other.token_account,
    );
    deal.world.refused(&[book_side], &[beacon], NfatError::WrongBookVault).await;
}

#[tokio::test]
async fn principal_is_never_funded_twice() {
    let deal = Deal::home().await;
    let beacon = deal.world.roles().beacon;
    let refused = NfatError::PrincipalOverfunded;
    deal.world.refused(&[deal.fund(payment(PRINCIPAL + 1, 0))], &[beacon], refused).await;
    deal.world.ok(&[deal.fund(payment(PRINCIPAL, 0))], &[beacon]).await;
    deal.world.refused(&[deal.fund(payment(1, 0))], &[beacon], refused).await;
}

#[tokio::test]
async fn a_book_never_pays_more_than_the_cap_of_the_claim() {
    let mut deal = Deal::home().await;
    // So late that all of the penalty has accrued.
    deal.world.wait_until(MATURITY + 100 * DAY).await;
    let beacon = deal.world.roles().beacon;
    let cap = deal.world.nfat(&deal.unit).await.payout_cap;
    assert_eq!(cap, half_year(PRINCIPAL).summary().unwrap().max_payout);
    deal.world.come_home(&deal.book, cap).await;
    let pay = |penalty| [deal.fund(Payment { principal: PRINCIPAL, interest: INTEREST, penalty })];
    deal.world.refused(&pay(cap - PAID + 1), &[beacon], NfatError::PayoutCapExceeded).await;
    deal.world.ok(&pay(cap - PAID), &[beacon]).await;
    let more = [deal.fund(Payment { principal: 0, interest: 0, penalty: 1 })];
    deal.world.refused(&more, &[beacon], NfatError::PayoutCapExceeded).await;
}

#[tokio::test]
async fn a_book_never_pays_what_it_does_not_hold() {
    let deal = Deal::filling().await;
    deal.world.run_book(&deal.book, PRINCIPAL, PAID - 1).await;
    let beacon = deal.world.roles().beacon;
    deal.world.refused(&[deal.fund(payment(PRINCIPAL, INTEREST))], &[beacon], INSUFFICIENT_FUNDS).await;
    deal.world.ok(&[deal.fund(payment(PRINCIPAL, INTEREST - 1))], &[beacon]).await;
}

#[tokio::test]
async fn a_buyer_is_told_when_the_nfat_has_changed() {
    let deal = Deal::home().await;
    let state = deal.world.nfat(&deal.unit).await;
    let args = |principal, funded, sequence| {
        let args = halo_sdk::nfat::instructions::AssertUnitArgs { principal, funded, sequence };
        [ix::nfat::assert_unit(&deal.unit.nfat, args)]
    };
    deal.world.ok(&args(PRINCIPAL, 0, state.sequence), &[]).await;
    for stale in [
        args(PRINCIPAL - 1, 0, state.sequence),
        args(PRINCIPAL, 1, state.sequence),
        args(PRINCIPAL, 0, state.sequence + 1),
    ] {
        deal.world.refused(&stale, &[], NfatError::StateChanged).await;
    }
    deal.world.fund(&deal.book, &deal.unit, payment(1, 0)).await.unwrap();
    deal.world.refused(&args(PRINCIPAL, 0, state.sequence), &[], NfatError::StateChanged).await;
}

#[tokio::test]
async fn an_nfat_that_its_holder_burnt_in_a_wallet_is_gone() {
    let deal = Deal::funded().await;
    let (world, beacon) = (&deal.world, deal.world.roles().beacon);
    let burn = mpl_core::instructions::BurnV1Builder::new()
        .asset(deal.unit.asset)
        .collection(Some(world.facility.collection()))
        .payer(deal.prime)
        .authority(Some(deal.prime))
        .instruction();
    world.ok(&[burn], &[deal.prime]).await;
    world.refused(&[deal.redeem(&deal.prime, 0)], &[deal.prime], NfatError::AssetUnreadable).await;
    // Its record stays, and so does the Book: what is owed is nobody else's.
    world.refused(&[deal.close()], &[beacon], FacilityError::BookNotEmptied).await;
    assert_eq!(world.redeem_vault(&deal.book).await.owed, PAID);
}

#[tokio::test]
async fn a_freeze_of_the_holders_own_does_not_stop_its_redemption() {
    let deal = Deal::funded().await;
    let freeze = mpl_core::instructions::AddPluginV1Builder::new()
        .asset(deal.unit.asset)
        .collection(Some(deal.world.facility.collection()))
        .payer(deal.prime)
        .authority(Some(deal.prime))
        .plugin(Plugin::FreezeDelegate(FreezeDelegate { frozen: true }))
        .instruction();
    deal.world.ok(&[freeze], &[deal.prime]).await;
    deal.world.ok(&[deal.redeem(&deal.prime, PAID)], &[deal.prime]).await;
    assert_eq!(deal.world.balance(&deal.prime).await, PAID);
}
