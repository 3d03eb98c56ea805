//! A unit of a Portfolio Halo by the command line, from its creation to the last position.

mod conversion;
mod desk;
mod guardrails;
mod life;
mod losses;
mod readers;
mod refusals;
