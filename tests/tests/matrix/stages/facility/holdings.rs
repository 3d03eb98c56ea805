//! Books that hold NFATs of other Books.

use super::super::super::cast::Cast;
use halo_sdk::{
    addresses::UnitAddresses,
    facility::instructions::CollectKind,
    instructions::facility::{self as ix, HeldUnitRent},
};
use halo_tests::matrix::Stage;

pub fn stages(cast: &Cast) -> Vec<Stage> {
    let (world, estate) = (&cast.a.world, &cast.estate);
    let beacon = world.roles().beacon;
    let (parent, nest) = (&estate.nest.parent, &estate.nest);
    let held = |unit: &UnitAddresses| world.held(parent, &estate.book, unit.asset);
    let rent = HeldUnitRent { holding: beacon, nfat: beacon };
    let collect = |unit, kind| ix::collect_unit(&held(unit), &rent, kind);
    vec![
        Stage::new("facility.hold_unit", ix::hold_unit(&beacon, &held(&nest.owned))),
        Stage::new("facility.collect_unit (interest)", collect(&nest.held, CollectKind::Interest)),
        Stage::new("facility.collect_unit (tranche)", collect(&nest.held, CollectKind::Tranche)),
        Stage::new("facility.collect_unit (redemption)", collect(&nest.repaid, CollectKind::Redemption)),
    ]
}
