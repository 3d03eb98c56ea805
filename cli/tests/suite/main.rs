//! The command line from outside: the binary itself, and every subcommand on an embedded cluster.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::expect_used,
    clippy::integer_division,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that overflows or unwraps an error fails, which is what it is for"
)]

mod accords;
mod actions;
mod binary;
mod coverage;
mod deal;
mod deployment;
mod governance;
mod govops;
mod holdings;
mod losses;
mod own_pau;
mod owners;
mod payments;
mod portfolio;
mod psm;
mod trading;
mod views;
mod world;
mod wrapping;
