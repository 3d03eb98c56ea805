//! The rights of a pool's beacon are two: whoever has one is refused what the other one is for.

use super::floor::*;
use halo_sdk::{
    addresses::PoolAddresses,
    configurator::state::permission,
    halo_math::amm::{Spread, POOL_BUYS},
    instructions::amm as ix,
};
use halo_tests::world::{million, DAY};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// What needs QUOTE, and what needs REDEEM.
fn acts(
    beacon: &Pubkey,
    at: &PoolAddresses,
    redemption: Instruction,
) -> [(u32, &'static str, Instruction); 4] {
    let spread = Spread { bid_bps: 6, ask_bps: 6 };
    [
        (permission::QUOTE, "set_spread", ix::set_spread(beacon, at, spread)),
        (permission::QUOTE, "pause", ix::pause(beacon, at, true, POOL_BUYS)),
        (permission::REDEEM, "initiate_redemption", redemption),
        (permission::REDEEM, "close_redemption", ix::close_redemption(beacon, at, 1)),
    ]
}

#[tokio::test]
async fn a_beacon_does_what_its_right_is_for() {
    let mut floor = Floor::new().await;
    floor.sell(million(2)).await.expect("a sale");
    floor.redeem(million(1), million(1)).await.expect("a redemption");
    floor.world.wait(DAY + 1).await;
    floor.report(PAR).await;
    for right in [permission::QUOTE, permission::REDEEM] {
        let holder = floor.world.person(&format!("beacon with {right}")).await;
        floor.grant(&holder, right).await;
        floor.beacon = holder;
        let redemption = floor.redeeming(million(1), million(1)).await;
        for (needed, what, instruction) in acts(&holder, &floor.at, redemption) {
            if needed == right {
                floor.send(&[instruction], &[holder]).await.unwrap_or_else(|error| panic!("{what}: {error}"));
            } else {
                floor.refused(&[instruction], &[holder], AmmError::BeamRefused).await;
            }
        }
    }
    floor.assert_sound().await;
}
