//! Wrapped NFATs: what fractions are paid, in figures; who may do what; and that no order of acts makes or loses a base
//! unit. On the Core stand-in, and on Core itself when `HALO_MPL_CORE_SO` is set.

mod acts;
mod authority;
mod closing;
mod desk;
mod donations;
mod dust;
mod forfeits;
mod insolvency;
mod ledger;
mod model;
mod opening;
mod payments;
mod random;
mod restricted;
mod rules;
mod rules_random;
mod staking;
mod substitution;
mod tampering;
mod units;
mod unwrapping;
mod wrapping;
