//! `docs/ROLES.md` against the programs: every instruction has a row, every role that a row names can do it, and every
//! role that it does not name signs with the best records it has and is refused.

mod people;
#[path = "../matrix/suite.rs"]
mod suite;
mod table;

use halo_tests::matrix::idl;
use people::{forms, house_of, players};
use std::{collections::BTreeSet, fs, path::Path};
use suite::{cast::Cast, stages};
use table::{read, WORDS};

/// Roles whose success no stage shows, and the test that does.
const ELSEWHERE: [(&str, &str, &str); 10] = {
    const CONSERVER: &str = "the_conserver_does_all_that_govops_did_while_the_pau_is_frozen";
    const OPENING: &str = "the_conserver_opens_a_facility_under_the_pau_that_it_has_taken_over";
    [
        ("configurator.add_rate_limit", "conserver", CONSERVER),
        ("configurator.set_freezer", "conserver", CONSERVER),
        ("configurator.enable_action", "conserver", CONSERVER),
        ("configurator.add_controller", "conserver", CONSERVER),
        ("configurator.open_vault", "conserver", CONSERVER),
        ("configurator.release_vault", "conserver", CONSERVER),
        ("facility.set_buybox", "conserver", CONSERVER),
        ("facility.approve_prime", "conserver", CONSERVER),
        ("facility.initialize_facility", "conserver", OPENING),
        ("facility.open_collection", "conserver", OPENING),
    ]
};

#[test]
fn every_instruction_has_a_row_and_every_row_an_instruction() {
    let tables = read();
    let programs: BTreeSet<&str> = idl::PROGRAMS.into_iter().collect();
    assert_eq!(tables.keys().map(String::as_str).collect::<BTreeSet<_>>(), programs);
    for (program, rows) in &tables {
        let idl = idl::read(program);
        let known: BTreeSet<&str> = idl.instructions.iter().map(|known| known.name.as_str()).collect();
        let named: Vec<&str> = rows.iter().map(|row| row.instruction.as_str()).collect();
        assert_eq!(named.iter().copied().collect::<BTreeSet<_>>(), known, "{program}");
        assert_eq!(named.len(), known.len(), "{program}: an instruction has two rows");
        for row in rows {
            let what = format!("{program}.{}", row.instruction);
            let slots = idl.slots(&row.instruction);
            match &row.signer {
                Some(signer) => {
                    assert!(slots.iter().any(|slot| slot.name == *signer && slot.signer), "{what}: {signer}");
                }
                None => assert!(!slots.iter().any(|slot| slot.signer), "{what} is signed"),
            }
            assert!(!row.who.is_empty(), "{what}");
            for word in &row.who {
                assert!(WORDS.contains(&word.as_str()), "{what}: {word} is no role");
            }
        }
    }
}

#[tokio::test]
async fn who_is_named_can_and_who_is_not_cannot() {
    let tables = read();
    let mut cast = Cast::new().await;
    let stages = stages::all(&cast).await;
    let matrix = cast.matrix();
    let (mut findings, mut shown, mut refusals) = (Vec::new(), BTreeSet::new(), 0_usize);
    for stage in &stages {
        let (program, name) = stage.target();
        let row = tables[program].iter().find(|row| row.instruction == name).expect("checked above");
        let Some(signer) = &row.signer else { continue };
        let slots = [matrix.idls[program].slots(name), &stage.rest].concat();
        let authority = slots.iter().position(|slot| slot.name == *signer).expect("checked above");
        let house = house_of(&cast, &stage.instruction);
        let attempts = matrix.attempts(stage).await;
        for word in WORDS.into_iter().filter(|word| *word != "anyone") {
            for player in players(&cast, house, word) {
                let own = stage.instruction.accounts[authority].pubkey == player;
                let forms = match own {
                    true => vec![stage.instruction.clone()],
                    false => forms(&cast, house, &stage.instruction, &slots, authority, &player),
                };
                for form in forms {
                    let done = attempts.succeeds(&form).await;
                    match (done, row.names(word) || row.names("anyone")) {
                        (true, true) => {
                            shown.insert((format!("{program}.{name}"), word));
                        }
                        (true, false) => {
                            findings.push(format!("{}: {word} can, and is not named", stage.name))
                        }
                        (false, _) => refusals += 1,
                    }
                }
            }
        }
    }
    for (program, rows) in &tables {
        for row in rows.iter().filter(|row| row.signer.is_some()) {
            let what = format!("{program}.{}", row.instruction);
            for word in row.who.iter().filter(|word| *word != "anyone") {
                let elsewhere = ELSEWHERE.iter().any(|(of, role, _)| *of == what && role == word);
                match (shown.contains(&(what.clone(), word.as_str())), elsewhere) {
                    (false, false) => findings.push(format!("{what}: {word} is named, and nothing shows it")),
                    (true, true) => findings.push(format!("{what}: {word} is shown here, not elsewhere")),
                    _ => {}
                }
            }
        }
    }
    println!("{refusals} refusals, {} rights shown", shown.len());
    assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
}

#[test]
fn what_is_shown_elsewhere_is_shown_there() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/governance/conserver.rs");
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    for (what, word, test) in ELSEWHERE {
        assert!(text.contains(&format!("async fn {test}()")), "{what}, {word}: there is no test {test}");
    }
}
