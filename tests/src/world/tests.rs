use super::*;
use crate::chain::Light;
use halo_sdk::{
    addresses::LimitKey,
    configurator::{
        error::ConfiguratorError,
        state::{Grant, Payload},
    },
    facility::state::Facility,
    governance::LimitView,
    instructions::configurator::GuardianBy,
    pau::state::LimitKind,
};

async fn world() -> World<Light> {
    World::new(Light::start(START)).await
}

#[tokio::test]
async fn a_world_is_ready_when_the_deals_start() {
    let mut world = world().await;
    assert_eq!(world.chain.now().await, DEAL_START);
    let scope = world.scope().await;
    assert_eq!((scope.operation_count, scope.config_version), (8, 1));
    for kind in [LimitKind::Claim, LimitKind::Withdraw] {
        let limit = world.limit(&world.facility.limit_key(kind, &world.facility.facility)).await;
        assert_eq!(LimitView::new(&scope, &limit, None, DEAL_START).available_now, WIDE.max, "{kind:?}");
    }
    let prime = world.prime("Prime X", ONE).await;
    let approval = world.approval(&prime).await;
    assert_eq!(approval.limit.available_at(world.chain.now().await), million(100));
}

#[tokio::test]
async fn a_limit_climbs_by_a_quarter_a_hop() {
    let mut world = world().await;
    let target = world.keys.add_named("another endpoint");
    let key: LimitKey = world.facility.limit_key(LimitKind::Transfer, &target);
    let start = Limit { max: million(10), slope: million(10) };
    world.approve_limit(&key, start).await;
    world.add_limit(&key, start).await.unwrap();

    let before = world.chain.now().await;
    let goal = Limit { max: 47_683_715_820_312, slope: million(20) };
    assert_eq!(world.climb(&key, goal).await, 7);
    assert_eq!(world.chain.now().await - before, 7 * 18 * 3_600);
    let limit = world.limit(&key).await;
    assert_eq!((limit.max, limit.slope), (goal.max, goal.slope));

    let error = world.set_limit(&key, Limit { max: goal.max + 1, ..goal }).await.unwrap_err();
    crate::refusal::assert_refused::<()>(Err(error), ConfiguratorError::RaisedTooRecently);
}

#[tokio::test]
async fn a_buybox_changes_on_its_permit() {
    let mut world = world().await;
    let Roles { payer, govops, .. } = world.roles();
    let wider = Buybox { size_max: million(200), ..buybox() };
    let set = ix::facility::set_buybox(&world.configurer(), &world.facility, wider, &payer);
    assert!(world.send(std::slice::from_ref(&set), &[govops]).await.is_err(), "nobody has permitted it");

    let (target, digest) = (world.facility.facility, ix::facility::buybox_digest(&wider));
    let grant = Grant::Permit { target, digest };
    world.enact(Payload::AddInit { pau: Pubkey::default(), grant }).await;
    world.ok(&[set], &[govops]).await;
    let facility: Facility = world.client.fetch(&world.facility.facility).await.unwrap();
    assert_eq!(facility.buybox.size_max, million(200));
}

#[tokio::test]
async fn a_book_moves_to_another_pau_with_its_money() {
    let mut world = world().await;
    let Roles { payer, council, conserver, warden, .. } = world.roles();
    let prime = world.prime("Prime X", million(25)).await;
    world.deposit(&prime, million(25)).await.unwrap();
    let (book, _) = world.deal(&prime, half_year(million(25))).await;

    let (scope, new) = (world.facility.scope, world.open_another_pau().await);

    let halt_bits = halo_sdk::facility::state::halt::DEPLOY;
    let halted = Some(&world.facility.facility);
    let halt = ix::facility::halt_book(&warden, halted, &world.facility, &book.book, halt_bits);
    world.ok(&[halt], &[warden]).await;
    let freeze = ix::configurator::freeze_pau(&world.guardian(&council, GuardianBy::ABeam));
    let take = ix::configurator::take_over(&conserver, &scope, &world.facility.pau);
    world.ok(&[freeze, take], &[council, conserver]).await;
    let migrate = ix::facility::migrate_book(&payer, &conserver, &world.facility, &new, 1);
    world.ok(&[migrate], &[conserver]).await;

    let there = world.facility.under(&new).book(1);
    assert_eq!(
        (world.tokens(&book.token_account).await, world.tokens(&there.token_account).await),
        (0, million(25))
    );
    let state = world.book(&there).await;
    assert_eq!((state.pau, state.vault, state.halted), (new, there.vault, halt_bits));
}
