//! Stages of the configurator: in A the GovOps configures, in B the conserver does.

mod guards;

use super::super::{
    cast::Cast,
    governed::{action, limit_key, APPROVED, DIGEST, FOR_ALL, LIMIT, PAUSED, SET},
};
use halo_sdk::{
    configurator::{
        instructions::{
            AddRateLimitArgs, GrantBeamArgs, InitializeScopeArgs, ScheduleArgs, SetRateLimitArgs,
        },
        state::{permission, Payload},
    },
    instructions::configurator::{self as ix, BeamAuthority, InitFor},
};
use halo_tests::{matrix::Stage, world::MATURITY};
use solana_pubkey::Pubkey;

pub async fn stages(cast: &Cast) -> Vec<Stage> {
    let mut stages = timelock(cast).await;
    for list in [records, limits, operators, beams, conserver, guards::stages] {
        stages.extend(list(cast));
    }
    stages
}

async fn timelock(cast: &Cast) -> Vec<Stage> {
    let (facility, roles) = (&cast.a.world.facility, cast.a.world.roles());
    let (payer, council, scope) = (&roles.payer, &roles.council, &facility.scope);
    let state = cast.a.world.scope().await;
    let everybody =
        InitializeScopeArgs { mom: cast.stranger, freezer: cast.stranger, conserver: cast.stranger };
    let schedule = ScheduleArgs {
        payload: Payload::RegisterPau { pau: cast.stranger },
        predecessor: 0,
        config_version: state.config_version,
    };
    let next = state.operation_count + 1;
    let (_, first) = &cast.governed.due[0];
    let b = &cast.b.world;
    let resume = ix::resume(&b.roles().council, &b.facility.scope, b.scope().await.config_version);
    let mut stages = vec![
        Stage::new(
            "configurator.initialize_scope",
            ix::initialize_scope(payer, &cast.fresh, council, everybody),
        ),
        Stage::new("configurator.schedule", ix::schedule(payer, council, scope, next, schedule)),
        Stage::new("configurator.cancel", ix::cancel(council, scope, first.number)),
        Stage::new("configurator.pause", ix::pause(&roles.scope_freezer, scope)),
        Stage::new("configurator.resume", resume),
        Stage::new(
            "configurator.close_operation",
            ix::close_operation(payer, scope, cast.governed.cancelled),
        ),
    ];
    stages.extend(cast.governed.due.iter().map(|(what, due)| {
        let execute = ix::execute_payload(payer, scope, due.number, due.predecessor, &due.payload);
        Stage::new(format!("configurator.execute ({what})"), execute)
    }));
    stages
}

fn records(cast: &Cast) -> Vec<Stage> {
    let (facility, roles) = (&cast.a.world.facility, cast.a.world.roles());
    let (payer, mom, scope, pau) = (&roles.payer, &roles.mom, &facility.scope, &facility.pau);
    let init = limit_key(&cast.a.world, SET).init(scope, pau);
    vec![
        Stage::new("configurator.unregister_pau", ix::unregister_pau(mom, scope, pau, payer)),
        Stage::new("configurator.remove_init", ix::remove_init(mom, scope, &init, payer)),
        Stage::new("configurator.revoke_cbeam", ix::revoke_cbeam(mom, scope, pau, &roles.govops, payer)),
        Stage::new("configurator.consume_permit", ix::consume_permit(&cast.stranger, scope, DIGEST, payer)),
    ]
}

fn limits(cast: &Cast) -> Vec<Stage> {
    let (world, b) = (&cast.a.world, &cast.b.world);
    let (payer, govops) = (&world.roles().payer, &world.configurer());
    let add = |name: &str, number, init| {
        let key = limit_key(world, number);
        let args = AddRateLimitArgs {
            kind: key.kind,
            target: key.target,
            mint: key.mint,
            max: LIMIT.max,
            slope: LIMIT.slope,
        };
        Stage::new(name, ix::add_rate_limit(payer, govops, init, args))
    };
    let (key, args) = (limit_key(world, SET), |max| SetRateLimitArgs { max, slope: 0 });
    let kind = halo_sdk::pau::state::LimitKind::Claim;
    let claims = b.facility.limit_key(kind, &b.facility.facility);
    let (council, paused) = (&world.roles().council, limit_key(world, PAUSED).limit(&world.facility.pau));
    vec![
        add("configurator.add_rate_limit", APPROVED, InitFor::Pau),
        add("configurator.add_rate_limit (of every PAU)", FOR_ALL, InitFor::EveryPau),
        Stage::new(
            "configurator.set_rate_limit",
            ix::set_rate_limit(govops, &key, Some(InitFor::Pau), args(LIMIT.max + 1)),
        ),
        Stage::new(
            "configurator.set_rate_limit (lower)",
            ix::set_rate_limit(govops, &key, None, args(LIMIT.max - 1)),
        ),
        Stage::new(
            "configurator.set_rate_limit (conserver)",
            ix::set_rate_limit(&b.conserver(), &claims, None, args(1)),
        ),
        Stage::new(
            "configurator.resume_rate_limit",
            ix::resume_rate_limit(council, &world.facility.scope, &world.facility.pau, &paused),
        ),
    ]
}

fn operators(cast: &Cast) -> Vec<Stage> {
    let (world, b) = (&cast.a.world, &cast.b.world);
    let (facility, payer, govops) = (&world.facility, &world.roles().payer, &world.configurer());
    let enable = |number| ix::enable_action(payer, govops, InitFor::Pau, &action(number), payer);
    let (book, mint, program) = (&cast.fresh, &facility.mint, &facility.token_program);
    vec![
        Stage::new("configurator.set_relayer", ix::set_relayer(govops, &cast.stranger)),
        Stage::new("configurator.set_relayer (conserver)", ix::set_relayer(&b.conserver(), &cast.stranger)),
        Stage::new("configurator.set_freezer", ix::set_freezer(govops, &cast.stranger)),
        Stage::new("configurator.enable_action", enable(1)),
        Stage::new("configurator.enable_action (one call)", enable(2)),
        Stage::new("configurator.add_controller", ix::add_controller(payer, govops, &cast.stranger)),
        Stage::new("configurator.open_vault", ix::open_vault(payer, govops, book, mint, program)),
        Stage::new("configurator.release_vault", ix::release_vault(govops, &cast.a.created.vault, payer)),
    ]
}

fn beams(cast: &Cast) -> Vec<Stage> {
    let (world, b) = (&cast.a.world, &cast.b.world);
    let (roles, facility) = (world.roles(), &world.facility);
    let (payer, target) = (&roles.payer, &facility.facility);
    let council =
        |pau: Option<Pubkey>| BeamAuthority::ABeam { signer: roles.council, scope: facility.scope, pau };
    let govops = BeamAuthority::Configurer(world.configurer());
    let conserver = BeamAuthority::Configurer(b.conserver());
    let grant = |by: &BeamAuthority, target: Pubkey, permissions| {
        let args = GrantBeamArgs { target, holder: cast.stranger, permissions, expires_at: MATURITY };
        ix::grant_beam(payer, by, args)
    };
    let revoke = |by: &BeamAuthority| ix::revoke_beam(by, target, &roles.beacon, payer);
    vec![
        Stage::new("configurator.grant_beam", grant(&council(None), *target, permission::ATTEST)),
        Stage::new(
            "configurator.grant_beam (operations)",
            grant(&council(Some(facility.pau)), *target, permission::FUND),
        ),
        Stage::new("configurator.grant_beam (govops)", grant(&govops, *target, permission::FUND)),
        Stage::new(
            "configurator.grant_beam (conserver)",
            grant(&conserver, b.facility.facility, permission::FUND),
        ),
        Stage::new("configurator.revoke_beam", revoke(&council(None))),
        Stage::new("configurator.revoke_beam (govops)", revoke(&govops)),
        Stage::new(
            "configurator.revoke_beam (conserver)",
            ix::revoke_beam(&conserver, &b.facility.facility, &b.roles().beacon, payer),
        ),
    ]
}

fn conserver(cast: &Cast) -> Vec<Stage> {
    let (a, b) = (&cast.a.world, &cast.b.world);
    let frozen = &cast.governed.frozen;
    let (conserver, scope) = (&a.roles().conserver, &a.facility.scope);
    vec![
        Stage::new("configurator.take_over", ix::take_over(conserver, scope, frozen)),
        Stage::new("configurator.unfreeze_pau", ix::unfreeze_pau(&a.roles().council, scope, frozen)),
        Stage::new(
            "configurator.hand_back",
            ix::hand_back(&b.roles().council, &b.facility.scope, &b.facility.pau),
        ),
    ]
}
