//! The token programs themselves as the program of an action: a payment to a fixed account, a burn.

use crate::desk::{pinned, Desk, HELD};
use halo_sdk::{
    instructions as ix,
    pau::{
        error::PauError,
        state::{AccountRole, AccountRule, ActionSpec},
    },
    token::TokenProgram,
};
use halo_tests::world::{DECIMALS, ONE};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

const TRANSFER: u8 = 3;
const BURN: u8 = 8;
const TRANSFER_CHECKED: u8 = 12;

const PROXY: AccountRule = AccountRule { role: AccountRole::Proxy, writable: false, signer: true };

fn vault(mint: Pubkey) -> AccountRule {
    AccountRule { role: AccountRole::Vault(mint), writable: true, signer: false }
}

/// An action of the token program of `mint` that starts with `first`.
fn spec(desk: &Desk, mint: &Pubkey, accounts: Vec<AccountRule>, first: u8) -> ActionSpec {
    let program = desk.program_of(mint).id();
    ActionSpec { program, accounts, data_prefix: vec![first], one_shot: false }
}

/// A call of `spec` that tracks `mint`.
fn call(desk: &Desk, spec: &ActionSpec, mint: &Pubkey, data: Vec<u8>) -> Instruction {
    let (relayer, pau, book) = (desk.relayer(), desk.pau(), desk.book);
    ix::pau::Call { relayer, pau, book, spec, tracked: vec![desk.tracked(mint, true)], data }.instruction()
}

fn amount(first: u8, amount: u64) -> Vec<u8> {
    [&[first][..], &amount.to_le_bytes()].concat()
}

#[tokio::test]
async fn a_transfer_pays_the_account_that_is_pinned() {
    let mut desk = Desk::new().await;
    for (mint, _) in desk.mints() {
        let sink = desk.account(&desk.thief, &mint);
        let spec = spec(&desk, &mint, vec![vault(mint), pinned(sink, true), PROXY], TRANSFER);
        desk.enable(&spec).await;
        desk.allow(&spec, mint, 5 * ONE).await;
        let over = call(&desk, &spec, &mint, amount(TRANSFER, 5 * ONE + 1));
        desk.refused(over, PauError::RateLimitExceeded).await;
        desk.ok(call(&desk, &spec, &mint, amount(TRANSFER, 5 * ONE))).await;
        assert_eq!(desk.held(&desk.book, &mint).await, HELD - 5 * ONE);
        assert_eq!(desk.world.tokens(&sink).await, 6 * ONE);
        let elsewhere = desk.account(&desk.relayer(), &mint);
        let mut swapped = call(&desk, &spec, &mint, amount(TRANSFER, 1));
        swapped
            .accounts
            .iter_mut()
            .filter(|meta| meta.pubkey == sink)
            .for_each(|meta| meta.pubkey = elsewhere);
        desk.refused(swapped, PauError::WrongAccount).await;
    }
}

#[tokio::test]
async fn a_checked_transfer_pays_too() {
    let mut desk = Desk::new().await;
    for (mint, _) in desk.mints() {
        let sink = desk.account(&desk.thief, &mint);
        let accounts = vec![vault(mint), pinned(mint, false), pinned(sink, true), PROXY];
        let spec = spec(&desk, &mint, accounts, TRANSFER_CHECKED);
        desk.enable(&spec).await;
        desk.allow(&spec, mint, ONE).await;
        let mut data = amount(TRANSFER_CHECKED, ONE);
        data.push(DECIMALS);
        desk.ok(call(&desk, &spec, &mint, data)).await;
        assert_eq!(desk.world.tokens(&sink).await, 2 * ONE);
        assert_eq!(desk.limit(&spec, &mint).await.available, 0);
    }
}

#[tokio::test]
async fn a_burn_is_charged_like_a_payment() {
    let mut desk = Desk::new().await;
    for (mint, _) in desk.mints() {
        let spec = spec(&desk, &mint, vec![vault(mint), pinned(mint, true), PROXY], BURN);
        desk.enable(&spec).await;
        desk.allow(&spec, mint, ONE).await;
        let over = call(&desk, &spec, &mint, amount(BURN, ONE + 1));
        desk.refused(over, PauError::RateLimitExceeded).await;
        desk.ok(call(&desk, &spec, &mint, amount(BURN, ONE))).await;
        assert_eq!(desk.held(&desk.book, &mint).await, HELD - ONE);
    }
}

#[tokio::test]
async fn a_prefix_may_fix_the_amount() {
    let mut desk = Desk::new().await;
    let mint = desk.mint();
    let sink = desk.account(&desk.thief, &mint);
    let mut spec = spec(&desk, &mint, vec![vault(mint), pinned(sink, true), PROXY], TRANSFER);
    spec.data_prefix = amount(TRANSFER, ONE);
    desk.enable(&spec).await;
    desk.allow(&spec, mint, 5 * ONE).await;
    desk.refused(call(&desk, &spec, &mint, amount(TRANSFER, ONE + 1)), PauError::WrongData).await;
    desk.ok(call(&desk, &spec, &mint, amount(TRANSFER, ONE))).await;
}

#[tokio::test]
async fn a_frozen_token_account_stops_nothing_but_itself() {
    const ACCOUNT_FROZEN: u32 = 17;
    let mut desk = Desk::new().await;
    let mint = desk.mint();
    let sink = desk.account(&desk.thief, &mint);
    let spec = spec(&desk, &mint, vec![vault(mint), pinned(sink, true), PROXY], TRANSFER);
    desk.enable(&spec).await;
    desk.allow(&spec, mint, ONE).await;
    let freeze = anchor_spl::token::spl_token::instruction::freeze_account(
        &TokenProgram::Spl.id(),
        &desk.vault(&desk.book, &mint),
        &mint,
        &desk.payer(),
        &[],
    );
    desk.world.ok(&[freeze.unwrap()], &[]).await;
    desk.refused(call(&desk, &spec, &mint, amount(TRANSFER, ONE)), ACCOUNT_FROZEN).await;
    assert_eq!(desk.held(&desk.other, &mint).await, HELD);
}
