//! The stories of the Laniakea configurator, on solana-program-test: a Prime is onboarded, its limits grow, and an
//! emergency is met. The cluster's clock really moves; nothing is shortened.

mod cadence;
mod emergency;
mod onboarding;

use halo_tests::{chain::Bank, world::START};

async fn bank() -> Bank {
    Bank::start(START).await
}
