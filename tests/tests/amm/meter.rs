//! What the hot instructions cost, in compute units.

use super::floor::*;
use halo_sdk::{
    amm::instructions::QuoteArgs,
    instructions::amm as ix,
    token::{MintConfig, MintExtension, TokenProgram},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Units of the two instructions that set a transaction's budget.
const BUDGETING: u64 = 300;

/// Units of one instruction alone in its transaction.
async fn units(floor: &Floor, what: &str, instruction: Instruction, signers: &[Pubkey]) -> u64 {
    let units = floor.ok(&[instruction], signers).await.units_consumed - BUDGETING;
    println!("{what}: {units}");
    units
}

#[tokio::test]
async fn a_trade_costs_what_it_may() {
    let floor = Floor::new().await;
    floor.mint(&floor.at.asset, &floor.bob, thousand(100)).await;
    let sell = units(&floor, "sell", floor.selling(exact_in(thousand(100))), &[floor.bob]).await;
    let buy = units(&floor, "buy", floor.buying(exact_in(thousand(10))), &[floor.bob]).await;
    assert!(sell <= 22_500 && buy <= 22_600, "sell {sell}, buy {buy}");
}

#[tokio::test]
async fn a_report_costs_what_it_may() {
    let mut floor = Floor::new().await;
    // The first is the only one that is fresh; then there are two and three.
    for (place, budget) in [(0, 1_500), (1, 1_750), (2, 1_800), (0, 1_800)] {
        floor.world.wait(1).await;
        let post = ix::post_nav(&floor.reporters[place], &floor.feed, floor.posting(place, PAR).await);
        let post = units(&floor, "post_nav", post, &[floor.reporters[place]]).await;
        assert!(post <= budget, "{post} of {budget}");
    }
}

#[tokio::test]
async fn a_quote_costs_what_it_may() {
    let floor = Floor::new().await;
    let args = QuoteArgs { sell: true, amount: thousand(100), exact_out: false };
    let quote = units(&floor, "quote", ix::quote(&floor.at, None, args), &[]).await;
    assert!(quote <= 3_000, "{quote}");
}

#[tokio::test]
async fn an_asset_of_token_2022_costs_little_more() {
    let asset = MintConfig::new(TokenProgram::Token2022, 6, Pubkey::default())
        .with_extension(MintExtension::InterestBearing { basis_points: 400 });
    let floor = Floor::with(Setup { asset, ..Setup::default() }).await;
    floor.mint(&floor.at.asset, &floor.bob, thousand(100)).await;
    let sell = units(&floor, "sell, Token-2022", floor.selling(exact_in(thousand(100))), &[floor.bob]).await;
    let buy = units(&floor, "buy, Token-2022", floor.buying(exact_in(thousand(10))), &[floor.bob]).await;
    assert!(sell <= 25_000 && buy <= 25_000, "sell {sell}, buy {buy}");
}
