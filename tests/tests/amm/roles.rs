//! What traders, providers of capital and operators are told and what they sign, held against what then happens.

use super::{capital::LEAST, floor::*};
use halo_sdk::{
    halo_math::amm::{AmmError as Rule, PriceError, PriceRange, Spread, Trade, POOL_BUYS},
    instructions as ix,
    venue::Refusal,
    view::{AmmOperator, LiquidityProvider, PoolTask, TradeTerms, Trader},
};
use halo_tests::world::{million, DAY, ONE};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

async fn trader(floor: &Floor) -> Trader {
    Trader::read(&floor.client, &floor.at.pool, &floor.bob, floor.update).await.unwrap()
}

async fn provider(floor: &Floor, owner: &Pubkey) -> LiquidityProvider {
    LiquidityProvider::read(&floor.client, &floor.at.pool, owner, floor.update).await.unwrap()
}

/// Prices the first that waits.
async fn fill(floor: &Floor) -> Result<Instruction, Refusal> {
    let venue = operator(floor).await.venue().clone();
    let number = venue.first_waiting()?;
    let first = venue.withdrawal(&floor.client, number).await.unwrap();
    venue.fill_withdrawal(&first.ok_or(Refusal::NoWithdrawal { number })?)
}

async fn operator(floor: &Floor) -> AmmOperator {
    AmmOperator::read(&floor.client, &floor.at.pool, floor.update).await.unwrap()
}

#[tokio::test]
async fn a_trader_signs_what_it_was_quoted_within_its_slippage() {
    let floor = Floor::new().await;
    floor.mint(&floor.at.asset, &floor.bob, thousand(100)).await;
    let terms = TradeTerms { slippage_bps: 10, deadline: floor.now() };
    let view = trader(&floor).await;
    assert_eq!((view.price, view.bid_bps), (Some(PAR), 5));
    let order = view.sell(thousand(100), &terms).unwrap();
    assert_eq!((order.quote.amount_out, order.limit), (99_950 * ONE, 99_850_050_000));
    floor.ok(&[order.instruction], &[floor.bob]).await;
    assert_eq!(floor.wallet(&floor.bob).await, (99_950 * ONE, 0));
    let order = trader(&floor).await.buy(thousand(50), &terms).unwrap();
    floor.ok(&[order.instruction], &[floor.bob]).await;
    assert_eq!(floor.wallet(&floor.bob).await, (99_950 * ONE - order.quote.amount_in, thousand(50)));
    let all = trader(&floor).await.quote(Trade::BuyExactOut(thousand(60))).unwrap_err();
    let inventory = thousand(50);
    assert_eq!(all, Rule::NotEnoughInventory { amount: thousand(60), inventory }.into());
}

#[tokio::test]
async fn a_stale_price_is_told_with_its_age() {
    let mut floor = Floor::new().await;
    let published_at = floor.nav_feed().await.nav.mark.published_at;
    floor.world.wait(i64::try_from(MAX_AGE).unwrap() + DAY).await;
    let view = trader(&floor).await;
    let refusal = view.quote(Trade::SellExactIn(ONE)).unwrap_err();
    let now = floor.now();
    assert_eq!(refusal, PriceError::Stale { published_at, now, max_age: MAX_AGE }.into());
    assert_eq!(view.price, None);
    let seen = operator(&floor).await;
    assert_eq!(seen.due, [PoolTask::PostPrice]);
    assert_eq!(seen.fresh_until, Some(published_at + i64::try_from(MAX_AGE).unwrap()));
    let reporter = floor.reporters[0];
    let number = seen.next_report(&reporter).unwrap();
    let posting = floor.posting(0, PAR).await;
    assert_eq!(posting.sequence, number);
    floor.ok(&[seen.post(&reporter, posting).unwrap()], &[reporter]).await;
    assert!(operator(&floor).await.due.is_empty());
    let stranger = seen.post(&floor.bob, posting).unwrap_err();
    assert_eq!(stranger, Refusal::NotReporter { reporter: floor.bob });
}

#[tokio::test]
async fn a_provider_enters_waits_is_filled_claims_and_leaves() {
    let floor = Floor::new().await;
    let payer = floor.roles().payer;
    floor.mint(&floor.at.cash, &floor.bob, million(2)).await;
    let entry = provider(&floor, &floor.bob).await.deposit(&payer, million(2), 1).unwrap();
    assert_eq!(entry.instructions.len(), 2, "the position is opened first");
    floor.ok(&entry.instructions, &[floor.bob]).await;
    assert_eq!(floor.shares(&floor.bob).await, entry.shares);
    // Nearly all of the cash becomes inventory, so that a withdrawal has to wait.
    floor.mint(&floor.at.asset, &floor.bob, million(8)).await;
    for _ in 0..2 {
        floor.ok(&[floor.selling(exact_in(million(4)))], &[floor.bob]).await;
    }
    let alice = provider(&floor, &floor.alice).await;
    let held = alice.position.unwrap();
    assert!(alice.room.unwrap() < million(38));
    let beyond = Rule::NotEnoughShares { asked: held.shares + 1, shares: held.shares };
    assert_eq!(alice.request_withdrawal(&payer, held.shares + 1), Err(beyond.into()));
    let early = alice.request_withdrawal(&payer, held.shares);
    assert!(matches!(early, Err(Refusal::Rule(Rule::StaysYet { until, .. })) if until == held.free_from));
    floor.stay(&floor.alice).await;
    let alice = provider(&floor, &floor.alice).await;
    let dust = Rule::WithdrawalTooSmall { shares: 1, least: LEAST };
    assert_eq!(alice.request_withdrawal(&payer, 1), Err(dust.into()));
    floor.ok(&[alice.request_withdrawal(&payer, held.shares).unwrap()], &[floor.alice]).await;
    let waiting = provider(&floor, &floor.alice).await;
    let [ticket] = waiting.withdrawals[..] else { panic!("{waiting:?}") };
    assert_eq!((ticket.number, ticket.shares, ticket.before, ticket.payable), (1, held.shares, 0, 0));
    assert_eq!(operator(&floor).await.due, [PoolTask::FillWithdrawal { number: 1 }]);
    floor.ok(&[fill(&floor).await.unwrap()], &[]).await;
    let filled = provider(&floor, &floor.alice).await;
    let [part] = filled.withdrawals[..] else { panic!("{filled:?}") };
    assert!(part.payable > million(3) && part.shares > 0, "as far as cash is free: {part:?}");
    let cash = floor.wallet(&floor.alice).await.0;
    floor.ok(&[filled.claim_withdrawal(1).unwrap()], &[floor.alice]).await;
    assert_eq!(floor.wallet(&floor.alice).await.0 - cash, part.payable);
    let paid = provider(&floor, &floor.alice).await;
    assert_eq!(paid.claim_withdrawal(1), Err(Refusal::NothingToClaim { number: 1 }));
    assert_eq!(paid.close_withdrawal(1), Err(Refusal::WithdrawalNotOver { number: 1 }));
    floor.ok(&[paid.cancel_withdrawal(1).unwrap()], &[floor.alice]).await;
    assert_eq!(floor.shares(&floor.alice).await, part.shares);
    // The queue passes what was cancelled, and its account is closed.
    floor.ok(&[fill(&floor).await.unwrap()], &[]).await;
    let passed = provider(&floor, &floor.alice).await;
    floor.ok(&[passed.close_withdrawal(1).unwrap()], &[]).await;
    assert!(provider(&floor, &floor.alice).await.withdrawals.is_empty());
    let left = part.shares;
    assert_eq!(passed.close_position(), Err(Refusal::PositionNotEmpty { shares: left }));
    let late = provider(&floor, &floor.issuer).await;
    assert_eq!(late.close_position(), Err(Refusal::NoPosition));
    floor.assert_sound().await;
}

#[tokio::test]
async fn a_full_or_halted_pool_takes_no_deposit() {
    let floor = Floor::new().await;
    let payer = floor.roles().payer;
    let view = provider(&floor, &floor.alice).await;
    let worth = CAPITAL + million(41);
    let full = Refusal::PoolFull { capacity: million(50), worth };
    assert_eq!(view.deposit(&payer, million(41), 0), Err(full));
    let council = floor.roles().council;
    let halt = operator(&floor).await.pause(&council, false, POOL_BUYS).unwrap();
    floor.ok(&[halt], &[council]).await;
    let halted = provider(&floor, &floor.alice).await.deposit(&payer, ONE, 0);
    assert_eq!(halted, Err(Refusal::DepositsHalted));
    floor.ok(&[operator(&floor).await.unpause(&council, POOL_BUYS).unwrap()], &[council]).await;
    provider(&floor, &floor.alice).await.deposit(&payer, ONE, 0).unwrap();
}

#[tokio::test]
async fn an_operator_redeems_is_paid_late_and_closes_with_a_loss() {
    let mut floor = Floor::new().await;
    floor.sell(million(2)).await.unwrap();
    let (beacon, endpoint) = (floor.beacon, floor.endpoint);
    let seen = operator(&floor).await;
    assert_eq!((seen.inventory, seen.due.len()), (million(2), 0));
    assert_eq!(seen.most_expected(million(1)).unwrap(), million(1));
    let limit = floor.limit(&floor.at.redemption_limit(&endpoint)).await;
    let start = |expected| seen.initiate_redemption(&beacon, &endpoint, Some(&limit), [million(1), expected]);
    let dear = Rule::ExpectedTooHigh { expected: million(1) + 1, most: million(1), amount: million(1) };
    assert_eq!(start(million(1) + 1), Err(dear.into()));
    let least = seen.least_expected(million(1)).unwrap();
    assert_eq!(least, million(1) / 100 * 97);
    let cheap = Rule::ExpectedTooLow { expected: least - 1, least, amount: million(1) };
    assert_eq!(start(least - 1), Err(cheap.into()));
    assert!(start(least).is_ok());
    floor.ok(&[start(million(1)).unwrap()], &[beacon]).await;
    let seen = operator(&floor).await;
    assert_eq!((seen.redemptions.len(), seen.pending, seen.expected), (1, million(1), million(1)));
    let due = seen.redemptions[0].due;
    assert_eq!(seen.flag_overdue(&floor.bob, 1), Err(Refusal::NotOverdue { number: 1, due }));
    assert_eq!(seen.close_redemption(&beacon, 1), Err(Refusal::NotOverdue { number: 1, due }));
    assert_eq!(seen.close_redemption(&beacon, 2), Err(Refusal::NoRedemption { number: 2 }));
    floor.world.wait(due - floor.now()).await;
    let late = operator(&floor).await;
    assert_eq!(late.due, [PoolTask::FlagOverdue { number: 1 }, PoolTask::SettleOrClose { number: 1 }]);
    floor.ok(&[late.flag_overdue(&floor.bob, 1).unwrap()], &[floor.bob]).await;
    let flagged = operator(&floor).await;
    assert_eq!(
        (flagged.latched, &flagged.due[..]),
        (POOL_BUYS, &[PoolTask::SettleOrClose { number: 1 }][..])
    );
    assert_eq!(flagged.flag_overdue(&floor.bob, 1), Err(Refusal::AlreadyFlagged { number: 1 }));
    floor.mint(&floor.at.cash, &floor.issuer, thousand(999)).await;
    let source = floor.at.cash.account(&floor.issuer);
    let pay = flagged.settle_redemption(&floor.issuer, 1, &source, thousand(999)).unwrap();
    floor.ok(&[pay], &[floor.issuer]).await;
    floor.ok(&[flagged.close_redemption(&beacon, 1).unwrap()], &[beacon]).await;
    let closed = operator(&floor).await;
    let ticket = closed.redemptions[0];
    assert_eq!(
        (closed.losses, closed.pending, ticket.lost, ticket.closed),
        (thousand(1), 0, thousand(1), true)
    );
    assert_eq!(closed.close_redemption(&beacon, 1), Err(Rule::RedemptionClosed.into()));
    assert_eq!(closed.remove_redemption(1), Err(Refusal::RedemptionNotOver { number: 1 }));
    // What was given up on may come after all, and no more.
    floor.mint(&floor.at.cash, &floor.issuer, thousand(1)).await;
    let pay = |amount| closed.settle_redemption(&floor.issuer, 1, &source, amount);
    assert_eq!(pay(thousand(1) + 1), Err(Rule::RedemptionClosed.into()));
    floor.ok(&[pay(thousand(1)).unwrap()], &[floor.issuer]).await;
    floor.ok(&[operator(&floor).await.remove_redemption(1).unwrap()], &[]).await;
    assert!(operator(&floor).await.redemptions.is_empty());
    let limit = floor.limit(&floor.at.redemption_limit(&endpoint)).await;
    let again = operator(&floor).await;
    let start = again.initiate_redemption(
        &beacon,
        &endpoint,
        Some(&limit),
        [thousand(10), thousand(9) + thousand(9) / 10],
    );
    floor.ok(&[start.unwrap()], &[beacon]).await;
    let home = floor.at.asset.account(&floor.issuer);
    let back = operator(&floor).await.return_inventory(&floor.issuer, 2, &home).unwrap();
    floor.ok(&[back], &[floor.issuer]).await;
    assert_eq!(operator(&floor).await.inventory, million(1));
    floor.assert_sound().await;
}

#[tokio::test]
async fn a_price_out_of_step_is_the_first_thing_to_do() {
    let mut floor = Floor::new().await;
    floor.world.wait(1).await;
    floor.post(0, floor.posting(0, PAR + PAR / 50).await).await.unwrap();
    let seen = operator(&floor).await;
    assert_eq!(seen.due, [PoolTask::TripBreaker]);
    assert!(seen.no_price.as_ref().unwrap().contains("too far from the last one"), "{:?}", seen.no_price);
    floor.ok(&[seen.trip_breaker(&floor.bob).unwrap()], &[floor.bob]).await;
    let tripped = operator(&floor).await;
    assert_eq!((tripped.latched, tripped.due.len()), (3, 0));
    let council = floor.roles().council;
    floor
        .ok(&[ix::amm::rebase_feed(&council, &floor.at.scope, &floor.feed, PriceRange::ANY)], &[council])
        .await;
    let rebased = operator(&floor).await;
    assert_eq!(rebased.trip_breaker(&floor.bob), Err(Refusal::NothingToLatch));
    let wide = Spread { bid_bps: 101, ask_bps: 5 };
    let refused = rebased.set_spread(&floor.beacon, wide);
    assert_eq!(refused, Err(Rule::SpreadOutOfBounds { bps: 101, min: 4, max: 100 }.into()));
    let wider = Spread { bid_bps: 20, ask_bps: 10 };
    floor.ok(&[rebased.set_spread(&floor.beacon, wider).unwrap()], &[floor.beacon]).await;
    let (bid, ask) = (operator(&floor).await.bid_bps, operator(&floor).await.ask_bps);
    assert_eq!((bid, ask), (20, 10));
}
