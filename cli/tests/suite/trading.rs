//! `halo pool`, on an embedded cluster.

mod configuration;
mod house;
mod life;
mod picture;
mod pyth;
mod refusals;
