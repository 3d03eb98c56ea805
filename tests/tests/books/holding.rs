//! Recording that a Book owns an NFAT: one refusal for each condition, and the sum of what is held.

use super::setup::*;
use halo_sdk::{
    addresses::{BookAddresses, UnitAddresses},
    configurator::state::permission,
    facility::{error::FacilityError, events::UnitHeld},
    instructions::{
        self as sdk,
        configurator::BeamAuthority,
        facility::{self as ix, HeldUnit},
    },
    nfat::instructions::MintArgs,
};
use halo_tests::{
    chain::{Chain, Light},
    events::event,
    minter::Minter,
    world::{half_year, million, payment, Setup, World, DAY, MATURITY, START},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

impl Nest {
    fn holding(&self) -> Instruction {
        ix::hold_unit(&self.world.roles().beacon, &self.unit())
    }

    async fn refuses(&self, hold: Instruction, error: FacilityError) {
        self.world.refused(&[hold], &[self.world.roles().beacon], error).await;
    }
}

#[tokio::test]
async fn a_book_counts_what_it_holds_by_the_outstanding_principal() {
    let nest = Nest::owned().await;
    let (world, parent) = (&nest.world, &nest.parent);
    let before = world.book(parent).await;
    let landed = world.hold(&nest.unit()).await.unwrap();
    let held: UnitHeld = event(&landed);
    assert_eq!((held.book, held.child_book), (parent.book, nest.child.book));
    assert_eq!((held.principal, held.units_held_after, held.held_principal_after), (HELD, 1, HELD));

    let book = world.book(parent).await;
    assert_eq!((book.units_held, book.held_principal), (1, HELD));
    // No money has moved, and what the attestor signs over is the same.
    assert_eq!((book.deployed, book.returned), (HELD, 0));
    assert_eq!(book.scope_hash(&parent.book), before.scope_hash(&parent.book));
    let holding = world.holding(&nest.child_unit.asset).await;
    assert_eq!((holding.book, holding.child_book), (parent.book, nest.child.book));
    assert_eq!((holding.principal, holding.rent_payer), (HELD, world.roles().beacon));
}

#[tokio::test]
async fn an_nfat_is_in_one_book_only() {
    let nest = Nest::held().await;
    nest.world.refused(&[nest.holding()], &[nest.world.roles().beacon], ALREADY_IN_USE).await;
    let (other, _) = level_up(&nest.world, &nest.x, 2, half_year(PRINCIPAL)).await;
    nest.world.start_deploying(&other).await;
    let also = nest.world.held(&other, &nest.child, nest.child_unit.asset);
    let hold = ix::hold_unit(&nest.world.roles().beacon, &also);
    nest.world.refused(&[hold], &[nest.world.roles().beacon], ALREADY_IN_USE).await;
}

#[tokio::test]
async fn the_book_must_own_the_asset() {
    let nest = Nest::owned().await;
    let (other, _) = level_up(&nest.world, &nest.x, 2, half_year(PRINCIPAL)).await;
    nest.world.start_deploying(&other).await;
    let not_its_own = nest.world.held(&other, &nest.child, nest.child_unit.asset);
    let hold = ix::hold_unit(&nest.world.roles().beacon, &not_its_own);
    nest.refuses(hold, FacilityError::NotHeld).await;
}

#[tokio::test]
async fn a_book_takes_units_once_its_money_goes_out_until_it_is_closed() {
    let (world, x) = deployer().await;
    let (parent, parent_unit) = level_up(&world, &x, 1, half_year(PRINCIPAL)).await;
    world.give(&world.borrower, HELD).await;
    let (child, child_unit) = sold_to(&world, 0, two_payments(), &parent.book).await;
    let nest = Nest { world, x, parent, parent_unit, child, child_unit };
    nest.refuses(nest.holding(), FacilityError::WrongPhase).await;
    nest.world.start_deploying(&nest.parent).await;
    nest.world.settle_at_rest(&nest.parent).await;
    nest.world.unwind(&nest.parent).await;
    let beacon = nest.world.roles().beacon;
    nest.world.ok(&[nest.holding()], &[beacon]).await;
    assert_eq!(nest.world.book(&nest.parent).await.units_held, 1);
}

#[tokio::test]
async fn it_takes_a_beacon_with_book() {
    let mut nest = Nest::owned().await;
    let stranger = nest.world.person("stranger").await;
    let (world, roles) = (&nest.world, nest.world.roles());
    let borrowed = with_account(nest.holding(), &roles.beacon, stranger);
    world.refused(&[borrowed], &[stranger], FacilityError::BeamWrongHolder).await;

    let target = world.facility.facility;
    let everything_else = permission::CLAIM | permission::MINT | permission::DEPLOY | permission::FUND;
    let by = BeamAuthority::Configurer(world.configurer());
    let args = halo_sdk::configurator::instructions::GrantBeamArgs {
        target,
        holder: stranger,
        permissions: everything_else,
        expires_at: MATURITY,
    };
    let grant = sdk::configurator::grant_beam(&roles.payer, &by, args);
    world.ok(&[grant], &[roles.govops]).await;
    let hold = ix::hold_unit(&stranger, &nest.unit());
    world.refused(&[hold], &[stranger], FacilityError::BeamMissingPermission).await;
}

#[tokio::test]
async fn record_asset_book_and_collection_belong_together() {
    let nest = Nest::owned().await;
    let world = &nest.world;
    // A second unit that the parent could hold.
    world.give(&world.borrower, million(5)).await;
    let (other, other_unit) = sold_to(world, 0, half_year(million(5)), &nest.parent.book).await;
    let hold = nest.holding();
    let swap = |own: &Pubkey, other: Pubkey| with_account(hold.clone(), own, other);
    nest.refuses(swap(&nest.child_unit.nfat, other_unit.nfat), FacilityError::WrongNfat).await;
    nest.refuses(swap(&nest.child.book, other.book), FacilityError::WrongNfat).await;
    nest.refuses(swap(&world.facility.collection(), world.facility.mint), FacilityError::WrongNfatConfig)
        .await;
    nest.refuses(swap(&world.facility.mint, world.facility.pau), FacilityError::WrongMint).await;
    world.ok(&[hold], &[world.roles().beacon]).await;
}

#[tokio::test]
async fn a_record_that_no_facility_wrote_is_none() {
    // Anybody has a collection of its own, and may mint an NFAT "of" any Book there.
    let mut nest = Nest::owned().await;
    let signer = nest.world.person("minter").await;
    let world = &nest.world;
    let minter = Minter::new(world.roles().payer, signer, &world.facility);
    let terms = MintArgs {
        principal: million(25),
        payout_cap: million(25),
        terms_hash: [1; 32],
        terms: None,
        grace_days: 0,
        rank: 0,
    };
    let steps = [
        minter.initialize_collection("Halo", "https://example.com"),
        minter.open_redeem_vault(nest.child.book),
        minter.mint(nest.child.book, nest.parent.book, terms),
    ];
    for step in steps {
        world.ok(&[step], &[signer]).await;
    }
    let forged =
        HeldUnit { child_facility: &minter.facility, asset: minter.facility.unit(1).asset, ..nest.unit() };
    let hold = ix::hold_unit(&world.roles().beacon, &forged);
    nest.refuses(hold, FacilityError::WrongNfat).await;
}

#[tokio::test]
async fn a_burnt_asset_is_not_held() {
    let (mut world, x) = deployer().await;
    let (parent, parent_unit) = level_up(&world, &x, 1, half_year(PRINCIPAL)).await;
    world.start_deploying(&parent).await;
    world.give(&world.borrower, HELD).await;
    let (child, child_unit) = sold_to(&world, 0, two_payments(), &parent.book).await;
    // What Metaplex Core leaves of a burnt asset: one byte, its own.
    let mut account = world.chain.0.account(&child_unit.asset).unwrap();
    account.data = vec![0];
    world.chain.set_account(&child_unit.asset, account);
    let nest = Nest { world, x, parent, parent_unit, child, child_unit };
    nest.refuses(nest.holding(), FacilityError::AssetUnreadable).await;
}

/// Two facilities on one chain; the second has the first's asset, or its own.
async fn two_facilities(one_asset: bool) -> (World<Light>, World<Light>) {
    let first = Setup { name: "123", ..Setup::default() };
    let a = World::with(Light::start(START - 30 * DAY), first).await;
    let mint = one_asset.then_some(a.facility.mint);
    let second = Setup { name: "456", mint, ..Setup::default() };
    let b = World::with(Light(a.chain.0.clone()), second).await;
    (a, b)
}

/// A Book of `a` that owns a unit of `b`'s.
async fn across(a: &mut World<Light>, b: &mut World<Light>) -> (BookPair, Pubkey) {
    let x = a.prime("Prime X", PRINCIPAL).await;
    a.deposit(&x, PRINCIPAL).await.unwrap();
    let desk = b.prime("desk", HELD).await;
    b.deposit(&desk, HELD).await.unwrap();
    let (parent, _) = level_up(a, &x, 1, half_year(PRINCIPAL)).await;
    a.start_deploying(&parent).await;
    let (child, unit) = level_up(b, &desk, 0, half_year(HELD)).await;
    b.transfer(&desk, &unit, &parent.book).await.unwrap();
    (BookPair { parent, child }, unit.asset)
}

struct BookPair {
    parent: BookAddresses,
    child: BookAddresses,
}

#[tokio::test]
async fn a_unit_of_another_facility_is_held_when_it_is_paid_in_the_same_asset() {
    let (mut a, mut b) = two_facilities(true).await;
    let (BookPair { parent, child }, asset) = across(&mut a, &mut b).await;
    let unit = HeldUnit {
        facility: &a.facility,
        book: &parent,
        child_facility: &b.facility,
        child_book: &child,
        asset,
    };
    a.hold(&unit).await.unwrap();
    assert_eq!(a.book(&parent).await.held_principal, HELD);

    // And it pays: the other facility's Book through its own redeem vault, into this facility's Book.
    let nfat = UnitAddresses::of(asset);
    b.run_book(&child, HELD, HELD + HELD / 20).await;
    b.fund(&child, &nfat, payment(HELD, HELD / 20)).await.unwrap();
    let cash = a.tokens(&parent.token_account).await;
    let kind = halo_sdk::facility::instructions::CollectKind::Redemption;
    a.collect(&unit, b.roles().beacon, kind).await.unwrap();
    assert_eq!(a.tokens(&parent.token_account).await, cash + HELD + HELD / 20);
    assert_eq!(a.book(&parent).await.units_held, 0);
}

#[tokio::test]
async fn a_unit_that_is_paid_in_another_asset_is_not_held() {
    let (mut a, mut b) = two_facilities(false).await;
    let (BookPair { parent, child }, asset) = across(&mut a, &mut b).await;
    let unit = HeldUnit {
        facility: &a.facility,
        book: &parent,
        child_facility: &b.facility,
        child_book: &child,
        asset,
    };
    let beacon = a.roles().beacon;
    a.refused(&[ix::hold_unit(&beacon, &unit)], &[beacon], FacilityError::WrongMint).await;
}
