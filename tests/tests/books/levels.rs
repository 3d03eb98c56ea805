//! Levels: every chain of holdings goes down, so none comes back to where it began.

use super::setup::*;
use halo_sdk::{facility::error::FacilityError, instructions::facility as ix};
use halo_tests::{
    random::Random,
    world::{bullet, half_year, million, CADENCE},
};
use std::collections::BTreeMap;

#[tokio::test]
async fn a_book_is_opened_at_levels_0_to_4() {
    let world = facility_123().await;
    let beacon = world.roles().beacon;
    for level in 0..=4 {
        let book = world.open_book_at(level).await;
        assert_eq!(world.book(&book).await.level, level);
    }
    let next = world.facility.book(world.next_book_id().await);
    for level in [5, u8::MAX] {
        let open = ix::open_book(&beacon, &world.facility, &next, CADENCE, level);
        world.refused(&[open], &[beacon], FacilityError::InvalidLevel).await;
    }
}

#[tokio::test]
async fn a_chain_of_holdings_is_five_books_deep() {
    let (world, x) = deployer().await;
    let deal = half_year(million(5));
    let (mut above, _) = level_up(&world, &x, 4, deal.clone()).await;
    world.start_deploying(&above).await;
    for level in (0..4).rev() {
        world.deploy(&above, million(5)).await.unwrap();
        let (below, unit) = sold_to(&world, level, deal.clone(), &above.book).await;
        world.hold(&world.held(&above, &below, unit.asset)).await.unwrap();
        let book = world.book(&above).await;
        assert_eq!((book.units_held, book.held_principal), (1, million(5)));
        world.start_deploying(&below).await;
        above = below;
    }
    assert_eq!(world.book(&above).await.level, 0);
}

#[tokio::test]
async fn a_book_does_not_hold_its_own_unit() {
    for level in [0, 1, 4] {
        let (world, x) = deployer().await;
        let (book, unit) = level_up(&world, &x, level, half_year(million(5))).await;
        world.start_deploying(&book).await;
        world.transfer(&x, &unit, &book.book).await.unwrap();
        let hold = ix::hold_unit(&world.roles().beacon, &world.held(&book, &book, unit.asset));
        world.refused(&[hold], &[world.roles().beacon], FacilityError::LevelNotBelow).await;
    }
}

/// Whatever Books buy of each other at random, a holding is recorded exactly when the level falls: whoever follows the
/// holdings never comes back.
#[tokio::test]
async fn whatever_books_buy_of_each_other_there_is_no_circle() {
    let (world, _) = deployer().await;
    let (borrower, beacon) = (world.borrower, world.roles().beacon);
    world.give(&borrower, million(100)).await;
    let mut random = Random(0x000B_00C5);
    let mut books = Vec::new();
    for number in 0_u8..12 {
        let level = u8::try_from(random.below(5)).unwrap();
        // Each with terms of its own, so that no two are one.
        let mut terms = bullet(million(5), million(5) / 20);
        terms.conditions = [number; 32];
        world.deposit(&borrower, million(5)).await.unwrap();
        let (book, unit) = level_up(&world, &borrower, level, terms).await;
        world.start_deploying(&book).await;
        books.push((book, unit, level));
    }
    let (mut holds, mut refusals) = (BTreeMap::new(), 0);
    for (child, (child_book, unit, below)) in books.iter().enumerate() {
        let parent = random.below(books.len() as u64) as usize;
        let (parent_book, _, above) = &books[parent];
        world.transfer(&borrower, unit, &parent_book.book).await.unwrap();
        let hold = ix::hold_unit(&beacon, &world.held(parent_book, child_book, unit.asset));
        if above > below {
            world.ok(&[hold], &[beacon]).await;
            holds.entry(parent).or_insert_with(Vec::new).push(child);
        } else {
            world.refused(&[hold], &[beacon], FacilityError::LevelNotBelow).await;
            refusals += 1;
        }
    }
    assert!(holds.len() > 1 && refusals > 1, "{holds:?}, {refusals} refusals: too tame");
    for (parent, children) in &holds {
        let (book, _, above) = &books[*parent];
        assert_eq!(world.book(book).await.units_held, children.len() as u64);
        assert!(children.iter().all(|child| books[*child].2 < *above), "{parent} holds {children:?}");
    }
}
