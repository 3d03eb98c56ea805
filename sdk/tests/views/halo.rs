//! What a Halo sees: its Books and units, what is set aside, and who waits for an answer.

use crate::{share, world};
use halo_sdk::{
    facility::state::halt,
    halo_math::{CrrClass, Phase},
    instructions as ix,
    view::{Book, Halo, PaidBy, Payable, Standing},
};
use halo_tests::{
    chain::Chain,
    world::{half_year, million, payment, World, CADENCE, DAY, DEAL_START, MATURITY},
};

async fn seen<C: Chain>(world: &World<C>) -> Halo {
    Halo::read(&world.client, &world.facility.facility).await.unwrap()
}

#[tokio::test]
async fn a_book_is_followed_from_its_opening_to_its_end() {
    let mut world = world().await;
    let prime = world.prime("Prime X", million(50)).await;
    world.deposit(&prime, million(50)).await.unwrap();
    let empty = seen(&world).await;
    assert_eq!((empty.queued, empty.funded, empty.claimed), (million(50), 0, 0));
    assert_eq!((empty.books, empty.units), (vec![], vec![]));

    let (book, unit) = world.deal(&prime, half_year(million(25))).await;
    let filled = seen(&world).await;
    let [only] = &filled.books[..] else { panic!("{:#?}", filled.books) };
    assert_eq!((only.number, only.phase, only.crr_class), (1, Phase::Filling, CrrClass::Low));
    assert_eq!((only.cash, only.assets, only.claims), (million(25), million(25), million(25)));
    assert_eq!((only.units, only.attestation_due, only.short), (1, None, false));
    assert_eq!((filled.queued, filled.claimed), (million(25), million(25)));
    let limit = filled.claim_limit.unwrap();
    assert_eq!(limit.max - limit.available_now, million(25));

    world.start_deploying(&book).await;
    world.deploy(&book, million(25)).await.unwrap();
    let out = seen(&world).await.books.remove(0);
    assert_eq!((out.phase, out.crr_class), (Phase::Deploying, CrrClass::High));
    assert_eq!((out.cash, out.assets, out.deployed), (0, million(25), million(25)));
    world.settle_at_rest(&book).await;
    let now = world.client.unix_time().await.unwrap();
    let rest = seen(&world).await.books.remove(0);
    assert_eq!((rest.crr_class, rest.attestation_due), (CrrClass::Medium, Some(now + CADENCE)));

    world.wait_until(MATURITY).await;
    assert_eq!(seen(&world).await.books[0].crr_class, CrrClass::Elevated);
    world.come_home(&book, million(26) + million(1) / 4).await;
    world.unwind(&book).await;
    world.fund(&book, &unit, payment(million(25), million(1) / 4)).await.unwrap();
    let funded = seen(&world).await;
    assert_eq!((funded.funded, funded.claimed), (million(25) + million(1) / 4, 0));
    assert_eq!((funded.books[0].owed, funded.books[0].cash), (million(25) + million(1) / 4, million(1)));
    assert_eq!(funded.books[0].attestation_due, None, "nobody attests a Book that unwinds");
}

#[tokio::test]
async fn a_loss_is_shown_as_it_is_shared() {
    let mut world = world().await;
    let amounts = [30, 25, 20].map(million);
    let prime = world.prime("Prime X", million(75)).await;
    let book = world.open_book().await;
    for amount in amounts {
        share(&world, &prime, &book, half_year(amount)).await;
    }
    world.start_deploying(&book).await;
    world.deploy(&book, million(75)).await.unwrap();
    world.settle_at_rest(&book).await;
    world.wait_until(MATURITY + 10 * DAY).await;
    let overdue = seen(&world).await;
    assert!(overdue.units.iter().all(|unit| unit.standing == Standing::Overdue), "{:#?}", overdue.units);

    let first = world.facility.unit(1);
    world.declare_default(&book, &first).await.unwrap();
    world.come_home(&book, million(60)).await;
    let declared = seen(&world).await;
    assert_eq!((declared.books[0].defaults, declared.books[0].written_down), (1, false));
    assert_eq!(declared.units[0].standing, Standing::Default);

    let number = world.attest_default(&book, million(60)).await.unwrap();
    world.write_down(&book, number).await.unwrap();
    let fixed = seen(&world).await;
    assert_eq!((fixed.books[0].written_down, fixed.books[0].cash, fixed.funded), (true, 0, million(60)));
    assert!(!fixed.books[0].short, "a loss that was fixed is not missing");
    let payable: Vec<_> = fixed.units.iter().map(|unit| unit.payable.unwrap()).collect();
    assert_eq!(payable, [24, 20, 16].map(|part| Payable { by: PaidBy::Redeem, amount: million(part) }));
    let before = world.balance(&prime).await;
    world.redeem(&prime, &book, &world.facility.unit(2), million(20)).await.unwrap();
    assert_eq!(world.balance(&prime).await - before, million(20));
    let left: Vec<_> = seen(&world).await.units.iter().map(|unit| unit.payable.unwrap().amount).collect();
    assert_eq!(left, [million(24), million(16)]);
}

#[tokio::test]
async fn requests_and_halts_are_in_view() {
    let mut world = world().await;
    let prime = world.prime("Prime X", million(50)).await;
    world.deposit(&prime, million(50)).await.unwrap();
    let (_, unit) = world.deal(&prime, half_year(million(25))).await;
    let (_, second) = world.deal(&prime, half_year(million(20))).await;
    world.request_redeem(&prime, &second, million(19)).await.unwrap();
    let council = world.roles().council;
    world.ok(&[ix::facility::set_halt(&council, false, &world.facility, halt::CLAIM)], &[council]).await;
    let halo = seen(&world).await;
    assert_eq!(halo.halted, halt::CLAIM);
    assert_eq!(halo.requests().map(|unit| unit.asset).collect::<Vec<_>>(), [second.asset]);
    assert_eq!(halo.units.iter().map(|unit| unit.asset).collect::<Vec<_>>(), [unit.asset, second.asset]);
    assert_eq!(halo.units.iter().map(|unit| unit.book).collect::<Vec<_>>(), [1, 2]);
}

#[tokio::test]
async fn a_view_is_a_document_with_addresses_as_people_write_them() {
    let mut world = world().await;
    let prime = world.prime("Prime X", million(50)).await;
    world.deposit(&prime, million(50)).await.unwrap();
    let (book, unit) = world.deal(&prime, half_year(million(25))).await;
    let document = serde_json::to_value(seen(&world).await).unwrap();
    assert_eq!(document["queued"], million(25));
    let (seen_book, seen_unit) = (&document["books"][0], &document["units"][0]);
    assert_eq!(seen_book["address"], book.book.to_string());
    assert_eq!((&seen_book["phase"], &seen_book["crr_class"]), (&"Filling".into(), &"Low".into()));
    assert_eq!(seen_book["scope_hash"].as_str().unwrap().len(), 64);
    assert_eq!(seen_unit["holder"], prime.to_string());
    assert_eq!(seen_unit["asset"], unit.asset.to_string());
    assert_eq!((&seen_unit["standing"], &seen_unit["payable"]), (&"Active".into(), &serde_json::Value::Null));
    assert_eq!(seen_unit["maturity"], MATURITY);
    assert!(document["claim_limit"]["available_now"].as_u64().unwrap() > 0);
}

/// What the view computes from accounts is what the program says.
#[tokio::test]
async fn the_program_says_the_same_of_a_book() {
    let mut world = world().await;
    let prime = world.prime("Prime X", million(50)).await;
    world.deposit(&prime, million(50)).await.unwrap();
    let (book, _) = world.deal(&prime, half_year(million(25))).await;
    world.start_deploying(&book).await;
    world.deploy(&book, million(25)).await.unwrap();
    world.settle_at_rest(&book).await;
    for time in [DEAL_START + 40 * DAY, MATURITY + 20 * DAY] {
        world.wait_until(time).await;
        let said = world.book_state(&book).await;
        let seen = Book::read(&world.client, &book.book).await.unwrap();
        assert_eq!((seen.phase as u8, seen.crr_class as u8), (said.phase, said.crr_class));
        assert_eq!(seen.attestation_due, Some(said.attested_until));
        assert_eq!((seen.units, seen.claims, seen.defaults), (said.units, said.claims, said.defaults));
        assert_eq!((seen.level, seen.units_held), (said.level, said.units_held));
        assert_eq!((seen.held_principal, seen.written_down), (said.held_principal, said.written_down));
        // Of a shared Book only: alone, nobody else has to be covered.
        assert_eq!(seen.covered_until, None);
    }
}
