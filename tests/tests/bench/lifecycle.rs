//! One life of a facility in which every instruction of every program lands at least once.

use halo_sdk::{
    addresses,
    deployment::Limit,
    facility::state::AttestationKind,
    instructions as ix,
    nfat::{instructions::AssertUnitArgs, state::Payment},
    pau::{
        instructions::{DrawArgs, UseLimitArgs},
        state::LimitKind,
    },
    transport::Landed,
};
use halo_tests::{
    chain::{Chain, Light},
    key_pau::KeyPau,
    world::{half_year, million, payment, World, DAY, MATURITY, START},
};
use solana_pubkey::Pubkey;

/// Every landed transaction of the life.
pub async fn run() -> Vec<Landed> {
    let mut world = World::new(Light::start(START)).await;
    deal(&mut world).await;
    custody(&mut world).await;
    crate::pau_calls::run(&mut world).await;
    crate::governance::run(&mut world).await;
    let mut journal = std::mem::take(&mut *world.journal.lock().expect("one thread"));
    journal.extend(crate::operations::run().await);
    journal.extend(crate::wrapping::run().await);
    journal
}

/// Scenario 1, with a top-up, both views and a withdrawal.
async fn deal(world: &mut World<Light>) {
    let x = world.prime("Prime X", million(50)).await;
    world.deposit(&x, million(20)).await.unwrap();
    world.deposit(&x, million(30)).await.unwrap();
    world.ok(&[ix::facility::queue_balance(&world.facility, &x)], &[]).await;
    let (book, unit) = world.deal(&x, half_year(million(25))).await;
    world.start_deploying(&book).await;
    world.deploy(&book, million(20)).await.unwrap();
    world.deploy(&book, million(5)).await.unwrap();
    world.settle_at_rest(&book).await;
    world.attest(&book, AttestationKind::Reattestation).await.unwrap();
    world.chain.warp_to(MATURITY).await;
    world.come_home(&book, million(26) + 250_000_000_000).await;
    world.unwind(&book).await;
    world.fund(&book, &unit, payment(million(20), 1)).await.unwrap();
    world.claim_interest(&x, &book, &unit, 1).await.unwrap();
    world.spend(&x, &book, &unit, 0).await.unwrap();
    world.fund(&book, &unit, payment(million(5), 1_250_000_000_000 - 1)).await.unwrap();
    let penalty = Payment { principal: 0, interest: 0, penalty: 1 };
    let source = world.give(&world.borrower, 1).await;
    let top_up = ix::nfat::top_up(&world.borrower, &source, &world.facility, &book, &unit.nfat, penalty);
    world.ok(&[top_up], &[world.borrower]).await;
    let nfat = world.nfat(&unit).await;
    let state = AssertUnitArgs {
        principal: million(5),
        funded: nfat.funded().total().unwrap(),
        sequence: nfat.sequence,
    };
    world.ok(&[ix::nfat::unit_state(&unit.nfat)], &[]).await;
    world.ok(&[ix::nfat::assert_unit(&unit.nfat, state)], &[]).await;
    world.redeem(&x, &book, &unit, 0).await.unwrap();
    world.close_book(&book).await.unwrap();
    world.withdraw(&x).await.unwrap();
}

/// The PAU used directly, under an administrator that is a key: a controller that is one too, a relayer, limits.
async fn custody(world: &mut World<Light>) {
    let key_pau = custody_pau(world).await;
    let KeyPau { pau, admin, freezer, relayer } = key_pau;
    let payer = world.roles().payer;
    let (facility, endpoint) = (world.facility, world.endpoint);
    let mint = facility.mint;
    let signer = world.person("controller").await;
    key_pau.add_controller(world, &signer, Pubkey::default(), LimitKind::ALL).await;
    let source = key_pau.source(world, Pubkey::new_from_array([8; 32]));
    key_pau.open_guarded(world, &signer, &source).await;
    world.give(&source.proxy(), million(10)).await;
    key_pau.release(world, &source).await;
    world.ok(&[ix::pau::transfer(&relayer, &source, &endpoint, million(1))], &[relayer]).await;
    let draw = DrawArgs { kind: LimitKind::Transfer, target: endpoint, amount: million(1) };
    world.ok(&[ix::pau::draw(&signer, &source, &endpoint, draw)], &[signer]).await;
    let used =
        || UseLimitArgs { kind: LimitKind::Claim, target: facility.facility, mint, amount: million(1) };
    world.ok(&[ix::pau::charge(&signer, &pau, used())], &[signer]).await;
    world.ok(&[ix::pau::restore(&signer, &pau, used())], &[signer]).await;
    let limit = addresses::limit(&pau, LimitKind::Claim, &facility.facility, &mint);
    world.ok(&[ix::pau::set_rate_limit(&admin, &pau, &limit, 2, 2)], &[admin]).await;
    world.ok(&[ix::pau::available_limit(&limit)], &[]).await;
    world.ok(&[ix::pau::remove_rate_limit(&admin, &pau, &limit, &payer)], &[admin]).await;
    world.ok(&[ix::pau::remove_controller(&admin, &pau, &signer, &payer)], &[admin]).await;
    let another = Pubkey::new_from_array([6; 32]);
    world.ok(&[ix::pau::set_relayer(&admin, &pau, &another)], &[admin]).await;
    world.ok(&[ix::pau::remove_relayer(&freezer, &pau, &another)], &[freezer]).await;
    world.ok(&[ix::pau::set_freezer(&admin, &pau, &freezer)], &[admin]).await;
    world.ok(&[ix::pau::freeze(&freezer, &pau)], &[freezer]).await;
    world.ok(&[ix::pau::unfreeze(&admin, &pau)], &[admin]).await;
}

/// With limits that have filled for a day.
async fn custody_pau(world: &mut World<Light>) -> KeyPau {
    let pau = KeyPau::open(world, "custody PAU").await;
    let limit = Limit { max: million(10), slope: million(10) };
    for (kind, target) in [(LimitKind::Transfer, world.endpoint), (LimitKind::Claim, world.facility.facility)]
    {
        pau.add_limit(world, kind, target, world.facility.mint, limit).await;
    }
    world.wait(DAY).await;
    pau
}
