//! The arguments of what administers pools and their feeds, in words.

use super::{
    arguments::{line, Amounts, Lines},
    decode,
};
use crate::{args::hex, calendar};
use halo_sdk::{
    amm::{
        self, instruction as of_pool,
        instructions::{
            InitializeFeedArgs, InitializePoolArgs, PoolLimits, SetBoundsArgs, SetDepthArgs,
            SetFeedLimitsArgs, SetSourcesArgs,
        },
    },
    amount::format_units,
    halo_math::amm::{
        Depth, NavLimits, PriceLimits, PriceRange, Spread, SpreadBounds, POOL_BUYS, POOL_SELLS,
    },
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Decimals of a price.
const PRICE_DECIMALS: u8 = 12;

/// What an instruction of the pools' program says; none for another one.
pub fn lines(instruction: &Instruction, amounts: Amounts) -> Option<Lines> {
    macro_rules! decoded {
        ($name:ident) => {
            decode::<of_pool::$name>(instruction, &amm::ID)
        };
    }
    if let Some(of_pool::InitializeFeed { args }) = decoded!(InitializeFeed) {
        let InitializeFeedArgs { limits, nav, reporters } = args;
        return Some([named(&reporters), price(&limits), reports(&nav)].concat());
    }
    if let Some(of_pool::SetReporters { args }) = decoded!(SetReporters) {
        return Some(named(&args.reporters));
    }
    if let Some(of_pool::SetFeedLimits { args }) = decoded!(SetFeedLimits) {
        let SetFeedLimitsArgs { limits, nav } = args;
        return Some([price(&limits), reports(&nav)].concat());
    }
    if let Some(of_pool::InitializePool { args }) = decoded!(InitializePool) {
        return Some(created(&args, amounts));
    }
    if let Some(of_pool::SetBounds { args }) = decoded!(SetBounds) {
        let SetBoundsArgs { bounds: set, spread } = args;
        return Some([quoted(&spread), bounds(&set)].concat());
    }
    if let Some(of_pool::SetDepth { args }) = decoded!(SetDepth) {
        let SetDepthArgs { sell, buy } = args;
        return Some(vec![
            line("selling costs", size(&sell, amounts)),
            line("buying costs", size(&buy, amounts)),
        ]);
    }
    if let Some(of_pool::SetLimits { limits: set }) = decoded!(SetLimits) {
        return Some(limits(&set, amounts));
    }
    if let Some(of_pool::SetSources { args }) = decoded!(SetSources) {
        let SetSourcesArgs { sources, agreed } = args;
        let reporters = Some(sources.feed).filter(|feed| *feed != Pubkey::default());
        let mut lines: Lines = reporters.map(|feed| line("feed of reporters", feed)).into_iter().collect();
        lines.extend(by_pyth(&sources.pyth_feed, &sources.pull));
        lines.push(line("price of now", range(&agreed)));
        return Some(lines);
    }
    let rebased = decoded!(RebaseFeed).map(|rebase| rebase.agreed);
    if let Some(agreed) = rebased.or_else(|| decoded!(RebasePool).map(|rebase| rebase.agreed)) {
        return Some(vec![line("price of now", range(&agreed))]);
    }
    let sides = decoded!(Pause).map(|pause| pause.args.sides);
    let sides = sides.or_else(|| decoded!(Unpause).map(|unpause| unpause.args.sides))?;
    let what = [(POOL_BUYS, "selling to the pool"), (POOL_SELLS, "buying from the pool")];
    let what = what.into_iter().filter(|(bit, _)| sides & bit != 0).map(|(_, what)| what);
    Some(vec![line("what", what.collect::<Vec<_>>().join(", "))])
}

/// Prices that are agreed to.
fn range(agreed: &PriceRange) -> String {
    let number = |price| format_units(price, PRICE_DECIMALS);
    format!("{} to {}", number(agreed.least), number(agreed.most))
}

fn named(reporters: &[Pubkey]) -> Lines {
    let reporters = reporters.iter().filter(|reporter| **reporter != Pubkey::default());
    reporters.map(|reporter| line("reporter", reporter)).collect()
}

/// Seconds as people say them.
fn length(seconds: u64) -> String {
    calendar::length(i64::try_from(seconds).unwrap_or(i64::MAX))
}

fn price(limits: &PriceLimits) -> Lines {
    let number = |price| format_units(price, PRICE_DECIMALS);
    let mut lines = vec![
        line("oldest price", format!("{}, {} slots", length(limits.max_age_seconds), limits.max_age_slots)),
        line("step of a price", format!("{} bps up, {} bps down", limits.up_bps, limits.down_bps)),
        line("price from", number(limits.floor)),
        line("price up to", number(limits.ceiling)),
        line("widest confidence", format!("{} bps", limits.confidence_bps)),
        line("wait after a jump", format!("{} slots", limits.cooldown_slots)),
        line("least spread", format!("{} bps", limits.spread_floor_bps)),
    ];
    if limits.second_source_bps != 0 {
        lines.push(line("second source", format!("within {} bps", limits.second_source_bps)));
    }
    lines
}

fn reports(nav: &NavLimits) -> Lines {
    vec![
        line("needed reports", nav.quorum),
        line("between two reports", length(nav.min_interval_seconds)),
        line("growth", format!("{} bps a day for {}", nav.max_accrual_bps, length(nav.accrual_seconds))),
    ]
}

fn quoted(spread: &Spread) -> Lines {
    vec![line("bid", format!("{} bps", spread.bid_bps)), line("ask", format!("{} bps", spread.ask_bps))]
}

fn bounds(bounds: &SpreadBounds) -> Lines {
    let range = |from, to| format!("{from} to {to} bps");
    vec![
        line("bid may be", range(bounds.bid_min, bounds.bid_max)),
        line("ask may be", range(bounds.ask_min, bounds.ask_max)),
        line("all together", format!("at most {} bps", bounds.total_max)),
    ]
}

/// What size costs on one side.
fn size(depth: &Depth, amounts: Amounts) -> String {
    let points = depth.curve.points.iter().filter(|point| point.at != 0);
    let points: Vec<String> =
        points.map(|point| format!("{} bps after {}", point.bps, amounts.text(point.at))).collect();
    match points.is_empty() {
        true => "nothing for size".to_owned(),
        false => format!("{}; {} a day are forgotten", points.join(", "), amounts.text(depth.recovery)),
    }
}

fn limits(limits: &PoolLimits, amounts: Amounts) -> Lines {
    let inventory = limits.inventory;
    let mut lines = vec![
        line(
            "inventory",
            format!(
                "at most {}, and {} bps less by then, from {} on",
                amounts.text(inventory.hard),
                inventory.skew_bps,
                amounts.text(inventory.soft)
            ),
        ),
        line("trade", format!("{} to {}", amounts.text(limits.trade.min), amounts.text(limits.trade.max))),
        line("capacity", amounts.text(limits.capacity)),
        line("settlement", length(limits.settlement_seconds)),
        line("tolerated shortfall", format!("{} bps", limits.tolerance_bps)),
    ];
    if inventory.low != 0 {
        let words =
            format!("{} bps more by the last, below {}", inventory.scarcity_bps, amounts.text(inventory.low));
        lines.push(line("scarcity", words));
    }
    lines
}

fn created(args: &InitializePoolArgs, amounts: Amounts) -> Lines {
    let mut lines = [quoted(&args.spread), bounds(&args.bounds)].concat();
    lines.push(line("selling costs", size(&args.depth_sell, amounts)));
    lines.push(line("buying costs", size(&args.depth_buy, amounts)));
    lines.extend(limits(&args.limits, amounts));
    lines.extend(by_pyth(&args.pyth_feed, &args.pull));
    lines
}

/// What Pyth says, if it does.
fn by_pyth(feed: &[u8; 32], limits: &PriceLimits) -> Lines {
    if *feed == [0; 32] {
        return vec![];
    }
    [vec![line("feed of Pyth", hex(feed))], price(limits)].concat()
}
