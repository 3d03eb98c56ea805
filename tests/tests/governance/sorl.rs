//! How fast a limit may be raised. The limit of these cases bounds nothing that anybody uses.

use super::desk::*;
use halo_sdk::{
    configurator::{error::ConfiguratorError, state::Payload},
    halo_math::{LimitInit, RateLimit, Sorl, UNLIMITED},
    instructions::configurator::{self as gov, InitFor},
};
use halo_tests::world::{DAY, ONE};

/// Max and slope of the usual init: a value of which every step of 0.01 % is a whole number.
const INIT: u64 = 10_000;

impl Desk {
    /// The spare limit at its init, set a hop ago.
    async fn with_limit() -> Self {
        let mut desk = Self::new().await;
        desk.approve_spare(INIT, INIT).await;
        desk.add_spare(INIT, INIT).await;
        desk.world.wait(HOP).await;
        desk
    }

    async fn values(&self) -> (u64, u64) {
        let limit = self.limit(&self.spare()).await;
        (limit.max, limit.slope)
    }
}

#[tokio::test]
async fn a_limit_starts_at_most_at_its_init() {
    let mut desk = Desk::new().await;
    desk.approve_spare(INIT, INIT).await;
    let govops = desk.world.configurer();
    for (max, slope) in [(INIT + 1, 0), (0, INIT + 1), (u64::MAX - 1, INIT)] {
        let add = desk.adding(&govops, InitFor::Pau, max, slope);
        desk.world.refused(&[add], &[govops.signer], ConfiguratorError::RaiseTooLarge).await;
    }
    let unlimited = desk.adding(&govops, InitFor::Pau, UNLIMITED, 0);
    let refused = ConfiguratorError::UnlimitedNotApproved;
    desk.world.refused(&[unlimited], &[govops.signer], refused).await;

    desk.add_spare(INIT, INIT).await;
    let limit = desk.limit(&desk.spare()).await;
    assert_eq!((limit.max, limit.slope, limit.available), (INIT, INIT, 0));
    assert_eq!(limit.last_increased, desk.now().await);
}

#[tokio::test]
async fn a_raise_of_24_99_percent_passes() {
    let desk = Desk::with_limit().await;
    desk.set_spare(12_499, 12_499).await.unwrap();
    assert_eq!(desk.values().await, (12_499, 12_499));
}

#[tokio::test]
async fn a_raise_of_25_percent_passes() {
    let desk = Desk::with_limit().await;
    desk.set_spare(12_500, 12_500).await.unwrap();
    assert_eq!(desk.values().await, (12_500, 12_500));
}

#[tokio::test]
async fn a_raise_of_25_01_percent_is_refused_of_the_max_and_of_the_slope() {
    let desk = Desk::with_limit().await;
    for (max, slope) in [(12_501, INIT), (INIT, 12_501), (12_501, 12_501), (0, 12_501)] {
        desk.spare_refused(max, slope, ConfiguratorError::RaiseTooLarge).await;
    }
    desk.spare_refused(UNLIMITED, INIT, ConfiguratorError::UnlimitedNotApproved).await;
}

#[tokio::test]
async fn a_raise_waits_eighteen_hours_to_the_second() {
    let mut desk = Desk::with_limit().await;
    desk.set_spare(INIT + 1, INIT).await.unwrap();
    // 17:59:59 after it.
    desk.world.wait(HOP - 1).await;
    desk.spare_refused(INIT + 2, INIT, ConfiguratorError::RaisedTooRecently).await;
    desk.spare_refused(INIT + 1, INIT + 1, ConfiguratorError::RaisedTooRecently).await;
    desk.world.wait(1).await;
    desk.set_spare(INIT + 2, INIT).await.unwrap();
}

#[tokio::test]
async fn a_new_limit_waits_as_long_for_its_first_raise() {
    let mut desk = Desk::new().await;
    desk.approve_spare(INIT, INIT).await;
    desk.add_spare(INIT / 2, INIT / 2).await;
    desk.world.wait(HOP - 1).await;
    desk.spare_refused(INIT / 2 + 1, INIT / 2, ConfiguratorError::RaisedTooRecently).await;
    desk.world.wait(1).await;
    // The init is what governance approved: from below, one step may reach it.
    desk.set_spare(INIT, INIT).await.unwrap();
}

#[tokio::test]
async fn there_is_one_raise_in_a_hop_however_small() {
    let desk = Desk::with_limit().await;
    let govops = desk.world.configurer();
    let (first, second) = (desk.setting(&govops, INIT + 1, INIT), desk.setting(&govops, INIT + 2, INIT));
    let refused = ConfiguratorError::RaisedTooRecently;
    desk.world.refused(&[first, second], &[govops.signer], refused).await;
    desk.set_spare(INIT, INIT + 1).await.unwrap();
    desk.spare_refused(INIT + 1, INIT + 1, ConfiguratorError::RaisedTooRecently).await;
}

#[tokio::test]
async fn a_decrease_takes_effect_at_once_without_an_init_and_starts_no_hop() {
    let mut desk = Desk::with_limit().await;
    let govops = desk.world.configurer();
    desk.set_spare(12_500, 12_500).await.unwrap();
    for (max, slope) in [(12_499, 12_500), (12_499, 1), (0, 0)] {
        desk.world.ok(&[desk.lowering(&govops, max, slope)], &[govops.signer]).await;
        assert_eq!(desk.values().await, (max, slope));
    }
    desk.world.wait(HOP - 1).await;
    desk.spare_refused(1, 0, ConfiguratorError::RaisedTooRecently).await;
    desk.world.wait(1).await;
    desk.set_spare(INIT, INIT).await.unwrap();
}

#[tokio::test]
async fn a_raise_counts_from_the_current_value_and_at_least_the_init() {
    let mut desk = Desk::with_limit().await;
    for value in [12_500, 15_625, 19_531] {
        desk.set_spare(value, INIT).await.unwrap();
        desk.world.wait(HOP).await;
    }
    // From 12 000 up to 15 000, however high it was before.
    desk.set_spare(12_000, INIT).await.unwrap();
    desk.spare_refused(15_001, INIT, ConfiguratorError::RaiseTooLarge).await;
    desk.set_spare(15_000, INIT).await.unwrap();
    // From 4 000 up to the init, which is further than a quarter.
    desk.world.wait(HOP).await;
    desk.set_spare(4_000, INIT).await.unwrap();
    desk.spare_refused(INIT + 1, INIT, ConfiguratorError::RaiseTooLarge).await;
    desk.set_spare(INIT, INIT).await.unwrap();
}

#[tokio::test]
async fn a_raise_needs_an_init_and_one_for_this_limit() {
    let mut desk = Desk::with_limit().await;
    let govops = desk.world.configurer();
    let without = desk.lowering(&govops, INIT + 1, INIT);
    desk.world.refused(&[without], &[govops.signer], ConfiguratorError::InitRequired).await;

    let mut other = desk.setting(&govops, INIT + 1, INIT);
    let own = desk.spare_key().init(&desk.scope_key(), &desk.pau_key());
    let wide = desk.world.facility.prime_init_for(&desk.pau_key());
    let named = other.accounts.iter_mut().find(|meta| meta.pubkey == own).unwrap();
    named.pubkey = wide;
    desk.world.refused(&[other], &[govops.signer], ConfiguratorError::WrongInit).await;
    desk.set_spare(INIT + 1, INIT).await.unwrap();
    desk.world.wait(HOP).await;
}

#[tokio::test]
async fn an_unlimited_limit_needs_an_init_that_says_unlimited() {
    let mut desk = Desk::new().await;
    desk.approve_spare(UNLIMITED, 0).await;
    desk.add_spare(UNLIMITED, 0).await;
    assert_eq!(desk.values().await, (UNLIMITED, 0));
    // Leaving it is a decrease; coming back is a raise that the init allows.
    desk.set_spare(INIT, 0).await.unwrap();
    desk.world.wait(HOP - 1).await;
    desk.spare_refused(UNLIMITED, 0, ConfiguratorError::RaisedTooRecently).await;
    desk.world.wait(1).await;
    desk.set_spare(UNLIMITED, 0).await.unwrap();
    desk.spare_refused(UNLIMITED, 1, ConfiguratorError::RaisedTooRecently).await;
    desk.world.wait(HOP).await;
    desk.spare_refused(UNLIMITED, 1, ConfiguratorError::RaiseTooLarge).await;
}

#[tokio::test]
async fn a_global_init_serves_every_registered_pau() {
    let mut desk = Desk::new().await;
    let sister = desk.sister().await;
    let grant = desk.spare_grant(INIT, INIT);
    desk.approve(vec![Payload::AddInit { pau: Default::default(), grant }]).await;
    for configurer in [desk.world.configurer(), sister.configurer] {
        let add = desk.adding(&configurer, InitFor::EveryPau, INIT, INIT);
        desk.world.ok(&[add], &[configurer.signer]).await;
    }
    let own = desk.limit(&desk.spare()).await;
    let hers = desk.limit(&desk.spare_key().limit(&sister.pau)).await;
    assert_eq!((own.pau, hers.pau, hers.max), (desk.pau_key(), sister.pau, INIT));
}

#[tokio::test]
async fn removing_and_adding_again_gives_nothing() {
    let mut desk = Desk::with_limit().await;
    let (govops, payer) = (desk.world.configurer(), desk.payer());
    desk.set_spare(12_500, 12_500).await.unwrap();
    desk.world.wait(3 * DAY).await;
    let limit = desk.limit(&desk.spare()).await;
    assert_eq!(limit.available_at(desk.now().await), 12_500);

    let remove = gov::remove_rate_limit(&govops.into(), &desk.spare(), &payer);
    desk.world.ok(&[remove], &[govops.signer]).await;
    let climbed = desk.adding(&govops, InitFor::Pau, 12_500, 12_500);
    desk.world.refused(&[climbed], &[govops.signer], ConfiguratorError::RaiseTooLarge).await;
    desk.add_spare(INIT, INIT).await;
    let limit = desk.limit(&desk.spare()).await;
    assert_eq!((limit.max, limit.available_at(desk.now().await)), (INIT, 0));
    desk.spare_refused(INIT + 1, INIT, ConfiguratorError::RaisedTooRecently).await;
}

#[tokio::test]
async fn the_scopes_parameters_are_those_of_the_next_raise() {
    let mut desk = Desk::with_limit().await;
    let hour = 3_600;
    desk.approve(vec![Payload::SetParameters { delay: DELAY, hop: hour, max_change_bps: 10_000 }]).await;
    desk.spare_refused(2 * INIT + 1, INIT, ConfiguratorError::RaiseTooLarge).await;
    desk.set_spare(2 * INIT, INIT).await.unwrap();
    desk.world.wait(hour - 1).await;
    desk.spare_refused(2 * INIT + 1, INIT, ConfiguratorError::RaisedTooRecently).await;
    desk.world.wait(1).await;
    desk.set_spare(4 * INIT, INIT).await.unwrap();
}

#[tokio::test]
async fn thirty_days_from_100_000_give_what_the_model_gives() {
    const START: u64 = 100_000 * ONE;
    let mut desk = Desk::new().await;
    desk.approve_spare(START, START).await;
    desk.add_spare(START, START).await;
    let start = desk.now().await;
    let sorl = Sorl { max_change_bps: 2_500, hop: HOP };
    let init = LimitInit { max: START, slope: START };
    let mut model = RateLimit::new(START, START, start);

    for _ in 0..40 {
        desk.world.wait(HOP).await;
        let now = desk.now().await;
        let next = sorl.ceiling(model.max, init.max);
        assert!(sorl.check_change(&model, Some(&init), next + 1, next, now).is_err());
        desk.spare_refused(next + 1, next, ConfiguratorError::RaiseTooLarge).await;
        sorl.check_change(&model, Some(&init), next, next, now).unwrap();
        model.set(next, next, now);
        desk.set_spare(next, next).await.unwrap();
    }
    let limit = desk.limit(&desk.spare()).await;
    let now = desk.now().await;
    assert_eq!(now - start, 30 * DAY);
    assert_eq!(limit.bucket_at(now), model);
    // 100 000 x 1.25^40, each step rounded down to the base unit.
    assert_eq!((limit.max, limit.slope), (752_316_384_522_137, 752_316_384_522_137));
}
