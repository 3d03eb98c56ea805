//! One life of a facility in which every instruction of every program lands at least once.

use halo_sdk::{
    addresses,
    configurator::{instructions::GrantBeamArgs, state::permission},
    facility::{
        instructions::SetPrimeArgs,
        state::{halt, AttestationKind},
    },
    instructions as ix,
    nfat::{instructions::AssertUnitArgs, state::Payment},
    pau::{
        instructions::{AddControllerArgs, AddRateLimitArgs, DrawArgs, UseLimitArgs},
        state::LimitKind,
    },
    transport::Landed,
};
use halo_tests::{
    chain::{Chain, Light},
    world::{buybox, half_year, million, payment, World, DAY, MATURITY, START},
};
use solana_pubkey::Pubkey;

/// Every landed transaction of the life.
pub async fn run() -> Vec<Landed> {
    let mut world = World::new(Light::start(START)).await;
    deal(&mut world).await;
    administration(&mut world).await;
    custody(&mut world).await;
    let mut journal = world.journal.lock().expect("one thread");
    std::mem::take(&mut *journal)
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
    world.fund(&book, &unit, payment(million(5), 1_250_000_000_000 - 1)).await.unwrap();
    let penalty = Payment { principal: 0, interest: 0, penalty: 1 };
    let source = world.give(&world.borrower, 1).await;
    let top_up = ix::nfat::top_up(&world.borrower, &source, &world.facility, &book, &unit.nfat, penalty);
    world.ok(&[top_up], &[world.borrower]).await;
    let nfat = world.nfat(&unit).await;
    let state = AssertUnitArgs {
        principal: million(25),
        funded: nfat.funded().total().unwrap(),
        sequence: nfat.sequence,
    };
    world.ok(&[ix::nfat::unit_state(&unit.nfat)], &[]).await;
    world.ok(&[ix::nfat::assert_unit(&unit.nfat, state)], &[]).await;
    world.redeem(&x, &book, &unit, 0).await.unwrap();
    world.close_book(&book).await.unwrap();
    world.withdraw(&x).await.unwrap();
}

/// What administrators and wardens do.
async fn administration(world: &mut World<Light>) {
    let roles = world.roles();
    let facility = world.facility;
    let x = world.keys.add_named("Prime X");
    let set = SetPrimeArgs { active: true, max: million(10), slope: million(10) };
    world.ok(&[ix::facility::set_prime(&roles.admin, &facility, &x, set)], &[roles.admin]).await;
    world.ok(&[ix::facility::set_buybox(&roles.admin, &facility, buybox())], &[roles.admin]).await;
    world.ok(&[ix::facility::set_halt(&roles.warden, true, &facility, halt::ALL)], &[roles.warden]).await;
    world.ok(&[ix::facility::clear_halt(&roles.admin, &facility, halt::ALL)], &[roles.admin]).await;
    let holder = Pubkey::new_from_array([5; 32]);
    let grant = GrantBeamArgs {
        target: facility.facility,
        holder,
        permissions: permission::HALT,
        expires_at: MATURITY + DAY,
    };
    let (payer, council, scope) = (roles.payer, roles.council, facility.scope);
    world.ok(&[ix::configurator::grant_beam(&payer, &council, &scope, grant)], &[council]).await;
    let revoke = ix::configurator::revoke_beam(&council, &scope, &facility.facility, &holder, &payer);
    world.ok(&[revoke], &[council]).await;
    let pau = facility.pau;
    let relayer = Pubkey::new_from_array([6; 32]);
    let (admin, freezer) = (roles.admin, roles.freezer);
    world.ok(&[ix::pau::set_relayer(&admin, &pau, &relayer)], &[admin]).await;
    world.ok(&[ix::pau::remove_relayer(&freezer, &pau, &relayer)], &[freezer]).await;
    world.ok(&[ix::pau::set_freezer(&admin, &pau, &freezer)], &[admin]).await;
    world.ok(&[ix::pau::freeze(&freezer, &pau)], &[freezer]).await;
    world.ok(&[ix::pau::unfreeze(&admin, &pau)], &[admin]).await;
}

/// The PAU used directly: a controller that is a key, a relayer, limits.
async fn custody(world: &mut World<Light>) {
    let roles = world.roles();
    let (payer, admin) = (roles.payer, roles.admin);
    let facility = world.facility;
    let (pau, mint) = (facility.pau, facility.mint);
    let signer = world.person("controller").await;
    let controller = AddControllerArgs { signer, book: Pubkey::default(), kinds: LimitKind::ALL };
    world.ok(&[ix::pau::add_controller(&payer, &admin, &pau, controller)], &[admin]).await;
    let book = Pubkey::new_from_array([8; 32]);
    let record = Some(addresses::controller(&pau, &signer));
    let open = ix::pau::open_vault(&payer, &signer, &pau, record, &book, &mint, &facility.token_program);
    world.ok(&[open], &[signer]).await;
    world.give(&addresses::proxy(&pau, &book), million(10)).await;
    let source = ix::pau::BookSource { pau, book, mint, token_program: facility.token_program };
    let vault = addresses::book_vault(&pau, &book, &mint);
    world.ok(&[ix::pau::release_vault(&admin, &pau, &vault)], &[admin]).await;
    let (relayer, endpoint) = (roles.relayer, world.endpoint);
    world.ok(&[ix::pau::transfer(&relayer, &source, &endpoint, million(1))], &[relayer]).await;
    let draw = DrawArgs { kind: LimitKind::Transfer, target: endpoint, amount: million(1) };
    world.ok(&[ix::pau::draw(&signer, &source, &endpoint, draw)], &[signer]).await;
    let used =
        || UseLimitArgs { kind: LimitKind::Claim, target: facility.facility, mint, amount: million(1) };
    world.ok(&[ix::pau::charge(&signer, &pau, used())], &[signer]).await;
    world.ok(&[ix::pau::restore(&signer, &pau, used())], &[signer]).await;
    let limit = AddRateLimitArgs { kind: LimitKind::Transfer, target: book, mint, max: 1, slope: 1 };
    world.ok(&[ix::pau::add_rate_limit(&payer, &admin, &pau, limit)], &[admin]).await;
    let limit = addresses::limit(&pau, LimitKind::Transfer, &book, &mint);
    world.ok(&[ix::pau::set_rate_limit(&admin, &pau, &limit, 2, 2)], &[admin]).await;
    world.ok(&[ix::pau::available_limit(&limit)], &[]).await;
    world.ok(&[ix::pau::remove_rate_limit(&admin, &pau, &limit, &payer)], &[admin]).await;
    world.ok(&[ix::pau::remove_controller(&admin, &pau, &signer, &payer)], &[admin]).await;
}
