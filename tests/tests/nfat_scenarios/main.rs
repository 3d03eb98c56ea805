//! The scenarios of the NFAT standard, by name and with its numbers, on solana-program-test.

mod scenario_01_basic_bullet_loan;
mod scenario_02_partial_queue_claim;
mod scenario_03_prime_withdraws_before_claim;
mod scenario_04_amortising_loan;
mod scenario_05_secondary_market_sale;
mod scenario_06_halo_late_on_funding;
mod scenario_07_delayed_redemption;
mod scenario_08_multiple_primes_same_facility;
mod scenario_09_two_facilities;
mod scenario_10_transfer_restriction;
mod scenario_11_default_and_recovery;
mod scenario_12_queue_while_holding_existing_nfat;

use halo_tests::{
    chain::Bank,
    world::{World, START},
};

async fn facility_123() -> World<Bank> {
    World::new(Bank::start(START).await).await
}
