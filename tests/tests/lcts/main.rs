//! Liquidity constrained tokens: the stories of their standard in figures, with the clock moved through 13:00 and 16:00;
//! who may do what; and what a member's instructions cost however many members there are.

mod authority;
mod boundaries;
mod desk;
mod holding;
mod netting;
mod random;
mod rates;
mod stories;
mod substitution;
mod units;
