//! Who stops a PAU or a limit, who removes what it runs on, and who takes a stop back.

use super::{actions::*, desk::*};
use halo_sdk::{
    configurator::{error::ConfiguratorError, instructions::GrantBeamArgs, state::permission},
    instructions::{
        configurator::{self as gov, BeamAuthority, Guardian, GuardianBy, InitFor},
        pau as pau_ix,
    },
    pau::error::PauError,
};
use halo_tests::{
    chain::Chain,
    world::{DAY, MATURITY},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

impl Desk {
    /// A world with a spare limit and an action, and a warden over the PAU.
    async fn guarded() -> Self {
        let (mut desk, ..) = Self::ready().await;
        let govops = desk.world.configurer();
        desk.add_spare(10, 10).await;
        let payer = desk.payer();
        let enable = gov::enable_action(&payer, &govops, InitFor::Pau, &spare_action(), &payer);
        desk.world.ok(&[enable], &[govops.signer]).await;
        let pau = desk.pau_key();
        desk.grant(&pau, MATURITY).await;
        desk.world.wait(1).await;
        desk
    }

    /// HALT over `target` for the warden.
    async fn grant(&self, target: &Pubkey, expires_at: i64) {
        let (payer, council) = (self.payer(), self.world.roles().council);
        let holder = self.world.roles().warden;
        let args = GrantBeamArgs { target: *target, holder, permissions: permission::HALT, expires_at };
        let authority = BeamAuthority::council(&council, &self.scope_key());
        self.world.ok(&[gov::grant_beam(&payer, &authority, args)], &[council]).await;
    }

    /// Everybody who may guard, by the right that each has.
    fn guardians(&self) -> [Guardian; 5] {
        let roles = self.world.roles();
        [
            self.abeam(&roles.council),
            self.abeam(&roles.mom),
            self.abeam(&roles.scope_freezer),
            self.world.guardian(&roles.govops, GuardianBy::GovOps),
            self.world.guardian(&roles.warden, GuardianBy::Warden),
        ]
    }

    fn stops(&self, guardian: &Guardian) -> [Instruction; 2] {
        [gov::pause_rate_limit(guardian, &self.spare()), gov::freeze_pau(guardian)]
    }

    fn removals_by(&self, guardian: &Guardian) -> [Instruction; 4] {
        let (payer, facility) = (self.payer(), self.world.facility);
        [
            gov::remove_relayer(guardian, &self.world.roles().relayer),
            gov::remove_rate_limit(guardian, &facility.withdraw_limit(), &payer),
            gov::disable_action(guardian, &spare_action(), &payer),
            gov::remove_controller(guardian, &facility.facility, &payer),
        ]
    }

    async fn resume_spare(&self) {
        let council = self.world.roles().council;
        let resume = gov::resume_rate_limit(&council, &self.scope_key(), &self.pau_key(), &self.spare());
        self.world.ok(&[resume], &[council]).await;
    }
}

#[tokio::test]
async fn each_of_five_stops_a_limit_and_the_pau_and_only_the_council_starts_them_again() {
    let mut desk = Desk::guarded().await;
    let (council, scope, pau) = (desk.world.roles().council, desk.scope_key(), desk.pau_key());
    for guardian in desk.guardians() {
        desk.world.ok(&desk.stops(&guardian), &[guardian.signer]).await;
        assert_eq!(desk.pau().await.frozen, 1);
        assert_eq!(desk.limit(&desk.spare()).await.paused, 1);
        for signer in desk.everybody_but(&[council]) {
            for start in [
                gov::resume_rate_limit(&signer, &scope, &pau, &desk.spare()),
                gov::unfreeze_pau(&signer, &scope, &pau),
            ] {
                desk.world.refused(&[start], &[signer], ConfiguratorError::NotCouncil).await;
            }
        }
        desk.resume_spare().await;
        desk.unfreeze().await;
    }
}

#[tokio::test]
async fn council_mom_and_govops_remove() {
    for index in [0, 1, 3] {
        let desk = Desk::guarded().await;
        let guardian = desk.guardians()[index];
        for removal in desk.removals_by(&guardian) {
            desk.world.ok(&[removal], &[guardian.signer]).await;
        }
        assert_eq!(desk.pau().await.relayer_count, 0);
    }
}

#[tokio::test]
async fn the_scopes_freezer_and_a_warden_stop_and_remove_nothing() {
    let desk = Desk::guarded().await;
    for index in [2, 4] {
        let guardian = desk.guardians()[index];
        for removal in desk.removals_by(&guardian) {
            desk.world.refused(&[removal], &[guardian.signer], ConfiguratorError::NotGuardian).await;
        }
    }
}

#[tokio::test]
async fn nobody_else_stops_or_removes() {
    let mut desk = Desk::guarded().await;
    let roles = desk.world.roles();
    let guardians = [roles.council, roles.mom, roles.scope_freezer, roles.govops, roles.warden];
    let own = desk.guardians();
    for signer in desk.everybody_but(&guardians) {
        let by_itself = desk.abeam(&signer);
        for act in desk.stops(&by_itself).into_iter().chain(desk.removals_by(&by_itself)) {
            desk.world.refused(&[act], &[signer], ConfiguratorError::NotGuardian).await;
        }
        // With somebody's record and its own signature.
        for (guardian, refused) in
            [(own[3], ConfiguratorError::NotAccordant), (own[4], ConfiguratorError::NotGuardian)]
        {
            for act in desk.stops(&guardian) {
                let act = signed_by(&act, &guardian.signer, &signer);
                desk.world.refused(&[act], &[signer], refused).await;
            }
        }
    }
    // A conserver that has taken nothing over is nobody here.
    let early = desk.world.guardian(&roles.conserver, GuardianBy::Conserver);
    for act in desk.stops(&early).into_iter().chain(desk.removals_by(&early)) {
        desk.world.refused(&[act], &[roles.conserver], ConfiguratorError::NotConserved).await;
    }
}

#[tokio::test]
async fn a_wardens_beam_over_the_facility_does_not_stop_the_pau() {
    let (desk, ..) = Desk::ready().await;
    let warden = desk.world.roles().warden;
    let own = desk.world.guardian(&warden, GuardianBy::Warden);
    let freeze = gov::freeze_pau(&own);
    let facility_beam = desk.world.facility.beam(&warden);
    let wrong = with(&freeze, &own.beam().unwrap(), facility_beam);
    desk.world.refused(&[wrong], &[warden], ConfiguratorError::NotGuardian).await;
    let pau = desk.pau_key();
    desk.grant(&pau, MATURITY).await;
    desk.world.ok(&[freeze], &[warden]).await;
}

#[tokio::test]
async fn a_wardens_beam_stops_until_the_second_at_which_it_expires() {
    let (mut desk, ..) = Desk::ready().await;
    let warden = desk.world.roles().warden;
    let expires_at = desk.now().await + DAY;
    let pau = desk.pau_key();
    desk.grant(&pau, expires_at).await;
    let freeze = [gov::freeze_pau(&desk.world.guardian(&warden, GuardianBy::Warden))];
    desk.world.chain.warp_to(expires_at - 1).await;
    desk.world.ok(&freeze, &[warden]).await;
    desk.unfreeze().await;
    desk.world.chain.warp_to(expires_at).await;
    desk.world.refused(&freeze, &[warden], ConfiguratorError::NotGuardian).await;
}

#[tokio::test]
async fn the_paus_own_freezer_pauses_a_limit_without_the_configurator() {
    let desk = Desk::guarded().await;
    let freezer = desk.world.roles().freezer;
    let pause = pau_ix::pause_rate_limit(&freezer, &desk.pau_key(), &desk.spare());
    desk.world.ok(&[pause], &[freezer]).await;
    let resume = pau_ix::resume_rate_limit(&freezer, &desk.pau_key(), &desk.spare());
    desk.world.refused(&[resume], &[freezer], PauError::NotAdmin).await;
    desk.resume_spare().await;
}

#[tokio::test]
async fn a_paused_limit_is_not_removed_and_added_again_by_govops_or_mom() {
    let desk = Desk::guarded().await;
    let (roles, payer) = (desk.world.roles(), desk.payer());
    let warden = desk.world.guardian(&roles.warden, GuardianBy::Warden);
    desk.world.ok(&[gov::pause_rate_limit(&warden, &desk.spare())], &[roles.warden]).await;
    for guardian in [desk.world.guardian(&roles.govops, GuardianBy::GovOps), desk.abeam(&roles.mom)] {
        let remove = gov::remove_rate_limit(&guardian, &desk.spare(), &payer);
        desk.world.refused(&[remove], &[guardian.signer], ConfiguratorError::LimitPaused).await;
    }
    let council = desk.abeam(&roles.council);
    let remove = gov::remove_rate_limit(&council, &desk.spare(), &payer);
    desk.world.ok(&[remove], &[roles.council]).await;
    desk.add_spare(10, 10).await;
}

#[tokio::test]
async fn a_paused_limit_keeps_its_values_and_can_be_lowered_meanwhile() {
    let mut desk = Desk::guarded().await;
    let govops = desk.world.configurer();
    desk.world.wait(12 * 3_600).await;
    let mom = desk.abeam(&desk.world.roles().mom);
    desk.world.ok(&[gov::pause_rate_limit(&mom, &desk.spare())], &[mom.signer]).await;
    desk.world.wait(DAY).await;
    let limit = desk.limit(&desk.spare()).await;
    assert_eq!((limit.max, limit.slope, limit.available), (10, 10, 5));
    assert_eq!(limit.available_at(desk.now().await), 0);
    desk.world.ok(&[desk.lowering(&govops, 4, 10)], &[govops.signer]).await;
    assert_eq!(desk.limit(&desk.spare()).await.paused, 1);
    desk.resume_spare().await;
    let limit = desk.limit(&desk.spare()).await;
    assert_eq!(limit.available_at(desk.now().await), 4);
}

#[tokio::test]
async fn a_paused_limit_is_not_raised() {
    let (mut desk, ..) = Desk::ready().await;
    desk.add_spare(5, 5).await;
    desk.world.wait(HOP).await;
    let mom = desk.abeam(&desk.world.roles().mom);
    desk.world.ok(&[gov::pause_rate_limit(&mom, &desk.spare())], &[mom.signer]).await;
    desk.spare_refused(6, 5, ConfiguratorError::LimitPaused).await;
    desk.resume_spare().await;
    desk.set_spare(6, 5).await.unwrap();
}

#[tokio::test]
async fn a_stop_is_not_made_twice() {
    let desk = Desk::guarded().await;
    let guardian = desk.world.guardian(&desk.world.roles().warden, GuardianBy::Warden);
    let [pause, freeze] = desk.stops(&guardian);
    desk.world.ok(&[pause.clone(), freeze.clone()], &[guardian.signer]).await;
    desk.world.refused(&[pause], &[guardian.signer], PauError::LimitPaused).await;
    desk.world.refused(&[freeze], &[guardian.signer], PauError::Frozen).await;
}
