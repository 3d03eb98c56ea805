//! Why something cannot be done with a pool now, in dates, tokens and prices, and what to do instead.

use super::{share_decimals, PRICE_DECIMALS};
use crate::{args::names, args::Kind, calendar, output::Value};
use anyhow::anyhow;
use halo_sdk::{
    addresses::LimitKey,
    halo_math::{
        amm::{AmmError, PriceError},
        RateLimitError,
    },
    pau::state::LimitKind,
    venue::{PoolVenue, Refusal},
};

/// `refusal` about a pool in words.
pub fn explain(refusal: Refusal, venue: &PoolVenue) -> anyhow::Error {
    let (pool, state) = (venue.addresses().pool, venue.state());
    let cash = |units| Value::Tokens(units, state.cash_decimals);
    let shares = |units| Value::Tokens(units, share_decimals(state.cash_decimals));
    match refusal {
        Refusal::Price(refusal) => price(refusal, venue),
        Refusal::Rule(refusal) => rule(refusal, venue),
        Refusal::NotOpen => anyhow!(
            "the pool's vaults were never opened: anybody may once the pool is a controller, with `halo pool open-custody \
             {pool}`"
        ),
        Refusal::Missing { cash: money, asset } => anyhow!(
            "the pool's vaults lack {} and {} that are on record, and nobody trades, enters or is paid for shares until that is \
             settled: anybody may stop the pool over it with `halo pool check {pool}`, and the council writes it down with \
             `halo pool write-down {pool}`",
            cash(money),
            Value::Tokens(asset, state.asset_decimals)
        ),
        Refusal::Frozen => anyhow!(
            "the pool's PAU is frozen: nothing leaves it until the council unfreezes it with `halo halt clear pau`"
        ),
        Refusal::NotController => anyhow!(
            "the pool is no controller of its PAU that may swap: its GovOps makes it one with `halo govops add-controller {} \
             {pool}`",
            venue.addresses().pau
        ),
        Refusal::NoLimit { key } => anyhow!(
            "the PAU has no {} limit for this: its GovOps adds it with `halo limits add {} --kind {0} --target {} --mint {}`",
            kind(&key),
            venue.addresses().pau,
            key.target,
            key.mint
        ),
        Refusal::LimitPaused { key } => anyhow!("the PAU's {} limit is paused", kind(&key)),
        Refusal::Limit { key, refusal } => limit(&key, refusal, venue),
        Refusal::NoPriceUpdate => anyhow!(
            "the pool has a price by Pyth: post an update of it, and name its account with --price-update"
        ),
        Refusal::DepositsHalted => anyhow!(
            "a side of the pool is stopped, and it takes no deposits meanwhile: see why with `halo pool show {pool}`"
        ),
        Refusal::PoolFull { capacity, worth } => anyhow!(
            "the pool may be worth {} when somebody deposits, and would be worth {}: bring less",
            cash(capacity),
            cash(worth)
        ),
        Refusal::NoPosition => anyhow!("there is no position in the pool: `halo pool deposit {pool}` opens one"),
        Refusal::PositionNotEmpty { shares: left } => anyhow!(
            "{} shares are in the position: withdraw them first, with `halo pool withdraw {pool} --all`",
            shares(left)
        ),
        Refusal::NothingToClaim { number } => anyhow!(
            "nothing is set aside for withdrawal #{number} yet: anybody may do that when cash is free, with `halo pool fill \
             {pool}`"
        ),
        Refusal::NotOverdue { number, due } => {
            anyhow!("redemption #{number} is not late: it is due at {}", Value::Moment(due))
        }
        other => other.into(),
    }
}

/// A limit's kind as it is typed.
fn kind(key: &LimitKey) -> String {
    names(key.kind.bit().into(), Kind::bit)
}

fn limit(key: &LimitKey, refusal: RateLimitError, venue: &PoolVenue) -> anyhow::Error {
    let state = venue.state();
    let decimals = if key.mint == state.cash_mint { state.cash_decimals } else { state.asset_decimals };
    let tokens = |units| Value::Tokens(units, decimals);
    let kind = match key.kind {
        LimitKind::SwapIn => "what comes in by trades",
        LimitKind::SwapOut => "what leaves by trades",
        _ => "this movement",
    };
    match refusal {
        RateLimitError::Exceeded { amount, available, max } => anyhow!(
            "the PAU's limit on {kind} lets {} of {} pass now, this needs {}: trade less, or wait until it has refilled",
            tokens(available),
            tokens(max),
            tokens(amount)
        ),
        RateLimitError::Blocked { .. } => anyhow!("governance has set the PAU's limit on {kind} to zero"),
        other => other.into(),
    }
}

/// Why nobody trades at the price of now, how old it is, and who makes it better.
fn price(refusal: PriceError, venue: &PoolVenue) -> anyhow::Error {
    let pool = venue.addresses().pool;
    let number = |price| Value::Tokens(price, PRICE_DECIMALS);
    let remedy = match venue.addresses().feed {
        Some(feed) => format!("a reporter has to post a new one, with `halo pool feed post {feed}`"),
        None => "post a new update of Pyth, and name its account with --price-update".to_owned(),
    };
    match refusal {
        PriceError::Stale { published_at, now, max_age } => {
            let (age, most) = (now.saturating_sub(published_at), i64::try_from(max_age).unwrap_or(i64::MAX));
            anyhow!(
                "the price is {} old, from {}, and may be at most {} old: {remedy}",
                calendar::length(age),
                calendar::moment(published_at),
                calendar::length(most)
            )
        }
        PriceError::StaleSlots { posted, slot, max_age } => anyhow!(
            "the price was posted {} slots ago and may be at most {max_age} slots old: {remedy}",
            slot.saturating_sub(posted)
        ),
        PriceError::NoPrice => anyhow!("there is no price yet: {remedy}"),
        PriceError::NoQuorum { fresh, quorum } => {
            anyhow!("{fresh} reporters have a fresh report and {quorum} are needed: {remedy}")
        }
        PriceError::Deviates { price, mark } => anyhow!(
            "the newest price, {}, is too far from the last one, {}: trading waits until they agree, or until the council \
             accepts it with {}; anybody may stop the pool over it with `halo pool trip {pool}`",
            number(price),
            number(mark),
            match venue.addresses().feed {
                Some(feed) => format!("`halo pool feed rebase {feed} --least PRICE --most PRICE`"),
                None => format!("`halo pool rebase {pool} --least PRICE --most PRICE`"),
            }
        ),
        PriceError::InDoubt { mark } => anyhow!(
            "a reporter of the last price, {}, has lost its place, and nobody trades at it any more: {remedy}",
            number(mark)
        ),
        PriceError::SecondSource { first, second, max_bps } => anyhow!(
            "the reporters say {} and Pyth says {}, more than {max_bps} bps apart: anybody may stop the pool over it with \
             `halo pool trip {pool}`",
            number(first),
            number(second)
        ),
        PriceError::OutOfBounds { price, floor, ceiling } => anyhow!(
            "a price of {} is none that the asset can have, which is from {} to {}: anybody may stop the pool over it with \
             `halo pool trip {pool}`",
            number(price),
            number(floor),
            number(ceiling)
        ),
        PriceError::Cooldown { until, slot, .. } => anyhow!(
            "the price has just jumped: trading goes on in {} slots",
            until.saturating_sub(slot).saturating_add(1)
        ),
        other => other.into(),
    }
}

fn rule(refusal: AmmError, venue: &PoolVenue) -> anyhow::Error {
    let (pool, state) = (venue.addresses().pool, venue.state());
    let cash = |units| Value::Tokens(units, state.cash_decimals);
    let asset = |units| Value::Tokens(units, state.asset_decimals);
    let shares = |units| Value::Tokens(units, share_decimals(state.cash_decimals));
    match refusal {
        AmmError::TradeSize { value, min, max } => anyhow!(
            "a trade is worth from {} to {} in this pool, and this one {}",
            cash(min),
            cash(max),
            cash(value)
        ),
        AmmError::InventoryFull { value, hard } => anyhow!(
            "the pool would have {} of the asset and may have {}: sell less, or wait until some is redeemed",
            cash(value),
            cash(hard)
        ),
        AmmError::NotEnoughUsds { amount, free } => {
            anyhow!("the pool has {} that nobody waits for, and this needs {}: sell less", cash(free), cash(amount))
        }
        AmmError::NotEnoughInventory { amount, inventory } => {
            anyhow!("the pool has {} of the asset, and this needs {}", asset(inventory), asset(amount))
        }
        AmmError::BuysHalted => anyhow!(
            "nobody can sell to the pool: it was stopped, see `halo pool show {pool}`; the council lets it go on with `halo \
             pool unpause {pool} sell`"
        ),
        AmmError::SalesHalted => anyhow!(
            "nobody can buy from the pool: it was stopped, see `halo pool show {pool}`; the council lets it go on with \
             `halo pool unpause {pool} buy`"
        ),
        AmmError::NotEnoughShares { asked, shares: held } => {
            anyhow!("the position has {} shares, {} are asked for", shares(held), shares(asked))
        }
        AmmError::StaysYet { until, .. } => anyhow!(
            "a position stays for an hour after each deposit into it: this one may be left from {} on",
            Value::Moment(until)
        ),
        AmmError::WithdrawalTooSmall { shares: asked, least } => anyhow!(
            "a withdrawal is of {} shares or more, or of all that are left with --all, and this one of {}",
            shares(least),
            shares(asked)
        ),
        AmmError::SpreadBelowFeed { min, floor } => anyhow!(
            "the pool's narrowest spread is {min} bps and a source of its price may jump across {floor} bps, and nobody trades \
             meanwhile: its GovOps widens the pool's bounds with `halo pool bounds {pool}`, or narrows the source's"
        ),
        AmmError::NothingFree { free, wanted } => anyhow!(
            "the first that waits is to be paid {} and {} are free and may pass: cash comes when somebody buys the asset, brings \
             capital or pays for a redemption, and the PAU's limit on withdrawals refills",
            cash(wanted),
            cash(free)
        ),
        AmmError::ExpectedTooHigh { expected, most, amount } => anyhow!(
            "{} of the asset are worth {} at the price of now: expected no more than that, came {}",
            asset(amount),
            cash(most),
            cash(expected)
        ),
        AmmError::ExpectedTooLow { expected, least, amount } => anyhow!(
            "{} of the asset are worth {} at the price of now less the pool's widest discount: expected no less than that, \
             came {}; leave --expected out for all that they are worth",
            asset(amount),
            cash(least),
            cash(expected)
        ),
        other => other.into(),
    }
}
