//! What the suites share: engines, a deployed world, and how a refusal is checked.

pub mod chain;
pub mod events;
pub mod exchange;
pub mod key_pau;
pub mod liquid_unit;
pub mod matrix;
pub mod minter;
pub mod prime_a;
pub mod pyth;
pub mod random;
pub mod refusal;
pub mod trading_pool;
pub mod world;
