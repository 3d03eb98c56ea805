//! Guardrails are lowered at once, and raised by one step on an init.

use super::desk::{act, enact, line, open, refused, unit, ONE};
use crate::world::Role;
use halo_sdk::{
    instructions::{
        configurator::Configurer,
        lcts::{self as ix, GuardrailInits},
    },
    lcts::instructions::SetGuardrailsArgs,
};

#[tokio::test]
async fn a_raise_needs_an_init_and_is_one_step() {
    let world = open("lcts-guardrails").await;
    let at = unit();
    let deposit = |mint| format!("--kind deposit --target {} --mint {mint}", at.unit);
    let raise = "guardrails @ --capacity 125k --redeem-limit 21k";
    assert_eq!(
        refused(&world, Role::Govops, raise).await,
        format!(
            "no init approves this raise: the council has to, with `halo gov schedule init-limit --kind deposit --target @ \
             --mint {}`",
            at.mint
        )
    );
    // What is approved of the yield cap is counted in basis points: 0.00009 of a share of 6 decimals are 90.
    enact(
        &world,
        &[
            format!("init-limit --pau {} {} --max 120k --slope 20k", at.pau, deposit(at.mint)),
            format!("init-limit --pau {} {} --max 0.00009 --slope 0", at.pau, deposit(at.share_mint())),
        ],
    )
    .await;
    let too_much = refused(&world, Role::Govops, "guardrails @ --capacity 126k").await;
    assert!(too_much.contains("expected a max of at most 125,000 now"), "{too_much}");
    let too_quick = refused(&world, Role::Govops, "guardrails @ --yield-cap 0.95%").await;
    assert!(too_quick.contains("expected a max of at most 0.9"), "{too_quick}");

    let plan = world.plan(Role::Govops, &line(&format!("{raise} --yield-cap 0.6%"))).await;
    let args = SetGuardrailsArgs { capacity: 125_000 * ONE, redeem_limit: 21_000 * ONE, yield_cap_bps: 60 };
    let govops = Configurer::govops(&Role::Govops.key(), &at.scope, &at.pau);
    let inits = GuardrailInits { amounts: Some(at.pau), yield_cap: Some(at.pau) };
    assert_eq!(plan.instructions, [ix::raise_guardrails(&govops, &at, inits, args)]);
    world.send(&[Role::Govops], plan).await.unwrap();
    let again = refused(&world, Role::Govops, "guardrails @ --redeem-limit 22k").await;
    assert!(again.contains("raised too recently: expected the next raise at"), "{again}");
    act(&world, Role::Govops, "guardrails @ --redeem-limit 1k").await;
}
