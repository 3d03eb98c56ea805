//! Tests of the public API: tables with the vectors of the specification, random runs against exact models,
//! layouts.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::integer_division,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that overflows or unwraps an error fails, which is what it is for"
)]

mod amm;
mod buybox;
mod buybox_rate;
mod commitment;
mod consent;
mod deal_random;
mod example;
#[cfg(feature = "idl-build")]
mod idl;
mod layout;
mod lcts;
mod model;
mod mul_div;
mod overdue;
mod overdue_random;
mod phase;
mod psm;
mod psm_random;
mod queue;
mod queue_random;
mod rate_limit;
mod rate_limit_random;
mod reward;
mod reward_random;
mod sorl;
mod sorl_climb;
mod sorl_random;
mod strategy;
mod terms;
mod waterfall;
mod waterfall_random;

/// One unit of a token with six decimals.
const ONE: u64 = 1_000_000;
/// A million of them.
const MILLION: u64 = 1_000_000 * ONE;
