//! A movement binds limit, vault, proxy, token account, endpoint and mint to each other.

use super::setup::*;
use halo_sdk::{
    addresses,
    deployment::Limit,
    instructions::{self as ix, pau::BookSource},
    pau::{error::PauError, state::LimitKind},
};
use halo_tests::{
    chain::Light,
    key_pau::KeyPau,
    world::{World, DAY, ONE},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use std::fmt::Debug;

/// Code of the token programs for an account of another mint.
const MINT_MISMATCH: u32 = 3;

/// What each Book holds.
const HELD: u64 = 1_000 * ONE;

/// Two Books of one PAU that relayers may use, and an endpoint that they may pay.
struct Desk {
    world: World<Light>,
    roles: KeyPau,
    a: BookSource,
    b: BookSource,
    endpoint: Pubkey,
}

impl Desk {
    async fn new() -> Self {
        let mut world = facility_123().await;
        let roles = KeyPau::open(&mut world, "PAU of the vaults").await;
        let [a, b] = ["Book A", "Book B"].map(|name| world.keys.add_named(name));
        let [a, b] = [a, b].map(|book| roles.source(&world, book));
        for source in [a, b] {
            roles.open_vault(&world, &source).await;
            world.give(&source.proxy(), HELD).await;
        }
        let endpoint = world.endpoint;
        let mut desk = Self { world, roles, a, b, endpoint };
        desk.add_limit(desk.endpoint, desk.a.mint).await;
        desk
    }

    /// Gives transfers to `endpoint` a limit that is counted in `mint`, and lets it fill.
    async fn add_limit(&mut self, endpoint: Pubkey, mint: Pubkey) {
        let limit = Limit { max: HELD, slope: HELD };
        self.roles.add_limit(&self.world, LimitKind::Transfer, endpoint, mint, limit).await;
        wait(&mut self.world, DAY).await;
    }

    fn pay(&self, source: &BookSource, endpoint: &Pubkey, amount: u64) -> Instruction {
        ix::pau::transfer(&self.roles.relayer, source, endpoint, amount)
    }

    async fn ok(&self, instruction: Instruction) {
        self.world.ok(&[instruction], &[self.roles.relayer]).await;
    }

    async fn refused(&self, instruction: Instruction, expected: impl Into<u32> + Debug) {
        self.world.refused(&[instruction], &[self.roles.relayer], expected).await;
    }
}

#[tokio::test]
async fn one_books_record_does_not_serve_for_another() {
    let desk = Desk::new().await;
    let (a, b) = (desk.a, desk.b);
    let plain = desk.pay(&a, &desk.endpoint, 1);
    let record = with_account(plain.clone(), &a.vault(), b.vault());
    desk.refused(record, PauError::WrongProxy).await;
    let proxy = with_account(plain.clone(), &a.proxy(), b.proxy());
    desk.refused(proxy.clone(), PauError::WrongProxy).await;
    let both = with_account(proxy, &a.vault(), b.vault());
    desk.refused(both, PauError::WrongVault).await;
    let money = with_account(plain.clone(), &a.token_account(), b.token_account());
    desk.refused(money, PauError::WrongVault).await;
    desk.ok(plain).await;
}

#[tokio::test]
async fn an_endpoint_of_another_mint_receives_nothing() {
    let mut desk = Desk::new().await;
    let other = desk.world.chain.0.create_mint(6).unwrap();
    let endpoint = desk.world.chain.0.create_token_account(&other, &desk.world.borrower).unwrap();
    // A limit in the endpoint's mint is at another address than the one that the vault's mint asks for.
    desk.add_limit(endpoint, other).await;
    let movement = desk.pay(&desk.a, &endpoint, 1);
    desk.refused(movement.clone(), PauError::NoLimit).await;
    let limit = |mint| addresses::limit(&desk.roles.pau, LimitKind::Transfer, &endpoint, mint);
    let swapped = with_account(movement.clone(), &limit(&desk.a.mint), limit(&other));
    desk.refused(swapped, PauError::WrongMint).await;
    // And with a limit in the vault's mint the token program refuses.
    desk.add_limit(endpoint, desk.a.mint).await;
    desk.refused(movement, MINT_MISMATCH).await;
}

#[tokio::test]
async fn no_account_is_both_source_and_destination() {
    let mut desk = Desk::new().await;
    let own = desk.a.token_account();
    desk.add_limit(own, desk.a.mint).await;
    desk.refused(desk.pay(&desk.a, &own, 1), PauError::TokenRefused).await;
    desk.ok(desk.pay(&desk.b, &own, 1)).await;
}

#[tokio::test]
async fn book_a_is_paid_out_to_zero_and_book_b_is_bit_identical() {
    let desk = Desk::new().await;
    let of_b = [desk.b.vault(), desk.b.proxy(), desk.b.token_account()];
    let read = || of_b.map(|key| desk.world.chain.0.account(&key));
    let before = read();
    desk.ok(desk.pay(&desk.a, &desk.endpoint, HELD - 1)).await;
    desk.refused(desk.pay(&desk.a, &desk.endpoint, 2), PauError::RateLimitExceeded).await;
    desk.ok(desk.pay(&desk.a, &desk.endpoint, 1)).await;
    assert_eq!(desk.world.tokens(&desk.a.token_account()).await, 0);
    assert_eq!(read(), before);
}

#[tokio::test]
async fn an_empty_book_pays_nothing_whatever_its_limit_says() {
    let mut desk = Desk::new().await;
    desk.ok(desk.pay(&desk.a, &desk.endpoint, HELD)).await;
    wait(&mut desk.world, DAY).await;
    desk.refused(desk.pay(&desk.a, &desk.endpoint, 1), INSUFFICIENT_FUNDS).await;
    desk.ok(desk.pay(&desk.b, &desk.endpoint, HELD)).await;
}

/// The facility's next Book has a known address. A vault opened there first would not be guarded.
#[tokio::test]
async fn the_administrator_opens_no_vault_at_the_address_of_somebodys_book() {
    let mut desk = Desk::new().await;
    let next = desk.world.facility.book(desk.world.next_book_id().await).book;
    let own = desk.world.keys.add_named("own Book");
    let (payer, admin, pau) = (desk.world.roles().payer, desk.roles.admin, desk.roles.pau);
    let open = |book: &Pubkey| {
        ix::pau::open_vault(&payer, &admin, &pau, None, book, &desk.a.mint, &desk.a.token_program)
    };
    let mut absent = with_account(open(&next), &next, halo_sdk::pau::ID);
    absent
        .accounts
        .iter_mut()
        .filter(|meta| meta.pubkey == halo_sdk::pau::ID)
        .for_each(|meta| meta.is_signer = false);
    desk.world.refused(&[absent], &[admin], PauError::BookUnsigned).await;
    let another = with_account(open(&next), &next, own);
    desk.world.refused(&[another], &[admin, own], PauError::BookUnsigned).await;
    desk.world.ok(&[open(&own)], &[admin, own]).await;
}

#[tokio::test]
async fn a_pau_has_an_administrator_and_need_not_have_its_signature() {
    let mut world = facility_123().await;
    let base = world.keys.add_named("another PAU");
    let payer = world.roles().payer;
    let create = |admin: &Pubkey| [ix::pau::initialize_pau(&payer, &base, admin, &Pubkey::default())];
    world.refused(&create(&Pubkey::default()), &[base], PauError::InvalidAdmin).await;
    let admin = Pubkey::new_from_array([0xAD; 32]);
    world.ok(&create(&admin), &[base]).await;
    let pau: halo_sdk::pau::state::Pau = world.client.fetch(&addresses::pau(&base)).await.unwrap();
    assert_eq!((pau.admin, pau.freezer, pau.epoch, pau.relayer_count), (admin, Pubkey::default(), 0, 0));
}
