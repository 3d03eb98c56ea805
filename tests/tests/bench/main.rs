//! Compute units of every instruction, account sizes and program sizes: measured in the VM with fixed keys,
//! so that figures are exact, and compared with the committed ones.
//!
//! `HALO_BENCH=write` replaces the committed figures; without it a rise fails.

mod calls;
mod governance;
mod lifecycle;
mod limit_check;
mod operations;
mod pau_calls;
mod peers;
mod record;
mod table;
mod wrapping;

use halo_sdk::core_program::CoreProgram;
use record::Record;

#[tokio::test]
async fn figures_have_not_risen() {
    let core = CoreProgram::from_env().name();
    let mut measured = Record::measure(&lifecycle::run().await, core);
    measured.insert("pau: limit check, marginal", core, limit_check::marginal().await);
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
