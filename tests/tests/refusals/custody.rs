//! Who may move a Book's money at all: relayers, controllers, and nobody while the PAU is frozen.

use super::setup::*;
use halo_sdk::{
    deployment::Limit,
    instructions::{self as ix, configurator::GuardianBy, pau::BookSource},
    pau::{
        error::PauError,
        instructions::{DrawArgs, UseLimitArgs},
        state::LimitKind,
    },
};
use halo_tests::{
    chain::Light,
    key_pau::KeyPau,
    world::{half_year, payment, World, DAY, ONE},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use std::fmt::Debug;

#[tokio::test]
async fn a_frozen_pau_lets_nothing_out() {
    let deal = Deal::deploying().await;
    let (world, book, roles) = (&deal.world, &deal.book, deal.world.roles());
    world.ok(&[ix::pau::freeze(&roles.freezer, &world.facility.pau)], &[roles.freezer]).await;
    let next = world.open_book().await;
    let args = world.claim_args(&deal.prime, half_year(PRINCIPAL)).await;
    for action in [deal.deploy(1), claim(world, &deal.prime, &next, args).await] {
        world.refused(&[action], &[roles.beacon], PauError::Frozen).await;
    }
    let home = Deal::home().await;
    home.world.ok(&[ix::pau::freeze(&roles.freezer, &home.world.facility.pau)], &[roles.freezer]).await;
    home.world.refused(&[home.fund(payment(1, 0))], &[roles.beacon], PauError::Frozen).await;
    world.refused(&[transfer(world, book, &world.endpoint, 1)], &[roles.relayer], PauError::Frozen).await;
    world
        .refused(&[ix::pau::freeze(&roles.freezer, &world.facility.pau)], &[roles.freezer], PauError::Frozen)
        .await;
    let release = [ix::pau::unfreeze(&roles.freezer, &world.facility.pau)];
    world.refused(&release, &[roles.freezer], PauError::NotAdmin).await;
    let (scope, pau) = (&world.facility.scope, &world.facility.pau);
    world.ok(&[ix::configurator::unfreeze_pau(&roles.council, scope, pau)], &[roles.council]).await;
    world.ok(&[deal.deploy(1)], &[roles.beacon]).await;
}

#[tokio::test]
async fn a_frozen_pau_stops_neither_withdrawal_nor_redemption_nor_money_coming_home() {
    let deal = Deal::funded().await;
    let (world, freezer) = (&deal.world, deal.world.roles().freezer);
    world.ok(&[ix::pau::freeze(&freezer, &world.facility.pau)], &[freezer]).await;
    world.come_home(&deal.book, ONE).await;
    world.withdraw(&deal.prime).await.unwrap();
    world.redeem(&deal.prime, &deal.book, &deal.unit, PAID).await.unwrap();
    assert_eq!(world.balance(&deal.prime).await, PRINCIPAL + PAID);
}

#[tokio::test]
async fn no_relayer_moves_the_money_of_a_guarded_vault() {
    let mut keys = Keys::new(|source| source.book, LimitKind::Withdraw.bit()).await;
    keys.add_limit(LimitKind::Transfer).await;
    let KeyPau { pau, admin, freezer, relayer } = keys.roles;
    // Another Book than the one that the administrator has opened.
    let guarded = BookSource { book: Pubkey::new_from_array([3; 32]), ..keys.source };
    let signer = keys.world.person("another controller").await;
    let world = &keys.world;
    keys.roles.add_controller(world, &signer, guarded.book, LimitKind::Withdraw.bit()).await;
    keys.roles.open_guarded(world, &signer, &guarded).await;
    world.give(&guarded.proxy(), ONE).await;
    let transfer = [ix::pau::transfer(&relayer, &guarded, &world.endpoint, 1)];
    world.refused(&transfer, &[relayer], PauError::VaultGuarded).await;
    for nobody in [relayer, freezer, signer] {
        let release = ix::pau::release_vault(&nobody, &pau, &guarded.vault());
        world.refused(&[release], &[nobody], PauError::NotAdmin).await;
    }
    keys.roles.release(world, &guarded).await;
    let again = ix::pau::release_vault(&admin, &pau, &guarded.vault());
    world.refused(&[again], &[admin], PauError::VaultNotGuarded).await;
    world.ok(&transfer, &[relayer]).await;
}

#[tokio::test]
async fn a_relayer_removed_moves_nothing() {
    let Deal { world, book, .. } = Deal::filling().await;
    let roles = world.roles();
    let pau = &world.facility.pau;
    world.ok(&[ix::pau::remove_relayer(&roles.freezer, pau, &roles.relayer)], &[roles.freezer]).await;
    let transfer = [transfer(&world, &book, &world.endpoint, 1)];
    world.refused(&transfer, &[roles.relayer], PauError::NotRelayer).await;
}

#[tokio::test]
async fn a_controller_removed_moves_nothing() {
    let (deploying, home) = (Deal::deploying().await, Deal::home().await);
    for (deal, action) in [(&deploying, deploying.deploy(1)), (&home, home.fund(payment(1, 0)))] {
        let (world, roles) = (&deal.world, deal.world.roles());
        let facility = &world.facility;
        let mom = world.guardian(&roles.mom, GuardianBy::ABeam);
        let remove = |signer: &Pubkey| ix::configurator::remove_controller(&mom, signer, &roles.payer);
        world.ok(&[remove(&facility.facility), remove(&facility.nfat_config())], &[roles.mom]).await;
        world.refused(&[action], &[roles.beacon], ACCOUNT_NOT_INITIALIZED).await;
    }
}

/// A PAU of keys with a controller that may use `kinds` on the Books that `book` says, and a Book with money.
struct Keys {
    world: World<Light>,
    roles: KeyPau,
    signer: Pubkey,
    source: BookSource,
}

impl Keys {
    async fn new(book: impl Fn(&BookSource) -> Pubkey, kinds: u16) -> Self {
        let mut world = facility_123().await;
        let roles = KeyPau::open(&mut world, "PAU of keys").await;
        let signer = world.person("controller").await;
        let key = world.keys.add_named("Book of keys");
        let source = roles.source(&world, key);
        roles.open_vault(&world, &source).await;
        world.give(&source.proxy(), 10 * ONE).await;
        roles.add_controller(&world, &signer, book(&source), kinds).await;
        Self { world, roles, signer, source }
    }

    /// Gives `kind` a limit for the endpoint, full after a day.
    async fn add_limit(&mut self, kind: LimitKind) {
        let limit = Limit { max: ONE, slope: ONE };
        self.roles.add_limit(&self.world, kind, self.world.endpoint, self.source.mint, limit).await;
        wait(&mut self.world, DAY).await;
    }

    fn use_limit(&self, kind: LimitKind, amount: u64) -> UseLimitArgs {
        UseLimitArgs { kind, target: self.world.endpoint, mint: self.source.mint, amount }
    }

    fn draw(&self, kind: LimitKind, destination: &Pubkey) -> Instruction {
        let args = DrawArgs { kind, target: self.world.endpoint, amount: 1 };
        ix::pau::draw(&self.signer, &self.source, destination, args)
    }

    async fn refused(&self, instruction: Instruction, expected: impl Into<u32> + Debug) {
        self.world.refused(&[instruction], &[self.signer], expected).await;
    }
}

#[tokio::test]
async fn a_controller_keeps_to_its_kinds_and_its_book() {
    let mut keys = Keys::new(|_| Pubkey::new_from_array([1; 32]), LimitKind::Withdraw.bit()).await;
    for kind in [LimitKind::Withdraw, LimitKind::Claim] {
        keys.add_limit(kind).await;
    }
    let endpoint = keys.world.endpoint;
    keys.refused(keys.draw(LimitKind::Withdraw, &endpoint), PauError::WrongBook).await;
    keys.refused(keys.draw(LimitKind::Claim, &endpoint), PauError::KindNotAllowed).await;
    let args = keys.use_limit(LimitKind::Claim, 1);
    keys.refused(ix::pau::charge(&keys.signer, &keys.roles.pau, args), PauError::KindNotAllowed).await;
    let payer = keys.world.roles().payer;
    for kinds in [0, LimitKind::ALL + 1] {
        let add = keys.roles.adding_controller(&payer, &keys.world.borrower, keys.source.book, kinds);
        keys.world.refused(&[add], &[keys.roles.admin], PauError::UnknownKind).await;
    }
}

#[tokio::test]
async fn no_more_is_restored_than_was_charged() {
    let mut keys = Keys::new(|_| Pubkey::default(), LimitKind::ALL).await;
    keys.add_limit(LimitKind::Claim).await;
    let pau = keys.roles.pau;
    let restore = |amount| ix::pau::restore(&keys.signer, &pau, keys.use_limit(LimitKind::Claim, amount));
    keys.refused(restore(0), PauError::ZeroAmount).await;
    keys.refused(restore(1), PauError::RestoreExceedsCharged).await;
    let charge = ix::pau::charge(&keys.signer, &pau, keys.use_limit(LimitKind::Claim, ONE));
    keys.world.ok(&[charge], &[keys.signer]).await;
    keys.refused(restore(ONE + 1), PauError::RestoreExceedsCharged).await;
    keys.world.ok(&[restore(ONE)], &[keys.signer]).await;
    keys.refused(restore(1), PauError::RestoreExceedsCharged).await;
}

#[tokio::test]
async fn a_pau_has_at_most_eight_different_relayers() {
    let mut world = facility_123().await;
    let KeyPau { pau, admin, relayer, .. } = KeyPau::open(&mut world, "PAU of keys").await;
    let set = |key: &Pubkey| [ix::pau::set_relayer(&admin, &pau, key)];
    for key in [Pubkey::default(), relayer] {
        world.refused(&set(&key), &[admin], PauError::InvalidRelayer).await;
    }
    for index in 2..=8 {
        let key = world.keys.add_named(&format!("relayer {index}"));
        world.ok(&set(&key), &[admin]).await;
    }
    let ninth = world.keys.add_named("relayer 9");
    world.refused(&set(&ninth), &[admin], PauError::TooManyRelayers).await;
    let remove = [ix::pau::remove_relayer(&admin, &pau, &ninth)];
    world.refused(&remove, &[admin], PauError::RelayerNotFound).await;
}

#[tokio::test]
async fn a_draw_on_an_endpoints_limit_goes_to_that_endpoint() {
    let mut keys = Keys::new(|source| source.book, LimitKind::Transfer.bit()).await;
    keys.add_limit(LimitKind::Transfer).await;
    let own = keys.world.token_account(&keys.signer).await;
    keys.refused(keys.draw(LimitKind::Transfer, &own), PauError::WrongEndpoint).await;
    let endpoint = keys.world.endpoint;
    keys.world.ok(&[keys.draw(LimitKind::Transfer, &endpoint)], &[keys.signer]).await;
}
