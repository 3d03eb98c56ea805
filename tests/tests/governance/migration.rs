//! A Book goes to another PAU with all its money: the conserver's way out of a PAU that is lost.

use super::{actions::with, desk::*};
use halo_sdk::{
    addresses::{BookAddresses, FacilityAddresses, UnitAddresses},
    configurator::{
        instructions::{AddRateLimitArgs, GrantBeamArgs},
        state::{permission, Grant, Payload},
    },
    facility::{error::FacilityError, state::AttestationKind},
    instructions::{
        configurator::{self as gov, BeamAuthority, Configurer, InitFor},
        facility as facility_ix, nfat as nfat_ix,
    },
    nfat::error::NfatError,
    pau::{error::PauError, state::LimitKind},
};
use halo_tests::world::{half_year, million, payment};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

const PRINCIPAL: u64 = million(25);
const INTEREST: u64 = PRINCIPAL / 20;
const PAID: u64 = PRINCIPAL + INTEREST;

/// Two deals of one Prime: the first is home with its interest, the second has not begun.
struct Migration {
    desk: Desk,
    prime: Pubkey,
    home: (BookAddresses, UnitAddresses),
    filling: (BookAddresses, UnitAddresses),
    /// The PAU that takes the Books in, and its GovOps.
    new: Configurer,
}

impl Migration {
    async fn new() -> Self {
        let mut desk = Desk::new().await;
        let prime = desk.world.prime("Prime X", 2 * PRINCIPAL).await;
        desk.world.deposit(&prime, 2 * PRINCIPAL).await.unwrap();
        let home = desk.world.deal(&prime, half_year(PRINCIPAL)).await;
        desk.world.run_book(&home.0, PRINCIPAL, PAID).await;
        let filling = desk.world.deal(&prime, half_year(PRINCIPAL)).await;
        let new = Self::open_new_pau(&mut desk).await;
        Self { desk, prime, home, filling, new }
    }

    /// A PAU of the same scope in which facility and collection may do what they may in the old one.
    async fn open_new_pau(desk: &mut Desk) -> Configurer {
        let (scope, facility, endpoint) = (desk.scope_key(), desk.world.facility, desk.world.endpoint);
        let pau = desk.create_pau("new PAU", &scope).await;
        let govops = desk.world.keys.add_named("new GovOps");
        let controllers = [
            (facility.facility, LimitKind::Transfer.bit() | LimitKind::Claim.bit()),
            (facility.nfat_config(), LimitKind::Withdraw.bit()),
        ];
        let limits = [(LimitKind::Withdraw, facility.facility), (LimitKind::Transfer, endpoint)];
        let mut payloads = vec![Payload::RegisterPau { pau }, Payload::GrantCBeam { pau, govops }];
        payloads.extend(controllers.map(|(signer, kinds)| {
            let grant = Grant::Controller { signer, book: Pubkey::default(), kinds };
            Payload::AddInit { pau, grant }
        }));
        payloads.extend(limits.map(|(kind, target)| {
            let (mint, max) = (facility.mint, million(100));
            Payload::AddInit { pau, grant: Grant::RateLimit { kind, target, mint, max, slope: max } }
        }));
        desk.approve(payloads).await;
        let new = Configurer::govops(&govops, &scope, &pau);
        let payer = desk.payer();
        let mut steps: Vec<Instruction> =
            controllers.map(|(signer, _)| gov::add_controller(&payer, &new, &signer)).into();
        steps.extend(limits.map(|(kind, target)| {
            let (mint, max) = (facility.mint, million(100));
            let args = AddRateLimitArgs { kind, target, mint, max, slope: max };
            gov::add_rate_limit(&payer, &new, InitFor::Pau, args)
        }));
        for step in steps {
            desk.world.ok(&[step], &[govops]).await;
        }
        desk.world.wait(halo_tests::world::DAY).await;
        new
    }

    /// Taken over: the conserver can move Books.
    async fn conserved() -> Self {
        let migration = Self::new().await;
        migration.desk.take_over().await;
        migration
    }

    fn old(&self) -> FacilityAddresses {
        self.desk.world.facility
    }

    /// The facility as its migrated Books see it.
    fn there(&self) -> FacilityAddresses {
        self.old().under(&self.new.pau)
    }

    fn migrating(&self, signer: &Pubkey, id: u64) -> Instruction {
        facility_ix::migrate_book(&self.desk.payer(), signer, &self.old(), &self.new.pau, id)
    }

    async fn migrate(&self, id: u64) -> BookAddresses {
        let conserver = self.desk.world.roles().conserver;
        self.desk.world.ok(&[self.migrating(&conserver, id)], &[conserver]).await;
        self.there().book(id)
    }

    /// A beacon of the new PAU's GovOps, with everything that a beacon may hold.
    async fn new_beacon(&mut self) -> Pubkey {
        let beacon = self.desk.world.person("new beacon").await;
        let args = GrantBeamArgs {
            target: self.old().facility,
            holder: beacon,
            permissions: permission::OPERATIONS,
            expires_at: halo_tests::world::MATURITY,
        };
        let grant = gov::grant_beam(&self.desk.payer(), &BeamAuthority::Configurer(self.new), args);
        self.desk.world.ok(&[grant], &[self.new.signer]).await;
        beacon
    }
}

#[tokio::test]
async fn every_unit_moves_and_no_other_book_is_touched() {
    let migration = Migration::conserved().await;
    let world = &migration.desk.world;
    let (moved, other) = (migration.home.0, migration.filling.0);
    let addresses = |book: &BookAddresses| {
        [book.book, book.vault, book.proxy, book.token_account, book.redeem_vault, book.redeem_token_account]
    };
    let untouched = world.chain.0.snapshot(&addresses(&other));
    assert_eq!(world.tokens(&moved.token_account).await, PAID);

    let there = migration.migrate(1).await;
    assert_eq!(world.tokens(&moved.token_account).await, 0);
    assert_eq!(world.tokens(&there.token_account).await, PAID);
    let book = world.book(&moved).await;
    assert_eq!(
        (book.pau, book.vault, book.token_account),
        (migration.new.pau, there.vault, there.token_account)
    );
    assert_eq!(untouched.differences(&world.chain.0.snapshot(&addresses(&other))), Vec::<Pubkey>::new());
}

#[tokio::test]
async fn a_migrated_book_pays_its_unit_from_the_new_pau() {
    let mut migration = Migration::conserved().await;
    let (_, unit) = migration.home;
    let there = migration.migrate(1).await;
    let (old_beacon, paid) = (migration.desk.world.roles().beacon, payment(PRINCIPAL, INTEREST));

    // The Beams of the old PAU are void there, and the old PAU's vault holds nothing.
    let fund = nfat_ix::fund(&old_beacon, &migration.there(), &there, &unit.nfat, paid);
    migration.desk.world.refused(&[fund], &[old_beacon], NfatError::BeamWrongPau).await;
    let beacon = migration.new_beacon().await;
    let world = &migration.desk.world;
    let (home, _) = migration.home;
    let fund = nfat_ix::fund(&beacon, &migration.old(), &home, &unit.nfat, paid);
    world.refused(&[fund], &[beacon], NfatError::BeamWrongPau).await;

    let fund = nfat_ix::fund(&beacon, &migration.there(), &there, &unit.nfat, paid);
    world.ok(&[fund], &[beacon]).await;
    world.redeem(&migration.prime, &home, &unit, PAID).await.unwrap();
    assert_eq!(world.balance(&migration.prime).await, PAID);
    let close = facility_ix::close_book(&beacon, &migration.there(), &there);
    world.ok(&[close], &[beacon]).await;
}

#[tokio::test]
async fn a_migrated_book_is_deployed_under_the_new_paus_limits() {
    let mut migration = Migration::conserved().await;
    let there = migration.migrate(2).await;
    let beacon = migration.new_beacon().await;
    let world = &migration.desk.world;
    let (attestor, facility) = (world.roles().attestor, migration.there());
    let number = world.attest(&there, AttestationKind::PreDeployment).await.unwrap();
    let old_beacon = world.roles().beacon;
    let begin =
        |beacon: &Pubkey| [facility_ix::begin_deploying(beacon, &attestor, &facility, &there.book, number)];
    world.refused(&begin(&old_beacon), &[old_beacon], FacilityError::BeamWrongPau).await;
    world.ok(&begin(&beacon), &[beacon]).await;
    let used = facility.endpoint_limit(&world.endpoint);
    let before = migration.desk.limit(&used).await.outstanding;
    let deploy = facility_ix::deploy(&beacon, &facility, &there, &world.endpoint, PRINCIPAL);
    world.ok(&[deploy], &[beacon]).await;
    assert_eq!(migration.desk.limit(&used).await.outstanding, before + PRINCIPAL);
    assert_eq!(world.tokens(&there.token_account).await, 0);
}

#[tokio::test]
async fn only_the_conserver_migrates_and_only_out_of_what_it_has_taken_over() {
    let mut migration = Migration::new().await;
    let conserver = migration.desk.world.roles().conserver;
    let migrate = migration.migrating(&conserver, 1);
    let refused = FacilityError::NotConserved;
    migration.desk.world.refused(std::slice::from_ref(&migrate), &[conserver], refused).await;
    migration.desk.freeze().await;
    migration.desk.world.refused(std::slice::from_ref(&migrate), &[conserver], refused).await;
    migration.desk.unfreeze().await;
    migration.desk.take_over().await;
    for signer in migration.desk.everybody_but(&[conserver]) {
        let by = migration.migrating(&signer, 1);
        migration.desk.world.refused(&[by], &[signer], FacilityError::NotConserver).await;
    }
    migration.desk.world.ok(std::slice::from_ref(&migrate), &[conserver]).await;
    // What is there is not taken out again.
    migration.desk.world.refused(&[migrate], &[conserver], FacilityError::WrongPau).await;
}

#[tokio::test]
async fn a_book_does_not_go_to_a_pau_of_another_administrator() {
    let mut migration = Migration::conserved().await;
    let thief = migration.desk.world.person("thief").await;
    let foreign = migration.desk.create_pau("thief's PAU", &thief).await;
    let facility = migration.old();
    let right = halo_sdk::pau::instructions::AddControllerArgs {
        signer: facility.facility,
        book: Pubkey::default(),
        kinds: LimitKind::ALL,
    };
    let payer = migration.desk.payer();
    let add = halo_sdk::instructions::pau::add_controller(&payer, &thief, &foreign, right);
    migration.desk.world.ok(&[add], &[thief]).await;
    let conserver = migration.desk.world.roles().conserver;
    let migrate = facility_ix::migrate_book(&payer, &conserver, &facility, &foreign, 1);
    migration.desk.world.refused(&[migrate], &[conserver], PauError::AdminDiffers).await;
}

#[tokio::test]
async fn a_pau_that_has_not_taken_the_facility_in_gets_no_book() {
    let mut migration = Migration::conserved().await;
    let sister = migration.desk.sister().await;
    let (payer, conserver) = (migration.desk.payer(), migration.desk.world.roles().conserver);
    let migrate = facility_ix::migrate_book(&payer, &conserver, &migration.old(), &sister.pau, 1);
    migration.desk.world.refused(&[migrate], &[conserver], ACCOUNT_NOT_INITIALIZED).await;
}

#[tokio::test]
async fn the_money_of_one_book_does_not_go_to_another() {
    let migration = Migration::conserved().await;
    let conserver = migration.desk.world.roles().conserver;
    let (home, filling) = (migration.home.0, migration.filling.0);
    let migrate = migration.migrating(&conserver, 1);
    let world = &migration.desk.world;
    let stolen = with(&migrate, &home.vault, filling.vault);
    world.refused(&[stolen], &[conserver], FacilityError::WrongBookVault).await;
    let other = with(&migrate, &home.book, filling.book);
    world.refused(&[other], &[conserver], FacilityError::WrongBookVault).await;
}

#[tokio::test]
async fn a_book_comes_back_when_the_new_pau_is_taken_over_in_its_turn() {
    let migration = Migration::conserved().await;
    let world = &migration.desk.world;
    let roles = world.roles();
    migration.migrate(1).await;
    world
        .ok(&[gov::hand_back(&roles.council, &migration.new.scope, &migration.old().pau)], &[roles.council])
        .await;
    let freeze = gov::Guardian {
        signer: roles.council,
        scope: migration.new.scope,
        pau: migration.new.pau,
        by: gov::GuardianBy::ABeam,
    };
    world.ok(&[gov::freeze_pau(&freeze)], &[roles.council]).await;
    let take = gov::take_over(&roles.conserver, &migration.new.scope, &migration.new.pau);
    let back = facility_ix::migrate_book(
        &roles.payer,
        &roles.conserver,
        &migration.there(),
        &migration.old().pau,
        1,
    );
    world.ok(&[take, back], &[roles.conserver]).await;
    assert_eq!(world.tokens(&migration.home.0.token_account).await, PAID);
    assert_eq!(world.book(&migration.home.0).await.pau, migration.old().pau);
}
