//! Who bears a loss, and what goes on while money is missing.

use crate::portfolio::Portfolio;
use halo_sdk::{
    configurator::state::Payload,
    halo_math::{LctsError, RATE_SCALE},
    lcts::state::Direction::{Redeem, Subscribe},
    view::{Loss, NotNow, UnitOperator},
};
use halo_tests::{
    chain::Chain,
    liquid_unit::{LiquidUnit, GUARDRAILS},
    world::{million, ONE, WIDE},
};

/// Where the amount stands in a token account of both token programs.
const AMOUNT: core::ops::Range<usize> = 64..72;

/// Opens a junior over the unit's holding and returns both, the senior first.
async fn tranches(desk: &mut Portfolio) -> [LiquidUnit; 2] {
    let senior = desk.unit;
    let junior = LiquidUnit::named(&mut desk.world, "junior").below(&senior);
    for grant in junior.grants(WIDE) {
        desk.world.enact(Payload::AddInit { pau: junior.at.pau, grant }).await;
    }
    junior.add_controller(&desk.world).await;
    desk.world.add_limit(&junior.limit_key(), WIDE).await.expect("approved");
    junior.initialize(&desk.world).await;
    junior.grant(&desk.world).await;
    desk.unit = junior;
    let alone = desk.operator().await;
    assert!(!alone.junior && !alone.holding_open, "nothing of the senior's yet");
    desk.send(Ok(alone.subordinate(&senior.at.unit)), &[]).await;
    for direction in [Subscribe, Redeem] {
        junior.open_queue(&desk.world, direction).await;
    }
    desk.next_day().await;
    [senior, junior]
}

/// `unit` sells `amount` to Alice, at the day's first second at which it can.
async fn sell(desk: &mut Portfolio, unit: LiquidUnit, amount: u64) {
    let (alice, beacon) = (desk.alice, desk.beacon());
    desk.unit = unit;
    desk.subscribe(&alice, amount).await;
    desk.lock().await;
    let operator = desk.operator().await;
    let before = operator.holding;
    let told = operator.settling(Subscribe, u64::MAX).unwrap();
    assert_eq!((told.into_holding, told.holding_after), (amount, before + amount));
    desk.send(operator.settle(&beacon, Subscribe, u64::MAX), &[beacon]).await;
    assert_eq!(desk.operator().await.holding, told.holding_after);
}

async fn operator(desk: &mut Portfolio, unit: LiquidUnit) -> UnitOperator {
    desk.unit = unit;
    desk.operator().await
}

#[tokio::test]
async fn a_loss_is_known_before_it_is_shared() {
    let mut desk = Portfolio::open().await;
    let [senior, junior] = tranches(&mut desk).await;
    sell(&mut desk, senior, million(50)).await;
    sell(&mut desk, junior, million(25)).await;
    let (above, below) = (operator(&mut desk, senior).await, operator(&mut desk, junior).await);
    assert_eq!((above.partner, below.partner), (Some(junior.at.unit), Some(senior.at.unit)));
    assert_eq!((above.junior, below.junior), (false, true));
    assert_eq!((above.holding, below.holding), (million(75), million(75)), "one holding");
    assert_eq!((above.worth, below.worth), (million(50), million(25)));

    let beacon = desk.beacon();
    let junior_first = NotNow::JuniorFirst { worth: million(25) };
    assert_eq!(above.set_rate(&beacon, RATE_SCALE - 1), Err(junior_first));
    assert_eq!(below.loss(1), Err(NotNow::NoJunior));
    let of_senior = NotNow::HoldingOfSenior { senior: senior.at.unit };
    assert_eq!(below.deploy(&beacon, &desk.world.endpoint, 1), Err(of_senior));
    assert_eq!(below.return_funds(&beacon, &desk.world.endpoint, 1), Err(of_senior));
    let too_much = NotNow::Rule(LctsError::LossExceedsClaims { loss: million(76), claims: million(75) });
    assert_eq!(above.haircut(&beacon, million(76)), Err(too_much));

    let told = above.loss(million(10)).unwrap();
    let rate = |percent: u128| RATE_SCALE / 100 * percent;
    let expected =
        Loss { senior_lost: 0, junior_lost: million(10), senior_rate: rate(100), junior_rate: rate(60) };
    assert_eq!(told, expected);
    desk.send(above.haircut(&beacon, million(10)), &[beacon]).await;
    let told = operator(&mut desk, senior).await.loss(million(20)).unwrap();
    assert_eq!((told.senior_lost, told.junior_lost), (million(5), million(15)));
    let haircut = operator(&mut desk, senior).await.haircut(&beacon, million(20));
    desk.send(haircut, &[beacon]).await;
    let rates = [operator(&mut desk, senior).await.rate, operator(&mut desk, junior).await.rate];
    assert_eq!(rates, [told.senior_rate, told.junior_rate]);
    assert_eq!(rates, [rate(90), 0]);
    // Now that the junior has nothing left, the senior's rate is lowered by itself.
    let lower = operator(&mut desk, senior).await.set_rate(&beacon, rate(89));
    desk.send(lower, &[beacon]).await;
}

#[tokio::test]
async fn a_raise_beyond_what_is_on_record_is_refused() {
    let mut desk = Portfolio::open().await;
    let (unit, beacon) = (desk.unit, desk.beacon());
    sell(&mut desk, unit, million(10)).await;
    // A year of the cap, and no more, above what is on record.
    let percent = 100 + 365 * u64::from(GUARDRAILS.yield_cap_bps) / 100;
    assert_eq!(desk.operator().await.worth_ceiling, million(10) / 100 * percent);
    desk.world.wait_until(desk.today(400 * 86_400)).await;
    desk.subscribe(&desk.alice, ONE).await;
    desk.lock().await;
    let late = desk.operator().await;
    let most = RATE_SCALE / 100 * u128::from(percent);
    assert!(late.rate_ceiling > most, "400 days of the cap");
    let refused = late.set_rate(&beacon, late.rate_ceiling).expect_err("a year of it and no more");
    assert!(matches!(refused, NotNow::Rule(LctsError::Unbacked { .. })), "{refused}");
    desk.send(late.set_rate(&beacon, most), &[beacon]).await;
}

#[tokio::test]
async fn a_check_halts_a_unit_and_the_council_lets_it_go_on() {
    let mut desk = Portfolio::open().await;
    let (unit, alice, council) = (desk.unit, desk.alice, desk.world.roles().council);
    sell(&mut desk, unit, million(10)).await;
    desk.next_day().await;
    desk.send(desk.operator().await.check(), &[]).await;
    assert!(!desk.operator().await.halted, "everything is there");
    let holding = unit.at.holding();
    let mut account = desk.world.chain.0.account(&holding).expect("a holding");
    account.data[AMOUNT].copy_from_slice(&(million(10) - 1).to_le_bytes());
    desk.world.chain.set_account(&holding, account);
    desk.send(desk.operator().await.check(), &[]).await;

    let (halted, member) = (desk.operator().await, desk.subscriber(&alice).await);
    assert!(halted.halted && !halted.frozen);
    assert_eq!(halted.lock(&desk.beacon()), Err(NotNow::Halted));
    let (payer, shares) = (desk.world.roles().payer, unit.at.shares(&alice));
    assert_eq!(member.enter(&payer, Subscribe, ONE), Err(NotNow::Halted));
    desk.send(member.claim(Subscribe), &[alice]).await;
    assert_eq!(desk.world.tokens(&shares).await, million(10));
    desk.send(Ok(halted.clear_halt(&council)), &[council]).await;
    assert!(!desk.operator().await.halted);
    desk.subscribe(&alice, ONE).await;
}
