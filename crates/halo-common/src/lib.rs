//! What every program of the suite shares on chain: events ([`event`]), token moves and vault checks ([`token`]), which
//! mints are admitted as cash ([`mint`]) and as assets ([`rwa_mint`]), accounts at computed addresses ([`account`]) and
//! accounts in place ([`direct`]), calls with many accounts ([`cpi`]), and how a refusal is explained in the log
//! ([`explain`]).

pub mod account;
pub mod cpi;
pub mod direct;
pub mod event;
pub mod explain;
pub mod mint;
pub mod rwa_mint;
pub mod token;

pub use explain::Explain;
