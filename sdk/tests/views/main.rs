//! The four roles' views of a facility and the two of a unit, figure by figure, against what is known to have happened.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::integer_division,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that overflows or unwraps an error fails, which is what it is for"
)]

mod attestor;
mod halo;
mod holder;
mod portfolio;
mod prime;
mod sale_after_cut;
mod subscriber;
mod unit_losses;
mod unit_operator;

use halo_sdk::{
    addresses::{BookAddresses, UnitAddresses},
    halo_math::{Consent, DealTerms},
};
use halo_tests::{
    chain::Light,
    world::{commitment, World, MATURITY, START},
};
use solana_pubkey::Pubkey;

type Embedded = World<Light>;

/// A deployed facility on an embedded cluster.
async fn world() -> Embedded {
    World::new(Light::start(START)).await
}

/// Queues what the terms ask for, agreed on for a shared Book, and claims it into `book`.
async fn share(world: &Embedded, prime: &Pubkey, book: &BookAddresses, terms: DealTerms) -> UnitAddresses {
    let mut args = world.claim_args(prime, terms.clone()).await;
    let consent = Consent {
        accord_hash: commitment(&terms),
        max_amount: args.amount,
        expires_at: MATURITY,
        shared: 1,
        ..Consent::default()
    };
    world.deposit_with(prime, args.amount, Some(consent)).await.unwrap();
    args.position_sequence = world.position(prime).await.sequence;
    args.share_book = true;
    world.claim_with(prime, book, args).await.unwrap()
}
