//! Who may move a Book's money at all: relayers, controllers, and nobody while the PAU is frozen.

use super::setup::*;
use halo_sdk::{
    instructions as ix,
    pau::{
        error::PauError,
        instructions::{AddControllerArgs, DrawArgs, UseLimitArgs},
        state::LimitKind,
    },
};
use halo_tests::world::{half_year, payment, ONE};
use solana_pubkey::Pubkey;

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
    world.ok(&[ix::pau::unfreeze(&roles.admin, &world.facility.pau)], &[roles.admin]).await;
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
    let deal = Deal::deploying().await;
    let (world, book, roles) = (&deal.world, &deal.book, deal.world.roles());
    let transfer = [transfer(world, book, &world.endpoint, 1)];
    world.refused(&transfer, &[roles.relayer], PauError::VaultGuarded).await;
    for signer in [roles.relayer, roles.freezer, roles.beacon, roles.council] {
        let release = ix::pau::release_vault(&signer, &world.facility.pau, &book.vault);
        world.refused(&[release], &[signer], PauError::NotAdmin).await;
    }
    release(world, book).await;
    let again = ix::pau::release_vault(&roles.admin, &world.facility.pau, &book.vault);
    world.refused(&[again], &[roles.admin], PauError::VaultNotGuarded).await;
    world.ok(&transfer, &[roles.relayer]).await;
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
        let remove =
            |signer: &Pubkey| ix::pau::remove_controller(&roles.admin, &facility.pau, signer, &roles.payer);
        world.ok(&[remove(&facility.facility), remove(&facility.nfat_config())], &[roles.admin]).await;
        world.refused(&[action], &[roles.beacon], ACCOUNT_NOT_INITIALIZED).await;
    }
}

#[tokio::test]
async fn a_controller_keeps_to_its_kinds_and_its_book() {
    let mut deal = Deal::filling().await;
    let signer = deal.world.person("controller").await;
    let world = &deal.world;
    let (facility, roles) = (&world.facility, world.roles());
    let other = world.open_book().await;
    let kinds = LimitKind::Withdraw.bit();
    let args = AddControllerArgs { signer, book: other.book, kinds };
    let add = |args| ix::pau::add_controller(&roles.payer, &roles.admin, &facility.pau, args);
    world.ok(&[add(args)], &[roles.admin]).await;

    let target = facility.facility;
    let source = ix::pau::BookSource {
        pau: facility.pau,
        book: deal.book.book,
        mint: facility.mint,
        token_program: facility.token_program,
    };
    let draw = |kind| {
        let args = DrawArgs { kind, target, amount: ONE };
        [ix::pau::draw(&signer, &source, &world.endpoint, args)]
    };
    world.refused(&draw(LimitKind::Withdraw), &[signer], PauError::WrongBook).await;
    world.refused(&draw(LimitKind::Claim), &[signer], PauError::KindNotAllowed).await;
    let args = UseLimitArgs { kind: LimitKind::Claim, target, mint: facility.mint, amount: ONE };
    let charge = ix::pau::charge(&signer, &facility.pau, args);
    world.refused(&[charge], &[signer], PauError::KindNotAllowed).await;
    for kinds in [0, LimitKind::ALL + 1] {
        let args = AddControllerArgs { signer: world.borrower, book: other.book, kinds };
        world.refused(&[add(args)], &[roles.admin], PauError::UnknownKind).await;
    }
}

#[tokio::test]
async fn no_more_is_restored_than_was_charged() {
    let mut deal = Deal::filling().await;
    let signer = deal.world.person("controller").await;
    let world = &deal.world;
    let (facility, roles) = (&world.facility, world.roles());
    let args = AddControllerArgs { signer, book: Pubkey::default(), kinds: LimitKind::ALL };
    let add = ix::pau::add_controller(&roles.payer, &roles.admin, &facility.pau, args);
    world.ok(&[add], &[roles.admin]).await;
    let restore = |amount| {
        let args =
            UseLimitArgs { kind: LimitKind::Claim, target: facility.facility, mint: facility.mint, amount };
        [ix::pau::restore(&signer, &facility.pau, args)]
    };
    world.refused(&restore(0), &[signer], PauError::ZeroAmount).await;
    world.refused(&restore(PRINCIPAL + 1), &[signer], PauError::RestoreExceedsCharged).await;
    world.ok(&restore(PRINCIPAL), &[signer]).await;
    world.refused(&restore(1), &[signer], PauError::RestoreExceedsCharged).await;
}

#[tokio::test]
async fn a_pau_has_at_most_eight_different_relayers() {
    let mut world = facility_123().await;
    let (admin, relayer, pau) = (world.roles().admin, world.roles().relayer, world.facility.pau);
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
    let mut deal = Deal::filling().await;
    let signer = deal.world.person("controller").await;
    let world = &deal.world;
    let (facility, roles) = (&world.facility, world.roles());
    let args = AddControllerArgs { signer, book: Pubkey::default(), kinds: LimitKind::ALL };
    let add = ix::pau::add_controller(&roles.payer, &roles.admin, &facility.pau, args);
    world.ok(&[add], &[roles.admin]).await;
    let source = ix::pau::BookSource {
        pau: facility.pau,
        book: deal.book.book,
        mint: facility.mint,
        token_program: facility.token_program,
    };
    let own = facility.token_account(&deal.prime);
    let draw = |destination: &Pubkey| {
        let args = DrawArgs { kind: LimitKind::Transfer, target: world.endpoint, amount: 1 };
        [ix::pau::draw(&signer, &source, destination, args)]
    };
    world.refused(&draw(&own), &[signer], PauError::WrongEndpoint).await;
    world.ok(&draw(&world.endpoint), &[signer]).await;
}
