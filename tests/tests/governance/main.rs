//! Governance, case by case: what passes, and what is refused with its named error and a chain on which nothing has
//! changed.

mod actions;
mod beams;
mod conserver;
mod council;
mod desk;
mod foreign;
mod guardians;
mod halts;
mod migration;
mod operators;
mod pause;
mod permits;
mod primes;
mod removals;
mod scheduling;
mod scopes;
mod sorl;
mod timelock;
