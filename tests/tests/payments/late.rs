//! From the maturity on a shortfall costs a penalty, to the base unit and the second.

use super::{Deal, INTEREST, PROCEEDS};
use halo_sdk::{
    halo_math::UnitStatus,
    instructions::nfat as ix,
    nfat::{error::NfatError, state::Payment},
};
use halo_tests::world::{million, payment, penalty, DAY, MATURITY, ONE};

/// 26.25M for five days at 0.1 % an hour.
const PENALTY: u64 = 3_150_000 * ONE;

impl Deal {
    fn redemption(&self, accept_shortfall: bool) -> ix::Redemption {
        ix::Redemption {
            holder: self.x,
            destination: self.world.facility.token_account(&self.x),
            asset: self.unit.asset,
            rent_payer: self.world.roles().beacon,
            min_payout: 0,
            accept_shortfall,
        }
    }

    async fn redeem_refused(&self, expected: NfatError) {
        let redeem = ix::redeem(&self.world.facility, &self.book, &self.redemption(false));
        self.world.refused(&[redeem], &[self.x], expected).await;
    }
}

#[tokio::test]
async fn five_days_late_26_25m_cost_3_15m() {
    let mut deal = Deal::new().await;
    deal.world.wait_until(MATURITY + 5 * DAY).await;
    let before = deal.world.balance(&deal.x).await;
    deal.world.fund(&deal.book, &deal.unit, payment(million(25), INTEREST)).await.unwrap();
    let nfat = deal.world.nfat(&deal.unit).await;
    assert_eq!((nfat.penalty_due(), nfat.shortfall()), (PENALTY, 0));
    deal.redeem_refused(NfatError::PenaltyUnpaid).await;

    // Nothing is missing any more, so nothing more accrues.
    deal.world.wait(DAY).await;
    deal.world.fund(&deal.book, &deal.unit, penalty(PENALTY)).await.unwrap();
    deal.world.redeem(&deal.x, &deal.book, &deal.unit, PROCEEDS + PENALTY).await.unwrap();
    assert_eq!(deal.world.balance(&deal.x).await - before, PROCEEDS + PENALTY);
}

#[tokio::test]
async fn what_is_paid_in_between_ends_the_penalty_on_it() {
    let mut deal = Deal::new().await;
    // Two days on 26.25M, three days on 6.25M: 1 260 000 + 450 000.
    deal.world.wait_until(MATURITY + 2 * DAY).await;
    deal.world.fund(&deal.book, &deal.unit, payment(million(20), 0)).await.unwrap();
    deal.world.wait_until(MATURITY + 5 * DAY).await;
    deal.world.fund(&deal.book, &deal.unit, payment(million(5), INTEREST)).await.unwrap();
    assert_eq!(deal.world.nfat(&deal.unit).await.penalty_due(), 1_710_000 * ONE);
}

#[tokio::test]
async fn the_first_second_counts_and_the_maturity_itself_does_not() {
    let mut deal = Deal::new().await;
    deal.world.wait_until(MATURITY).await;
    deal.world.fund(&deal.book, &deal.unit, payment(0, ONE)).await.unwrap();
    let nfat = deal.world.nfat(&deal.unit).await;
    assert_eq!((nfat.penalty_due(), nfat.status(MATURITY - 1)), (0, UnitStatus::Active));
    assert_eq!(nfat.status(MATURITY), UnitStatus::Late);

    deal.world.wait_until(MATURITY + 1).await;
    deal.world.fund(&deal.book, &deal.unit, payment(0, ONE)).await.unwrap();
    // 26 249 999 for one second at 240 basis points a day, rounded up.
    let expected = (26_249_999_000_000_u128 * 240).div_ceil(10_000 * 86_400);
    assert_eq!(u128::from(deal.world.nfat(&deal.unit).await.penalty_due()), expected);
}

#[tokio::test]
async fn the_penalty_never_exceeds_its_cap() {
    let mut deal = Deal::new().await;
    deal.world.wait_until(MATURITY + 300 * DAY).await;
    deal.world.fund(&deal.book, &deal.unit, payment(million(25), INTEREST)).await.unwrap();
    assert_eq!(deal.world.nfat(&deal.unit).await.penalty_due(), million(5));
    let beacon = deal.world.roles().beacon;
    let above = ix::fund(&beacon, &deal.world.facility, &deal.book, &deal.unit.nfat, penalty(million(5) + 1));
    deal.world.refused(&[above], &[beacon], NfatError::PayoutCapExceeded).await;
}

#[tokio::test]
async fn principal_alone_redeems_only_for_a_holder_that_says_so_also_before_the_maturity() {
    let mut deal = Deal::new().await;
    deal.world.fund(&deal.book, &deal.unit, payment(million(25), 0)).await.unwrap();
    deal.redeem_refused(NfatError::YieldUnpaid).await;
    deal.world.wait_until(MATURITY).await;
    deal.redeem_refused(NfatError::YieldUnpaid).await;
    deal.world.fund(&deal.book, &deal.unit, payment(0, INTEREST)).await.unwrap();
    deal.world.redeem(&deal.x, &deal.book, &deal.unit, PROCEEDS).await.unwrap();

    // Money that comes home early: the Halo pays the principal, and the holder takes it for everything.
    let early = Deal::new().await;
    early.world.fund(&early.book, &early.unit, payment(million(25), 0)).await.unwrap();
    early.world.redeem_for_less(&early.x, &early.book, &early.unit, million(25)).await.unwrap();
}

#[tokio::test]
async fn a_holder_may_do_without_yield_and_penalty_but_not_without_principal() {
    let mut deal = Deal::new().await;
    deal.world.fund(&deal.book, &deal.unit, payment(million(24), 0)).await.unwrap();
    deal.world.wait_until(MATURITY + DAY).await;
    let redeem = ix::redeem(&deal.world.facility, &deal.book, &deal.redemption(true));
    deal.world.refused(std::slice::from_ref(&redeem), &[deal.x], NfatError::NotFunded).await;
    deal.world.fund(&deal.book, &deal.unit, payment(million(1), 0)).await.unwrap();
    deal.redeem_refused(NfatError::YieldUnpaid).await;
    let before = deal.world.balance(&deal.x).await;
    deal.world.ok(&[redeem], &[deal.x]).await;
    assert_eq!(deal.world.balance(&deal.x).await - before, million(25));
}

#[tokio::test]
async fn a_top_up_counts_like_the_books_money_and_is_not_capped() {
    let mut deal = Deal::new().await;
    deal.world.wait_until(MATURITY + 5 * DAY).await;
    let everything = Payment { principal: million(25), interest: INTEREST, penalty: million(9) };
    deal.world.top_up(&deal.book, &deal.unit, everything).await.unwrap();
    let nfat = deal.world.nfat(&deal.unit).await;
    assert_eq!((nfat.penalty_due(), nfat.paid_in_by_book), (PENALTY, 0));
    deal.world.redeem(&deal.x, &deal.book, &deal.unit, PROCEEDS + million(9)).await.unwrap();
}
