//! The limits of a pool, to the base unit, and what a trade books.

use super::{execute, plain, price, NOW, PAR};
use crate::{MILLION, ONE};
use halo_math::amm::{AmmError, Capital, Flow, Flows, InventoryLimits, Pricing, Quote, Trade, TradeLimits};

fn quote(pricing: &Pricing, capital: &Capital, trade: Trade) -> Quote {
    pricing.quote(trade, price(PAR), capital, &Flows::default(), NOW).expect("a quote")
}

/// Does `trade` and asserts that it is refused as expected and changes nothing.
#[track_caller]
fn assert_refused(pricing: &Pricing, capital: Capital, trade: Trade, expected: AmmError) {
    let quote = quote(pricing, &capital, trade);
    let (mut after, mut flows) = (capital, Flows::default());
    assert_eq!(pricing.check_trade(&quote, &capital), Err(expected));
    assert_eq!(pricing.execute(&quote, &mut after, &mut flows, NOW), Err(expected));
    assert_eq!((after, flows), (capital, Flows::default()), "a refusal changes nothing");
}

#[test]
fn inventory_stops_at_its_hard_limit() {
    let inventory = InventoryLimits { soft: MILLION, hard: 2 * MILLION, ..InventoryLimits::default() };
    let pricing = Pricing { inventory, ..plain() };
    let capital = Capital { usds: 10 * MILLION, inventory: MILLION, pending: ONE, ..Capital::default() };
    let room = MILLION - ONE;
    assert_eq!(pricing.check_trade(&quote(&pricing, &capital, Trade::SellExactIn(room)), &capital), Ok(()));
    let full = AmmError::InventoryFull { value: 2 * MILLION + 1, hard: 2 * MILLION };
    assert_refused(&pricing, capital, Trade::SellExactIn(room + 1), full);
    let bought = quote(&pricing, &Capital { inventory: 9 * MILLION, ..capital }, Trade::BuyExactOut(ONE));
    let over = Capital { inventory: 9 * MILLION, ..capital };
    assert_eq!(pricing.check_trade(&bought, &over), Ok(()), "what is above the limit may be sold");
}

#[test]
fn a_trade_has_a_size() {
    let pricing = Pricing { trade: TradeLimits { min: ONE, max: 5 * ONE }, ..plain() };
    let capital = Capital { usds: MILLION, inventory: MILLION, ..Capital::default() };
    for size in [ONE, 5 * ONE] {
        for trade in [Trade::SellExactIn(size), Trade::BuyExactOut(size)] {
            assert_eq!(pricing.check_trade(&quote(&pricing, &capital, trade), &capital), Ok(()));
        }
    }
    for value in [ONE - 1, 5 * ONE + 1] {
        let expected = AmmError::TradeSize { value, min: ONE, max: 5 * ONE };
        assert_refused(&pricing, capital, Trade::SellExactIn(value), expected);
        assert_refused(&pricing, capital, Trade::BuyExactOut(value), expected);
    }
}

#[test]
fn nobody_is_paid_what_is_not_there() {
    let pricing = plain();
    let capital = Capital { usds: 999_500, inventory: 10, reserved: MILLION, ..Capital::default() };
    assert_eq!(pricing.check_trade(&quote(&pricing, &capital, Trade::SellExactIn(ONE)), &capital), Ok(()));
    let short = AmmError::NotEnoughUsds { amount: 999_500, free: 999_499 };
    assert_refused(&pricing, Capital { usds: 999_499, ..capital }, Trade::SellExactIn(ONE), short);
    let none = AmmError::NotEnoughInventory { amount: 11, inventory: 10 };
    assert_refused(&pricing, capital, Trade::BuyExactOut(11), none);
}

#[test]
fn usds_that_shares_wait_for_are_not_for_traders() {
    let pricing = plain();
    let valuation = Capital::default().valuation(&pricing, price(PAR)).expect("nothing");
    let mut capital = Capital::default();
    let shares = capital.deposit(1_000 * ONE, &valuation).expect("the first deposit");
    capital.queued = shares / 4;
    let free = 750 * ONE;
    let trade = Trade::SellExactOut(free);
    assert_eq!(pricing.check_trade(&quote(&pricing, &capital, trade), &capital), Ok(()));
    let expected = AmmError::NotEnoughUsds { amount: free + 1, free };
    assert_refused(&pricing, capital, Trade::SellExactOut(free + 1), expected);
}

#[test]
fn a_trade_moves_both_sides_and_nothing_else() {
    let pricing = plain();
    let before = Capital { usds: MILLION, inventory: MILLION, reserved: 7, fees: 3, ..Capital::default() };
    let (mut capital, mut flows) = (before, Flows::default());
    let sold = execute(&pricing, &mut capital, &mut flows, Trade::SellExactIn(1_000 * ONE), PAR);
    assert_eq!(
        capital,
        Capital {
            usds: MILLION - sold.amount_out,
            inventory: MILLION + 1_000 * ONE,
            fees: 3 + sold.fee,
            ..before
        }
    );
    assert_eq!(flows.sells, Flow { amount: 1_000 * ONE, updated_at: NOW });
    let before = capital;
    let bought = execute(&pricing, &mut capital, &mut flows, Trade::BuyExactOut(400 * ONE), PAR);
    assert_eq!(
        capital,
        Capital {
            usds: before.usds + bought.amount_in,
            inventory: before.inventory - 400 * ONE,
            fees: before.fees + bought.fee,
            ..before
        }
    );
    assert_eq!((flows.sells.amount, flows.buys.amount), (1_000 * ONE, 400 * ONE));
}
