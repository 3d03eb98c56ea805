//! A Book's money moves as a whole to the same Book under another PAU of the same administrator.

use super::setup::*;
use halo_sdk::{
    addresses,
    instructions::{self as ix, pau::BookSource},
    pau::{error::PauError, state::LimitKind},
};
use halo_tests::{
    chain::Light,
    key_pau::KeyPau,
    world::{World, ONE},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Two PAUs of one administrator with the same Book, whose vaults a controller opened, and money in the first.
struct Move {
    world: World<Light>,
    old: KeyPau,
    new: KeyPau,
    controller: Pubkey,
    source: BookSource,
}

const BOOK: Pubkey = Pubkey::new_from_array([0xB0; 32]);

impl Move {
    async fn new() -> Self {
        let mut world = facility_123().await;
        let controller = world.person("controller").await;
        let old = KeyPau::open(&mut world, "old PAU").await;
        let new = KeyPau::open_under(&mut world, "new PAU", old.admin, old.freezer, old.relayer).await;
        let source = old.source(&world, BOOK);
        old.add_controller(&world, &controller, BOOK, LimitKind::Withdraw.bit()).await;
        new.add_controller(&world, &controller, Pubkey::default(), LimitKind::ALL).await;
        for pau in [old, new] {
            pau.open_guarded(&world, &controller, &BookSource { pau: pau.pau, ..source }).await;
        }
        world.give(&source.proxy(), 7 * ONE).await;
        Self { world, old, new, controller, source }
    }

    fn migrate(&self) -> Instruction {
        ix::pau::migrate_vault(&self.controller, &self.source, &self.new.pau)
    }

    fn target(&self) -> BookSource {
        BookSource { pau: self.new.pau, ..self.source }
    }

    async fn refused(&self, instruction: Instruction, expected: impl Into<u32> + std::fmt::Debug) {
        self.world.refused(&[instruction], &[self.controller], expected).await;
    }
}

#[tokio::test]
async fn everything_moves_without_a_limit_also_while_frozen() {
    let desk = Move::new().await;
    let (world, freezer) = (&desk.world, desk.old.freezer);
    for pau in [desk.old.pau, desk.new.pau] {
        world.ok(&[ix::pau::freeze(&freezer, &pau)], &[freezer]).await;
    }
    world.ok(&[desk.migrate()], &[desk.controller]).await;
    assert_eq!(world.tokens(&desk.source.token_account()).await, 0);
    assert_eq!(world.tokens(&desk.target().token_account()).await, 7 * ONE);
    // An empty vault has moved as well as a full one.
    world.ok(&[desk.migrate()], &[desk.controller]).await;
    assert_eq!(world.tokens(&desk.target().token_account()).await, 7 * ONE);
}

#[tokio::test]
async fn only_a_controller_of_this_book_moves_it() {
    let desk = Move::new().await;
    let (world, roles) = (&desk.world, desk.old);
    let record = addresses::controller(&desk.source.pau, &desk.controller);
    for signer in [roles.admin, roles.relayer, roles.freezer] {
        let own = ix::pau::migrate_vault(&signer, &desk.source, &desk.new.pau);
        world.refused(std::slice::from_ref(&own), &[signer], ACCOUNT_NOT_INITIALIZED).await;
        let borrowed = with_account(own, &addresses::controller(&desk.source.pau, &signer), record);
        world.refused(&[borrowed], &[signer], PauError::NotController).await;
    }
    // A right in the new PAU is none in the old one.
    let there = addresses::controller(&desk.new.pau, &desk.controller);
    desk.refused(with_account(desk.migrate(), &record, there), PauError::WrongPau).await;

    let mut other = Move::new().await;
    let remove = ix::pau::remove_controller(
        &other.old.admin,
        &other.old.pau,
        &other.controller,
        &other.world.roles().payer,
    );
    other.world.ok(&[remove], &[roles.admin]).await;
    other.refused(other.migrate(), ACCOUNT_NOT_INITIALIZED).await;
    let elsewhere = Pubkey::new_from_array([1; 32]);
    other.old.add_controller(&other.world, &other.controller, elsewhere, LimitKind::ALL).await;
    other.refused(other.migrate(), PauError::WrongBook).await;
    // Of its own Book there is no vault.
    other.source.book = elsewhere;
    other.refused(other.migrate(), OWNED_BY_WRONG_PROGRAM).await;
}

#[tokio::test]
async fn it_moves_to_the_same_book_and_mint_of_the_same_administrator_only() {
    let mut desk = Move::new().await;
    let target = desk.target();
    // Another Book under the new PAU.
    let other = BookSource { book: Pubkey::new_from_array([2; 32]), ..target };
    desk.new.open_guarded(&desk.world, &desk.controller, &other).await;
    let elsewhere = with_account(
        with_account(desk.migrate(), &target.vault(), other.vault()),
        &target.token_account(),
        other.token_account(),
    );
    desk.refused(elsewhere, PauError::WrongBook).await;
    // Another token account than the record's.
    let thief = desk.world.token_account(&desk.world.borrower.clone()).await;
    let stolen = with_account(desk.migrate(), &target.token_account(), thief);
    desk.refused(stolen, PauError::WrongVault).await;
    // The same PAU.
    let pau = desk.source.pau;
    desk.refused(ix::pau::migrate_vault(&desk.controller, &desk.source, &pau), PauError::SamePau).await;
    // A PAU of somebody else, who would then say where the money goes.
    let foreign = KeyPau::open(&mut desk.world, "foreign PAU").await;
    foreign.add_controller(&desk.world, &desk.controller, Pubkey::default(), LimitKind::ALL).await;
    let there = BookSource { pau: foreign.pau, ..desk.source };
    foreign.open_guarded(&desk.world, &desk.controller, &there).await;
    let theirs = ix::pau::migrate_vault(&desk.controller, &desk.source, &foreign.pau);
    desk.refused(theirs, PauError::AdminDiffers).await;
    desk.world.ok(&[desk.migrate()], &[desk.controller]).await;
}

#[tokio::test]
async fn a_guarded_vault_stays_guarded() {
    let desk = Move::new().await;
    desk.new.release(&desk.world, &desk.target()).await;
    desk.refused(desk.migrate(), PauError::GuardLost).await;
    // One that relayers may use already may move to either.
    desk.old.release(&desk.world, &desk.source).await;
    desk.world.ok(&[desk.migrate()], &[desk.controller]).await;
    assert_eq!(desk.world.tokens(&desk.target().token_account()).await, 7 * ONE);
}
