//! Halts of a facility and of one Book, and what no halt, freeze, pause or removal ever stops.

use super::{actions::with, desk::*};
use halo_sdk::{
    addresses::{BookAddresses, UnitAddresses},
    configurator::{instructions::GrantBeamArgs, state::permission},
    facility::{
        error::FacilityError,
        state::{halt, Book, Facility},
    },
    instructions::{
        configurator::{self as gov, BeamAuthority},
        facility as facility_ix,
    },
};
use halo_tests::world::{half_year, million, payment, MATURITY, ONE};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

const PRINCIPAL: u64 = million(25);

/// A Prime with money in hand and in the queue, a Book that is deploying and one that has no unit yet.
struct Halts {
    desk: Desk,
    prime: Pubkey,
    deploying: BookAddresses,
    empty: BookAddresses,
}

impl Halts {
    async fn new() -> Self {
        let mut desk = Desk::new().await;
        let prime = desk.world.prime("Prime X", 3 * PRINCIPAL).await;
        desk.world.deposit(&prime, 2 * PRINCIPAL).await.unwrap();
        let (deploying, _) = desk.world.deal(&prime, half_year(PRINCIPAL)).await;
        desk.world.start_deploying(&deploying).await;
        let empty = desk.world.open_book().await;
        Self { desk, prime, deploying, empty }
    }

    fn deploying(&self, book: &BookAddresses) -> Instruction {
        let world = &self.desk.world;
        facility_ix::deploy(&world.roles().beacon, &world.facility, book, &world.endpoint, ONE)
    }

    async fn claiming(&self, book: &BookAddresses) -> Instruction {
        let world = &self.desk.world;
        let args = world.claim_args(&self.prime, half_year(PRINCIPAL)).await;
        let unit = world.next_unit().await;
        facility_ix::claim(&world.roles().beacon, &self.prime, &world.facility, book, &unit, args)
    }

    fn depositing(&self) -> Instruction {
        let source = self.desk.world.facility.token_account(&self.prime);
        facility_ix::deposit(&self.prime, &source, &self.desk.world.facility, ONE, None)
    }

    /// HALT over `target` for `holder`.
    async fn make_warden(&self, holder: &Pubkey, target: &Pubkey) {
        let council = self.desk.world.roles().council;
        let args = GrantBeamArgs {
            target: *target,
            holder: *holder,
            permissions: permission::HALT,
            expires_at: MATURITY,
        };
        let authority = BeamAuthority::council(&council, &self.desk.scope_key());
        let grant = gov::grant_beam(&self.desk.payer(), &authority, args);
        self.desk.world.ok(&[grant], &[council]).await;
    }

    async fn clear(&self, book: Option<&BookAddresses>, bits: u32) {
        let (council, facility) = (self.desk.world.roles().council, &self.desk.world.facility);
        let clear = match book {
            Some(book) => facility_ix::clear_book_halt(&council, facility, &book.book, bits),
            None => facility_ix::clear_halt(&council, facility, bits),
        };
        self.desk.world.ok(&[clear], &[council]).await;
    }

    /// The halts in force: the facility's and those of the deploying Book.
    async fn halted(&self) -> (u32, u32) {
        let client = &self.desk.world.client;
        let facility: Facility = client.fetch(&self.desk.world.facility.facility).await.unwrap();
        let book: Book = client.fetch(&self.deploying.book).await.unwrap();
        (facility.halted, book.halted)
    }
}

#[tokio::test]
async fn each_bit_of_the_facility_stops_its_action_and_no_other() {
    let halts = Halts::new().await;
    let world = &halts.desk.world;
    let (warden, beacon) = (world.roles().warden, world.roles().beacon);
    for (bit, signer, action) in [
        (halt::DEPLOY, beacon, halts.deploying(&halts.deploying)),
        (halt::DEPOSIT, halts.prime, halts.depositing()),
        (halt::CLAIM, beacon, halts.claiming(&halts.empty).await),
    ] {
        let set = |bits| [facility_ix::set_halt(&warden, true, &world.facility, bits)];
        world.ok(&set(bit), &[warden]).await;
        // A claim names the position as it was when it was made.
        let action = if bit == halt::CLAIM { halts.claiming(&halts.empty).await } else { action };
        world.refused(std::slice::from_ref(&action), &[signer], FacilityError::Halted).await;
        halts.clear(None, bit).await;
        world.ok(&set(halt::ALL & !bit), &[warden]).await;
        world.ok(&[action], &[signer]).await;
        halts.clear(None, halt::ALL).await;
    }
}

#[tokio::test]
async fn each_bit_of_a_book_stops_its_action_there_and_every_other_book_goes_on() {
    let halts = Halts::new().await;
    let world = &halts.desk.world;
    let (warden, beacon) = (world.roles().warden, world.roles().beacon);
    let target = world.facility.facility;
    let halt_book = |book: &BookAddresses, bits| {
        [facility_ix::halt_book(&warden, Some(&target), &world.facility, &book.book, bits)]
    };
    world.ok(&halt_book(&halts.deploying, halt::DEPLOY), &[warden]).await;
    let deploy = halts.deploying(&halts.deploying);
    world.refused(std::slice::from_ref(&deploy), &[beacon], FacilityError::BookHalted).await;
    world.ok(&halt_book(&halts.empty, halt::CLAIM), &[warden]).await;
    let claim = halts.claiming(&halts.empty).await;
    world.refused(std::slice::from_ref(&claim), &[beacon], FacilityError::BookHalted).await;

    // Another Book takes what the halted one may not.
    let other = world.open_book().await;
    halts.clear(Some(&halts.deploying), halt::DEPLOY).await;
    world.ok(&[deploy], &[beacon]).await;
    world.ok(&halt_book(&halts.deploying, halt::ALL), &[warden]).await;
    world.ok(&[halts.claiming(&other).await], &[beacon]).await;
    world.start_deploying(&other).await;
    world.ok(&[halts.deploying(&other)], &[beacon]).await;
    assert_eq!(halts.halted().await, (0, halt::ALL));
}

#[tokio::test]
async fn wardens_council_mom_and_freezer_halt_and_nobody_else() {
    let mut halts = Halts::new().await;
    let roles = halts.desk.world.roles();
    let (facility, book) = (halts.desk.world.facility, halts.deploying.book);
    let abeams = [roles.council, roles.mom, roles.scope_freezer];
    for signer in halts.desk.everybody_but(&abeams) {
        for attempt in [
            facility_ix::set_halt(&signer, false, &facility, halt::ALL),
            facility_ix::halt_book(&signer, None, &facility, &book, halt::ALL),
        ] {
            halts.desk.world.refused(&[attempt], &[signer], FacilityError::NotGuardian).await;
        }
        if signer != roles.warden {
            // With the warden's Beam and without the warden.
            let set = facility_ix::set_halt(&roles.warden, true, &facility, halt::ALL);
            let stolen = with(&set, &roles.warden, signer);
            halts.desk.world.refused(&[stolen], &[signer], FacilityError::BeamWrongHolder).await;
        }
    }
    // The rights of beacon and attestor are no right to halt.
    for holder in [roles.beacon, roles.attestor] {
        let set = facility_ix::set_halt(&holder, true, &facility, halt::ALL);
        halts.desk.world.refused(&[set], &[holder], FacilityError::BeamMissingPermission).await;
    }
    for (signer, by_beam) in
        [(abeams[0], false), (abeams[1], false), (abeams[2], false), (roles.warden, true)]
    {
        let over = by_beam.then_some(&facility.facility);
        let both = [
            facility_ix::set_halt(&signer, by_beam, &facility, halt::CLAIM),
            facility_ix::halt_book(&signer, over, &facility, &book, halt::DEPLOY),
        ];
        halts.desk.world.ok(&both, &[signer]).await;
        assert_eq!(halts.halted().await, (halt::CLAIM, halt::DEPLOY));
        halts.clear(None, halt::ALL).await;
        halts.clear(Some(&halts.deploying), halt::ALL).await;
    }
}

#[tokio::test]
async fn only_the_council_lifts_a_halt() {
    let mut halts = Halts::new().await;
    let roles = halts.desk.world.roles();
    let (facility, book) = (halts.desk.world.facility, halts.deploying.book);
    let set = [
        facility_ix::set_halt(&roles.mom, false, &facility, halt::ALL),
        facility_ix::halt_book(&roles.mom, None, &facility, &book, halt::ALL),
    ];
    halts.desk.world.ok(&set, &[roles.mom]).await;
    for signer in halts.desk.everybody_but(&[roles.council]) {
        for attempt in [
            facility_ix::clear_halt(&signer, &facility, halt::ALL),
            facility_ix::clear_book_halt(&signer, &facility, &book, halt::ALL),
        ] {
            halts.desk.world.refused(&[attempt], &[signer], FacilityError::NotCouncil).await;
        }
    }
    halts.clear(None, halt::CLAIM).await;
    halts.clear(Some(&halts.deploying), halt::DEPLOY).await;
    assert_eq!(halts.halted().await, (halt::ALL & !halt::CLAIM, halt::ALL & !halt::DEPLOY));
}

#[tokio::test]
async fn the_warden_of_a_book_halts_that_book_alone() {
    let mut halts = Halts::new().await;
    let warden = halts.desk.world.keys.add_named("warden of one Book");
    let (facility, book, other) = (halts.desk.world.facility, halts.deploying.book, halts.empty.book);
    halts.make_warden(&warden, &book).await;
    let world = &halts.desk.world;
    let own = facility_ix::halt_book(&warden, Some(&book), &facility, &book, halt::ALL);
    world.ok(std::slice::from_ref(&own), &[warden]).await;
    let another = with(&own, &book, other);
    world.refused(&[another], &[warden], FacilityError::BeamWrongTarget).await;
    let mut whole = facility_ix::set_halt(&warden, true, &facility, halt::ALL);
    whole = with(&whole, &facility.beam(&warden), halo_sdk::addresses::beam(&facility.scope, &book, &warden));
    world.refused(&[whole], &[warden], FacilityError::BeamWrongTarget).await;
}

#[tokio::test]
async fn a_halt_has_bits_and_only_known_ones() {
    let halts = Halts::new().await;
    let (council, facility, book) =
        (halts.desk.world.roles().council, halts.desk.world.facility, halts.deploying.book);
    for bits in [0, halt::ALL + 1, halt::CLAIM | 1 << 31, u32::MAX] {
        for attempt in [
            facility_ix::set_halt(&council, false, &facility, bits),
            facility_ix::halt_book(&council, None, &facility, &book, bits),
            facility_ix::clear_halt(&council, &facility, bits),
            facility_ix::clear_book_halt(&council, &facility, &book, bits),
        ] {
            halts.desk.world.refused(&[attempt], &[council], FacilityError::InvalidHalt).await;
        }
    }
}

/// Everything that can be stopped or taken away, at once.
async fn stop_everything(desk: &Desk, books: &[BookAddresses], prime: &Pubkey) {
    let (roles, facility) = (desk.world.roles(), desk.world.facility);
    let (council, payer, scope) = (roles.council, roles.payer, facility.scope);
    let council_guards = desk.abeam(&council);
    let end = halo_sdk::facility::instructions::SetPrimeArgs { active: false, max: 0, slope: 0 };
    let configurer = desk.world.configurer();
    let ended = facility_ix::set_prime(&configurer, &facility, prime, None, end);
    desk.world.ok(&[ended], &[roles.govops]).await;
    let mut steps = vec![facility_ix::set_halt(&council, false, &facility, halt::ALL)];
    for book in books {
        steps.push(facility_ix::halt_book(&council, None, &facility, &book.book, halt::ALL));
    }
    for limit in [facility.claim_limit(), facility.withdraw_limit()] {
        steps.push(gov::pause_rate_limit(&council_guards, &limit));
    }
    steps.push(gov::freeze_pau(&council_guards));
    steps.push(gov::pause(&council, &scope));
    steps.push(gov::revoke_cbeam(&council, &scope, &facility.pau, &roles.govops, &payer));
    steps.push(gov::unregister_pau(&council, &scope, &facility.pau, &payer));
    let by_council = BeamAuthority::council(&council, &scope);
    for holder in [roles.beacon, roles.attestor, roles.warden] {
        steps.push(gov::revoke_beam(&by_council, &facility.facility, &holder, &payer));
    }
    for step in steps {
        desk.world.ok(&[step], &[council]).await;
    }
}

#[tokio::test]
async fn every_exit_stays_open_when_everything_is_stopped_and_everybody_dismissed() {
    let mut desk = Desk::new().await;
    let prime = desk.world.prime("Prime X", 3 * PRINCIPAL).await;
    desk.world.deposit(&prime, 3 * PRINCIPAL).await.unwrap();
    let (funded, unit): (BookAddresses, UnitAddresses) = desk.world.deal(&prime, half_year(PRINCIPAL)).await;
    let paid = PRINCIPAL + PRINCIPAL / 20;
    desk.world.run_book(&funded, PRINCIPAL, paid).await;
    desk.world.fund(&funded, &unit, payment(PRINCIPAL, PRINCIPAL / 20)).await.unwrap();
    let (deployed, other) = desk.world.deal(&prime, half_year(PRINCIPAL)).await;
    desk.world.start_deploying(&deployed).await;
    desk.world.deploy(&deployed, PRINCIPAL).await.unwrap();
    stop_everything(&desk, &[funded, deployed], &prime).await;

    // The Prime takes back what it has queued, is paid for its unit, and its unit can be paid by anybody; the
    // borrower brings money home.
    desk.world.withdraw(&prime).await.unwrap();
    assert_eq!(desk.world.balance(&prime).await, PRINCIPAL);
    desk.world.redeem_for_less(&prime, &funded, &unit, paid).await.unwrap();
    assert_eq!(desk.world.balance(&prime).await, PRINCIPAL + paid);
    desk.world.come_home(&deployed, PRINCIPAL).await;
    assert_eq!(desk.world.tokens(&deployed.token_account).await, PRINCIPAL);
    let source = desk.world.give(&prime, PRINCIPAL).await;
    let facility = &desk.world.facility;
    let top_up = halo_sdk::instructions::nfat::top_up(
        &prime,
        &source,
        facility,
        &deployed,
        &other.nfat,
        payment(PRINCIPAL, 0),
    );
    desk.world.ok(&[top_up], &[prime]).await;
    desk.world.redeem_for_less(&prime, &deployed, &other, PRINCIPAL).await.unwrap();
}
