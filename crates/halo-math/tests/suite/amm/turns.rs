//! How often the same USDS earn the spread in a year, by how long the issuer takes to pay.

use super::{execute, plain, price, DAY, NOW, PAR};
use crate::{MILLION, ONE};
use halo_math::amm::Pricing;
use halo_math::amm::{Capital, Flows, InventoryLimits, Redemption, Trade, TradeLimits, Valuation};

/// Business days of a year.
const DAYS: u64 = 250;

/// What `capital` earns in a year, in turns and in hundredths of a per cent, if each day all its USDS buy what traders
/// sell and each purchase comes back after `settlement` business days.
fn year(settlement: u64) -> (u64, u64) {
    let principal = 50 * MILLION;
    let limits = InventoryLimits { soft: 100 * MILLION, hard: 100 * MILLION, ..InventoryLimits::default() };
    let pricing = Pricing { inventory: limits, trade: TradeLimits { min: 1, max: 100 * MILLION }, ..plain() };
    let (mut capital, mut flows) = (Capital::default(), Flows::default());
    capital.deposit(principal, &Valuation::default()).expect("the first deposit");
    let mut open: Vec<(u64, Redemption)> = Vec::new();
    let (mut volume, mut profit) = (0, 0);
    for day in 0..DAYS {
        for (_, redemption) in open.extract_if(.., |(due, _)| *due <= day) {
            let mut redemption = redemption;
            let owed = redemption.expected;
            assert!(redemption.receive(&mut capital, owed).expect("on time").closed);
        }
        // Owners take what was earned, so that the year is not one of compound interest.
        let surplus = capital.usds + capital.expected - principal;
        if capital.usds >= surplus {
            (capital.usds, profit) = (capital.usds - surplus, profit + surplus);
        }
        if capital.usds < ONE {
            continue;
        }
        let sale = Trade::SellExactIn(capital.usds);
        let quote = execute(&pricing, &mut capital, &mut flows, sale, PAR);
        volume += quote.amount_in;
        let now = NOW + i64::try_from(day).unwrap() * DAY;
        let amounts = [quote.amount_in, quote.value];
        let redemption = Redemption::start(&mut capital, &pricing, price(PAR), amounts, now, now + DAY)
            .expect("inventory");
        open.push((day + settlement, redemption));
    }
    let earned = profit + capital.usds + capital.expected - principal;
    assert_eq!(earned, capital.fees, "the spread and nothing else");
    (volume / principal, earned * 10_000 / principal)
}

#[test]
fn shorter_settlement_turns_capital_more_often() {
    // Next day: 250 turns of five basis points are 12.5 %. Three days: 83 and 4.2 %. Seven: 36 and 1.8 %.
    assert_eq!(year(1), (250, 1_250));
    let (three, seven) = (year(3), year(7));
    assert!((83..=84).contains(&three.0) && (415..=420).contains(&three.1), "{three:?}");
    assert!((35..=36).contains(&seven.0) && (175..=180).contains(&seven.1), "{seven:?}");
}
