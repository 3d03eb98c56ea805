//! What council, GovOps, guardians and conserver do, each at least once.

use halo_sdk::{
    addresses::LimitKey,
    configurator::{
        instructions::GrantBeamArgs,
        state::{permission, Grant, Payload, Role},
    },
    deployment::Limit,
    facility::{instructions::SetPrimeArgs, state::halt},
    instructions::{
        self as ix,
        configurator::{BeamAuthority, Guardian, GuardianBy, InitFor},
        pau::{action_of, BookSource},
    },
    pau::state::LimitKind,
};
use halo_tests::{
    chain::Light,
    world::{buybox, million, World, DAY, MATURITY},
};
use solana_pubkey::Pubkey;

const LIMIT: Limit = Limit { max: 10_000_000_000_000, slope: 10_000_000_000_000 };

/// Everything but the conserver's part, on the world's own PAU.
pub async fn run(world: &mut World<Light>) {
    limits(world).await;
    operators(world).await;
    actions(world).await;
    beams_and_halts(world).await;
    timelock(world).await;
    take_over(world).await;
}

async fn limits(world: &mut World<Light>) {
    let roles = world.roles();
    let (payer, scope, pau) = (roles.payer, world.facility.scope, world.facility.pau);
    let key = world.facility.limit_key(LimitKind::Transfer, &Pubkey::new_from_array([7; 32]));
    world.approve_limit(&key, LIMIT).await;
    world.add_limit(&key, LIMIT).await.unwrap();
    world.wait(DAY).await;
    world.set_limit(&key, Limit { max: 12_500_000_000_000, slope: 12_500_000_000_000 }).await.unwrap();
    let limit = key.limit(&pau);
    let guardian = Guardian::from(world.configurer());
    world.ok(&[ix::configurator::pause_rate_limit(&guardian, &limit)], &[roles.govops]).await;
    let resume = ix::configurator::resume_rate_limit(&roles.council, &scope, &pau, &limit);
    world.ok(&[resume], &[roles.council]).await;
    world.ok(&[ix::configurator::remove_rate_limit(&guardian, &limit, &payer)], &[roles.govops]).await;
    let init = key.init(&scope, &pau);
    world.ok(&[ix::configurator::remove_init(&roles.mom, &scope, &init, &payer)], &[roles.mom]).await;
    let prime = world.keys.add_named("Prime X");
    let set = SetPrimeArgs { active: true, max: million(10), slope: million(10) };
    let configurer = world.configurer();
    let set = ix::facility::set_prime(&configurer, &world.facility, &prime, Some(InitFor::Pau), set);
    world.ok(&[set], &[roles.govops]).await;
}

async fn operators(world: &mut World<Light>) {
    let roles = world.roles();
    let configurer = world.configurer();
    let guardian = Guardian::from(configurer);
    let relayer = Pubkey::new_from_array([6; 32]);
    world.ok(&[ix::configurator::set_relayer(&configurer, &relayer)], &[roles.govops]).await;
    world.ok(&[ix::configurator::remove_relayer(&guardian, &relayer)], &[roles.govops]).await;
    world.ok(&[ix::configurator::set_freezer(&configurer, &roles.freezer)], &[roles.govops]).await;
    let controller = Pubkey::new_from_array([5; 32]);
    let kinds = LimitKind::Claim.bit();
    let grant = Grant::Controller { signer: controller, book: Pubkey::default(), kinds };
    world.enact(Payload::AddInit { pau: world.facility.pau, grant }).await;
    let add = ix::configurator::add_controller(&roles.payer, &configurer, &controller);
    world.ok(&[add], &[roles.govops]).await;
    let remove = ix::configurator::remove_controller(&guardian, &controller, &roles.payer);
    world.ok(&[remove], &[roles.govops]).await;
}

/// A treasury of the PAU, and an action that pays the endpoint out of it.
async fn actions(world: &mut World<Light>) {
    let roles = world.roles();
    let configurer = world.configurer();
    let book = world.keys.add_named("treasury");
    let (mint, token_program) = (world.facility.mint, world.facility.token_program);
    let open = ix::configurator::open_vault(&roles.payer, &configurer, &book, &mint, &token_program);
    world.ok(&[open], &[roles.govops, book]).await;
    let source = BookSource { pau: world.facility.pau, book, mint, token_program };
    let deposit = ix::facility::deposit(&source.proxy(), &source.token_account(), &world.facility, 1, None);
    let spec = action_of(&deposit, &source, 8);
    let grant = Grant::Action(spec.clone());
    world.enact(Payload::AddInit { pau: world.facility.pau, grant }).await;
    let payer = roles.payer;
    let enable = ix::configurator::enable_action(&payer, &configurer, InitFor::Pau, &spec, &payer);
    world.ok(&[enable], &[roles.govops]).await;
    let disable = ix::configurator::disable_action(&Guardian::from(configurer), &spec, &payer);
    world.ok(&[disable], &[roles.govops]).await;
}

async fn beams_and_halts(world: &mut World<Light>) {
    let roles = world.roles();
    let (payer, facility) = (roles.payer, world.facility);
    let holder = Pubkey::new_from_array([4; 32]);
    let authority = BeamAuthority::Configurer(world.configurer());
    let args = GrantBeamArgs {
        target: facility.facility,
        holder,
        permissions: permission::OPERATIONS,
        expires_at: MATURITY + 365 * DAY,
    };
    world.ok(&[ix::configurator::grant_beam(&payer, &authority, args)], &[roles.govops]).await;
    let revoke = ix::configurator::revoke_beam(&authority, &facility.facility, &holder, &payer);
    world.ok(&[revoke], &[roles.govops]).await;
    world.ok(&[ix::facility::set_halt(&roles.warden, true, &facility, halt::ALL)], &[roles.warden]).await;
    world.ok(&[ix::facility::clear_halt(&roles.council, &facility, halt::ALL)], &[roles.council]).await;
    let book = world.open_book().await.book;
    let over = Some(&facility.facility);
    let stop = ix::facility::halt_book(&roles.warden, over, &facility, &book, halt::ALL);
    world.ok(&[stop], &[roles.warden]).await;
    let clear = ix::facility::clear_book_halt(&roles.council, &facility, &book, halt::ALL);
    world.ok(&[clear], &[roles.council]).await;
}

async fn timelock(world: &mut World<Light>) {
    let roles = world.roles();
    let (payer, scope) = (roles.payer, world.facility.scope);
    // A permit for a new buybox, one for the vault of a Book, and one that a key uses up.
    let target = world.facility.facility;
    let digest = ix::facility::buybox_digest(&buybox());
    world.enact(Payload::AddInit { pau: Pubkey::default(), grant: Grant::Permit { target, digest } }).await;
    let set = ix::facility::set_buybox(&world.configurer(), &world.facility, buybox(), &payer);
    world.ok(&[set], &[roles.govops]).await;
    let vault = world.open_book().await.vault;
    let digest = halo_sdk::configurator::RELEASE_VAULT_DIGEST;
    let grant = Grant::Permit { target: vault, digest };
    world.enact(Payload::AddInit { pau: Pubkey::default(), grant }).await;
    let release = ix::configurator::release_vault(&world.configurer(), &vault, &payer);
    world.ok(&[release], &[roles.govops]).await;
    let holder = world.keys.add_named("permit holder");
    let digest = [3; 32];
    let grant = Grant::Permit { target: holder, digest };
    world.enact(Payload::AddInit { pau: Pubkey::default(), grant }).await;
    let consume = ix::configurator::consume_permit(&holder, &scope, digest, &payer);
    world.ok(&[consume], &[holder]).await;

    let key = world.facility.limit_key(LimitKind::Transfer, &vault);
    let LimitKey { kind, target, mint } = key;
    let grant = Grant::RateLimit { kind, target, mint, max: 1, slope: 1 };
    let number = world.schedule(Payload::AddInit { pau: world.facility.pau, grant }).await.unwrap();
    world.ok(&[ix::configurator::cancel(&roles.mom, &scope, number)], &[roles.mom]).await;
    world.ok(&[ix::configurator::close_operation(&payer, &scope, number)], &[]).await;
    world.ok(&[ix::configurator::pause(&roles.council, &scope)], &[roles.council]).await;
    let version = world.scope().await.config_version;
    world.ok(&[ix::configurator::resume(&roles.council, &scope, version)], &[roles.council]).await;
    world.enact(Payload::SetParameters { delay: 14 * DAY, hop: 64_800, max_change_bps: 2_500 }).await;
    world.enact(Payload::SetRole { role: Role::Mom, key: roles.mom }).await;
}

/// The conserver takes over, moves a Book to another PAU and hands back; then everything is taken away.
async fn take_over(world: &mut World<Light>) {
    let roles = world.roles();
    let (payer, council, conserver) = (roles.payer, roles.council, roles.conserver);
    let (scope, pau) = (world.facility.scope, world.facility.pau);
    let new = world.open_another_pau().await;

    let id = world.next_book_id().await;
    world.open_book().await;
    let guardian = world.guardian(&roles.mom, GuardianBy::ABeam);
    world.ok(&[ix::configurator::freeze_pau(&guardian)], &[roles.mom]).await;
    world.ok(&[ix::configurator::take_over(&conserver, &scope, &pau)], &[conserver]).await;
    let migrate = ix::facility::migrate_book(&payer, &conserver, &world.facility, &new, id);
    world.ok(&[migrate], &[conserver]).await;
    world.ok(&[ix::configurator::unfreeze_pau(&council, &scope, &pau)], &[council]).await;
    world.ok(&[ix::configurator::hand_back(&council, &scope, &pau)], &[council]).await;
    let revoke = ix::configurator::revoke_cbeam(&roles.mom, &scope, &pau, &roles.govops, &payer);
    world.ok(&[revoke], &[roles.mom]).await;
    let unregister = ix::configurator::unregister_pau(&roles.mom, &scope, &pau, &payer);
    world.ok(&[unregister], &[roles.mom]).await;
}
