//! Pools of a Trading Halo: what a trade pays, which prices it refuses, what capital earns, and what the issuer owes.

mod administration;
mod attack_bounds;
mod attack_foreign;
mod attack_issuer;
mod attack_pyth;
mod attack_reporters;
mod attack_rounding;
mod attack_sandwich;
mod attack_tickets;
mod capital;
mod emergency;
mod floor;
mod lives;
mod meter;
mod prices;
mod purse;
mod random;
mod redemption;
mod roles;
mod safety;
mod substitution;
mod trading;
mod turns;
mod use_cases;
mod venue;
