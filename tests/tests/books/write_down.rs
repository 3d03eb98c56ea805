//! Who fixes a loss, on whose word, and when: one refusal for each condition.

use super::setup::*;
use halo_sdk::{
    addresses,
    configurator::state::{Payload, Role},
    facility::{error::FacilityError, state::AttestationKind},
    halo_math::Phase,
    instructions::{
        configurator::{self as gov, BeamAuthority, GuardianBy},
        facility as ix,
    },
    nfat::error::NfatError,
    pau::error::PauError,
};
use halo_tests::{
    chain::Chain,
    refusal::assert_refused,
    world::{half_year, million, payment, DAY, MATURITY, ONE},
};
use solana_instruction::Instruction;

/// What comes home in these cases.
const HOME: u64 = million(60);
/// The token programs' code for a balance that is too small.
const INSUFFICIENT_FUNDS: u32 = 1;

impl Club {
    fn writing_down(&self, number: u64) -> Instruction {
        let roles = self.world.roles();
        ix::write_down(&roles.council, &roles.attestor, &self.world.facility, &self.book, number)
    }

    async fn refuses(&self, write_down: Instruction, error: impl Into<u32> + std::fmt::Debug) {
        self.world.refused(&[write_down], &[self.world.roles().council], error).await;
    }
}

#[tokio::test]
async fn a_book_at_rest_begins_to_unwind_with_it() {
    let club = Club::in_default([0; 3], HOME).await;
    let (world, book) = (&club.world, &club.book);
    assert_eq!(world.book(book).await.phase().unwrap(), Phase::AtRest);
    let number = world.attest_default(book, HOME).await.unwrap();
    world.write_down(book, number).await.unwrap();
    assert_eq!(world.book(book).await.phase().unwrap(), Phase::Unwinding);
    assert_eq!(world.tokens(&book.token_account).await, 0);
    assert_eq!(world.tokens(&book.redeem_token_account).await, HOME);
    // And nothing more is paid from the Book, but by whoever tops a unit up.
    world.come_home(book, ONE).await;
    world.cover(book, world.client.unix_time().await.unwrap() + DAY).await.unwrap();
    assert_refused(world.fund(book, &club.units[0], payment(0, ONE)).await, NfatError::WrittenDown);
}

#[tokio::test]
async fn a_book_that_unwinds_goes_on() {
    let club = Club::in_default([0; 3], HOME).await;
    club.world.unwind(&club.book).await;
    let number = club.world.attest_default(&club.book, HOME).await.unwrap();
    club.world.write_down(&club.book, number).await.unwrap();
    assert_eq!(club.world.book(&club.book).await.phase().unwrap(), Phase::Unwinding);
}

#[tokio::test]
async fn only_the_council_fixes_a_loss() {
    let mut club = Club::in_default([0; 3], HOME).await;
    let stranger = club.world.person("stranger").await;
    let number = club.world.attest_default(&club.book, HOME).await.unwrap();
    let roles = club.world.roles();
    for signer in [roles.govops, roles.mom, roles.beacon, roles.attestor, roles.conserver, stranger] {
        let by = with_account(club.writing_down(number), &roles.council, signer);
        club.world.refused(&[by], &[signer], FacilityError::NotCouncil).await;
    }
}

#[tokio::test]
async fn without_a_declared_default_there_is_no_loss() {
    let mut club = Club::at_rest([0; 3]).await;
    club.world.come_home(&club.book, HOME).await;
    let number = club.world.attest_default(&club.book, HOME).await.unwrap();
    club.refuses(club.writing_down(number), NfatError::NotInDefault).await;
    // The clock alone does not declare it either.
    club.world.wait_until(MATURITY + 10 * DAY).await;
    let number = club.world.attest_default(&club.book, HOME).await.unwrap();
    club.refuses(club.writing_down(number), NfatError::NotInDefault).await;
    club.world.declare_default(&club.book, &club.units[2]).await.unwrap();
    club.world.ok(&[club.writing_down(number)], &[club.world.roles().council]).await;
}

#[tokio::test]
async fn once() {
    let club = Club::in_default([0; 3], HOME).await;
    let number = club.world.attest_default(&club.book, HOME).await.unwrap();
    club.world.write_down(&club.book, number).await.unwrap();
    club.refuses(club.writing_down(number), FacilityError::AttestationConsumed).await;
    club.world.come_home(&club.book, ONE).await;
    let number = club.world.attest_default(&club.book, ONE).await.unwrap();
    club.refuses(club.writing_down(number), NfatError::WrittenDown).await;
}

#[tokio::test]
async fn the_attestor_says_how_much_and_the_book_must_have_it() {
    let club = Club::in_default([0; 3], HOME - 1).await;
    let number = club.world.attest_default(&club.book, HOME).await.unwrap();
    club.refuses(club.writing_down(number), INSUFFICIENT_FUNDS).await;
    club.world.come_home(&club.book, 1).await;
    club.world.write_down(&club.book, number).await.unwrap();
}

#[tokio::test]
async fn an_attestation_of_another_kind_fixes_no_loss() {
    let club = Club::in_default([0; 3], HOME).await;
    for kind in [AttestationKind::Reattestation, AttestationKind::Coverage] {
        let number = club.world.attest(&club.book, kind).await.unwrap();
        club.refuses(club.writing_down(number), FacilityError::WrongAttestationKind).await;
    }
}

#[tokio::test]
async fn only_the_latest_word_counts_and_only_while_it_holds() {
    let mut club = Club::in_default([0; 3], HOME).await;
    let first = club.world.attest_default(&club.book, million(59)).await.unwrap();
    let second = club.world.attest_default(&club.book, HOME).await.unwrap();
    club.refuses(club.writing_down(first), FacilityError::StaleAttestation).await;
    let until = club.world.attest_args(&club.book, AttestationKind::Default).await.valid_until;
    club.world.chain.warp_to(until).await;
    club.refuses(club.writing_down(second), FacilityError::AttestationExpired).await;
    club.world.chain.warp_to(until - 1).await;
    club.world.write_down(&club.book, second).await.unwrap();
}

#[tokio::test]
async fn the_word_is_about_this_book() {
    let club = Club::in_default([0; 3], HOME).await;
    let world = &club.world;
    let number = world.attest_default(&club.book, HOME).await.unwrap();
    let other = world.open_book().await;
    let own = addresses::attestation(&other.book, number);
    let about = addresses::attestation(&club.book.book, number);
    let roles = world.roles();
    let write_down = ix::write_down(&roles.council, &roles.attestor, &world.facility, &other, number);
    club.refuses(with_account(write_down, &own, about), FacilityError::WrongBook).await;
}

#[tokio::test]
async fn an_attestor_that_was_revoked_has_said_nothing() {
    let club = Club::in_default([0; 3], HOME).await;
    let (world, roles) = (&club.world, club.world.roles());
    let number = world.attest_default(&club.book, HOME).await.unwrap();
    let by = BeamAuthority::council(&roles.council, &world.facility.scope);
    let facility = world.facility.facility;
    let revoke = gov::revoke_beam(&by, &facility, &roles.attestor, &roles.payer);
    world.ok(&[revoke], &[roles.council]).await;
    club.refuses(club.writing_down(number), ACCOUNT_NOT_INITIALIZED).await;
}

#[tokio::test]
async fn the_council_is_not_its_own_witness() {
    // The configurator gives no ATTEST to a council; but an attestor may become one.
    let mut club = Club::in_default([0; 3], HOME).await;
    let attestor = club.world.roles().attestor;
    club.world.enact(Payload::SetRole { role: Role::Council, key: attestor }).await;
    let number = club.world.attest_default(&club.book, HOME).await.unwrap();
    let write_down = ix::write_down(&attestor, &attestor, &club.world.facility, &club.book, number);
    club.world.refused(&[write_down], &[attestor], FacilityError::AttestorNotIndependent).await;
}

#[tokio::test]
async fn nothing_is_drawn_while_the_pau_is_frozen() {
    let club = Club::in_default([0; 3], HOME).await;
    let (world, council) = (&club.world, club.world.roles().council);
    let number = world.attest_default(&club.book, HOME).await.unwrap();
    world.ok(&[gov::freeze_pau(&world.guardian(&council, GuardianBy::ABeam))], &[council]).await;
    club.refuses(club.writing_down(number), PauError::Frozen).await;
    world.ok(&[gov::unfreeze_pau(&council, &world.facility.scope, &world.facility.pau)], &[council]).await;
    world.write_down(&club.book, number).await.unwrap();
}

#[tokio::test]
async fn a_book_of_one_unit_is_written_down_alike() {
    let (mut world, x) = deployer().await;
    let (book, unit) = level_up(&world, &x, 0, half_year(PRINCIPAL)).await;
    world.start_deploying(&book).await;
    world.deploy(&book, PRINCIPAL).await.unwrap();
    world.settle_at_rest(&book).await;
    world.wait_until(MATURITY + 10 * DAY).await;
    world.declare_default(&book, &unit).await.unwrap();
    world.come_home(&book, million(10)).await;
    let number = world.attest_default(&book, million(10)).await.unwrap();
    world.write_down(&book, number).await.unwrap();
    world.redeem(&x, &book, &unit, million(10)).await.unwrap();
    assert_eq!(world.balance(&x).await, million(10));
}
