//! Books: what they hold of each other, what an attestor says of them, how a loss is shared, and what anybody may check.

mod checks;
mod collecting;
mod coverage;
mod holding;
mod levels;
mod losses;
mod ranks;
mod setup;
mod state;
mod write_down;
