//! What this program adds to the cost of Metaplex Core's own transfer.

use super::desk::*;
use halo_sdk::{
    core_program::CoreProgram,
    instructions::nfat::remint,
    programs::{CORE, NFAT},
    transport::Landed,
};
use halo_tests::world::MATURITY;
use solana_pubkey::Pubkey;

/// Most that a transfer may cost beside Core's part: two calls, one of them the event, are 2 300 of it.
const MOST: u64 = 8_100;

/// Units of the last call of `program` in a transaction, calls that it made included; 0 if it was not called.
fn units(landed: &Landed, program: &Pubkey) -> u64 {
    let start = format!("Program {program} consumed ");
    let last = landed.logs.iter().filter_map(|line| line.strip_prefix(&start)).next_back();
    last.map_or(0, |line| line.split(' ').next().expect("a number").parse().expect("a number"))
}

#[tokio::test]
async fn a_transfer_adds_little_to_what_core_costs() {
    let mut desk = Desk::new().await;
    let open = desk.transfer(&desk.x, &desk.unit, &desk.y).await.unwrap();
    desk.transfer(&desk.y, &desk.unit, &desk.x).await.unwrap();
    let on = desk.set_whitelist_mode(true).await.unwrap();
    let admitted = desk.admit(&desk.y, MATURITY).await.unwrap();
    let renewed = desk.admit(&desk.y, MATURITY + 1).await.unwrap();
    let restricted = desk.transfer(&desk.x, &desk.unit, &desk.y).await.unwrap();
    let removed = desk.stop_admitting(&desk.y).await.unwrap();
    let off = desk.set_whitelist_mode(false).await.unwrap();
    let (asset, y) = (desk.unit.asset, desk.y);
    desk.ok(&[desk.core_burn(&y)], &[y]).await;
    desk.world.permit_remint(&asset, &y).await;
    let named = desk.reminting(&desk.unit, &y).await;
    let (payer, govops) = (desk.roles().payer, desk.roles().govops);
    let again = remint(&payer, &desk.configurer(), &desk.facility, &named);
    let reminted = desk.ok(&[again], &[govops]).await;

    println!("compute units, Core's part of them (Core: {})", CoreProgram::from_env().name());
    for (what, landed) in [
        ("transfer", &open),
        ("transfer, whitelist mode", &restricted),
        ("set_whitelist_mode, on", &on),
        ("set_whitelist_mode, off", &off),
        ("admit_receiver", &admitted),
        ("admit_receiver, renewal", &renewed),
        ("remove_receiver", &removed),
        ("remint", &reminted),
    ] {
        println!("  {what}: {}, {}", units(landed, &NFAT), units(landed, &CORE));
    }
    for landed in [&open, &restricted] {
        let own = units(landed, &NFAT) - units(landed, &CORE);
        assert!(units(landed, &CORE) > 0 && own <= MOST, "{own} units beside Core's");
    }
}
