//! The bounds of docs/THREAT_MODEL.md, worked through again from its formulas and its reference deployment.

use halo_sdk::configurator::{DEFAULT_HOP, DEFAULT_MAX_CHANGE_BPS};

const DOCUMENT: &str = include_str!("../../../docs/THREAT_MODEL.md");
const TEN_MILLION: u64 = 10_000_000_000_000;
const DAY: u128 = 86_400;

/// A, a key that cannot raise: `max + floor(slope x T / 86 400)`, where max and slope are `limit`.
pub fn without_raises(limit: u64, seconds: u64) -> u128 {
    u128::from(limit) + u128::from(limit) * u128::from(seconds) / DAY
}

/// B and C, a key that can raise every hop. `first` is what the limit has, and the first raise is after `wait` hops.
fn with_raises(first: u64, limit: u64, seconds: u64, wait: u64) -> u128 {
    let (hop, factor) = (DEFAULT_HOP.unsigned_abs(), 10_000 + u128::from(DEFAULT_MAX_CHANGE_BPS));
    let (mut slope, mut from, mut accrued, mut raises) = (u128::from(limit), 0, 0, 0);
    while from < seconds {
        if raises >= wait {
            slope = slope * factor / 10_000;
        }
        let to = (from + hop).min(seconds);
        accrued += slope * u128::from(to - from);
        (from, raises) = (to, raises + 1);
    }
    u128::from(first) + accrued / DAY
}

/// B: a limit that is full and may be raised at once.
pub fn with_raises_at_once(limit: u64, seconds: u64) -> u128 {
    with_raises(limit, limit, seconds, 0)
}

/// C: a limit just added, empty, and first raised a hop later.
pub fn with_raises_of_a_new_limit(init: u64, seconds: u64) -> u128 {
    with_raises(0, init, seconds, 1)
}

/// What the document's formulas give for one row.
fn expected(key: &str, seconds: u64) -> u128 {
    let hundred_million = 10 * TEN_MILLION;
    match key {
        "relayer-transfer"
        | "relayer-action"
        | "beacon-deploy"
        | "beacon-and-attestor-deploy"
        | "council-deploy"
        | "approved-action" => without_raises(TEN_MILLION, seconds),
        "beacon-claim" | "beacon-fund" | "approved-controller-withdraw" => {
            without_raises(hundred_million, seconds)
        }
        "govops-transfer" | "govops-action" => with_raises_at_once(TEN_MILLION, seconds),
        "govops-claim" | "govops-fund" => with_raises_at_once(hundred_million, seconds),
        "govops-new-limit" => with_raises_of_a_new_limit(TEN_MILLION, seconds),
        "attestor" | "warden" | "pau-freezer" | "conserver" | "mom" | "scope-freezer" | "payer" => 0,
        other => panic!("the threat model bounds {other:?}, for which this test has no formula"),
    }
}

/// The rows between the document's markers: key, seconds, bound.
fn rows() -> Vec<(&'static str, u64, u128)> {
    let marked =
        DOCUMENT.split_once("<!-- bounds -->").and_then(|(_, rest)| rest.split_once("<!-- /bounds -->"));
    let (table, _) = marked.expect("both markers");
    table.lines().filter_map(row).collect()
}

fn row(line: &'static str) -> Option<(&'static str, u64, u128)> {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    let [_, key, time, bound, _] = cells[..] else { return None };
    let seconds = match time {
        "24h" => 86_400,
        "7d" => 604_800,
        _ => return None,
    };
    Some((key, seconds, bound.parse().expect("base units")))
}

#[test]
fn every_bound_of_the_threat_model_follows_from_its_parameters() {
    let rows = rows();
    for (key, seconds, bound) in &rows {
        assert_eq!(expected(key, *seconds), *bound, "{key} after {seconds} s");
    }
    assert_eq!(rows.len(), 42, "a row was added or lost");
}
