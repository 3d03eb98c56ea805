//! Terms and default, which are anybody's to show, and who owns an NFAT and who may.

use super::super::super::cast::{past, reminting, Cast};
use halo_sdk::instructions::nfat as ix;
use halo_tests::{
    matrix::Stage,
    world::{DAY, MATURITY, SALT},
};

pub fn terms(cast: &Cast) -> Vec<Stage> {
    let (estate, stranger) = (&cast.estate, &cast.stranger);
    let trouble = &estate.trouble;
    vec![
        Stage::new("nfat.reveal", ix::reveal(stranger, &estate.sealed.nfat, past(), SALT)),
        Stage::new(
            "nfat.declare_default",
            ix::declare_default(stranger, &trouble.book, &trouble.overdue.nfat),
        ),
    ]
}

/// In the second house receivers are admitted.
pub fn stages(cast: &Cast) -> Vec<Stage> {
    let (a, b) = (&cast.a, &cast.b);
    let (facility, roles) = (&a.world.facility, a.world.roles());
    let (payer, beacon, x) = (&roles.payer, &roles.beacon, &a.primes[0]);
    let transfer = ix::transfer(&a.holder(), facility, &cast.estate.sealed, &cast.controller);
    let admitted = ix::transfer(&b.holder(), &b.world.facility, &cast.gated.moving, &b.primes[0]);
    let admit = |address, until| ix::admit_receiver(beacon, facility, address, until);
    let burnt = reminting(&a.world, &cast.estate.burnt, cast.stranger);
    let burnt_of_b = reminting(&b.world, &cast.gated.burnt, cast.stranger);
    vec![
        Stage::new("nfat.transfer", transfer),
        Stage::new("nfat.transfer (admitted)", admitted),
        Stage::new("nfat.set_whitelist_mode", ix::set_whitelist_mode(beacon, facility, true)),
        Stage::new("nfat.admit_receiver", admit(&cast.stranger, MATURITY)),
        Stage::new("nfat.admit_receiver (again)", admit(x, MATURITY + DAY)),
        Stage::new("nfat.remove_receiver", ix::remove_receiver(beacon, facility, x, beacon)),
        Stage::new("nfat.remint", ix::remint(payer, &a.world.configurer(), facility, &burnt)),
        Stage::new(
            "nfat.remint (conserver)",
            ix::remint(payer, &b.world.conserver(), &b.world.facility, &burnt_of_b),
        ),
    ]
}
