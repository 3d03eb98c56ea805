//! What bounds a unit is tightened at once, and loosened as slowly as any rate limit.

use super::desk::*;
use halo_sdk::{
    addresses::LimitKey,
    configurator::error::ConfiguratorError,
    deployment::Limit,
    halo_math::LockCycle,
    instructions::{
        configurator::unfreeze_pau,
        lcts::{self as ix, GuardrailInits},
    },
    lcts::instructions::SetGuardrailsArgs,
    pau::state::LimitKind,
};
use halo_tests::world::{million, DAY};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Seconds between two raises.
const HOP: i64 = 64_800;

/// A quarter more than what every unit starts with.
const STEP: SetGuardrailsArgs =
    SetGuardrailsArgs { capacity: million(1_250), redeem_limit: million(125), yield_cap_bps: 100 };

/// The council has approved what the unit has, of either kind.
async fn approved() -> (Desk, GuardrailInits) {
    let mut desk = Desk::new().await;
    let (unit, mint, shares, pau) = (desk.at.unit, desk.at.mint, desk.at.share_mint(), desk.at.pau);
    let key = |mint: Pubkey| LimitKey { kind: LimitKind::Deposit, target: unit, mint };
    let amounts = Limit { max: GUARDRAILS.capacity, slope: GUARDRAILS.redeem_limit };
    desk.approve_limit(&key(mint), amounts).await;
    desk.approve_limit(&key(shares), Limit { max: 20, slope: 0 }).await;
    (desk, GuardrailInits { amounts: Some(pau), yield_cap: Some(pau) })
}

fn setting(desk: &Desk, inits: GuardrailInits, args: SetGuardrailsArgs) -> Instruction {
    ix::raise_guardrails(&desk.configurer(), &desk.at, inits, args)
}

async fn refused(desk: &Desk, inits: GuardrailInits, args: SetGuardrailsArgs, refusal: ConfiguratorError) {
    desk.refused(&[setting(desk, inits, args)], &[desk.roles().govops], refusal).await;
}

async fn set(desk: &Desk, inits: GuardrailInits, args: SetGuardrailsArgs) {
    desk.ok(&[setting(desk, inits, args)], &[desk.roles().govops]).await;
    let unit = desk.unit().await;
    assert_eq!(
        (unit.capacity, unit.redeem_limit, unit.yield_cap_bps),
        (args.capacity, args.redeem_limit, args.yield_cap_bps)
    );
}

#[tokio::test]
async fn a_raise_needs_the_councils_approval() {
    let (desk, inits) = approved().await;
    let without = GuardrailInits::default();
    refused(&desk, without, STEP, ConfiguratorError::InitRequired).await;
    let more = SetGuardrailsArgs { redeem_limit: GUARDRAILS.redeem_limit + 1, ..GUARDRAILS };
    refused(&desk, without, more, ConfiguratorError::InitRequired).await;
    // The approval of one thing is not that of another.
    let mut crossed = setting(&desk, inits, STEP);
    let of_shares = setting(&desk, inits, STEP).accounts[5].clone();
    assert_ne!(crossed.accounts[4].pubkey, of_shares.pubkey);
    crossed.accounts[4] = of_shares;
    desk.refused(&[crossed], &[desk.roles().govops], ConfiguratorError::WrongInit).await;
    set(&desk, inits, STEP).await;
}

#[tokio::test]
async fn a_raise_is_one_step_a_hop() {
    let (mut desk, inits) = approved().await;
    for beyond in [
        SetGuardrailsArgs { capacity: STEP.capacity + 1, ..STEP },
        SetGuardrailsArgs { redeem_limit: STEP.redeem_limit + 1, ..STEP },
    ] {
        refused(&desk, inits, beyond, ConfiguratorError::RaiseTooLarge).await;
    }
    let unlimited = SetGuardrailsArgs { capacity: u64::MAX, ..GUARDRAILS };
    refused(&desk, inits, unlimited, ConfiguratorError::UnlimitedNotApproved).await;
    set(&desk, inits, STEP).await;
    let again = SetGuardrailsArgs { capacity: STEP.capacity + 1, ..STEP };
    refused(&desk, inits, again, ConfiguratorError::RaisedTooRecently).await;
    desk.world.wait(HOP - 1).await;
    refused(&desk, inits, again, ConfiguratorError::RaisedTooRecently).await;
    desk.world.wait(1).await;
    set(&desk, inits, again).await;
}

#[tokio::test]
async fn lowering_is_immediate_and_the_way_back_is_not() {
    let (mut desk, inits) = approved().await;
    let none = SetGuardrailsArgs { capacity: 0, redeem_limit: 0, yield_cap_bps: 0 };
    // Also while everything stands still.
    desk.freeze_pau().await;
    let without = GuardrailInits::default();
    set(&desk, without, SetGuardrailsArgs { capacity: million(7), ..GUARDRAILS }).await;
    set(&desk, without, none).await;
    refused(&desk, inits, GUARDRAILS, ConfiguratorError::PauFrozen).await;
    let council = desk.roles().council;
    let unfreeze = unfreeze_pau(&council, &desk.at.scope, &desk.at.pau);
    desk.ok(&[unfreeze], &[council]).await;
    // What was approved is reached in one step, of the yield cap 20 basis points.
    refused(&desk, inits, GUARDRAILS, ConfiguratorError::RaiseTooLarge).await;
    set(&desk, inits, SetGuardrailsArgs { yield_cap_bps: 20, ..GUARDRAILS }).await;
    desk.world.wait(DAY).await;
    let quicker = SetGuardrailsArgs { yield_cap_bps: 26, ..GUARDRAILS };
    refused(&desk, inits, quicker, ConfiguratorError::RaiseTooLarge).await;
    set(&desk, inits, SetGuardrailsArgs { yield_cap_bps: 25, ..GUARDRAILS }).await;
}

#[tokio::test]
async fn the_yield_cap_has_an_approval_of_its_own() {
    let (desk, inits) = approved().await;
    let slower = SetGuardrailsArgs { yield_cap_bps: 10, ..GUARDRAILS };
    set(&desk, GuardrailInits::default(), slower).await;
    let amounts_only = GuardrailInits { yield_cap: None, ..inits };
    let faster = SetGuardrailsArgs { yield_cap_bps: 11, ..GUARDRAILS };
    refused(&desk, amounts_only, faster, ConfiguratorError::InitRequired).await;
    set(&desk, GuardrailInits { amounts: None, ..inits }, faster).await;
}

/// The rate stood for two months under a cap of 3 basis points, for which 1.8 % were left to catch up with. The days
/// before the cap rises to 10 give nothing, or 6 % would come at once.
#[tokio::test]
async fn a_higher_yield_cap_does_not_act_backwards() {
    let (mut desk, inits) = approved().await;
    set(&desk, GuardrailInits::default(), SetGuardrailsArgs { yield_cap_bps: 3, ..GUARDRAILS }).await;
    desk.world.wait(60 * DAY).await;
    set(&desk, inits, SetGuardrailsArgs { yield_cap_bps: 10, ..GUARDRAILS }).await;
    let today = LockCycle::day(desk.now().await);
    assert_eq!(desk.unit().await.rate.updated_day, today);
    desk.next_day().await;
    desk.locked().await;
    let most = PAR + PAR / 1_000;
    desk.refused(&[desk.rating(most + 1)], &[desk.beacon], LctsError::RateTooHigh).await;
    desk.set_rate(most).await.unwrap();
    // Neither a lower cap nor the same one with other amounts takes days away.
    desk.world.wait(10 * DAY).await;
    set(&desk, inits, SetGuardrailsArgs { yield_cap_bps: 5, ..STEP }).await;
    assert_eq!(desk.unit().await.rate.updated_day, today + 1);
}

#[tokio::test]
async fn the_approval_of_another_unit_raises_nothing() {
    let (mut desk, inits) = approved().await;
    let first = setting(&desk, inits, STEP).accounts[4].clone();
    desk.turn_to_new("another unit", Default::default()).await;
    desk.open_without_holding(PAR).await;
    let mut borrowed = setting(&desk, inits, STEP);
    borrowed.accounts[4] = first;
    borrowed.accounts[5] = setting(&desk, GuardrailInits::default(), STEP).accounts[5].clone();
    desk.refused(&[borrowed], &[desk.roles().govops], ConfiguratorError::WrongInit).await;
}
