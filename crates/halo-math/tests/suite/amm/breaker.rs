//! What halts a pool, and what only refuses a trade.

use halo_math::amm::{
    AmmError, Breaker, PriceError, Trade, BOTH_SIDES, CUSTODY_LATCHES, OVERDUE_LATCHES, POOL_BUYS, POOL_SELLS,
};

const SELL: Trade = Trade::SellExactIn(1);
const BUY: Trade = Trade::BuyExactOut(1);

#[test]
fn a_latch_holds_its_side_only() {
    let mut breaker = Breaker::default();
    assert_eq!((breaker.check(&SELL), breaker.check(&BUY)), (Ok(()), Ok(())));
    assert_eq!(breaker.trip(POOL_BUYS), POOL_BUYS);
    assert_eq!((breaker.check(&SELL), breaker.check(&BUY)), (Err(AmmError::BuysHalted), Ok(())));
    assert_eq!(breaker.trip(BOTH_SIDES), POOL_SELLS, "the other one was latched before");
    assert_eq!(breaker.check(&Trade::SellExactOut(1)), Err(AmmError::BuysHalted));
    assert_eq!(breaker.check(&Trade::BuyExactIn(1)), Err(AmmError::SalesHalted));
    assert_eq!(breaker.lift(POOL_BUYS), POOL_BUYS);
    assert_eq!((breaker.check(&SELL), breaker.check(&BUY)), (Ok(()), Err(AmmError::SalesHalted)));
    assert_eq!(breaker.lift(BOTH_SIDES), POOL_SELLS);
    assert_eq!(breaker, Breaker::default());
    assert_eq!(breaker.trip(1 << 7), 0, "no such side");
    assert_eq!(breaker, Breaker::default());
}

#[test]
fn only_what_somebody_must_look_at_latches() {
    let looks = [
        PriceError::Deviates { price: 2, mark: 1 },
        PriceError::SecondSource { first: 1, second: 2, max_bps: 3 },
        PriceError::OutOfBounds { price: 1, floor: 2, ceiling: 3 },
    ];
    assert_eq!(looks.map(|error| error.latches()), [BOTH_SIDES; 3]);
    let passes = [
        PriceError::Stale { published_at: 0, now: 2, max_age: 1 },
        PriceError::StaleSlots { posted: 0, slot: 2, max_age: 1 },
        PriceError::Future { time: 2, latest: 1 },
        PriceError::Confidence { confidence: 2, price: 1, max_bps: 1 },
        PriceError::Cooldown { jumped: 1, until: 2, slot: 2 },
        PriceError::Backdated { time: 1, last: 2 },
        PriceError::NotPositive { price: 0 },
        PriceError::NoPrice,
    ];
    assert_eq!(passes.map(|error| error.latches()), [0; 8]);
    assert_eq!((OVERDUE_LATCHES, CUSTODY_LATCHES), (POOL_BUYS, BOTH_SIDES));
}
