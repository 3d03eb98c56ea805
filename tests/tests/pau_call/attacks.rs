//! What an approved program could do with the proxy's signature beside moving tokens.

use crate::desk::{pinned, Desk, HELD};
use anchor_spl::token::spl_token::instruction as spl;
use halo_sdk::{
    addresses,
    pau::{
        error::PauError,
        state::{AccountRole, AccountRule},
    },
    token::TokenProgram,
};
use halo_tests::world::ONE;
use hostile::Step;
use solana_instruction::{error::InstructionError, AccountMeta, Instruction};
use solana_sdk_ids::system_program;
use solana_system_interface::instruction as system;

#[tokio::test]
async fn a_call_that_does_nothing_changes_nothing_but_the_records() {
    let desk = Desk::new().await;
    let landed = desk.ok(desk.attack(&[])).await;
    assert_eq!(landed.return_data, None);
    for book in [desk.book, desk.other] {
        for (mint, _) in desk.mints() {
            assert_eq!(desk.held(&book, &mint).await, HELD);
        }
    }
}

#[tokio::test]
async fn the_vault_gets_no_delegate() {
    let desk = Desk::new().await;
    let (vault, owner) = (desk.vault(&desk.book, &desk.mint()), desk.proxy(&desk.book));
    let token = TokenProgram::Spl.id();
    let approve = spl::approve(&token, &vault, &desk.thief, &owner, &[], 1).unwrap();
    desk.refused(desk.attack(&[Step::Forward(approve.clone())]), PauError::TokenRefused).await;
    // What is given and taken back within the call leaves nothing behind.
    let revoke = spl::revoke(&token, &vault, &owner, &[]).unwrap();
    desk.ok(desk.attack(&[Step::Forward(approve), Step::Forward(revoke)])).await;
}

#[tokio::test]
async fn the_vault_changes_neither_owner_nor_close_authority() {
    let desk = Desk::new().await;
    let (vault, owner) = (desk.vault(&desk.book, &desk.mint()), desk.proxy(&desk.book));
    for kind in [spl::AuthorityType::AccountOwner, spl::AuthorityType::CloseAccount] {
        let set = spl::set_authority(&TokenProgram::Spl.id(), &vault, Some(&desk.thief), kind, &owner, &[]);
        desk.refused(desk.attack(&[Step::Forward(set.unwrap())]), PauError::TokenRefused).await;
    }
}

#[tokio::test]
async fn the_vault_is_not_closed() {
    let mut desk = Desk::new().await;
    // Only an empty account can be closed.
    let spec = desk.spec_of(&[pinned(desk.other, false)]);
    desk.enable(&spec).await;
    desk.allow(&spec, desk.mint(), HELD).await;
    let (vault, owner) = (desk.vault(&desk.book, &desk.mint()), desk.proxy(&desk.book));
    let close = spl::close_account(&TokenProgram::Spl.id(), &vault, &desk.thief, &owner, &[]).unwrap();
    let steps = [desk.take(HELD), Step::Forward(close)];
    desk.refused(desk.call(&spec, &steps).instruction(), PauError::VaultChanged).await;
    desk.ok(desk.call(&spec, &steps[..1]).instruction()).await;
}

#[tokio::test]
async fn the_vault_gets_no_extension() {
    let desk = Desk::new().await;
    let (wallet, _) = hostile::wallet();
    desk.world.chain.0.airdrop(&wallet, 1_000_000_000).unwrap();
    let mut spec = desk.spec_of_both_mints();
    spec.accounts.push(pinned(wallet, true));
    desk.enable(&spec).await;
    // Reallocate for MemoTransfer, paid by the program's own address: from then on nobody could pay in without a memo.
    const REALLOCATE: u8 = 29;
    const MEMO_TRANSFER: u16 = 8;
    let grow = Instruction {
        program_id: TokenProgram::Token2022.id(),
        accounts: vec![
            AccountMeta::new(desk.vault(&desk.book, &desk.second), false),
            AccountMeta::new(wallet, true),
            AccountMeta::new_readonly(system_program::ID, false),
            AccountMeta::new_readonly(desk.proxy(&desk.book), true),
        ],
        data: [&[REALLOCATE][..], &MEMO_TRANSFER.to_le_bytes()].concat(),
    };
    let attack = desk.call_both(&spec, false, &[Step::Forward(grow)]);
    let mut attack = attack;
    attack.tracked[0].limited = false;
    desk.refused(attack.instruction(), PauError::VaultChanged).await;
}

#[tokio::test]
async fn the_vault_loses_no_lamports() {
    let desk = Desk::new().await;
    let vault = desk.vault(&desk.book, &desk.second);
    desk.world.chain.0.airdrop(&vault, ONE).unwrap();
    let spec = desk.spec_of_both_mints();
    desk.enable(&spec).await;
    const WITHDRAW_EXCESS_LAMPORTS: u8 = 38;
    let withdraw = Instruction {
        program_id: TokenProgram::Token2022.id(),
        accounts: vec![
            AccountMeta::new(vault, false),
            AccountMeta::new(desk.thief, false),
            AccountMeta::new_readonly(desk.proxy(&desk.book), true),
        ],
        data: vec![WITHDRAW_EXCESS_LAMPORTS],
    };
    let mut attack = desk.call_both(&spec, false, &[Step::Forward(withdraw)]);
    attack.tracked[0].limited = false;
    desk.refused(attack.instruction(), PauError::VaultChanged).await;
}

#[tokio::test]
async fn the_proxy_keeps_lamports_owner_and_emptiness() {
    let desk = Desk::new().await;
    let proxy = desk.proxy(&desk.book);
    desk.world.chain.0.airdrop(&proxy, 10_000_000).unwrap();
    for step in [
        system::transfer(&proxy, &desk.thief, 10_000_000),
        system::transfer(&proxy, &desk.thief, 1_000_000),
        system::assign(&proxy, &hostile::ID),
        system::allocate(&proxy, 1),
    ] {
        desk.refused(desk.attack(&[Step::Forward(step)]), PauError::ProxyChanged).await;
    }
    desk.ok(desk.attack(&[])).await;
}

#[tokio::test]
async fn return_data_means_nothing() {
    let desk = Desk::new().await;
    let forged = || Step::Return(u64::MAX.to_le_bytes().into());
    let landed = desk.ok(desk.attack(&[desk.take(ONE), forged()])).await;
    assert_eq!(landed.return_data, None, "the forged answer does not leave the call");
    assert_eq!(desk.limit(&desk.spec, &desk.mint()).await.outstanding, ONE);
}

#[tokio::test]
async fn another_tracked_vault_is_charged_in_its_own_mint() {
    let mut desk = Desk::new().await;
    let spec = desk.spec_of_both_mints();
    desk.enable(&spec).await;
    desk.allow(&spec, desk.mint(), HELD).await;
    let swap = [desk.take_of(&desk.second, 1)];
    desk.refused(desk.call_both(&spec, false, &swap).instruction(), PauError::LimitMissing).await;
    desk.allow(&spec, desk.second, 1).await;
    desk.ok(desk.call_both(&spec, true, &swap).instruction()).await;
    assert_eq!(desk.limit(&spec, &desk.second).await.outstanding, 1);
    assert_eq!(desk.limit(&spec, &desk.mint()).await.outstanding, 0);
}

#[tokio::test]
async fn one_books_proxy_does_not_sign_for_another() {
    let mut desk = Desk::new().await;
    let spec = desk.spec_of(&[
        pinned(desk.vault(&desk.other, &desk.mint()), true),
        pinned(desk.proxy(&desk.other), false),
    ]);
    desk.enable(&spec).await;
    desk.allow(&spec, desk.mint(), HELD).await;
    let other = desk.move_tokens(&desk.mint(), &desk.proxy(&desk.other), &desk.thief, 1);
    let attack = desk.call(&spec, &[other]).instruction();
    desk.refused_by_runtime(attack, InstructionError::PrivilegeEscalation).await;
}

#[tokio::test]
async fn book_a_is_drained_to_zero_and_book_b_is_bit_identical() {
    let mut desk = Desk::new().await;
    let spec = desk.spec_of(&[AccountRule { role: AccountRole::Relayer, writable: false, signer: false }]);
    desk.enable(&spec).await;
    desk.allow(&spec, desk.mint(), HELD).await;
    let of_other = [
        desk.vault(&desk.other, &desk.mint()),
        desk.vault(&desk.other, &desk.second),
        desk.proxy(&desk.other),
        addresses::book_vault(&desk.pau(), &desk.other, &desk.mint()),
    ];
    let read = || of_other.map(|key| desk.world.chain.0.account(&key));
    let before = read();
    desk.ok(desk.call(&spec, &[desk.take(HELD)]).instruction()).await;
    assert_eq!(desk.held(&desk.book, &desk.mint()).await, 0);
    assert_eq!(read(), before);
    assert_eq!(desk.held(&desk.other, &desk.mint()).await, HELD);
}
