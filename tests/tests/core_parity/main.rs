//! The Core stand-in against scripts of what Core does, and against Core itself.
//!
//! Every script runs on the stand-in and asserts what happens. With `HALO_MPL_CORE_SO` set it runs on the real
//! program as well, asserts the same, and the two must leave the same trace: errors, data, owners and lamports of
//! every account after every transaction. Compute units differ and are printed side by side.

mod actors;
mod burning;
mod calls;
mod collections;
mod listings;
mod malformed;
mod minting;
mod owner_plugins;
mod plugin_updates;
mod trace;
mod transfers;
mod world;

use std::{collections::BTreeMap, panic::catch_unwind};

use halo_sdk::core_program::{CoreProgram, REAL_CORE_VARIABLE};

use crate::{
    trace::Trace,
    world::{Cluster, World},
};

type Script = (&'static str, fn(&mut World));

fn scripts() -> Vec<Script> {
    [
        collections::SCRIPTS,
        minting::SCRIPTS,
        transfers::SCRIPTS,
        burning::SCRIPTS,
        plugin_updates::SCRIPTS,
        owner_plugins::SCRIPTS,
        listings::SCRIPTS,
        malformed::SCRIPTS,
    ]
    .concat()
}

/// The stand-in, and the real program if there is one.
fn programs() -> Vec<CoreProgram> {
    let mut programs = vec![CoreProgram::stand_in()];
    match CoreProgram::from_env() {
        real @ CoreProgram::Real(_) => programs.push(real),
        CoreProgram::StandIn(_) => println!("compared with nothing: {REAL_CORE_VARIABLE} is not set"),
    }
    for program in &programs {
        println!("runs on: {}", program.describe());
    }
    programs
}

fn play(program: &CoreProgram, cluster: &Cluster, (name, script): Script) -> Trace {
    let mut world = World::new(program, cluster, name);
    script(&mut world);
    world.into_trace()
}

#[test]
fn every_script_holds_on_every_program_at_hand() {
    let programs = programs();
    let mut broken = vec![];
    for cluster in Cluster::ALL {
        for script in scripts() {
            // A panic has printed its message by then; the scripts after it still run.
            let holds = catch_unwind(|| {
                let traces: Vec<_> = programs.iter().map(|program| play(program, &cluster, script)).collect();
                let (stand_in, others) = traces.split_first().unwrap();
                assert!(!stand_in.is_empty(), "the script \"{}\" sends nothing", script.0);
                others.iter().for_each(|real| stand_in.assert_same(real, script.0));
            });
            if holds.is_err() {
                broken.push(format!("{} [{}]", script.0, cluster.name));
            }
        }
    }
    assert!(broken.is_empty(), "{} scripts do not hold: {broken:#?}", broken.len());
}

#[test]
fn no_call_needs_more_than_an_instruction_is_given() {
    const DEFAULT_LIMIT: u64 = 200_000;
    let programs = programs();
    let mut table: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for program in &programs {
        let traces = scripts().into_iter().map(|script| play(program, &Cluster::ALL[0], script));
        let mut largest: BTreeMap<&str, u64> = BTreeMap::new();
        for (call, units) in traces.flat_map(Trace::into_successes) {
            largest.entry(call).and_modify(|known| *known = units.max(*known)).or_insert(units);
        }
        for (call, units) in largest {
            assert!(units < DEFAULT_LIMIT, "{call} takes {units} CU on {}", program.describe());
            table.entry(call).or_default().push(units);
        }
    }
    println!("call: largest CU on each");
    for (call, units) in table {
        println!("{call}: {units:?}");
    }
}
