//! Program, accounts, flags and data of a call are those of the action, and nothing else.

use crate::desk::{pinned, Desk};
use halo_sdk::pau::{
    error::PauError,
    state::{AccountRole, AccountRule, ActionSpec},
    ID,
};
use hostile::Step;
use solana_instruction::{error::InstructionError, AccountMeta, Instruction};
use solana_system_interface::instruction as system;

/// `spec`'s call with the hostile script replaced by `data`.
fn with_data(desk: &Desk, spec: &ActionSpec, data: &[u8]) -> Instruction {
    let mut call = desk.call(spec, &[]);
    call.data = data.to_vec();
    call.instruction()
}

#[tokio::test]
async fn every_place_takes_its_own_account_only() {
    let desk = Desk::new().await;
    let first = desk.attack(&[]).accounts.len() - desk.spec.accounts.len();
    for place in 0..desk.spec.accounts.len() {
        let mut swapped = desk.attack(&[]);
        swapped.accounts[first + place].pubkey = desk.world.borrower;
        // In the place of the vault another account leaves the vault uncalled.
        let expected = match desk.spec.accounts[place].role {
            AccountRole::Vault(_) => PauError::VaultNotCalled,
            _ => PauError::WrongAccount,
        };
        desk.refused(swapped, expected).await;
    }
    let mut turned = desk.attack(&[]);
    turned.accounts.swap(first + 2, first + 3);
    desk.refused(turned, PauError::WrongAccount).await;
    desk.ok(desk.attack(&[])).await;
}

#[tokio::test]
async fn the_relayers_place_is_the_callers() {
    let desk = Desk::new().await;
    let spec = desk.spec_of(&[AccountRule { role: AccountRole::Relayer, writable: false, signer: true }]);
    desk.enable(&spec).await;
    let mut call = desk.call(&spec, &[]);
    call.tracked[0].limited = false;
    desk.ok(call.instruction()).await;
    let mut other = call.instruction();
    other.accounts.last_mut().unwrap().pubkey = desk.payer();
    desk.refused(other, PauError::WrongAccount).await;
}

#[tokio::test]
async fn there_are_neither_more_nor_fewer_accounts() {
    let desk = Desk::new().await;
    let mut extra = desk.attack(&[]);
    extra.accounts.push(AccountMeta::new_readonly(desk.thief, false));
    desk.refused(extra, PauError::WrongAccountCount).await;
    let mut missing = desk.attack(&[]);
    missing.accounts.pop();
    desk.refused(missing, PauError::WrongAccountCount).await;
    // A pair more than there is shifts everything.
    let mut call = desk.call(&desk.spec, &[]);
    call.tracked.push(desk.tracked(&desk.second, false));
    let mut shifted = call.instruction();
    shifted.accounts.drain(9..11);
    desk.refused(shifted, PauError::WrongAccountCount).await;
}

#[tokio::test]
async fn data_starts_with_the_prefix() {
    let desk = Desk::new().await;
    let mut spec = desk.spec_of(&[]);
    spec.data_prefix = vec![hostile::TAG, 2, 0, 1];
    desk.enable(&spec).await;
    let call = |data: &[u8]| {
        let mut call = desk.call(&spec, &[]);
        call.tracked[0].limited = false;
        call.data = data.to_vec();
        call.instruction()
    };
    for wrong in
        [&[][..], &[hostile::TAG], &[hostile::TAG, 2, 0], &[hostile::TAG, 2, 0, 2, 7], &[0, 2, 0, 1, 7]]
    {
        desk.refused(call(wrong), PauError::WrongData).await;
    }
    desk.ok(call(&[hostile::TAG, 2, 0, 1, 7])).await;
    desk.refused(with_data(&desk, &desk.spec, &[hostile::TAG + 1]), PauError::WrongData).await;
}

#[tokio::test]
async fn the_program_is_the_actions() {
    let desk = Desk::new().await;
    const PROGRAM_PLACE: usize = 4;
    for other in [desk.world.facility.token_program, ID, desk.thief] {
        let mut attack = desk.attack(&[]);
        assert_eq!(attack.accounts[PROGRAM_PLACE].pubkey, hostile::ID);
        attack.accounts[PROGRAM_PLACE].pubkey = other;
        desk.refused(attack, PauError::WrongProgram).await;
    }
    // An action may name an address where no program is yet: there is nothing to call.
    let mut spec = desk.spec_of(&[]);
    spec.program = desk.thief;
    desk.enable(&spec).await;
    let mut call = desk.call(&spec, &[]);
    call.tracked[0].limited = false;
    desk.refused(call.instruction(), PauError::WrongProgram).await;
}

#[tokio::test]
async fn what_the_action_writes_must_be_writable() {
    let desk = Desk::new().await;
    let sink = desk.account(&desk.thief, &desk.mint());
    let mut attack = desk.attack(&[]);
    attack.accounts.iter_mut().filter(|meta| meta.pubkey == sink).for_each(|meta| meta.is_writable = false);
    desk.refused(attack, PauError::AccountReadOnly).await;
    let limit = desk.call(&desk.spec, &[]).limit(&desk.mint());
    let mut attack = desk.attack(&[]);
    attack.accounts.iter_mut().filter(|meta| meta.pubkey == limit).for_each(|meta| meta.is_writable = false);
    desk.refused(attack, PauError::AccountReadOnly).await;
}

/// Another instruction of the transaction may need the same account signed or writable: the flags count for the whole
/// transaction. They must not reach the called program.
#[tokio::test]
async fn a_flag_that_the_transaction_gives_beside_does_not_reach_the_program() {
    let desk = Desk::new().await;
    let signed = |steps: &[Step]| {
        let mut attack = desk.attack(steps);
        attack
            .accounts
            .iter_mut()
            .filter(|meta| meta.pubkey == desk.thief)
            .for_each(|meta| meta.is_signer = true);
        attack
    };
    let signers = [desk.relayer(), desk.thief];
    desk.world.ok(&[signed(&[])], &signers).await;
    let pay = system::transfer(&desk.thief, &desk.proxy(&desk.book), 1);
    let outcome = desk.world.send(&[signed(&[Step::Forward(pay)])], &signers).await;
    let failure = format!("{:?}", outcome.expect_err("the signature did not reach the program"));
    assert!(failure.contains("PrivilegeEscalation"), "{failure}");

    let target = desk.account(&desk.relayer(), &desk.mint());
    let spec = desk.spec_of(&[pinned(target, false)]);
    desk.enable(&spec).await;
    let pay = desk.move_tokens(&desk.mint(), &desk.proxy(&desk.book), &desk.relayer(), 1);
    let mut call = desk.call(&spec, &[pay]);
    call.tracked[0].limited = false;
    let mut attack = call.instruction();
    attack.accounts.last_mut().unwrap().is_writable = true;
    desk.refused_by_runtime(attack, InstructionError::PrivilegeEscalation).await;
}
