//! Collections and NFATs, by a key that stands for a facility.

use super::setup::*;
use halo_sdk::{
    addresses::{self, BookAddresses, FacilityAddresses},
    configurator::{
        instructions::{GrantBeamArgs, InitializeScopeArgs, ScheduleArgs},
        state::{permission, Grant, Payload},
        DEFAULT_DELAY,
    },
    facility::instructions::OpenCollectionArgs,
    instructions::{
        self as ix,
        configurator::{BeamAuthority, Configurer},
    },
    nfat::error::NfatError,
    pau::state::LimitKind,
    token::{MintConfig, TokenProgram},
};
use halo_tests::{
    chain::Light,
    minter::{sealed_unit, Minter},
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
    let open = ix::facility::open_collection(&roles.payer, &world.configurer(), &world.facility, args);
    // The System program's code for an address that is taken.
    world.refused(&[open], &[roles.govops], 0_u32).await;
}

#[tokio::test]
async fn an_nfat_has_principal_a_cap_that_covers_it_and_terms() {
    let (world, minter, signer) = minter().await;
    let book = world.borrower;
    let open = [minter.initialize_collection("Halo", "https://example.com"), minter.open_redeem_vault(book)];
    world.ok(&open, &[signer]).await;
    let mint = |principal, payout_cap, terms_hash| {
        [minter.mint(book, book, sealed_unit(principal, payout_cap, terms_hash))]
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

/// Whatever a stranger can have of its own: a scope, a PAU under it with a vault for `book`, a collection with an
/// NFAT on `book`, and a Beam with FUND. Returns the collection's facility, as the Beam's PAU sees it.
async fn own_everything(world: &mut World<Light>, signer: Pubkey, book: &BookAddresses) -> FacilityAddresses {
    let [base, pau_base] = ["stranger's scope", "stranger's PAU"].map(|name| world.keys.add_named(name));
    let (payer, scope, pau) = (world.roles().payer, addresses::scope(&base), addresses::pau(&pau_base));
    let roles = InitializeScopeArgs { mom: signer, freezer: signer, conserver: signer };
    let mut steps = vec![
        ix::configurator::initialize_scope(&payer, &base, &signer, roles),
        ix::pau::initialize_pau(&payer, &pau_base, &scope, &signer),
    ];
    let controller = Grant::Controller { signer, book: Pubkey::default(), kinds: LimitKind::ALL };
    let payloads = [
        Payload::RegisterPau { pau },
        Payload::GrantCBeam { pau, govops: signer },
        Payload::AddInit { pau, grant: controller },
    ];
    for (number, payload) in (1..).zip(payloads.clone()) {
        let args = ScheduleArgs { payload, predecessor: 0, config_version: 1 };
        steps.push(ix::configurator::schedule(&payer, &signer, &scope, number, args));
    }
    for step in steps {
        world.ok(&[step], &[base, pau_base, signer]).await;
    }
    world.wait(DEFAULT_DELAY).await;

    let mut minter = Minter::new(payer, signer, &world.facility);
    (minter.facility.scope, minter.facility.pau) = (scope, pau);
    let mut steps: Vec<_> = (1..)
        .zip(payloads)
        .map(|(number, payload)| ix::configurator::execute_payload(&payer, &scope, number, 0, &payload))
        .collect();
    let (mint, program) = (minter.facility.mint, minter.facility.token_program);
    let record = Some(addresses::controller(&pau, &signer));
    let permissions = permission::FUND;
    let beam = GrantBeamArgs { target: signer, holder: signer, permissions, expires_at: MATURITY };
    let by = BeamAuthority::ABeam { signer, scope, pau: Some(pau) };
    let terms = sealed_unit(PRINCIPAL, PAID, [1; 32]);
    steps.extend([
        ix::configurator::add_controller(&payer, &Configurer::govops(&signer, &scope, &pau), &signer),
        ix::pau::open_vault(&payer, &signer, &pau, record, &book.book, &mint, &program),
        ix::configurator::grant_beam(&payer, &by, beam),
        minter.initialize_collection("Halo", "https://example.com"),
        minter.open_redeem_vault(book.book),
        minter.mint(book.book, signer, terms),
    ]);
    for step in steps {
        world.ok(&[step], &[signer]).await;
    }
    minter.facility
}

#[tokio::test]
async fn a_collection_of_a_stranger_draws_nothing_from_a_book() {
    // Anybody may have a scope, a PAU, a collection and a Beam of its own, over the same Book. But its Beam is good
    // under its own PAU alone, and the Book is of the facility's program, which the stranger is not.
    let Deal { mut world, book, .. } = Deal::home().await;
    let signer = world.person("stranger").await;
    let own = own_everything(&mut world, signer, &book).await;
    let redeem_vault = addresses::redeem_vault(&own.nfat_config(), &book.book);
    let target = |vaults: BookAddresses| BookAddresses {
        redeem_vault,
        redeem_token_account: world.facility.token_account(&redeem_vault),
        ..vaults
    };
    let nfat = own.unit(1).nfat;

    let ours = own.under(&world.facility.pau);
    let fund = ix::nfat::fund(&signer, &ours, &target(book), &nfat, payment(1, 0));
    world.refused(&[fund], &[signer], NfatError::BeamWrongPau).await;
    let vault = addresses::book_vault(&own.pau, &book.book, &own.mint);
    let proxy = addresses::proxy(&own.pau, &book.book);
    let there = BookAddresses { vault, proxy, token_account: own.token_account(&proxy), ..book };
    let fund = ix::nfat::fund(&signer, &own, &target(there), &nfat, payment(1, 0));
    world.refused(std::slice::from_ref(&fund), &[signer], NfatError::BookUnreadable).await;
    let mixed = with_account(fund, &vault, book.vault);
    world.refused(&[mixed], &[signer], NfatError::WrongPau).await;
}
