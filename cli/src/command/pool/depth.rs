//! The depth of a pool in text: what trades of different sizes cost, as bars.

use super::refusal;
use crate::{chart, output::Value};
use halo_sdk::{
    amount::format_units,
    venue::{DepthPoint, DepthSide, PoolVenue},
};

/// Decimals that a price is shown with in a chart, and those that it has.
const SHOWN: u8 = 6;
const CUT: u64 = 1_000_000;

/// One line a size, and why there is none beyond.
pub fn lines(side: &DepthSide, venue: &PoolVenue) -> Vec<String> {
    let row = |point: &DepthPoint| {
        let size = Value::Tokens(point.asset, venue.state().asset_decimals).to_string();
        (size, point.discount, format!("{} bps at {}", bps(point), price(point.price)))
    };
    let bars = chart::bars(&side.points.iter().map(row).collect::<Vec<_>>());
    bars.into_iter().chain([end(side, venue)]).collect()
}

/// What a trade costs against NAV, in basis points.
pub fn bps(point: &DepthPoint) -> String {
    format_units(point.discount, 2)
}

/// A price in whole tokens, to six decimals.
pub fn price(parts: u64) -> String {
    format_units(parts.div_euclid(CUT), SHOWN)
}

/// Why nobody trades more.
pub fn end(side: &DepthSide, venue: &PoolVenue) -> String {
    format!("no more: {}", refusal::explain(side.end, venue))
}
