//! What is refused, topic by topic: the error by its name, and a chain on which nothing has changed. Where a bound
//! is tested, what lies exactly on it succeeds.

mod amounts;
mod attestations;
mod beams;
mod buybox;
mod consent;
mod halts;
mod isolation;
mod limits;
mod mints;
mod phases;
mod queue;
mod redeem;
mod setup;
