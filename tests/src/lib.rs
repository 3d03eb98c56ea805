//! What the suites share: engines, a deployed world, and how a refusal is checked.

pub mod chain;
pub mod core;
pub mod matrix;
pub mod minter;
pub mod refusal;
pub mod world;
