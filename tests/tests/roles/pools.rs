//! The rows of `amm`: on a pool where everything can be done, every role signs every instruction with the best records that
//! it has.

#[path = "../amm/floor.rs"]
#[expect(dead_code, unused_imports, reason = "a floor is made for more than roles")]
mod floor;
mod stage;

use crate::table::read;
use floor::{exact_in, thousand, Floor};
use halo_sdk::{
    configurator::state::permission,
    instructions::{self, amm as ix},
};
use stage::{Act, Stage};
use std::collections::BTreeSet;

/// The program whose rows are tried here.
pub const PROGRAM: &str = "amm";

/// The row that needs a pool priced by Pyth: the suite of pools shows that the council can and another one cannot.
const ELSEWHERE: &str = "rebase_pool";

impl Stage {
    /// Who does what of `acts`, against the rows: findings, and rights shown.
    async fn play(&self, acts: &[Act], shown: &mut BTreeSet<(String, String)>) -> Vec<String> {
        let rows = &read()[PROGRAM];
        let mut findings = Vec::new();
        for act in acts {
            let row = rows.iter().find(|row| row.instruction == act.name).expect("a row");
            let signer = row.signer.as_deref().expect("somebody signs");
            for (word, player) in self.people() {
                let can = self.can(act, signer, &player).await;
                // An empty position is closed by its owner.
                let owner = act.name == "close_position" && player == self.floor.bob;
                match (can, row.names(word) || owner) {
                    (true, true) => {
                        let word = if owner { "provider" } else { word };
                        shown.insert((act.name.to_owned(), word.to_owned()));
                    }
                    (true, false) => {
                        findings.push(format!("{}: {word} {player} can, and is not named", act.name))
                    }
                    (false, _) => {}
                }
            }
        }
        findings
    }
}

#[tokio::test]
async fn on_a_pool_who_is_named_can_and_who_is_not_cannot() {
    let mut stage = Stage::set().await;
    let mut shown = BTreeSet::new();
    let mut findings = stage.play(&stage.acts().await, &mut shown).await;
    let acts = stage.councils().await;
    findings.extend(stage.play(&acts, &mut shown).await);
    // The conserver counts where it stands in the GovOps' place.
    let (freezer, conserver) = (stage.floor.roles().freezer, stage.floor.roles().conserver);
    let (scope, pau) = (stage.floor.at.scope, stage.floor.at.pau);
    stage.floor.ok(&[instructions::pau::freeze(&freezer, &pau)], &[freezer]).await;
    stage.floor.ok(&[instructions::configurator::take_over(&conserver, &scope, &pau)], &[conserver]).await;
    let configured = [
        "initialize_feed",
        "initialize_pool",
        "set_feed_limits",
        "set_depth",
        "set_reporters",
        "set_bounds",
        "set_limits",
    ];
    let mut acts = stage.acts().await;
    acts.retain(|act| configured.contains(&act.name));
    findings.extend(stage.play(&acts, &mut shown).await);
    for row in read()[PROGRAM].iter().filter(|row| row.signer.is_some()) {
        let elsewhere = row.instruction == ELSEWHERE;
        for word in row.who.iter().filter(|word| *word != "anyone") {
            match (shown.contains(&(row.instruction.clone(), word.clone())), elsewhere) {
                (false, false) => {
                    findings.push(format!("{}: {word} is named, and nothing shows it", row.instruction))
                }
                (true, true) => findings.push(format!("{}: {word} is shown here", row.instruction)),
                _ => {}
            }
        }
    }
    assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
    stage.floor.ok(&[ix::check_pool(&stage.floor.at)], &[]).await;
}

/// The rights of a beacon are two: whoever has one is refused what the other one is for.
#[tokio::test]
async fn a_beacon_does_what_its_right_is_for() {
    let mut stage = Stage::set().await;
    let quoter = stage.floor.world.person("quoter").await;
    let redeemer = stage.floor.world.person("redeemer").await;
    stage.floor.grant(&quoter, permission::QUOTE).await;
    stage.floor.grant(&redeemer, permission::REDEEM).await;
    let mut of_beacons = 0;
    let rows = &read()[PROGRAM];
    for act in stage.acts().await {
        let row = rows.iter().find(|row| row.instruction == act.name).expect("a row");
        if row.names("beacon") {
            let signer = row.signer.as_deref().expect("a beacon signs");
            let quotes = ["set_spread", "pause"].contains(&act.name);
            assert_eq!(stage.can(&act, signer, &quoter).await, quotes, "{} by QUOTE", act.name);
            assert_eq!(stage.can(&act, signer, &redeemer).await, !quotes, "{} by REDEEM", act.name);
            of_beacons += 1;
        }
    }
    assert_eq!(of_beacons, 4);
}

/// Anybody trades, on its own account.
#[tokio::test]
async fn anybody_trades() {
    let floor = Floor::new().await;
    floor.mint(&floor.at.asset, &floor.bob, thousand(1)).await;
    floor.ok(&[floor.selling(exact_in(thousand(1)))], &[floor.bob]).await;
}
