//! A Book that holds an NFAT of another Book.

use crate::{
    deal::{ready, start_deploying, MILLION, TERMS},
    world::{Role, World},
};
use halo_cli::Value;
use halo_sdk::{
    facility::instructions::CollectKind,
    instructions::{
        self as ix,
        facility::{HeldUnit, HeldUnitRent},
    },
};

#[tokio::test]
async fn a_book_collects_what_its_nfat_has_coming() {
    let world = ready("holdings").await;
    let (facility, prime, beacon) = (World::facility(), Role::Prime.key(), Role::Beacon.key());
    let at = facility.facility;
    world.run(Role::Prime, &format!("facility deposit {at} --amount 50M")).await;
    let file = world.file("terms.json", TERMS);
    for (book, level) in [(1, 0), (2, 1)] {
        let open = format!("book open {at} --level {level} --cadence 30d");
        let expected = ix::facility::open_book(&beacon, &facility, &facility.book(book), 2_592_000, level);
        assert_eq!(world.plan(Role::Beacon, &open).await.instructions, [expected]);
        world.run(Role::Beacon, &open).await;
        world.run(Role::Beacon, &format!("deal claim {at} {book} --prime {prime} --terms {file}")).await;
    }
    let (child, parent, asset) = (facility.book(1), facility.book(2), facility.unit(1).asset);
    let hold = format!("book hold {at} 2 --nfat 1");
    assert_eq!(world.refusal(Role::Beacon, &hold).await, "WrongPhase");
    start_deploying(&world, 2).await;
    assert_eq!(world.refusal(Role::Beacon, &hold).await, "NotHeld");
    world.run(Role::Prime, &format!("nfat transfer {at} 1 --to {}", parent.book)).await;

    let unit =
        HeldUnit { facility: &facility, book: &parent, child_facility: &facility, child_book: &child, asset };
    assert_eq!(world.plan(Role::Beacon, &hold).await.instructions, [ix::facility::hold_unit(&beacon, &unit)]);
    world.run(Role::Beacon, &hold).await;
    let state = world.run(Role::Payer, &format!("book state {at} 2")).await;
    assert_eq!(state.get("units_held"), Some(&Value::Number(1)));
    assert_eq!(state.get("held_principal"), Some(&Value::Tokens(25 * MILLION, 6)));

    world.cluster.mint_tokens(&Role::Mint.key(), &Role::Borrower.key(), 2 * MILLION).unwrap();
    world.run(Role::Borrower, &format!("nfat top-up {at} 1 --interest 2M")).await;
    let collect = format!("book collect {at} 2 --nfat 1 --kind interest");
    let rent = HeldUnitRent { holding: beacon, nfat: beacon };
    let expected = ix::facility::collect_unit(&unit, &rent, CollectKind::Interest);
    assert_eq!(world.plan(Role::Warden, &collect).await.instructions, [expected]);
    let before = world.cluster.token_balance(&parent.token_account).unwrap();
    world.run(Role::Warden, &collect).await;
    assert_eq!(world.cluster.token_balance(&parent.token_account).unwrap() - before, 2 * MILLION);
    let books = serde_json::to_value(world.run(Role::Payer, &format!("book list {at}")).await).unwrap();
    assert_eq!((&books[1]["level"], &books[1]["returned"]), (&1.into(), &(2 * MILLION).into()));
    assert_eq!(books[0]["units_held"], 0);
}
