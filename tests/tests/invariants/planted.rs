//! That a story which goes wrong is noticed, and shrunk to what it takes.

use crate::{
    dice,
    model::Model,
    operation::{Kind, Operation},
    run::{run, tell},
    shrink::shrink,
    story::Setup,
    vm::Vm,
};
use halo_sdk::nfat::state::RedeemVault;
use halo_tests::world::million;

/// The kinds of operation to which a story shrinks that `setup` makes go wrong.
fn shrunk(seed: u64, setup: &Setup) -> Vec<Kind> {
    let story = dice::story(seed, 2_000);
    let failure = run(&story, setup).expect_err("something was planted");
    let shrunk = shrink(&story, &failure, setup);
    println!("{failure:?}\n{}", tell(&shrunk, setup).join("\n"));
    shrunk.iter().map(|operation| operation.kind).collect()
}

/// Does not hold.
fn no_unit_above_30_million(model: &Model) -> Option<String> {
    let unit = model.units.iter().position(|unit| unit.outstanding > million(30))?;
    Some(format!("unit {unit} is above the limit"))
}

#[test]
fn a_false_rule_is_broken_by_a_claim_of_what_was_deposited() {
    let setup = Setup { rule: Some(no_unit_above_30_million), ..Setup::default() };
    for seed in 0..3 {
        let mut kinds = shrunk(seed, &setup);
        assert_eq!(kinds.pop(), Some(Kind::Claim));
        kinds.sort_unstable();
        assert_eq!(kinds, [Kind::Deposit, Kind::OpenBook]);
    }
}

/// Adds a base unit to what the first Book owes, as no instruction does, whenever somebody checks a queue.
fn add_to_debts(vm: &mut Vm, model: &Model, operation: &Operation) {
    let Some(book) = model.books.first().filter(|_| operation.kind == Kind::CheckQueue) else { return };
    let owed = 8 + std::mem::offset_of!(RedeemVault, owed);
    vm.corrupt(&book.at.redeem_vault, |data| data[owed] = data[owed].wrapping_add(1));
}

#[test]
fn a_corrupted_account_is_found_where_it_was_corrupted() {
    let setup = Setup { tamper: Some(add_to_debts), ..Setup::default() };
    for seed in 0..3 {
        let kinds = shrunk(seed, &setup);
        // Nobody may have named the account, or it may be one step more to whoever does.
        assert_eq!(kinds[..2], [Kind::OpenBook, Kind::CheckQueue]);
        assert!(kinds.len() <= 3, "{kinds:?}");
    }
}

/// A base unit moves from the queue of the first facility into the pocket of the first Prime with every withdrawal.
fn rob_the_queue(vm: &mut Vm, model: &Model, operation: &Operation) {
    let site = model.site(0);
    if operation.kind == Kind::Withdraw && model.held(&site.queue_tokens) > 0 {
        vm.corrupt(&site.queue_tokens, |data| data[64] = data[64].wrapping_sub(1));
        vm.corrupt(&site.seats[0].wallet, |data| data[64] = data[64].wrapping_add(1));
    }
}

#[test]
fn a_theft_that_conserves_money_is_found_too() {
    let setup = Setup { tamper: Some(rob_the_queue), ..Setup::default() };
    for seed in 0..3 {
        let kinds = shrunk(seed, &setup);
        assert!(kinds.contains(&Kind::Withdraw) && kinds.len() <= 3, "{kinds:?}");
    }
}
