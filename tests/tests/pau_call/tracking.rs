//! Which vaults a call tracks: every one of the Book that it could write to, none of anybody else, none that is guarded.

use crate::desk::{pinned, Desk};
use halo_sdk::{
    addresses, instructions as ix,
    pau::{error::PauError, instructions::AddControllerArgs, state::LimitKind, ID},
    token::TokenProgram,
};
use halo_tests::refusal::OWNED_BY_WRONG_PROGRAM;
use solana_instruction::{AccountMeta, Instruction};
use solana_pubkey::Pubkey;

/// Place of the first tracked pair.
const FIRST_PAIR: usize = 7;

#[tokio::test]
async fn a_call_tracks_at_least_one_vault() {
    let desk = Desk::new().await;
    let mut call = desk.call(&desk.spec, &[]);
    call.tracked.clear();
    desk.refused(call.instruction(), PauError::NothingTracked).await;
}

#[tokio::test]
async fn no_vault_is_tracked_twice() {
    let desk = Desk::new().await;
    let mut call = desk.call(&desk.spec, &[]);
    call.tracked.push(call.tracked[0]);
    desk.refused(call.instruction(), PauError::VaultTrackedTwice).await;
    call.tracked[1].limited = false;
    desk.refused(call.instruction(), PauError::VaultTrackedTwice).await;
}

#[tokio::test]
async fn a_token_account_of_the_proxy_that_the_call_writes_to_is_tracked() {
    let desk = Desk::new().await;
    // The Book's other vault, and one that is no vault at all.
    let loose = loose_account(&desk).await;
    for account in [desk.vault(&desk.book, &desk.second), loose] {
        let spec = desk.spec_of(&[pinned(account, true)]);
        desk.enable(&spec).await;
        let mut call = desk.call(&spec, &[]);
        call.tracked[0].limited = false;
        desk.refused(call.instruction(), PauError::VaultNotTracked).await;
        let spec = desk.spec_of(&[pinned(account, false)]);
        desk.enable(&spec).await;
        let mut call = desk.call(&spec, &[]);
        call.tracked[0].limited = false;
        desk.ok(call.instruction()).await;
    }
    // Nor is there a way to name the vault of a mint that is not tracked.
    let spec = desk.spec_of_both_mints();
    desk.enable(&spec).await;
    let mut call = desk.call(&spec, &[]);
    call.tracked[0].limited = false;
    let mut attack = call.instruction();
    let unnamed =
        attack.accounts.iter_mut().find(|meta| meta.pubkey == Pubkey::default() && meta.is_writable);
    unnamed.expect("the builder leaves the place empty").pubkey = desk.vault(&desk.book, &desk.second);
    desk.refused(attack, PauError::VaultNotTracked).await;
}

/// A token account of the proxy that is not its associated one.
async fn loose_account(desk: &Desk) -> Pubkey {
    use anchor_spl::token::spl_token;
    use solana_keypair::{Keypair, Signer};
    let key = Keypair::new();
    let payer = desk.payer();
    let space = 165;
    let create = solana_system_interface::instruction::create_account(
        &payer,
        &key.pubkey(),
        10_000_000,
        space,
        &TokenProgram::Spl.id(),
    );
    let proxy = desk.proxy(&desk.book);
    let initialize = spl_token::instruction::initialize_account3(
        &TokenProgram::Spl.id(),
        &key.pubkey(),
        &desk.mint(),
        &proxy,
    );
    let instructions = [create, initialize.unwrap()];
    desk.world.client.send(&instructions, &[&key]).await.unwrap();
    key.pubkey()
}

#[tokio::test]
async fn a_tracked_vault_is_among_the_accounts_of_the_call() {
    let desk = Desk::new().await;
    let mut call = desk.call(&desk.spec, &[]);
    call.tracked.push(desk.tracked(&desk.second, false));
    desk.refused(call.instruction(), PauError::VaultNotCalled).await;
}

/// The usual call with another record in the place of the first.
fn with_record(desk: &Desk, record: Pubkey) -> Instruction {
    let mut attack = desk.attack(&[desk.take(1)]);
    attack.accounts[FIRST_PAIR] = AccountMeta::new_readonly(record, false);
    attack
}

#[tokio::test]
async fn the_vault_of_another_book_is_refused() {
    let desk = Desk::new().await;
    let other = addresses::book_vault(&desk.pau(), &desk.other, &desk.mint());
    desk.refused(with_record(&desk, other), PauError::WrongProxy).await;
    // With that Book's proxy beside it, it is that Book's call: the script asks for what is not given.
    let mut call = desk.call(&desk.spec, &[]);
    call.book = desk.other;
    let mut attack = call.instruction();
    attack.accounts.last_mut().unwrap().pubkey = desk.vault(&desk.book, &desk.mint());
    desk.refused(attack, PauError::WrongAccount).await;
}

#[tokio::test]
async fn the_vault_of_another_pau_is_refused() {
    let mut desk = Desk::new().await;
    let base = desk.world.keys.add_named("second PAU");
    let (roles, pau) = (desk.roles, addresses::pau(&base));
    let open = [
        ix::pau::initialize_pau(&desk.payer(), &base, &roles.admin, &roles.freezer),
        ix::pau::open_vault(
            &desk.payer(),
            &roles.admin,
            &pau,
            None,
            &desk.book,
            &desk.mint(),
            &TokenProgram::Spl.id(),
        ),
    ];
    desk.world.ok(&open, &[base, roles.admin, desk.book]).await;
    let record = addresses::book_vault(&pau, &desk.book, &desk.mint());
    desk.refused(with_record(&desk, record), PauError::WrongPau).await;
    // An action of the one PAU is none of the other's, and its limits are not either.
    let mut attack = desk.attack(&[desk.take(1)]);
    attack.accounts[1].pubkey = pau;
    desk.refused(attack, PauError::NotRelayer).await;
    let add = ix::pau::set_relayer(&roles.admin, &pau, &desk.relayer());
    desk.world.ok(&[add], &[roles.admin]).await;
    let mut attack = desk.attack(&[desk.take(1)]);
    attack.accounts[1].pubkey = pau;
    desk.refused(attack, PauError::WrongPau).await;
}

#[tokio::test]
async fn a_guarded_vault_is_refused() {
    let mut desk = Desk::new().await;
    let controller = desk.world.person("controller").await;
    let (roles, pau) = (desk.roles, desk.pau());
    let args =
        AddControllerArgs { signer: controller, book: Pubkey::default(), kinds: LimitKind::Withdraw.bit() };
    let book = Pubkey::new_from_array([4; 32]);
    let record = Some(addresses::controller(&pau, &controller));
    let (mint, program) = (desk.mint(), TokenProgram::Spl);
    let open = [
        ix::pau::add_controller(&desk.payer(), &roles.admin, &pau, args),
        ix::pau::open_vault(&desk.payer(), &controller, &pau, record, &book, &mint, &program.id()),
    ];
    desk.world.ok(&open, &[roles.admin, controller]).await;
    desk.give(&desk.proxy(&book), &mint, program, 1).await;
    let guarded = |desk: &Desk| {
        let mut call = desk.call(&desk.spec, &[]);
        call.book = book;
        call.instruction()
    };
    desk.refused(guarded(&desk), PauError::VaultGuarded).await;
    let vault = addresses::book_vault(&pau, &book, &mint);
    desk.world.ok(&[ix::pau::release_vault(&roles.admin, &pau, &vault)], &[roles.admin]).await;
    desk.ok(guarded(&desk)).await;
}

#[tokio::test]
async fn a_limit_stands_in_the_place_of_a_limit_and_a_record_of_a_record() {
    const DISCRIMINATOR_MISMATCH: u32 = 3002;
    let desk = Desk::new().await;
    let record = addresses::book_vault(&desk.pau(), &desk.book, &desk.mint());
    let limit = desk.call(&desk.spec, &[]).limit(&desk.mint());
    let mut turned = desk.attack(&[desk.take(1)]);
    turned.accounts[FIRST_PAIR].pubkey = limit;
    desk.refused(turned, DISCRIMINATOR_MISMATCH).await;
    let mut turned = desk.attack(&[desk.take(1)]);
    turned.accounts[FIRST_PAIR + 1].pubkey = record;
    desk.refused(turned, DISCRIMINATOR_MISMATCH).await;
    for place in [FIRST_PAIR, FIRST_PAIR + 1] {
        let mut attack = desk.attack(&[desk.take(1)]);
        attack.accounts[place].pubkey = desk.thief;
        desk.refused(attack, OWNED_BY_WRONG_PROGRAM).await;
    }
    let mut none = desk.attack(&[desk.take(1)]);
    none.accounts[FIRST_PAIR + 1].pubkey = ID;
    desk.refused(none, PauError::LimitMissing).await;
}
