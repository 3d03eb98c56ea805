//! What shares are worth against what is on record for them.

use super::desk::*;
use halo_sdk::{
    instructions::lcts as ix,
    lcts::{
        events::RateSet,
        instructions::{SetGuardrailsArgs, UnitView},
    },
};
use halo_tests::{
    events::event,
    world::{million, DAY},
};

/// Alice has 100M shares; 80M are out. The rate may rise by a basis point a day, so 3.65 % in a year.
async fn deployed() -> Desk {
    let mut desk = Desk::new().await;
    let (alice, beacon, govops) = (desk.alice, desk.beacon, desk.roles().govops);
    desk.give(&alice, million(100)).await;
    desk.enter(Subscribe, &alice, million(100)).await.unwrap();
    desk.day(Subscribe, u64::MAX).await;
    desk.claim(Subscribe, &alice).await.unwrap();
    desk.next_day().await;
    let slowly = SetGuardrailsArgs { yield_cap_bps: 1, ..GUARDRAILS };
    desk.ok(&[ix::set_guardrails(&desk.configurer(), &desk.at, slowly)], &[govops]).await;
    desk.ok(&[ix::deploy(&beacon, &desk.at, &desk.endpoint, million(80))], &[beacon]).await;
    // One whose Beam lasts as long as these stories.
    desk.beacon = desk.world.person("later beacon").await;
    desk.grant(&desk.beacon, RIGHTS, i64::MAX).await;
    desk
}

async fn view(desk: &Desk) -> UnitView {
    desk.client.view_as(ix::unit_state(&desk.at)).await.expect("a unit")
}

#[tokio::test]
async fn yield_that_is_out_is_believed_for_a_year() {
    let mut desk = deployed().await;
    let beacon = desk.beacon;
    // The cap of five years has been saved up: the daily one would allow 18 %.
    desk.world.wait(5 * 365 * DAY).await;
    desk.next_day().await;
    desk.locked().await;
    let year = PAR / 10_000 * 10_365;
    desk.refused(&[desk.rating(year + PAR / 1_000_000)], &[beacon], LctsError::RateUnbacked).await;
    let set: RateSet = event(&desk.set_rate(year).await.unwrap());
    assert_eq!((set.worth, set.recorded), (million(100) / 10_000 * 10_365, million(100)));
    desk.at_second(halo_sdk::halo_math::SETTLE_SECOND).await;
    // 10M of interest come home: cash, and no less is out at cost than was, once it is sent out again.
    let (borrower, endpoint) = (desk.borrower, desk.endpoint);
    desk.give(&borrower, million(10)).await;
    desk.ok(&[ix::return_funds(&borrower, &desk.at, &endpoint, million(80))], &[borrower]).await;
    desk.ok(&[ix::return_funds(&borrower, &desk.at, &endpoint, million(10))], &[borrower]).await;
    desk.ok(&[ix::deploy(&beacon, &desk.at, &endpoint, million(90))], &[beacon]).await;
    let seen = view(&desk).await;
    assert_eq!((seen.holding, seen.out, seen.worth), (million(20), million(90), set.worth));
    // 110M are on record now, and a year more may be believed.
    desk.next_day().await;
    desk.world.wait(365 * DAY).await;
    desk.locked().await;
    desk.set_rate(PAR / 100 * 107).await.unwrap();
}

#[tokio::test]
async fn a_loss_cannot_be_raised_away() {
    let mut desk = deployed().await;
    desk.set_rate(PAR / 2).await.unwrap();
    let seen = view(&desk).await;
    assert_eq!((seen.worth, seen.holding, seen.out), (million(50), million(20), million(30)));
    desk.world.wait(400 * DAY).await;
    desk.next_day().await;
    desk.locked().await;
    let (beacon, year) = (desk.beacon, PAR / 2 / 10_000 * 10_365);
    desk.refused(&[desk.rating(year + PAR / 1_000_000)], &[beacon], LctsError::RateUnbacked).await;
    desk.set_rate(year).await.unwrap();
}

#[tokio::test]
async fn anybody_can_see_what_backs_a_share() {
    let desk = deployed().await;
    let seen = view(&desk).await;
    let expected = UnitView {
        rate: PAR,
        supply: million(100),
        worth: million(100),
        room: million(900),
        redeemable: million(20),
        holding: million(20),
        out: million(80),
        halted: false,
    };
    assert_eq!(seen, expected);
}
