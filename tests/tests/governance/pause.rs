//! While the timelock is paused nothing is added; what is taken away goes on, and time does not count.

use super::desk::*;
use halo_sdk::{
    configurator::{error::ConfiguratorError, PAUSE_COOLDOWN},
    instructions::configurator as gov,
};
use halo_tests::{chain::Chain, world::DAY};
use solana_instruction::Instruction;

impl Desk {
    async fn pause(&self) {
        let freezer = self.world.roles().scope_freezer;
        self.world.ok(&[gov::pause(&freezer, &self.scope_key())], &[freezer]).await;
    }

    async fn resuming(&self) -> Instruction {
        let version = self.world.scope().await.config_version;
        gov::resume(&self.world.roles().council, &self.scope_key(), version)
    }

    async fn resume(&self) {
        self.world.ok(&[self.resuming().await], &[self.world.roles().council]).await;
    }
}

#[tokio::test]
async fn council_mom_and_freezer_pause_and_nobody_else() {
    let mut desk = Desk::new().await;
    let (roles, scope) = (desk.world.roles(), desk.scope_key());
    let abeams = [roles.council, roles.mom, roles.scope_freezer];
    for signer in desk.everybody_but(&abeams) {
        desk.world.refused(&[gov::pause(&signer, &scope)], &[signer], ConfiguratorError::NotABeam).await;
    }
    for signer in abeams {
        desk.world.ok(&[gov::pause(&signer, &scope)], &[signer]).await;
        desk.world.refused(&[gov::pause(&signer, &scope)], &[signer], ConfiguratorError::Paused).await;
        desk.resume().await;
        desk.world.wait(PAUSE_COOLDOWN).await;
    }
}

/// A stolen key cannot stop the clock for ever: the council gets a day in which it works.
#[tokio::test]
async fn mom_and_freezer_do_not_pause_again_within_a_day_of_a_resumption_and_the_council_may() {
    let mut desk = Desk::new().await;
    let (roles, scope) = (desk.world.roles(), desk.scope_key());
    desk.pause().await;
    desk.world.wait(DAY).await;
    desk.resume().await;
    desk.world.wait(PAUSE_COOLDOWN - 1).await;
    for signer in [roles.mom, roles.scope_freezer] {
        let pause = gov::pause(&signer, &scope);
        desk.world.refused(&[pause], &[signer], ConfiguratorError::PausedTooRecently).await;
    }
    desk.world.ok(&[gov::pause(&roles.council, &scope)], &[roles.council]).await;
    desk.resume().await;
    for signer in [roles.mom, roles.scope_freezer] {
        desk.world.wait(PAUSE_COOLDOWN).await;
        desk.world.ok(&[gov::pause(&signer, &scope)], &[signer]).await;
        desk.resume().await;
    }
}

#[tokio::test]
async fn only_the_council_resumes_and_only_what_is_paused() {
    let mut desk = Desk::new().await;
    let (council, scope) = (desk.world.roles().council, desk.scope_key());
    let version = desk.world.scope().await.config_version;
    desk.world.refused(&[desk.resuming().await], &[council], ConfiguratorError::NotPaused).await;
    desk.pause().await;
    for signer in desk.everybody_but(&[council]) {
        let resume = gov::resume(&signer, &scope, version);
        desk.world.refused(&[resume], &[signer], ConfiguratorError::NotCouncil).await;
    }
    desk.resume().await;
}

#[tokio::test]
async fn nothing_is_scheduled_or_executed_while_paused() {
    let mut desk = Desk::new().await;
    let council = desk.world.roles().council;
    let number = desk.schedule(harmless(1)).await;
    desk.world.wait(DELAY).await;
    desk.pause().await;
    let schedule = desk.scheduling(harmless(2), 0).await;
    desk.world.refused(&[schedule], &[council], ConfiguratorError::Paused).await;
    desk.not_executed(number, ConfiguratorError::Paused).await;
    desk.resume().await;
    desk.execute(number).await;
}

#[tokio::test]
async fn what_is_taken_away_is_taken_away_while_paused_too() {
    let mut desk = Desk::new().await;
    let (roles, scope) = (desk.world.roles(), desk.scope_key());
    desk.approve_spare(10, 10).await;
    desk.add_spare(10, 10).await;
    let numbers = [desk.schedule(harmless(1)).await, desk.schedule(harmless(2)).await];
    desk.pause().await;

    for (number, remover) in numbers.into_iter().zip([roles.council, roles.mom]) {
        desk.world.ok(&[gov::cancel(&remover, &scope, number)], &[remover]).await;
    }
    // A GovOps goes on within what was approved before: a pause is not a freeze.
    desk.set_spare(5, 5).await.unwrap();
    let (pau, govops) = (desk.pau_key(), roles.govops);
    let init = desk.spare_key().init(&scope, &pau);
    for (removal, signer) in [
        (gov::remove_init(&roles.mom, &scope, &init, &roles.payer), roles.mom),
        (gov::revoke_cbeam(&roles.mom, &scope, &pau, &govops, &roles.payer), roles.mom),
        (gov::unregister_pau(&roles.council, &scope, &pau, &roles.payer), roles.council),
    ] {
        desk.world.ok(&[removal], &[signer]).await;
    }
}

#[tokio::test]
async fn a_pause_extends_what_is_pending_by_exactly_its_length() {
    let mut desk = Desk::new().await;
    let number = desk.schedule(harmless(1)).await;
    let eta = desk.world.operation(number).await.eta;
    desk.world.wait(3 * DAY).await;
    desk.pause().await;
    desk.world.wait(5 * DAY + 7).await;
    desk.resume().await;

    desk.world.chain.warp_to(eta + 5 * DAY + 6).await;
    desk.not_executed(number, ConfiguratorError::NotDue).await;
    desk.world.chain.warp_to(eta + 5 * DAY + 7).await;
    desk.execute(number).await;
}

#[tokio::test]
async fn two_pauses_add_up_and_each_counts_for_what_was_scheduled_before_it() {
    let mut desk = Desk::new().await;
    let first = desk.schedule(harmless(1)).await;
    desk.pause().await;
    desk.world.wait(2 * DAY).await;
    desk.resume().await;
    let between = desk.schedule(harmless(2)).await;
    desk.world.wait(DAY).await;
    desk.pause().await;
    desk.world.wait(3 * DAY).await;
    desk.resume().await;
    assert_eq!(desk.world.scope().await.paused_total, 5 * DAY);
    let after = desk.schedule(harmless(3)).await;

    for (number, stood_still) in [(first, 5 * DAY), (between, 3 * DAY), (after, 0)] {
        let due = desk.world.operation(number).await.eta + stood_still;
        if due > desk.now().await {
            desk.world.chain.warp_to(due - 1).await;
            desk.not_executed(number, ConfiguratorError::NotDue).await;
            desk.world.wait(1).await;
        }
        desk.execute(number).await;
    }
}

#[tokio::test]
async fn a_pause_extends_the_grace_too() {
    let mut desk = Desk::new().await;
    let (last, late) = (desk.schedule(harmless(1)).await, desk.schedule(harmless(2)).await);
    let eta = desk.world.operation(last).await.eta;
    // Paused while it could have been executed, and resumed long after its grace would have ended.
    desk.world.chain.warp_to(eta + DAY).await;
    desk.pause().await;
    desk.world.wait(60 * DAY).await;
    desk.resume().await;
    desk.world.chain.warp_to(eta + 60 * DAY + GRACE - 1).await;
    desk.execute(last).await;
    desk.world.wait(1).await;
    desk.not_executed(late, ConfiguratorError::Expired).await;
}
