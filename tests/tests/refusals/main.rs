//! What is refused, topic by topic: the error by its name, and a chain on which nothing has changed. Where a bound
//! is tested, what lies exactly on it succeeds.

mod accrual;
mod amounts;
mod attestations;
mod beams;
mod buybox;
mod consent;
mod custody;
mod halts;
mod insolvency;
mod isolation;
mod limits;
mod meter;
mod migration;
mod minting;
mod mints;
mod pausing;
mod payouts;
mod phases;
mod queue;
mod redeem;
mod setup;
mod spark;
mod vaults;
