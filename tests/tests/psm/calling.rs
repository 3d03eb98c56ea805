//! The action through which members pay is the one through which relayers swap a Book's money.

use super::desk::*;
use halo_sdk::{
    deployment::Limit,
    instructions::{
        lcts::psm_converter,
        pau::{self as ix, BookSource, Call, Tracked},
    },
    lcts::state::Direction::Subscribe,
    pau::{error::PauError, state::LimitKind},
};
use halo_tests::{
    key_pau::KeyPau,
    liquid_unit::LiquidUnit,
    world::{DAY, ONE},
};

#[tokio::test]
async fn a_relayer_swaps_a_books_usds_within_its_limit() {
    let setup = Setup { underlying: true, ssr: FIVE_PERCENT, ..Setup::default() };
    let mut desk = Desk::with(setup).await;
    let unit = LiquidUnit::named(&mut desk.world, "unit");
    let spec = psm_converter(&desk.at, &unit.side(Subscribe));
    let roles = KeyPau::open(&mut desk.world, "PAU with a Book").await;
    let book = desk.world.keys.add_named("Book");
    let proxy = halo_sdk::addresses::proxy(&roles.pau, &book);
    for side in SIDES {
        let token = desk.at.token(side);
        let source =
            BookSource { pau: roles.pau, book, mint: token.mint, token_program: token.token_program };
        roles.open_vault(&desk.world, &source).await;
    }
    desk.give_token(Stable, &proxy, 100 * ONE).await;
    let payer = desk.roles().payer;
    let enable = ix::enable_action(&payer, &roles.admin, &roles.pau, spec.clone());
    desk.ok(&[enable], &[roles.admin]).await;
    let (target, limit) = (ix::action_target(&spec), Limit { max: 60 * ONE, slope: 60 * ONE });
    roles.add_limit(&desk.world, LimitKind::Action, target, desk.at.stable.mint, limit).await;
    desk.world.wait(DAY).await;

    let tracked = SIDES.map(|side| {
        let token = desk.at.token(side);
        Tracked { mint: token.mint, token_program: token.token_program, limited: side == Stable }
    });
    let call = |amount: u64, least: u64| {
        let data = [&spec.data_prefix[..], &amount.to_le_bytes(), &least.to_le_bytes()].concat();
        let (relayer, pau, tracked) = (roles.relayer, roles.pau, tracked.to_vec());
        Call { relayer, pau, book, spec: &spec, tracked, data }.instruction()
    };
    let expected = desk.worth(Stable, 60 * ONE, desk.chi().await);
    desk.refused(&[call(60 * ONE, expected + 1)], &[roles.relayer], PsmError::BelowMinimum).await;
    desk.refused(&[call(60 * ONE + 1, 0)], &[roles.relayer], PauError::RateLimitExceeded).await;
    desk.ok(&[call(60 * ONE, expected)], &[roles.relayer]).await;
    assert_eq!(desk.held(Stable, &proxy).await, 40 * ONE);
    assert_eq!(desk.held(Savings, &proxy).await, expected);
    desk.assert_sound().await;
}
