//! Exact models, written from the formulas on integers and rationals of any size; they share no arithmetic
//! with the crate. The random tests and the fuzz targets drive the crate through them.

pub mod amm;
pub mod amm_feed;
pub mod amm_issuer;
pub mod amm_op;
pub mod amm_owners;
pub mod amm_pool;
pub mod deal;
pub mod hash;
pub mod lcts;
pub mod loss;
pub mod mul_div;
pub mod overdue;
pub mod psm;
pub mod queue;
pub mod rate_limit;
pub mod ratio;
pub mod reward;
pub mod sorl;
