//! The SDK's quote is the program's, to the base unit, in every state of a pool; and what it quotes is what lands.

use super::floor::*;
use halo_sdk::{
    amm::instructions::{QuoteArgs, SwapArgs},
    deployment::Limit,
    halo_math::amm::{AmmError as Rule, Curve, CurvePoint, Depth, Trade, BOTH_SIDES},
    instructions as ix,
    venue::{AccountMap, PoolVenue, QuoteParams, Refusal, SwapMode, SwapParams},
};
use halo_tests::{
    random::Random,
    world::{million, DAY, ONE},
};

/// Amounts that are tiny, odd, usual, large and too large.
const AMOUNTS: [u64; 8] = [0, 1, ONE, 123_456_789, thousand(100), million(2) + 7, million(4), million(40)];
const KINDS: [(bool, bool); 4] = [(true, false), (true, true), (false, false), (false, true)];

async fn venue(floor: &Floor) -> PoolVenue {
    PoolVenue::read(&floor.client, &floor.at.pool, floor.update).await.expect("a pool")
}

/// Holds every kind of quote against the program's, whatever it says; returns how many there were.
async fn agrees(floor: &Floor, state: &str) -> usize {
    let venue = venue(floor).await;
    let mut quoted = 0;
    for amount in AMOUNTS {
        for (sell, exact_out) in KINDS {
            let args = QuoteArgs { sell, amount, exact_out };
            let (ours, theirs) = (venue.program_quote(args.trade()), floor.quote(args).await);
            let named = format!("{state}: {:?}", args.trade());
            match (ours, theirs) {
                (Ok(ours), Ok(theirs)) => {
                    let figures = [ours.amount_in, ours.amount_out, ours.price.get(), ours.value, ours.fee];
                    let expected =
                        [theirs.amount_in, theirs.amount_out, theirs.price, theirs.value, theirs.fee];
                    assert_eq!(figures, expected, "{named}");
                    let parts = [ours.spread_fee, ours.size_fee, ours.skew_fee];
                    assert_eq!(parts, [theirs.spread_fee, theirs.size_fee, theirs.skew_fee], "{named}");
                    quoted += 1;
                }
                (Err(_), Err(_)) => {}
                (ours, theirs) => panic!("{named}: {ours:?}, and the program {theirs:?}"),
            }
        }
    }
    quoted
}

/// A pool whose prices depend on size, on inventory and on what it has left.
pub fn curved() -> Setup {
    let mut setup = Setup::default();
    let points = [CurvePoint { at: million(1), bps: 3 }, CurvePoint { at: million(6), bps: 40 }];
    let depth = Depth { curve: Curve::new(&points).unwrap(), recovery: million(2) };
    (setup.args.depth_sell, setup.args.depth_buy) = (depth, depth);
    setup.args.limits.inventory.low = million(3);
    setup.args.limits.inventory.scarcity_bps = 25;
    setup
}

#[tokio::test]
async fn a_quote_is_the_programs_in_every_state() {
    let mut floor = Floor::with(curved()).await;
    assert!(agrees(&floor, "no inventory").await > 8);
    floor.sell(million(4)).await.unwrap();
    floor.sell(million(2)).await.unwrap();
    assert!(agrees(&floor, "skewed").await > 12);
    floor.buy(million(1)).await.unwrap();
    floor.world.wait(DAY / 2).await;
    assert!(agrees(&floor, "half a day later").await > 12);
    // A price that grows: each second has another one.
    floor.world.wait(1).await;
    let mut posting = floor.posting(0, PAR + PAR / 1_000).await;
    posting.accrual_per_day = PAR / 10_000;
    floor.post(0, posting).await.unwrap();
    assert_eq!(agrees(&floor, "a jump").await, 0, "nobody trades in its cooldown");
    floor.world.chain.0.advance_slots(PRICE_LIMITS.cooldown_slots + 1);
    floor.world.wait(7_777).await;
    assert!(agrees(&floor, "accruing").await > 12);
    floor.redeem(million(2), million(2)).await.unwrap();
    let position = floor.shares(&floor.alice).await;
    let request = ix::amm::request_withdrawal(&floor.roles().payer, &floor.at, &floor.alice, 1, position / 2);
    floor.ok(&[request], &[floor.alice]).await;
    assert!(agrees(&floor, "redeeming, and somebody waits").await > 8);
    let council = floor.roles().council;
    floor.ok(&[ix::amm::pause(&council, &floor.at, false, 1)], &[council]).await;
    assert!(agrees(&floor, "takes no more").await > 4);
    floor.world.wait(i64::try_from(MAX_AGE).unwrap() + 1).await;
    assert_eq!(agrees(&floor, "stale").await, 0);
}

#[tokio::test]
async fn a_quote_by_pyth_is_the_programs() {
    for reported in [false, true] {
        let mut floor = Floor::with_update(reported).await;
        floor.sell(million(3)).await.unwrap();
        assert!(agrees(&floor, "by Pyth").await > 12, "with reporters too: {reported}");
        let published = venue(&floor).await.published_at();
        assert!(published.is_some_and(|published| published <= floor.now()), "{published:?}");
        floor.world.wait(i64::try_from(MAX_AGE).unwrap() + 1).await;
        assert_eq!(agrees(&floor, "stale").await, 0);
        assert_eq!(venue(&floor).await.published_at(), published);
        // Without the account nobody knows the price, and another account is no price.
        let without = PoolVenue::read(&floor.client, &floor.at.pool, None).await.unwrap();
        assert_eq!(without.price(), Err(Refusal::NoPriceUpdate));
        let wrong = PoolVenue::read(&floor.client, &floor.at.pool, Some(floor.at.pau)).await.unwrap_err();
        assert!(wrong.to_string().starts_with("expected a price of Pyth at"), "{wrong}");
    }
}

#[tokio::test]
async fn what_is_quoted_lands_and_what_is_refused_would_fail() {
    let mut floor = Floor::with(curved()).await;
    floor.sell(million(4)).await.unwrap();
    floor.mint(&floor.at.asset, &floor.bob, million(30)).await;
    floor.mint(&floor.at.cash, &floor.bob, million(30)).await;
    let [.., cash_in, _] = floor.at.swap_limits();
    floor.set_limit(&cash_in, Limit { max: thousand(700), slope: thousand(100) }).await.unwrap();
    let (mut landed, mut refused) = (0, 0);
    for amount in [ONE, 123_456_789, thousand(500), million(2) + 7, million(5)] {
        for (sell, exact_out) in KINDS {
            floor.world.wait(3_600).await;
            let venue = venue(&floor).await;
            let ([cash, asset], swap_mode) =
                (venue.reserve_mints(), if exact_out { SwapMode::ExactOut } else { SwapMode::ExactIn });
            let (from, to) =
                if sell { (floor.at.asset, floor.at.cash) } else { (floor.at.cash, floor.at.asset) };
            let (input_mint, output_mint) = if sell { (asset, cash) } else { (cash, asset) };
            let quoted = venue.quote(&QuoteParams { amount, input_mint, output_mint, swap_mode });
            let (in_amount, out_amount) = match (quoted, exact_out) {
                (Ok(quote), _) => (quote.in_amount, quote.out_amount),
                (Err(_), true) => (u64::MAX, amount),
                (Err(_), false) => (amount, 0),
            };
            let swap = venue
                .swap_instruction(&SwapParams {
                    swap_mode,
                    in_amount,
                    out_amount,
                    source_mint: input_mint,
                    destination_mint: output_mint,
                    source_token_account: from.account(&floor.bob),
                    destination_token_account: to.account(&floor.bob),
                    token_transfer_authority: floor.bob,
                    deadline: venue.now(),
                })
                .unwrap();
            let before = floor.wallet(&floor.bob).await;
            let sent = floor.send(&[swap], &[floor.bob]).await;
            let after = floor.wallet(&floor.bob).await;
            let moved = match sell {
                true => (before.1 - after.1, after.0 - before.0),
                false => (before.0 - after.0, after.1 - before.1),
            };
            match (quoted, sent) {
                (Ok(quote), Ok(_)) => {
                    assert_eq!(moved, (quote.in_amount, quote.out_amount));
                    assert_eq!(quote.fee_mint, cash);
                    landed += 1;
                }
                (Err(_), Err(_)) => refused += 1,
                (quoted, sent) => panic!("{amount} sell {sell}: {quoted:?}, but {:?}", sent.err()),
            }
            floor.assert_sound().await;
        }
    }
    assert!(landed >= 10 && refused >= 3, "{landed} landed, {refused} refused");
}

/// Fifty trades of random sizes, kinds and times: a quote lands exactly, and what is not quoted fails.
#[tokio::test]
async fn random_trades_land_as_quoted() {
    let mut floor = Floor::with(curved()).await;
    floor.sell(million(3)).await.unwrap();
    floor.mint(&floor.at.asset, &floor.bob, million(500)).await;
    floor.mint(&floor.at.cash, &floor.bob, million(500)).await;
    let (mut random, mut landed) = (Random(2_718), 0);
    for _ in 0..50 {
        floor.world.wait(i64::try_from(random.below(5_000)).unwrap()).await;
        let (sell, exact_out) = KINDS[usize::try_from(random.below(4)).unwrap()];
        let digits = u32::try_from(5 + random.below(9)).unwrap();
        let amount = random.below(10_u64.pow(digits));
        let args = QuoteArgs { sell, amount, exact_out };
        let quoted = venue(&floor).await.quote_trade(args.trade());
        let limit = match (&quoted, exact_out) {
            (Ok(quote), true) => quote.amount_in,
            (Ok(quote), false) => quote.amount_out,
            (Err(_), true) => u64::MAX,
            (Err(_), false) => 0,
        };
        let swap = SwapArgs { amount, exact_out, limit, deadline: NEVER };
        let swap = if sell { floor.selling(swap) } else { floor.buying(swap) };
        let before = floor.pool().await.capital;
        let sent = floor.send(&[swap], &[floor.bob]).await;
        let after = floor.pool().await.capital;
        let named = format!("{:?}", args.trade());
        match quoted {
            Ok(quote) => {
                sent.unwrap_or_else(|error| panic!("{named}: quoted, but {error}"));
                let moved = match sell {
                    true => (after.inventory - before.inventory, before.usds - after.usds),
                    false => (after.usds - before.usds, before.inventory - after.inventory),
                };
                assert_eq!(moved, (quote.amount_in, quote.amount_out), "{named}");
                assert_eq!(after.fees - before.fees, quote.fee, "{named}");
                landed += 1;
            }
            Err(refusal) => assert!(sent.is_err(), "{named} landed, but {refusal}"),
        }
        floor.assert_sound().await;
    }
    assert!((15..50).contains(&landed), "{landed} landed");
}

#[tokio::test]
async fn what_the_pau_stops_is_not_quoted() {
    let floor = Floor::new().await;
    floor.sell(million(1)).await.unwrap();
    let sell = Trade::SellExactIn(thousand(20));
    assert_eq!(venue(&floor).await.quote_trade(sell).unwrap().amount_out, 19_990 * ONE);
    let [_, cash_out, ..] = floor.at.swap_limits();
    floor.set_limit(&cash_out, Limit { max: thousand(10), slope: 0 }).await.unwrap();
    let refusal = venue(&floor).await.quote_trade(sell).unwrap_err();
    assert!(matches!(refusal, Refusal::Limit { key, .. } if key == cash_out), "{refusal}");
    venue(&floor).await.program_quote(sell).expect("the program's view says nothing of the PAU");
    let freezer = floor.roles().freezer;
    floor.ok(&[ix::pau::freeze(&freezer, &floor.at.pau)], &[freezer]).await;
    assert_eq!(venue(&floor).await.quote_trade(sell), Err(Refusal::Frozen));
    let other = QuoteParams {
        amount: ONE,
        input_mint: floor.at.cash.mint,
        output_mint: floor.at.cash.mint,
        swap_mode: SwapMode::ExactIn,
    };
    let (cash, asset) = (floor.at.cash.mint, floor.at.asset.mint);
    assert_eq!(venue(&floor).await.quote(&other), Err(Refusal::OtherMints { cash, asset }));
}

#[tokio::test]
async fn accounts_in_and_nothing_else() {
    let floor = Floor::new().await;
    let account = floor.world.chain.0.account(&floor.at.pool).unwrap();
    let mut venue = PoolVenue::from_account(&floor.at.pool, &account).unwrap();
    let addresses = venue.accounts_to_update();
    let map: AccountMap =
        addresses.iter().filter_map(|at| Some((*at, floor.world.chain.0.account(at)?))).collect();
    assert_eq!(map.len(), addresses.len());
    venue.update(&map).unwrap();
    assert_eq!(venue.price().unwrap().get(), PAR);
    for address in [floor.at.pool, floor.at.pau, floor.feed] {
        let mut less = map.clone();
        less.remove(&address);
        assert!(venue.clone().update(&less).is_err(), "{address} is needed");
    }
    let foreign = PoolVenue::from_account(&floor.at.pool, &map[&floor.at.pau]).unwrap_err();
    assert!(foreign.to_string().starts_with("expected Pool at"), "{foreign}");
}

#[tokio::test]
async fn depth_ends_where_the_pool_does() {
    let floor = Floor::with(curved()).await;
    floor.sell(million(4)).await.unwrap();
    let venue = venue(&floor).await;
    let depth = venue.depth().unwrap();
    assert_eq!(depth.nav, PAR);
    for (side, sells) in [(&depth.sell, true), (&depth.buy, false)] {
        let trade = |amount| if sells { Trade::SellExactIn(amount) } else { Trade::BuyExactOut(amount) };
        assert!(side.points.len() > 5);
        let rises = side
            .points
            .windows(2)
            .all(|pair| pair[0].asset < pair[1].asset && pair[0].discount <= pair[1].discount);
        assert!(rises, "{side:?}");
        let largest = side.points.last().unwrap();
        let quote = venue.quote_trade(trade(largest.asset)).unwrap();
        assert_eq!(largest.fee, quote.fee);
        assert_eq!(largest.price < PAR, sells, "the trader pays");
        let refusal = venue.quote_trade(trade(largest.asset + 1)).unwrap_err();
        assert_eq!(refusal, side.end);
    }
    let council = floor.roles().council;
    floor.ok(&[ix::amm::pause(&council, &floor.at, false, BOTH_SIDES)], &[council]).await;
    let halted = self::venue(&floor).await.depth().unwrap();
    assert!(halted.sell.points.is_empty() && halted.sell.end == Rule::BuysHalted.into(), "{halted:?}");
}
