//! The picture of a pool's depth is well formed and has the numbers that trades have.

use super::house::{act, line, open, ONE};
use crate::world::Role;

/// Fails unless every element that is opened is closed, in order, and there is one at the top.
fn assert_well_formed(text: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut tops = 0;
    for piece in text.split('<').skip(1) {
        let (tag, after) = piece.split_once('>').expect("a tag that ends");
        assert!(!after.contains('>'), "a bare > in {after}");
        let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "closes what was opened last");
            continue;
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "quotes of {tag}");
        tops += usize::from(open.is_empty());
        if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "never closed: {open:?}");
    assert_eq!(tops, 1, "one element at the top");
}

/// What the points of a picture say.
fn titles(picture: &str) -> Vec<&str> {
    let ends = picture.split("<title>").skip(1);
    ends.map(|rest| rest.split_once("</title>").expect("a title that ends").0).collect()
}

#[tokio::test]
async fn the_picture_has_what_trades_come_to() {
    let world = open("pool-picture").await;
    act(&world, Role::Bob, "sell @ --amount 1M").await;
    let file = world.folder.join("depth.svg");
    let shown = act(&world, Role::Bob, &format!("show @ --svg {}", file.display())).await;
    assert!(shown.get("picture").is_some());
    let picture = std::fs::read_to_string(&file).unwrap();
    assert_well_formed(&picture);
    assert_eq!(
        titles(&picture),
        titles(include_str!("../../../../docs/images/pool-depth.svg")),
        "the one in the README"
    );
    for words in [
        "NAV 1 (dashed), at 2025-02-01 00:00:00 UTC",
        "Effective price, cash for one token",
        "Cost against NAV, basis points",
        "Size of one trade, tokens of the asset (logarithmic)",
        "selling to the pool",
        "buying from the pool",
        "prefers-color-scheme:dark",
    ] {
        assert!(picture.contains(words), "{words}");
    }
    assert!(!picture.contains("NaN") && !picture.contains("inf"), "{picture}");
    let document = serde_json::to_value(world.document(Role::Bob, &line("show @")).await).unwrap();
    for (side, trade) in [("sell", "sell"), ("buy", "buy")] {
        let points = document["depth"][side]["points"].as_array().unwrap();
        assert!(points.len() > 5, "{side}: {points:?}");
        for point in points {
            let asset = point["asset"].as_u64().unwrap();
            let cash = point["cash"].as_u64().unwrap();
            let title = format!(
                "<title>{} tokens for {} cash: ",
                halo_sdk::amount::format_units(asset, 6),
                halo_sdk::amount::format_units(cash, 6)
            );
            // Once in each plot.
            assert_eq!(picture.matches(&title).count(), 2, "{side}: {title}");
        }
        // What the picture says of a round size is what the program quotes.
        let round = points.iter().find(|point| point["asset"] == 100_000 * ONE).expect("a round size");
        let quote = act(&world, Role::Bob, &format!("quote @ {trade} --amount 100k")).await;
        let name = if side == "sell" { "receives" } else { "gives" };
        assert_eq!(super::house::units(&quote, name), round["cash"].as_u64().unwrap());
    }
}

#[tokio::test]
async fn without_a_price_there_is_no_picture_and_it_says_why() {
    let world = open("pool-no-picture").await;
    world.cluster.advance(5 * crate::world::DAY).unwrap();
    let file = world.folder.join("depth.svg");
    let error = super::house::refused(&world, Role::Bob, &format!("show @ --svg {}", file.display())).await;
    assert!(error.starts_with("the price is 5 d old"), "{error}");
    assert!(!file.exists());
    let shown = act(&world, Role::Bob, "show @").await;
    let nav = shown.get("nav").unwrap().to_string();
    assert!(nav.starts_with("none: the price is 5 d old"), "{nav}");
    assert!(shown.get("selling_costs").is_none() && shown.get("cash").is_some());
}
