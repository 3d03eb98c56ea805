//! Shares: what they cost and what they are worth.

use super::{execute, plain, price, PAR};
use crate::{MILLION, ONE};
use halo_math::amm::{AmmError, Capital, Flows, Trade, Valuation, VIRTUAL_SHARES};

fn valuation(capital: &Capital, at: u64) -> Valuation {
    capital.valuation(&plain(), price(at)).expect("it fits")
}

#[test]
fn the_first_deposit_buys_a_hundred_shares_a_base_unit() {
    let mut capital = Capital::default();
    let empty = valuation(&capital, PAR);
    assert_eq!(capital.deposit(50 * MILLION, &empty), Ok(50 * MILLION * VIRTUAL_SHARES));
    assert_eq!((capital.usds, capital.shares), (50 * MILLION, 50 * MILLION * 100));
    let full = valuation(&capital, PAR);
    assert_eq!(capital.worth(capital.shares, &full), Ok(50 * MILLION), "all of it");
    assert_eq!(capital.withdraw(capital.shares, &full), Ok(50 * MILLION));
    assert_eq!(capital, Capital::default());
}

#[test]
fn spread_raises_what_a_share_is_worth() {
    let mut capital = Capital::default();
    let empty = valuation(&capital, PAR);
    let first = capital.deposit(30 * MILLION, &empty).expect("the first");
    let second = capital.deposit(10 * MILLION, &valuation(&capital, PAR)).expect("the second");
    let mut flows = Flows::default();
    for _ in 0..10 {
        execute(&plain(), &mut capital, &mut flows, Trade::SellExactIn(MILLION), PAR);
        execute(&plain(), &mut capital, &mut flows, Trade::BuyExactOut(MILLION), PAR);
    }
    // Twenty trades of a million at five basis points.
    assert_eq!(
        (capital.fees, capital.usds, capital.inventory),
        (10_000 * ONE, 40 * MILLION + 10_000 * ONE, 0)
    );
    let now = valuation(&capital, PAR);
    assert_eq!(
        capital.worth(first, &now).unwrap(),
        30 * MILLION + 7_500 * ONE - 1,
        "three quarters, rounded down"
    );
    assert_eq!(capital.worth(second, &now).unwrap(), 10 * MILLION + 2_500 * ONE - 1, "a quarter");
}

#[test]
fn inventory_counts_at_the_bid_for_who_leaves_and_at_nav_for_who_comes() {
    let capital = Capital { usds: MILLION, inventory: MILLION, ..Capital::default() };
    let worth = valuation(&capital, PAR);
    assert_eq!((worth.exit, worth.entry), (2 * MILLION - 500 * ONE, 2 * MILLION));
    let pending = Capital { pending: MILLION, expected: MILLION, ..capital };
    let worth = valuation(&pending, PAR);
    assert_eq!((worth.exit, worth.entry), (3 * MILLION - 1_000 * ONE, 3 * MILLION));
    let worth = valuation(&pending, 2 * PAR);
    assert_eq!(
        worth.exit,
        MILLION + 2 * MILLION - 1_000 * ONE + MILLION,
        "what is expected, not what it is worth"
    );
    assert_eq!(worth.entry, MILLION + 4 * MILLION, "what it is worth, not what is expected");
    let worth = valuation(&pending, PAR / 2);
    assert_eq!(worth.exit, MILLION + MILLION - 500 * ONE, "the bid, not what is expected");
    assert_eq!(worth.entry, MILLION + MILLION / 2 + MILLION);
}

#[test]
fn coming_and_going_at_once_never_pays() {
    let mut capital =
        Capital { usds: 3 * MILLION, inventory: 7 * MILLION, shares: 900 * MILLION, ..Capital::default() };
    let before = valuation(&capital, PAR + 77);
    let shares = capital.deposit(MILLION, &before).expect("a deposit");
    let paid = capital.withdraw(shares, &valuation(&capital, PAR + 77)).expect("usds are there");
    // The seven million of inventory cost NAV and bring the bid: five basis points of their part.
    assert!(paid < MILLION - 300 * ONE && paid > MILLION - 350 * ONE, "{paid}");
}

#[test]
fn a_share_cannot_be_made_dear() {
    let mut capital = Capital::default();
    let empty = valuation(&capital, PAR);
    capital.deposit(1, &empty).expect("one base unit");
    // Somebody overpays a redemption by a million.
    capital.usds += MILLION;
    let before = capital;
    let worth = valuation(&capital, PAR);
    let shares = capital.deposit(MILLION, &worth).expect("it buys shares");
    let paid = capital.worth(shares, &valuation(&capital, PAR)).unwrap();
    let lost = MILLION - paid;
    assert!(lost <= MILLION / 100, "at most a share's worth: {lost}");
    let attacker = capital.worth(before.shares, &valuation(&capital, PAR)).unwrap();
    assert!(attacker < MILLION * 51 / 100, "the attacker loses half of what it gave: {attacker}");
}

#[test]
fn deposits_are_refused() {
    let capital = Capital { usds: u64::MAX, shares: 1, ..Capital::default() };
    let worth = Valuation { entry: u64::MAX, exit: u64::MAX };
    let refused = |capital: Capital, amount, worth, expected| {
        let mut after = capital;
        assert_eq!(after.deposit(amount, &worth), Err(expected));
        assert_eq!(after, capital, "a refusal changes nothing");
    };
    refused(capital, 0, worth, AmmError::ZeroAmount);
    refused(capital, 1, worth, AmmError::DepositTooSmall { amount: 1 });
    let full = AmmError::TotalOverflow { amount: MILLION, total: u64::MAX };
    refused(capital, MILLION, Valuation { entry: 0, exit: 0 }, full);
    let mut many = Capital { shares: u64::MAX, ..Capital::default() };
    let overflow = many.deposit(MILLION, &Valuation::default());
    assert!(matches!(overflow, Err(AmmError::Math(_))), "{overflow:?}");
}

#[test]
fn withdrawals_at_once_are_refused() {
    let mut capital = Capital::default();
    let empty = valuation(&capital, PAR);
    let shares = capital.deposit(100 * ONE, &empty).expect("a deposit");
    let worth = valuation(&capital, PAR);
    let refused = |capital: Capital, shares, expected| {
        let mut after = capital;
        assert_eq!(after.withdraw(shares, &worth), Err(expected));
        assert_eq!(after, capital, "a refusal changes nothing");
    };
    refused(capital, 0, AmmError::ZeroAmount);
    refused(capital, shares + 1, AmmError::NotEnoughShares { asked: shares + 1, shares });
    refused(capital, 99, AmmError::TradeTooSmall { amount: 99 });
    refused(Capital { queued: 1, ..capital }, 100, AmmError::OthersWait { queued: 1 });
    let spent = Capital { usds: 60 * ONE, inventory: 40 * ONE, ..capital };
    refused(spent, shares, AmmError::NotEnoughUsds { amount: 100 * ONE, free: 60 * ONE });
}

#[test]
fn what_is_gone_is_written_down() {
    let mut capital = Capital { usds: 5, reserved: 7, inventory: 3, losses: 1, ..Capital::default() };
    assert_eq!(capital.usds_in_vault(), Ok(12));
    assert_eq!(capital.write_down(4), Err(AmmError::RecordsFallShort { amount: 4, recorded: 3 }));
    assert_eq!(capital.write_down_usds(6), Err(AmmError::RecordsFallShort { amount: 6, recorded: 5 }));
    assert_eq!((capital.write_down(3), capital.write_down_usds(5)), (Ok(()), Ok(())));
    assert_eq!(capital, Capital { reserved: 7, losses: 6, ..Capital::default() });
}
