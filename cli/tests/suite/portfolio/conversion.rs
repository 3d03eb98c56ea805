//! A subscription paid with a stable token, which a PSM turns into the underlying.

use super::desk::{act, enact, line, open, refused, tokens, unit, ONE};
use crate::world::{Role, World};
use halo_sdk::{
    addresses::{self, PsmAddresses, ReserveToken},
    halo_math::RAY,
    instructions::{
        lcts::{self as ix, psm_converter, Conversion, Entry},
        psm as psm_ix,
    },
    lcts::{instructions::EnterWithUsdsArgs, state::Direction::Subscribe},
    pau::state::{AccountRole, ActionSpec},
    psm::{
        instructions::{InitializePsmArgs, SetLimitArgs},
        state::Side,
    },
    token::TokenProgram,
};
use solana_signer::Signer;

/// A PSM at one to one that pays up to 10,000 of the underlying a day.
fn exchange(world: &World) -> PsmAddresses {
    let (operator, payer) = (world.cluster.operator(), Role::Payer.keypair());
    let (base, admin) = (Role::OwnBase.keypair(), Role::Admin.key());
    let stable =
        ReserveToken { mint: world.cluster.create_mint(6).unwrap(), token_program: TokenProgram::Spl.id() };
    let savings = ReserveToken { mint: Role::Mint.key(), token_program: TokenProgram::Spl.id() };
    let psm = PsmAddresses { psm: addresses::psm(&base.pubkey()), stable, savings };
    let args = InitializePsmArgs { admin, ssr: RAY, max_ssr: RAY };
    let limit = SetLimitArgs { side: Side::Savings, max: 10_000 * ONE, slope: 10_000 * ONE };
    let create = psm_ix::initialize_psm(&payer.pubkey(), &base.pubkey(), &psm, args);
    world.cluster.execute(&[create], &[&payer, &base]).unwrap();
    let set = psm_ix::set_limit(&admin, &psm, limit);
    world.cluster.execute(&[set], &[&Role::Admin.keypair()]).unwrap();
    world.cluster.mint_tokens(&savings.mint, &operator, 50_000 * ONE).unwrap();
    let fill = psm_ix::deposit(&operator, &psm, Side::Savings, &savings.account(&operator), 50_000 * ONE);
    world.cluster.execute(&[fill], &[]).unwrap();
    world.cluster.mint_tokens(&stable.mint, &Role::Alice.key(), 20_000 * ONE).unwrap();
    psm
}

/// The action as a file has it.
fn file(world: &World, spec: &ActionSpec) -> String {
    let accounts: Vec<_> = spec
        .accounts
        .iter()
        .map(|rule| {
            let mut row = serde_json::json!({ "writable": rule.writable, "signer": rule.signer });
            match rule.role {
                AccountRole::Pinned(key) => {
                    (row["role"], row["account"]) = ("pinned".into(), key.to_string().into());
                }
                AccountRole::Vault(mint) => {
                    (row["role"], row["mint"]) = ("vault".into(), mint.to_string().into());
                }
                AccountRole::Proxy => row["role"] = "proxy".into(),
                AccountRole::Relayer => row["role"] = "relayer".into(),
            }
            row
        })
        .collect();
    let prefix: String = spec.data_prefix.iter().map(|byte| format!("{byte:02x}")).collect();
    let document = serde_json::json!({
        "program": spec.program.to_string(), "accounts": accounts, "data_prefix": prefix
    });
    world.file("converter.json", &document.to_string())
}

#[tokio::test]
async fn a_member_pays_with_what_a_psm_turns_into_the_underlying() {
    let world = open("lcts-usds").await;
    let (at, psm) = (unit(), exchange(&world));
    let queue = at.queue(Subscribe);
    let spec = psm_converter(&psm, &queue);
    let enter = format!("enter @ subscribe --amount 3k --with-usds {}", psm.psm);
    let missing = format!(
        "PAU {} has not enabled this converter: GovOps has to, with `halo govops enable-action`",
        at.pau
    );
    assert_eq!(refused(&world, Role::Alice, &enter).await, missing);
    let action = file(&world, &spec);
    enact(&world, &[format!("init-action --pau {} --spec {action}", at.pau)]).await;
    world.run(Role::Govops, &format!("govops enable-action {} --spec {action}", at.pau)).await;

    let plan = world.plan(Role::Alice, &line(&enter)).await;
    let (payer, owner) = (Role::Payer.key(), Role::Alice.key());
    let source = psm.stable.account(&owner);
    let entry = Entry { payer, owner, source, current: 1, finalized: None };
    let conversion =
        Conversion { mint: psm.stable.mint, token_program: psm.stable.token_program, spec: &spec };
    // A thousandth less than is quoted, as the rate goes on.
    let args = EnterWithUsdsArgs { amount_in: 3_000 * ONE, min_amount: 2_997 * ONE };
    assert_eq!(plan.instructions, [ix::enter_with_usds(&queue, &entry, &conversion, args)]);
    let entered = world.send(&[Role::Alice], plan).await.unwrap();
    assert_eq!(entered.get("entered").unwrap().to_string(), "at least 2,997");
    assert_eq!(tokens(&act(&world, Role::Payer, "queue @ subscribe").await, "waiting"), 3_000 * ONE);
    assert_eq!(world.cluster.token_balance(&source).unwrap(), 17_000 * ONE);

    let by_file = format!("enter @ subscribe --amount 1k --converter {action}");
    assert!(world.try_run(&[Role::Alice], &line(&by_file)).await.is_err(), "the least is not given");
    let greedy = line(&format!("{by_file} --min 1_000.000001"));
    assert_eq!(world.refusal(Role::Alice, &greedy).await, "BelowMinimum");
    act(&world, Role::Alice, &format!("{by_file} --min 1k")).await;
    assert_eq!(tokens(&act(&world, Role::Payer, "queue @ subscribe").await, "waiting"), 4_000 * ONE);
    let redeem = format!("enter @ redeem --amount 1k --with-usds {}", psm.psm);
    let shares = "the redeem queue takes shares of the unit only: another token enters the subscribe queue";
    assert_eq!(refused(&world, Role::Alice, &redeem).await, shares);
}
