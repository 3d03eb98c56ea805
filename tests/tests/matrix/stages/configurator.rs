use super::super::cast::Cast;
use halo_sdk::{
    configurator::{instructions::GrantBeamArgs, state::permission},
    instructions::configurator as ix,
};
use halo_tests::{matrix::Stage, world::MATURITY};

pub fn stages(cast: &Cast) -> Vec<Stage> {
    let (facility, roles) = (&cast.a.world.facility, cast.a.world.roles());
    let grant = GrantBeamArgs {
        target: facility.facility,
        holder: cast.stranger,
        permissions: permission::FUND,
        expires_at: MATURITY,
    };
    let (scope, target) = (&facility.scope, &facility.facility);
    vec![
        Stage::new(
            "configurator.initialize_scope",
            ix::initialize_scope(&roles.payer, &cast.fresh, &roles.council),
        ),
        Stage::new("configurator.grant_beam", ix::grant_beam(&roles.payer, &roles.council, scope, grant)),
        Stage::new(
            "configurator.revoke_beam",
            ix::revoke_beam(&roles.council, scope, target, &roles.beacon, &roles.payer),
        ),
    ]
}
