//! Redemptions: on time, late, short, and sent back.

use super::{plain, price, DAY, NOW, PAR};
use crate::{MILLION, ONE};
use halo_math::amm::{AmmError, Capital, Closed, Pair, Pricing, Received, Redemption, POOL_BUYS};

const DUE: i64 = NOW + DAY;

/// A pool with a million of inventory, all of which is being redeemed.
fn started() -> (Capital, Redemption) {
    let mut capital = Capital { usds: 7, inventory: MILLION, ..Capital::default() };
    let redemption = Redemption::start(&mut capital, &plain(), price(PAR), [MILLION, MILLION], NOW, DUE)
        .expect("inventory");
    (capital, redemption)
}

#[test]
fn inventory_becomes_what_is_expected() {
    let (capital, redemption) = started();
    assert_eq!(capital, Capital { usds: 7, pending: MILLION, expected: MILLION, ..Capital::default() });
    let expected = Redemption {
        amount: MILLION,
        expected: MILLION,
        outstanding: MILLION,
        requested_at: NOW,
        due: DUE,
        returned: 0,
        closed: 0,
    };
    assert_eq!(redemption, expected);
    let before = Capital { usds: 7, inventory: MILLION, ..Capital::default() };
    let worth = |capital: Capital| capital.valuation(&plain(), price(PAR)).unwrap();
    assert_eq!(worth(capital), worth(before), "starting it changes no value");
}

#[test]
fn what_cannot_be_expected_is_refused() {
    let capital = Capital { inventory: MILLION, ..Capital::default() };
    let refused = |amounts, due, expected| {
        let mut after = capital;
        assert_eq!(Redemption::start(&mut after, &plain(), price(PAR + 1), amounts, NOW, due), Err(expected));
        assert_eq!(after, capital, "a refusal changes nothing");
    };
    refused([0, 1], DUE, AmmError::ZeroAmount);
    refused([1, 0], DUE, AmmError::ZeroAmount);
    refused([ONE, ONE], NOW, AmmError::DueInThePast { due: NOW, now: NOW });
    let high = AmmError::ExpectedTooHigh { expected: ONE + 2, most: ONE + 1, amount: ONE };
    refused([ONE, ONE + 2], DUE, high);
    // Five per cent of it, rounded up: the pool's widest discount.
    let least = ONE - ONE / 20;
    refused([ONE, least - 1], DUE, AmmError::ExpectedTooLow { expected: least - 1, least, amount: ONE });
    let none = AmmError::NotEnoughInventory { amount: MILLION + 1, inventory: MILLION };
    refused([MILLION + 1, MILLION + 1], DUE, none);
}

#[test]
fn the_spread_is_earned_when_the_issuer_pays() {
    let (mut capital, mut redemption) = started();
    let before = capital.valuation(&plain(), price(PAR)).unwrap();
    assert_eq!(redemption.receive(&mut capital, MILLION), Ok(Received { gain: 0, closed: true }));
    assert_eq!(capital, Capital { usds: 7 + MILLION, ..Capital::default() });
    let after = capital.valuation(&plain(), price(PAR)).unwrap();
    assert_eq!(after.exit - before.exit, 500 * ONE, "five basis points");
    assert_eq!((redemption.profit(), redemption.closed, redemption.outstanding), (0, 1, 0));
    assert_eq!(redemption.receive(&mut capital, 1), Err(AmmError::RedemptionClosed));
    assert_eq!(redemption.close(&mut capital, 0), Err(AmmError::RedemptionClosed));
    assert_eq!(redemption.take_back(&mut capital), Err(AmmError::RedemptionClosed));
}

#[test]
fn payments_come_in_parts_and_may_bring_more() {
    let (mut capital, mut redemption) = started();
    assert_eq!(redemption.receive(&mut capital, 0), Err(AmmError::ZeroAmount));
    assert_eq!(redemption.receive(&mut capital, MILLION / 4), Ok(Received { gain: 0, closed: false }));
    assert_eq!((capital.pending, capital.expected), (MILLION / 4 * 3, MILLION / 4 * 3));
    assert_eq!(redemption.profit(), -i128::from(MILLION / 4 * 3));
    let last = redemption.receive(&mut capital, MILLION);
    assert_eq!(last, Ok(Received { gain: MILLION / 4, closed: true }));
    assert_eq!((capital.usds, capital.gains, capital.expected), (7 + MILLION + MILLION / 4, MILLION / 4, 0));
    assert_eq!(redemption.profit(), i128::from(MILLION / 4));
}

#[test]
fn a_base_unit_does_not_settle_a_token_without_decimals() {
    let pricing = Pricing { pair: Pair::new(0, 6).unwrap(), ..plain() };
    let mut capital = Capital { inventory: 3, ..Capital::default() };
    let worth = [3, 300 * ONE];
    let mut redemption =
        Redemption::start(&mut capital, &pricing, price(100 * PAR), worth, NOW, DUE).expect("three tokens");
    redemption.receive(&mut capital, 1).expect("a base unit");
    assert_eq!((redemption.outstanding, capital.pending, capital.expected), (3, 3, 300 * ONE - 1));
}

#[test]
fn a_shortfall_beyond_tolerance_halts_purchases() {
    for (missing, latches) in [(0, 0), (100 * ONE, 0), (100 * ONE + 1, POOL_BUYS), (MILLION, POOL_BUYS)] {
        let (mut capital, mut redemption) = started();
        if missing < MILLION {
            redemption.receive(&mut capital, MILLION - missing).expect("a payment");
        }
        if missing == 0 {
            assert_eq!(redemption.closed, 1);
            continue;
        }
        // One basis point.
        assert_eq!(redemption.close(&mut capital, 1), Ok(Closed { shortfall: missing, latches }));
        assert_eq!((capital.pending, capital.expected, capital.losses), (0, 0, missing));
        assert_eq!(redemption.profit(), -i128::from(missing));
    }
}

#[test]
fn what_the_issuer_sends_back_is_inventory_again() {
    let (mut capital, mut redemption) = started();
    redemption.receive(&mut capital, MILLION / 2).expect("half of it");
    assert_eq!(redemption.take_back(&mut capital), Ok(MILLION / 2));
    assert_eq!(capital, Capital { usds: 7 + MILLION / 2, inventory: MILLION / 2, ..Capital::default() });
    assert_eq!((redemption.closed, redemption.is_overdue(i64::MAX)), (1, false));
}

#[test]
fn it_is_overdue_from_its_second_on() {
    let (mut capital, mut redemption) = started();
    assert_eq!([DUE - 1, DUE, DUE + 1].map(|now| redemption.is_overdue(now)), [false, true, true]);
    redemption.receive(&mut capital, MILLION).expect("late, and welcome");
    assert!(!redemption.is_overdue(DUE));
}
