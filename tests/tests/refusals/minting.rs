//! Collections and NFATs, by a key that stands for a facility.

use super::setup::*;
use halo_sdk::{
    addresses::{self, BookAddresses},
    configurator::{instructions::GrantBeamArgs, state::permission},
    facility::instructions::OpenCollectionArgs,
    instructions as ix,
    nfat::{error::NfatError, instructions::MintArgs},
    token::{MintConfig, TokenProgram},
};
use halo_tests::{
    chain::Light,
    minter::Minter,
    world::{payment, World, MATURITY},
};
use solana_pubkey::Pubkey;

async fn minter() -> (World<Light>, Minter, Pubkey) {
    let mut world = facility_123().await;
    let signer = world.person("minter").await;
    let minter = Minter::new(world.roles().payer, signer, &world.facility);
    (world, minter, signer)
}

#[tokio::test]
async fn a_collection_has_a_name_and_an_address_that_fit() {
    let (world, minter, signer) = minter().await;
    let uri = "https://example.com";
    let (long_name, long_uri) = ("n".repeat(33), "u".repeat(201));
    for (name, uri) in [("", uri), (&long_name, uri), ("Halo", ""), ("Halo", &long_uri)] {
        let initialize = [minter.initialize_collection(name, uri)];
        world.refused(&initialize, &[signer], NfatError::InvalidMetadata).await;
    }
    let longest = [minter.initialize_collection(&long_name[1..], &long_uri[1..])];
    world.ok(&longest, &[signer]).await;
}

#[tokio::test]
async fn a_facility_opens_one_collection() {
    let world = facility_123().await;
    let roles = world.roles();
    let args = OpenCollectionArgs { name: "Second".into(), uri: "https://example.com".into() };
    let open = ix::facility::open_collection(&roles.payer, &roles.admin, &world.facility, args);
    // The System program's code for an address that is taken.
    world.refused(&[open], &[roles.admin], 0_u32).await;
}

#[tokio::test]
async fn an_nfat_has_principal_a_cap_that_covers_it_and_terms() {
    let (world, minter, signer) = minter().await;
    let book = world.borrower;
    let open = [minter.initialize_collection("Halo", "https://example.com"), minter.open_redeem_vault(book)];
    world.ok(&open, &[signer]).await;
    let mint = |principal, payout_cap, terms_hash| {
        [minter.mint(book, book, MintArgs { principal, payout_cap, terms_hash })]
    };
    world.refused(&mint(0, 1, [1; 32]), &[signer], NfatError::ZeroAmount).await;
    world.refused(&mint(2, 1, [1; 32]), &[signer], NfatError::PayoutCapExceeded).await;
    world.refused(&mint(1, 1, [0; 32]), &[signer], NfatError::InvalidTerms).await;
    world.ok(&mint(1, 1, [1; 32]), &[signer]).await;
}

#[tokio::test]
async fn a_redeem_vault_holds_cash_only() {
    let (world, minter, signer) = minter().await;
    let config = MintConfig::new(TokenProgram::Spl, 10, signer);
    let mut minter = minter;
    minter.facility.mint = world.chain.0.create_mint_with(&config).unwrap();
    let open = [
        minter.initialize_collection("Halo", "https://example.com"),
        minter.open_redeem_vault(world.borrower),
    ];
    world.refused(&open, &[signer], NfatError::MintRefused).await;
}

#[tokio::test]
async fn a_collection_of_a_stranger_draws_nothing_from_a_book() {
    // Anybody may name this PAU in a collection, a scope and a Beam of its own. But the Book is of the
    // facility's program, which the stranger is not; and only the PAU's controllers draw.
    let Deal { mut world, book, .. } = Deal::home().await;
    let signer = world.person("stranger").await;
    let base = world.keys.add_named("stranger's scope");
    let payer = world.roles().payer;
    let scope = addresses::scope(&base);
    let mut minter = Minter::new(payer, signer, &world.facility);
    minter.facility.scope = scope;
    let beam =
        GrantBeamArgs { target: signer, holder: signer, permissions: permission::FUND, expires_at: MATURITY };
    let terms = MintArgs { principal: PRINCIPAL, payout_cap: PAID, terms_hash: [1; 32] };
    let steps = [
        ix::configurator::initialize_scope(&payer, &base, &signer),
        ix::configurator::grant_beam(&payer, &signer, &scope, beam),
        minter.initialize_collection("Halo", "https://example.com"),
        minter.open_redeem_vault(book.book),
        minter.mint(book.book, signer, terms),
    ];
    for step in steps {
        world.ok(&[step], &[base, signer]).await;
    }
    let redeem_vault = addresses::redeem_vault(&minter.facility.nfat_config(), &book.book);
    let target = BookAddresses {
        redeem_vault,
        redeem_token_account: world.facility.token_account(&redeem_vault),
        ..book
    };
    let nfat = minter.facility.unit(1).nfat;
    let limits = [minter.facility.withdraw_limit(), world.facility.withdraw_limit()];
    let fund = ix::nfat::fund(&signer, &minter.facility, &target, &nfat, payment(1, 0));
    world.refused(std::slice::from_ref(&fund), &[signer], NfatError::BookUnreadable).await;
    let fund = with_account(fund, &limits[0], limits[1]);
    let own = minter.facility.nfat_controller();
    for controller in [world.facility.nfat_controller(), world.facility.facility_controller()] {
        let fund = with_account(fund.clone(), &own, controller);
        world.refused(&[fund], &[signer], NfatError::BookUnreadable).await;
    }
}
