//! Compute units of every instruction, account sizes and program sizes: measured in the VM with fixed keys,
//! so that figures are exact, and compared with the committed ones.
//!
//! `HALO_BENCH=write` replaces the committed figures; without it a rise fails.

mod calls;
mod exchanging;
mod governance;
mod lifecycle;
mod limit_check;
mod operations;
mod pau_calls;
mod peers;
mod portfolio;
mod record;
mod table;
mod trading;
mod tranches;
mod wrapping;

use halo_sdk::core_program::CoreProgram;
use record::Record;

#[tokio::test]
async fn figures_have_not_risen() {
    let core = CoreProgram::from_env().name();
    let (mut journal, (of_units, cases)) = (lifecycle::run().await, portfolio::run().await);
    let (of_pools, of_trades) = trading::run().await;
    journal.extend(of_units.into_iter().chain(of_pools));
    let mut measured = Record::measure(&journal, core);
    measured.insert("pau: limit check, marginal", core, limit_check::marginal().await);
    for case in cases.into_iter().chain(of_trades) {
        measured.insert(&case.name, core, case.units);
    }
    let committed = Record::read();
    if std::env::var("HALO_BENCH").is_ok_and(|mode| mode == "write") {
        let merged = measured.merge(committed);
        merged.write();
        println!("{}", table::render(&merged));
        return;
    }
    let risen = measured.risen_over(&committed.expect("benches/compute-units.json is committed"), core);
    assert!(risen.is_empty(), "risen over the committed figures:\n{}", risen.join("\n"));
}
