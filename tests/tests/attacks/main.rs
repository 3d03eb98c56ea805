//! What somebody who wants the money would try. Each test says what must not be possible, whoever does it.

mod accords;
mod aliases;
mod caps;
mod coverage;
mod dust;
mod forced_redemption;
mod holdings;
mod pushes;
mod requests;
mod sealed;
mod setup;
mod silence;
