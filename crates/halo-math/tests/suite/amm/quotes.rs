//! What trades come to, by number.

use super::{execute, plain, point, price, steep, NOW, PAR};
use crate::{MILLION, ONE};
use halo_math::amm::{
    AmmError, Capital, Curve, Depth, Flow, Flows, InventoryLimits, Pair, Pricing, Quote, Spread, Trade,
};

/// A quote of a pool where nothing was traded yet.
fn quote(pricing: &Pricing, trade: Trade, at: u64) -> Quote {
    pricing.quote(trade, price(at), &Capital::default(), &Flows::default(), NOW).expect("a quote")
}

#[test]
fn a_hundred_thousand_t_bills_at_five_basis_points() {
    let sold = quote(&plain(), Trade::SellExactIn(100_000 * ONE), PAR);
    assert_eq!((sold.amount_in, sold.amount_out, sold.fee), (100_000 * ONE, 99_950 * ONE, 50 * ONE));
    assert_eq!((sold.spread_fee, sold.size_fee, sold.skew_fee), (50 * ONE, 0, 0));
    let back = quote(&plain(), Trade::SellExactOut(99_950 * ONE), PAR);
    assert_eq!((back.amount_in, back.amount_out, back.fee), (100_000 * ONE, 99_950 * ONE, 50 * ONE));
    let bought = quote(&plain(), Trade::BuyExactOut(100_000 * ONE), PAR);
    assert_eq!((bought.amount_in, bought.amount_out, bought.fee), (100_050 * ONE, 100_000 * ONE, 50 * ONE));
    let spent = quote(&plain(), Trade::BuyExactIn(100_050 * ONE), PAR);
    assert_eq!((spent.amount_in, spent.amount_out, spent.fee), (100_050 * ONE, 100_000 * ONE, 50 * ONE));
}

#[test]
fn jaaa_earns_on_both_ways() {
    let pricing = plain();
    let mut capital = Capital { usds: MILLION, inventory: 500_000 * ONE, ..Capital::default() };
    let mut flows = Flows::default();
    let bought = Trade::BuyExactOut(500_000 * ONE);
    let sold = Trade::SellExactIn(300_000 * ONE);
    assert_eq!(execute(&pricing, &mut capital, &mut flows, bought, PAR).fee, 250 * ONE);
    assert_eq!(execute(&pricing, &mut capital, &mut flows, sold, PAR).fee, 150 * ONE);
    assert_eq!((capital.inventory, capital.fees), (300_000 * ONE, 400 * ONE), "200 000 less, 400 earned");
    assert_eq!(capital.usds, MILLION + 200_000 * ONE + 400 * ONE);
}

#[test]
fn the_two_sides_need_not_be_the_same() {
    let pricing = Pricing { spread: Spread { bid_bps: 20, ask_bps: 5 }, ..plain() };
    // A token at 104.50 USDS.
    let at = 104_500_000_000_000;
    assert_eq!(quote(&pricing, Trade::SellExactIn(1_000 * ONE), at).amount_out, 104_291 * ONE);
    assert_eq!(quote(&pricing, Trade::BuyExactOut(1_000 * ONE), at).amount_in, 104_552_250_000);
}

#[test]
fn decimals_differ_and_round_for_the_pool() {
    // Nine decimals of the asset: 1.5 base units of USDS are worth one, and its fee another.
    let pricing = Pricing { pair: Pair::new(9, 6).unwrap(), ..plain() };
    let dust = Trade::SellExactIn(1_500);
    let refused = pricing.quote(dust, price(PAR), &Capital::default(), &Flows::default(), NOW);
    assert_eq!(refused, Err(AmmError::TradeTooSmall { amount: 1_500 }));
    assert_eq!(quote(&pricing, Trade::SellExactIn(3_999), PAR).amount_out, 2);
    assert_eq!(
        quote(&pricing, Trade::BuyExactOut(1), PAR).amount_in,
        2,
        "one for the value, one for the fee"
    );
    // None: whoever brings USDS for one and a half token keeps what the half would cost.
    let whole = Pricing { pair: Pair::new(0, 6).unwrap(), ..plain() };
    let at = 100 * PAR;
    let bought = quote(&whole, Trade::BuyExactIn(150 * ONE), at);
    assert_eq!((bought.amount_in, bought.amount_out), (100_050_000, 1));
    // Whoever wants USDS for half a token gives a whole one.
    let sold = quote(&whole, Trade::SellExactOut(50 * ONE), at);
    assert_eq!((sold.amount_in, sold.amount_out, sold.fee), (1, 50 * ONE, 50 * ONE));
    let nothing = whole.quote(Trade::BuyExactIn(ONE), price(at), &Capital::default(), &Flows::default(), NOW);
    assert_eq!(nothing, Err(AmmError::TradeTooSmall { amount: ONE }));
}

#[test]
fn size_costs_what_its_curve_says() {
    let curve = Curve::new(&[point(MILLION, 0), point(3 * MILLION, 20)]).unwrap();
    let pricing = Pricing { depth_sell: Depth { curve, recovery: 0 }, ..plain() };
    let size = |amount| quote(&pricing, Trade::SellExactIn(amount), PAR).size_fee;
    assert_eq!(size(MILLION), 0, "free up to there");
    // From 0 to 10 basis points over one million: 5 on average. Then to 20: 15. Then level.
    assert_eq!(size(2 * MILLION), 500 * ONE);
    assert_eq!(size(3 * MILLION), 2_000 * ONE);
    assert_eq!(size(4 * MILLION), 4_000 * ONE);
    assert_eq!(
        quote(&pricing, Trade::BuyExactOut(4 * MILLION), PAR).size_fee,
        0,
        "the other way has its own"
    );
}

#[test]
fn size_counts_what_was_traded_just_before() {
    let curve = Curve::new(&[point(MILLION, 0), point(3 * MILLION, 20)]).unwrap();
    let pricing = Pricing { depth_sell: Depth { curve, recovery: 2 * MILLION }, ..plain() };
    let mut capital = Capital { usds: 10 * MILLION, ..Capital::default() };
    let mut flows = Flows::default();
    let half = Trade::SellExactIn(2 * MILLION);
    assert_eq!(execute(&pricing, &mut capital, &mut flows, half, PAR).size_fee, 500 * ONE);
    assert_eq!(flows.sells, Flow { amount: 2 * MILLION, updated_at: NOW });
    assert_eq!(execute(&pricing, &mut capital, &mut flows, half, PAR).size_fee, 3_500 * ONE, "4 000 in all");
    let later = |seconds| {
        pricing.quote(half, price(PAR), &capital, &flows, NOW + seconds).map(|quote| quote.size_fee)
    };
    assert_eq!(later(43_200), Ok(4_000 * ONE), "half a day forgets one of four million");
    assert_eq!(later(86_400), Ok(3_500 * ONE));
    assert_eq!(later(86_400 + 43_200), Ok(2_000 * ONE));
    assert_eq!(later(2 * 86_400), Ok(500 * ONE));
    assert_eq!(later(i64::MAX - NOW), Ok(500 * ONE));
    assert_eq!(flows.sells.at(2 * MILLION, NOW - 5), 4 * MILLION, "a clock that goes back forgets nothing");
}

#[test]
fn inventory_lowers_the_bid_between_its_limits() {
    let inventory =
        InventoryLimits { soft: MILLION, hard: 2 * MILLION, skew_bps: 40, ..InventoryLimits::default() };
    let pricing = Pricing { inventory, ..plain() };
    let skew = |held, pending, sold| {
        let capital = Capital { inventory: held, pending, ..Capital::default() };
        let trade = Trade::SellExactIn(sold);
        pricing.quote(trade, price(PAR), &capital, &Flows::default(), NOW).map(|quote| quote.skew_fee)
    };
    assert_eq!(skew(0, 0, MILLION), Ok(0));
    assert_eq!(skew(MILLION, 0, MILLION), Ok(2_000 * ONE), "20 basis points on average");
    assert_eq!(skew(MILLION / 2, MILLION / 2, MILLION), Ok(2_000 * ONE), "the issuer's part counts");
    assert_eq!(skew(MILLION, 0, MILLION / 2), Ok(500 * ONE));
    assert_eq!(skew(MILLION + MILLION / 2, 0, MILLION / 2), Ok(1_500 * ONE), "the same in two halves");
    assert_eq!(skew(2 * MILLION, 0, MILLION), Ok(4_000 * ONE), "level beyond");
}

#[test]
fn scarcity_raises_the_ask() {
    let inventory = InventoryLimits { low: MILLION, scarcity_bps: 40, ..plain().inventory };
    let pricing = Pricing { inventory, ..plain() };
    let scarcity = |held, bought| {
        let capital = Capital { inventory: held, pending: 9 * MILLION, ..Capital::default() };
        let trade = Trade::BuyExactOut(bought);
        pricing.quote(trade, price(PAR), &capital, &Flows::default(), NOW).map(|quote| quote.skew_fee)
    };
    assert_eq!(scarcity(2 * MILLION, MILLION), Ok(0));
    assert_eq!(scarcity(MILLION, MILLION), Ok(2_000 * ONE), "20 basis points on average");
    assert_eq!(scarcity(MILLION, MILLION / 2), Ok(500 * ONE));
    assert_eq!(scarcity(MILLION / 2, MILLION / 2), Ok(1_500 * ONE));
    assert_eq!(scarcity(2 * MILLION, 2 * MILLION), Ok(2_000 * ONE));
}

#[test]
fn all_discounts_add_up() {
    let capital = Capital { inventory: 5 * MILLION, ..Capital::default() };
    let trade = Trade::SellExactIn(10 * MILLION);
    let sold = steep().quote(trade, price(PAR), &capital, &Flows::default(), NOW).expect("a quote");
    // 5 bps of ten million; 10 bps on average of the eight above two; 15 on average of ten above the soft limit.
    assert_eq!((sold.spread_fee, sold.size_fee, sold.skew_fee), (5_000 * ONE, 8_000 * ONE, 15_000 * ONE));
    assert_eq!((sold.fee, sold.amount_out), (28_000 * ONE, 10 * MILLION - 28_000 * ONE));
}

#[test]
fn a_trade_of_nothing_is_refused() {
    let trades = [Trade::SellExactIn(0), Trade::SellExactOut(0), Trade::BuyExactIn(0), Trade::BuyExactOut(0)];
    for trade in trades {
        let refused = plain().quote(trade, price(PAR), &Capital::default(), &Flows::default(), NOW);
        assert_eq!(refused, Err(AmmError::ZeroAmount), "{trade:?}");
    }
    let all =
        plain().quote(Trade::SellExactIn(u64::MAX), price(PAR), &Capital::default(), &Flows::default(), NOW);
    assert!(all.is_ok(), "{all:?}");
    let beyond =
        plain().quote(Trade::BuyExactOut(u64::MAX), price(PAR), &Capital::default(), &Flows::default(), NOW);
    assert!(matches!(beyond, Err(AmmError::TotalOverflow { .. })), "{beyond:?}");
}

#[test]
fn slippage_is_the_traders_limit() {
    let limits = [
        (Trade::SellExactIn(100_000 * ONE), 99_950 * ONE, 99_950 * ONE + 1),
        (Trade::SellExactOut(99_950 * ONE), 100_000 * ONE, 100_000 * ONE - 1),
        (Trade::BuyExactIn(100_050 * ONE), 100_000 * ONE, 100_000 * ONE + 1),
        (Trade::BuyExactOut(100_000 * ONE), 100_050 * ONE, 100_050 * ONE - 1),
    ];
    for (trade, good, bad) in limits {
        let quote = quote(&plain(), trade, PAR);
        assert_eq!(quote.check_slippage(good), Ok(()), "{trade:?}");
        let expected = match trade.is_exact_in() {
            true => AmmError::PaysLess { limit: bad, amount: good },
            false => AmmError::TakesMore { limit: bad, amount: good },
        };
        assert_eq!(quote.check_slippage(bad), Err(expected), "{trade:?}");
    }
}
