//! Every account of every instruction, mutated in every way that applies: refused with the error of the golden
//! file `expected.json`, nothing changed; then the unmodified instruction succeeds. `HALO_MATRIX=write` replaces the
//! golden file by what is found; the review of that change is the point of it.

mod accepted;
#[path = "suite.rs"]
mod suite;

use accepted::{ACCEPTED, OLDER_CORE};
use halo_tests::matrix::golden;
use std::{env, path::Path};
use suite::{cast::Cast, stages};

#[tokio::test]
async fn every_account_of_every_instruction_is_checked() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/matrix/expected.json");
    let mut cast = Cast::new().await;
    let stages = stages::all(&cast).await;
    let matrix = cast.matrix();
    assert_eq!(matrix.without_stage(&stages), Vec::<String>::new(), "instructions without a stage");

    let mut found = golden::Table::new();
    for stage in &stages {
        let twice = found.insert(stage.name.clone(), matrix.run(stage).await);
        assert!(twice.is_none(), "two stages are called {}", stage.name);
    }
    println!("{} cells in {} stages", golden::count(&found), found.len());
    if env::var(golden::VARIABLE).is_ok_and(|value| value == "write") {
        golden::write(&file, &found);
    }

    let mut findings = golden::unreviewed(&found, ACCEPTED, OLDER_CORE);
    findings.extend(golden::differences(&found, &golden::read(&file), OLDER_CORE));
    assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
}
