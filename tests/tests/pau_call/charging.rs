//! What leaves a vault is charged to the action's limit, after the call, to the base unit.

use crate::desk::{pinned, Desk, HELD, LIMIT};
use halo_sdk::{
    deployment::Limit,
    instructions as ix,
    pau::{
        error::PauError,
        state::{AccountRole, AccountRule, LimitKind},
    },
};
use halo_tests::{
    refusal::OWNED_BY_WRONG_PROGRAM,
    world::{DAY, ONE},
};

#[tokio::test]
async fn an_honest_call_is_charged_what_it_moved() {
    let desk = Desk::new().await;
    desk.ok(desk.attack(&[desk.take(30 * ONE)])).await;
    assert_eq!(desk.held(&desk.book, &desk.mint()).await, HELD - 30 * ONE);
    assert_eq!(desk.world.balance(&desk.thief).await, 31 * ONE);
    let limit = desk.limit(&desk.spec, &desk.mint()).await;
    assert_eq!((limit.available, limit.outstanding), (LIMIT - 30 * ONE, 30 * ONE));
}

#[tokio::test]
async fn the_limit_is_kept_to_the_base_unit() {
    let mut desk = Desk::new().await;
    desk.refused(desk.attack(&[desk.take(LIMIT + 1)]), PauError::RateLimitExceeded).await;
    desk.ok(desk.attack(&[desk.take(LIMIT)])).await;
    desk.refused(desk.attack(&[desk.take(1)]), PauError::RateLimitExceeded).await;
    // 100 tokens a day are one in 864 seconds.
    desk.wait(864).await;
    desk.refused(desk.attack(&[desk.take(ONE + 1)]), PauError::RateLimitExceeded).await;
    desk.ok(desk.attack(&[desk.take(ONE)])).await;
}

#[tokio::test]
async fn several_movements_of_one_call_are_charged_together() {
    let desk = Desk::new().await;
    let half = LIMIT / 2;
    let over = desk.attack(&[desk.take(half), desk.take(half + 1)]);
    desk.refused(over, PauError::RateLimitExceeded).await;
    desk.ok(desk.attack(&[desk.take(half), desk.take(half)])).await;
    assert_eq!(desk.limit(&desk.spec, &desk.mint()).await.available, 0);
}

/// The hostile program's action with a way back: the relayer pays into the vault.
fn both_ways(desk: &Desk) -> [AccountRule; 2] {
    [
        AccountRule { role: AccountRole::Relayer, writable: false, signer: true },
        pinned(desk.account(&desk.relayer(), &desk.mint()), true),
    ]
}

#[tokio::test]
async fn a_rise_is_credited_to_no_limit() {
    let mut desk = Desk::new().await;
    let spec = desk.spec_of(&both_ways(&desk));
    desk.enable(&spec).await;
    desk.allow(&spec, desk.mint(), LIMIT).await;
    desk.ok(desk.call(&spec, &[desk.take(LIMIT)]).instruction()).await;
    let pay_in = |amount| desk.move_tokens(&desk.mint(), &desk.relayer(), &desk.proxy(&desk.book), amount);
    desk.ok(desk.call(&spec, &[pay_in(ONE)]).instruction()).await;
    assert_eq!(desk.held(&desk.book, &desk.mint()).await, HELD - LIMIT + ONE);
    let limit = desk.limit(&spec, &desk.mint()).await;
    assert_eq!((limit.available, limit.outstanding), (0, LIMIT));
    desk.refused(desk.call(&spec, &[desk.take(1)]).instruction(), PauError::RateLimitExceeded).await;
}

#[tokio::test]
async fn what_comes_back_within_the_call_is_not_charged() {
    let mut desk = Desk::new().await;
    let spec = desk.spec_of(&both_ways(&desk));
    desk.enable(&spec).await;
    desk.allow(&spec, desk.mint(), LIMIT).await;
    let back = desk.move_tokens(&desk.mint(), &desk.relayer(), &desk.proxy(&desk.book), ONE);
    desk.ok(desk.call(&spec, &[desk.take(LIMIT + ONE), back]).instruction()).await;
    assert_eq!(desk.limit(&spec, &desk.mint()).await.available, 0);
}

#[tokio::test]
async fn a_vault_that_only_receives_needs_no_limit() {
    let desk = Desk::new().await;
    let mut spec = desk.spec_of_both_mints();
    spec.accounts.push(AccountRule { role: AccountRole::Relayer, writable: false, signer: true });
    spec.accounts.push(pinned(desk.account(&desk.relayer(), &desk.second), true));
    desk.enable(&spec).await;
    let proxy = desk.proxy(&desk.book);
    let pay_in = desk.move_tokens(&desk.second, &desk.relayer(), &proxy, ONE);
    let mut call = desk.call_both(&spec, false, &[pay_in]);
    call.tracked[0].limited = false;
    desk.ok(call.instruction()).await;
    assert_eq!(desk.held(&desk.book, &desk.second).await, HELD + ONE);

    let mut take = desk.call_both(&spec, false, &[desk.take_of(&desk.second, 1)]);
    take.tracked[0].limited = false;
    desk.refused(take.instruction(), PauError::LimitMissing).await;
}

#[tokio::test]
async fn each_mint_has_a_limit_of_its_own() {
    let mut desk = Desk::new().await;
    let spec = desk.spec_of_both_mints();
    desk.enable(&spec).await;
    desk.add_limit(&spec, &desk.mint(), LIMIT).await;
    desk.allow(&spec, desk.second, ONE).await;
    let both = |first, second| {
        let steps = [desk.take(first), desk.take_of(&desk.second, second)];
        desk.call_both(&spec, true, &steps).instruction()
    };
    desk.refused(both(1, ONE + 1), PauError::RateLimitExceeded).await;
    desk.refused(both(LIMIT + 1, 1), PauError::RateLimitExceeded).await;
    desk.ok(both(LIMIT, ONE)).await;
    assert_eq!(desk.limit(&spec, &desk.mint()).await.available, 0);
    assert_eq!(desk.limit(&spec, &desk.second).await.available, 0);
}

#[tokio::test]
async fn a_paused_limit_lets_nothing_out_and_no_other_limit_helps() {
    let mut desk = Desk::new().await;
    let roles = desk.roles;
    let limit = desk.call(&desk.spec, &[]).limit(&desk.mint());
    let pause = ix::pau::pause_rate_limit(&roles.freezer, &desk.pau(), &limit);
    desk.world.ok(&[pause], &[roles.freezer]).await;
    desk.refused(desk.attack(&[desk.take(1)]), PauError::LimitPaused).await;
    // What takes nothing is not stopped.
    desk.ok(desk.attack(&[])).await;
    desk.wait(DAY).await;
    let resume = ix::pau::resume_rate_limit(&roles.admin, &desk.pau(), &limit);
    desk.world.ok(&[resume], &[roles.admin]).await;
    desk.ok(desk.attack(&[desk.take(LIMIT)])).await;
}

#[tokio::test]
async fn without_its_limit_a_call_takes_nothing() {
    let desk = Desk::new().await;
    let mut call = desk.call(&desk.spec, &[desk.take(1)]);
    call.tracked[0].limited = false;
    desk.refused(call.instruction(), PauError::LimitMissing).await;

    let roles = desk.roles;
    let limit = desk.call(&desk.spec, &[]).limit(&desk.mint());
    let remove = ix::pau::remove_rate_limit(&roles.admin, &desk.pau(), &limit, &desk.payer());
    desk.world.ok(&[remove], &[roles.admin]).await;
    desk.refused(desk.attack(&[desk.take(1)]), OWNED_BY_WRONG_PROGRAM).await;
}

#[tokio::test]
async fn the_limit_of_another_action_or_kind_does_not_serve() {
    let mut desk = Desk::new().await;
    let spec = desk.spec_of(&[pinned(desk.book, false)]);
    desk.enable(&spec).await;
    desk.allow(&spec, desk.mint(), LIMIT).await;
    let own = desk.call(&desk.spec, &[]).limit(&desk.mint());
    // The same target and mint under another kind.
    let (target, limit) = (ix::pau::action_target(&desk.spec), Limit { max: LIMIT, slope: LIMIT });
    let deposit = desk.roles.add_limit(&desk.world, LimitKind::Deposit, target, desk.mint(), limit).await;
    let wrong = [desk.call(&spec, &[]).limit(&desk.mint()), deposit];
    for other in wrong {
        let mut attack = desk.attack(&[desk.take(1)]);
        let place = attack.accounts.iter().position(|meta| meta.pubkey == own).unwrap();
        attack.accounts[place].pubkey = other;
        desk.refused(attack, PauError::WrongLimit).await;
    }
}
