//! What a guardian stops or removes, by each right that there is to it.

use super::super::super::{
    cast::Cast,
    governed::{action, limit_key, SET},
};
use halo_sdk::{
    addresses::FacilityAddresses,
    instructions::configurator::{self as ix, Guardian, GuardianBy},
};
use halo_tests::matrix::Stage;
use solana_instruction::Instruction;

/// A guardian, what its stages are called, and the limit that it stops.
struct Right {
    name: &'static str,
    guardian: Guardian,
    facility: FacilityAddresses,
}

pub fn stages(cast: &Cast) -> Vec<Stage> {
    let (a, b) = (&cast.a.world, &cast.b.world);
    let roles = a.roles();
    let right = |name, guardian, facility: &FacilityAddresses| Right { name, guardian, facility: *facility };
    let council = right("", a.guardian(&roles.council, GuardianBy::ABeam), &a.facility);
    let govops = right(" (govops)", a.configurer().into(), &a.facility);
    let conserver = right(" (conserver)", b.conserver().into(), &b.facility);
    let warden = right(" (warden)", a.guardian(&roles.warden, GuardianBy::Warden), &a.facility);
    let freezer = right(" (freezer)", a.guardian(&roles.scope_freezer, GuardianBy::ABeam), &a.facility);
    let removers = [council, govops, conserver];
    let mut stages: Vec<Stage> = removers.iter().flat_map(|right| removals(cast, right)).collect();
    stages.extend(removers.iter().chain([&warden, &freezer]).flat_map(stops));
    // A limit of nobody's too, whose place none of the facility's instructions takes.
    let spare = limit_key(a, SET).limit(&a.facility.pau);
    let guardian = a.guardian(&roles.mom, GuardianBy::ABeam);
    stages.push(stage("pause_rate_limit", " (mom)", ix::pause_rate_limit(&guardian, &spare)));
    stages
}

fn stage(instruction: &str, name: &str, built: Instruction) -> Stage {
    Stage::new(format!("configurator.{instruction}{name}"), built)
}

fn stops(right: &Right) -> [Stage; 2] {
    let Right { name, guardian, facility } = right;
    [
        stage("pause_rate_limit", name, ix::pause_rate_limit(guardian, &facility.claim_limit())),
        stage("freeze_pau", name, ix::freeze_pau(guardian)),
    ]
}

fn removals(cast: &Cast, right: &Right) -> [Stage; 4] {
    let Right { name, guardian, facility } = right;
    let roles = cast.a.world.roles();
    let payer = &roles.payer;
    // The conserver has named the relayer of the other house.
    let relayer = match guardian.by {
        GuardianBy::Conserver => cast.b.world.roles().relayer,
        _ => roles.relayer,
    };
    let limit = facility.claim_limit();
    [
        stage("remove_relayer", name, ix::remove_relayer(guardian, &relayer)),
        stage("remove_rate_limit", name, ix::remove_rate_limit(guardian, &limit, payer)),
        stage("disable_action", name, ix::disable_action(guardian, &action(0), payer)),
        stage("remove_controller", name, ix::remove_controller(guardian, &facility.facility, payer)),
    ]
}
