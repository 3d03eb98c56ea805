//! Stages of the facility.

mod accords;
mod holdings;
mod oversight;

use super::super::cast::{agreed, Cast, DEPLOYING, SHARE};
use halo_sdk::{
    addresses::{self, FacilityAddresses},
    facility::{
        instructions::{ApprovePrimeArgs, InitializeFacilityArgs, OpenCollectionArgs, SetPrimeArgs},
        state::{halt, AttestationKind, TermsMode},
    },
    instructions::{configurator::InitFor, facility as ix},
};
use halo_tests::{
    matrix::Stage,
    world::{buybox, half_year, million, CADENCE, ONE},
};

pub async fn stages(cast: &Cast) -> Vec<Stage> {
    let mut stages = administration(cast);
    stages.extend(halts(cast));
    stages.push(migration(cast));
    stages.extend(queue(cast));
    stages.extend(deals(cast).await);
    stages.extend(books(cast));
    stages.extend(accords::stages(cast));
    stages.extend(holdings::stages(cast));
    stages.extend(oversight::stages(cast).await);
    stages
}

fn administration(cast: &Cast) -> Vec<Stage> {
    let world = &cast.a.world;
    let (facility, payer, govops) = (&world.facility, &world.roles().payer, &world.configurer());
    let new = FacilityAddresses { facility: addresses::facility(&cast.fresh), ..*facility };
    let initialize = InitializeFacilityArgs { buybox: buybox(), terms_mode: TermsMode::Sealed };
    let collection = OpenCollectionArgs { name: "Matrix".into(), uri: "https://example.com".into() };
    let approve = ApprovePrimeArgs { prime: cast.stranger, max: ONE, slope: ONE };
    let prime = &cast.a.primes[0];
    let set = |active, max| SetPrimeArgs { active, max, slope: max };
    vec![
        Stage::new(
            "facility.initialize_facility",
            ix::initialize_facility(payer, &cast.fresh, govops, &new, initialize),
        ),
        Stage::new(
            "facility.open_collection",
            ix::open_collection(payer, govops, &cast.bare_facility, collection),
        ),
        Stage::new("facility.set_buybox", ix::set_buybox(govops, facility, buybox(), payer)),
        Stage::new(
            "facility.approve_prime",
            ix::approve_prime(payer, govops, facility, InitFor::Pau, approve),
        ),
        Stage::new(
            "facility.set_prime",
            ix::set_prime(govops, facility, prime, Some(InitFor::Pau), set(true, million(125))),
        ),
        Stage::new("facility.set_prime (end)", ix::set_prime(govops, facility, prime, None, set(false, ONE))),
        Stage::new(
            "facility.set_prime (conserver)",
            ix::set_prime(
                &cast.b.world.conserver(),
                &cast.b.world.facility,
                &cast.b.primes[0],
                None,
                set(false, ONE),
            ),
        ),
    ]
}

fn halts(cast: &Cast) -> Vec<Stage> {
    let (facility, roles) = (&cast.a.world.facility, cast.a.world.roles());
    let (book, council) = (&cast.a.deploying.book.book, &roles.council);
    let over = Some(&facility.facility);
    vec![
        Stage::new("facility.set_halt", ix::set_halt(council, false, facility, halt::CLAIM)),
        Stage::new("facility.set_halt (warden)", ix::set_halt(&roles.warden, true, facility, halt::CLAIM)),
        Stage::new("facility.clear_halt", ix::clear_halt(council, facility, halt::CLAIM)),
        Stage::new("facility.halt_book", ix::halt_book(&roles.mom, None, facility, book, halt::DEPLOY)),
        Stage::new(
            "facility.halt_book (warden)",
            ix::halt_book(&roles.warden, over, facility, book, halt::DEPLOY),
        ),
        Stage::new("facility.clear_book_halt", ix::clear_book_halt(council, facility, book, halt::DEPLOY)),
    ]
}

/// Of the house whose PAU the conserver has taken over.
fn migration(cast: &Cast) -> Stage {
    let (facility, roles) = (&cast.b.world.facility, cast.b.world.roles());
    let id = DEPLOYING;
    let migrate = ix::migrate_book(&roles.payer, &roles.conserver, facility, &cast.governed.new_pau, id);
    Stage::new("facility.migrate_book", migrate)
}

fn queue(cast: &Cast) -> Vec<Stage> {
    let (facility, x) = (&cast.a.world.facility, &cast.a.primes[0]);
    let tokens = facility.token_account(x);
    vec![
        Stage::new("facility.deposit", ix::deposit(x, &tokens, facility, ONE, None)),
        Stage::new("facility.withdraw", ix::withdraw(x, &tokens, facility, Some(ONE))),
        Stage::new("facility.queue_balance", ix::queue_balance(facility, x)),
    ]
}

async fn deals(cast: &Cast) -> Vec<Stage> {
    let (world, x) = (&cast.a.world, &cast.a.primes[0]);
    let (facility, roles) = (&world.facility, world.roles());
    let (beacon, attestor) = (&roles.beacon, &roles.attestor);
    let next = facility.book(world.next_book_id().await);
    let (created, unit) = (&cast.a.created, world.next_unit().await);
    let claim = world.claim_args(x, half_year(million(5))).await;
    let under_accord = world.accord_args(x, &agreed(), SHARE).await;
    let filling = &cast.a.filling.book;
    let attest = world.attest_args(filling, AttestationKind::PreDeployment).await;
    vec![
        Stage::new("facility.open_book", ix::open_book(beacon, facility, &next, CADENCE, 0)),
        Stage::new("facility.claim", ix::claim(beacon, x, facility, created, &unit, claim)),
        Stage::new("facility.claim (accord)", ix::claim(beacon, x, facility, created, &unit, under_accord)),
        Stage::new("facility.attest", ix::attest(attestor, facility, &filling.book, 2, attest)),
    ]
}

fn books(cast: &Cast) -> Vec<Stage> {
    let (world, house) = (&cast.a.world, &cast.a);
    let (facility, roles) = (&world.facility, world.roles());
    let (beacon, attestor) = (&roles.beacon, &roles.attestor);
    let (filling, deploying) = (&house.filling.book, &house.deploying.book);
    let (at_rest, unwinding) = (&house.at_rest.book, &house.unwinding.book);
    let home = facility.token_account(&world.borrower);
    vec![
        Stage::new(
            "facility.begin_deploying",
            ix::begin_deploying(beacon, attestor, facility, &filling.book, 1),
        ),
        Stage::new("facility.deploy", ix::deploy(beacon, facility, deploying, &world.endpoint, ONE)),
        Stage::new("facility.mark_at_rest", ix::mark_at_rest(beacon, attestor, facility, &deploying.book, 2)),
        Stage::new(
            "facility.return_funds",
            ix::return_funds(&world.borrower, &home, facility, unwinding, ONE),
        ),
        Stage::new("facility.begin_unwinding", ix::begin_unwinding(beacon, facility, &at_rest.book)),
        Stage::new("facility.close_book", ix::close_book(beacon, facility, &house.emptied.book)),
    ]
}
