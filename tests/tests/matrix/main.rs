//! Every account of every instruction, mutated in every way that applies: refused with the error of the golden
//! file `expected.json`, nothing changed; then the unmodified instruction succeeds. `HALO_MATRIX=write` replaces the
//! golden file by what is found; the review of that change is the point of it.

#[path = "suite.rs"]
mod suite;

use halo_tests::matrix::{accepted, golden};
use std::{env, path::Path};
use suite::{cast::Cast, stages};

#[tokio::test]
async fn every_account_of_every_instruction_is_checked() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/matrix");
    let file = folder.join("expected.json");
    let mut cast = Cast::new().await;
    let mut stages = stages::all(&cast).await;
    let mut matrix = cast.matrix();
    matrix.learn(&stages);
    assert_eq!(matrix.without_stage(&stages), Vec::<String>::new(), "instructions without a stage");

    let only = env::var(golden::STAGES).unwrap_or_default();
    stages.retain(|stage| stage.name.starts_with(&only));
    let (mut expected, mut all): (golden::Table, golden::Table) =
        golden::read(&file).into_iter().partition(|(name, _)| name.starts_with(&only));
    let mut found = golden::Table::new();
    for stage in &stages {
        let twice = found.insert(stage.name.clone(), matrix.run(stage).await);
        assert!(twice.is_none(), "two stages are called {}", stage.name);
    }
    println!("{} cells in {} stages", golden::count(&found), found.len());
    if env::var(golden::VARIABLE).is_ok_and(|value| value == "write") {
        all.extend(found.clone());
        golden::write(&file, &all);
        expected.clone_from(&found);
    }

    let accepted = accepted::read(&folder.join("accepted.txt"));
    let mut findings = golden::unreviewed(&found, &accepted);
    findings.extend(golden::differences(&found, &expected, &accepted));
    if only.is_empty() {
        findings.extend(golden::idle(&found, &accepted));
    }
    assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
}
