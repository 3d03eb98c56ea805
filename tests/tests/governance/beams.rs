//! Who gives rights over a facility, which, and when they fall.

use super::{actions::*, desk::*};
use halo_sdk::{
    addresses,
    configurator::{
        error::ConfiguratorError,
        instructions::GrantBeamArgs,
        state::permission::{
            ATTEST, BOOK, CLAIM, DEPLOY, FUND, HALT, LOCK, MINT, OPERATIONS, QUOTE, RATE, REDEEM, SETTLE,
            WHITELIST,
        },
        state::Beam,
    },
    facility::error::FacilityError,
    instructions::{
        configurator::{self as gov, BeamAuthority, Configurer},
        facility as facility_ix,
    },
};
use halo_tests::world::{CADENCE, MATURITY};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// The first right that nobody has thought of.
const UNKNOWN: u32 = REDEEM << 1;

impl Desk {
    fn council(&self, pau: Option<Pubkey>) -> BeamAuthority {
        BeamAuthority::ABeam { signer: self.world.roles().council, scope: self.scope_key(), pau }
    }

    fn granting(&self, by: &BeamAuthority, holder: &Pubkey, permissions: u32) -> Instruction {
        let target = self.world.facility.facility;
        let args = GrantBeamArgs { target, holder: *holder, permissions, expires_at: MATURITY };
        gov::grant_beam(&self.payer(), by, args)
    }

    fn revoking(&self, by: &BeamAuthority, holder: &Pubkey) -> Instruction {
        gov::revoke_beam(by, &self.world.facility.facility, holder, &self.payer())
    }

    /// Opening a Book with the Beam at `beam`.
    async fn opening(&self, holder: &Pubkey) -> Instruction {
        let book = self.world.facility.book(self.world.next_book_id().await);
        facility_ix::open_book(holder, &self.world.facility, &book, CADENCE, 0)
    }
}

#[tokio::test]
async fn govops_and_council_give_a_beacon_its_rights_and_these_are_good() {
    let mut desk = Desk::new().await;
    let (govops, council) = (desk.world.configurer(), desk.world.roles().council);
    let by_council = desk.council(Some(desk.pau_key()));
    for (name, by, signer) in [
        ("beacon of the GovOps", BeamAuthority::Configurer(govops), govops.signer),
        ("beacon of the council", by_council, council),
    ] {
        let holder = desk.world.person(name).await;
        desk.world.ok(&[desk.granting(&by, &holder, BOOK)], &[signer]).await;
        let beam: Beam = desk.world.client.fetch(&desk.world.facility.beam(&holder)).await.unwrap();
        assert_eq!((beam.pau, beam.epoch, beam.granter), (desk.pau_key(), 0, signer));
        desk.world.ok(&[desk.opening(&holder).await], &[holder]).await;
    }
}

#[tokio::test]
async fn attest_and_halt_are_the_councils_to_give() {
    let mut desk = Desk::new().await;
    let (govops, roles) = (desk.world.configurer(), desk.world.roles());
    let holder = key(0xA7);
    for permissions in [ATTEST, HALT] {
        let grant = desk.granting(&BeamAuthority::Configurer(govops), &holder, permissions);
        desk.world.refused(&[grant], &[govops.signer], ConfiguratorError::NotCouncil).await;
        for signer in desk.everybody_but(&[roles.council]) {
            let by = BeamAuthority::council(&signer, &desk.scope_key());
            let grant = desk.granting(&by, &holder, permissions);
            desk.world.refused(&[grant], &[signer], ConfiguratorError::NotCouncil).await;
        }
    }
    desk.world.ok(&[desk.granting(&desk.council(None), &holder, ATTEST)], &[roles.council]).await;
}

#[tokio::test]
async fn nobody_without_a_cbeam_gives_a_beacon_rights() {
    let mut desk = Desk::new().await;
    let roles = desk.world.roles();
    let sister = desk.sister().await;
    let holder = key(0xA7);
    let mut others = desk.everybody_but(&[roles.council, roles.govops]);
    others.push(sister.configurer.signer);
    for signer in others {
        let by = BeamAuthority::ABeam { signer, scope: desk.scope_key(), pau: Some(desk.pau_key()) };
        let grant = desk.granting(&by, &holder, CLAIM);
        desk.world.refused(&[grant], &[signer], ConfiguratorError::NotAccordant).await;
    }
    // The conserver with the registration, of a PAU that it has not taken over.
    let early = BeamAuthority::Configurer(desk.world.conserver());
    let grant = desk.granting(&early, &holder, CLAIM);
    desk.world.refused(&[grant], &[roles.conserver], ConfiguratorError::NotConserved).await;
}

#[tokio::test]
async fn a_beam_holds_what_belongs_together_and_nothing_unknown() {
    let desk = Desk::new().await;
    let council = desk.world.roles().council;
    let by = desk.council(Some(desk.pau_key()));
    let mixed = [ATTEST | HALT, ATTEST | CLAIM, HALT | BOOK, OPERATIONS | ATTEST, OPERATIONS | HALT];
    for permissions in mixed.into_iter().chain([0, UNKNOWN, 1 << 31, OPERATIONS | UNKNOWN, u32::MAX]) {
        let grant = desk.granting(&by, &key(0xA7), permissions);
        desk.world.refused(&[grant], &[council], ConfiguratorError::InvalidPermissions).await;
    }
    let granted = [CLAIM, MINT, DEPLOY, FUND, BOOK, WHITELIST, LOCK, SETTLE, RATE, QUOTE, REDEEM, OPERATIONS];
    for (number, permissions) in granted.into_iter().enumerate() {
        let holder = key(number as u8 + 1);
        desk.world.ok(&[desk.granting(&by, &holder, permissions)], &[council]).await;
    }
}

#[tokio::test]
async fn whoever_governs_does_not_attest() {
    let desk = Desk::new().await;
    let roles = desk.world.roles();
    for holder in [roles.council, roles.mom, roles.scope_freezer, roles.conserver] {
        let grant = desk.granting(&desk.council(None), &holder, ATTEST);
        let refused = ConfiguratorError::AttestorNotIndependent;
        desk.world.refused(&[grant], &[roles.council], refused).await;
    }
}

#[tokio::test]
async fn a_beam_belongs_to_a_pau_that_the_scope_governs() {
    let mut desk = Desk::new().await;
    let council = desk.world.roles().council;
    let without = desk.granting(&desk.council(None), &key(1), CLAIM);
    desk.world.refused(&[without], &[council], ConfiguratorError::WrongPau).await;
    let admin = desk.world.keys.add_named("administrator of its own");
    let foreign = desk.create_pau("foreign PAU", &admin).await;
    let grant = desk.granting(&desk.council(Some(foreign)), &key(1), CLAIM);
    desk.world.refused(&[grant], &[council], ConfiguratorError::PauNotGoverned).await;
}

#[tokio::test]
async fn a_beam_granted_by_the_govops_of_another_pau_is_void_here() {
    let mut desk = Desk::new().await;
    let sister = desk.sister().await;
    let holder = desk.world.person("sister's beacon").await;
    let by = BeamAuthority::Configurer(sister.configurer);
    let grant = desk.granting(&by, &holder, OPERATIONS);
    desk.world.ok(&[grant], &[sister.configurer.signer]).await;
    let open = desk.opening(&holder).await;
    desk.world.refused(&[open], &[holder], FacilityError::BeamWrongPau).await;
    // It may stand in the way of ours, until somebody takes it away: her GovOps, council or mom.
    let own = BeamAuthority::Configurer(desk.world.configurer());
    let again = desk.granting(&own, &holder, OPERATIONS);
    desk.world.refused(std::slice::from_ref(&again), &[own.signer()], ALREADY_IN_USE).await;
    let mom = desk.world.roles().mom;
    let by_mom = BeamAuthority::council(&mom, &desk.scope_key());
    desk.world.ok(&[desk.revoking(&by_mom, &holder)], &[mom]).await;
    desk.world.ok(&[again], &[own.signer()]).await;
}

#[tokio::test]
async fn a_second_grant_to_the_same_holder_needs_a_revocation() {
    let desk = Desk::new().await;
    let (govops, beacon) = (BeamAuthority::Configurer(desk.world.configurer()), desk.world.roles().beacon);
    let grant = desk.granting(&govops, &beacon, FUND);
    desk.world.refused(std::slice::from_ref(&grant), &[govops.signer()], ALREADY_IN_USE).await;
    let revoke = desk.revoking(&govops, &beacon);
    desk.world.ok(&[revoke, grant], &[govops.signer()]).await;
    let open = desk.opening(&beacon).await;
    desk.world.refused(&[open], &[beacon], FacilityError::BeamMissingPermission).await;
}

#[tokio::test]
async fn govops_revokes_the_beams_of_its_own_pau_and_no_others() {
    let mut desk = Desk::new().await;
    let roles = desk.world.roles();
    let sister = desk.sister().await;
    let own = BeamAuthority::Configurer(desk.world.configurer());
    // An attestor's and a warden's Beam hang on no PAU.
    for holder in [roles.attestor, roles.warden] {
        let revoke = desk.revoking(&own, &holder);
        desk.world.refused(&[revoke], &[roles.govops], ConfiguratorError::WrongRegistration).await;
    }
    let hers = BeamAuthority::Configurer(sister.configurer);
    let revoke = desk.revoking(&hers, &roles.beacon);
    desk.world.refused(&[revoke], &[hers.signer()], ConfiguratorError::WrongRegistration).await;
    for signer in desk.everybody_but(&[roles.council, roles.mom]) {
        let by = BeamAuthority::council(&signer, &desk.scope_key());
        let revoke = desk.revoking(&by, &roles.beacon);
        desk.world.refused(&[revoke], &[signer], ConfiguratorError::NotRemover).await;
    }
    desk.world.ok(&[desk.revoking(&own, &roles.beacon)], &[roles.govops]).await;
    for (holder, remover) in [(roles.attestor, roles.council), (roles.warden, roles.mom)] {
        let by = BeamAuthority::council(&remover, &desk.scope_key());
        desk.world.ok(&[desk.revoking(&by, &holder)], &[remover]).await;
    }
}

#[tokio::test]
async fn the_council_gives_a_beacon_rights_while_the_pau_is_frozen_and_govops_does_not() {
    let desk = Desk::new().await;
    let (govops, council) = (BeamAuthority::Configurer(desk.world.configurer()), desk.world.roles().council);
    desk.freeze().await;
    let grant = desk.granting(&govops, &key(1), CLAIM);
    desk.world.refused(&[grant], &[govops.signer()], ConfiguratorError::PauFrozen).await;
    let by = desk.council(Some(desk.pau_key()));
    desk.world.ok(&[desk.granting(&by, &key(1), CLAIM)], &[council]).await;
}

#[tokio::test]
async fn a_beam_granted_by_the_council_falls_with_the_cbeam_too() {
    let mut desk = Desk::new().await;
    let (council, payer) = (desk.world.roles().council, desk.payer());
    let holder = desk.world.person("council's beacon").await;
    let by = desk.council(Some(desk.pau_key()));
    desk.world.ok(&[desk.granting(&by, &holder, BOOK)], &[council]).await;
    desk.world.ok(&[desk.opening(&holder).await], &[holder]).await;
    let (scope, pau, govops) = (desk.scope_key(), desk.pau_key(), desk.world.roles().govops);
    let revoke = gov::revoke_cbeam(&council, &scope, &pau, &govops, &payer);
    desk.world.ok(&[revoke], &[council]).await;
    let open = desk.opening(&holder).await;
    desk.world.refused(&[open], &[holder], FacilityError::BeamWrongEpoch).await;
    // Granted again in the new epoch it is good.
    let by_council = BeamAuthority::council(&council, &scope);
    let steps = [desk.revoking(&by_council, &holder), desk.granting(&by, &holder, BOOK)];
    desk.world.ok(&steps, &[council]).await;
    desk.world.ok(&[desk.opening(&holder).await], &[holder]).await;
}

#[tokio::test]
async fn a_beam_over_the_facility_of_another_scope_gives_nothing() {
    let mut desk = Desk::new().await;
    let thief = desk.world.person("thief").await;
    let foreign = desk.foreign_scope(&thief).await;
    let pau = desk.pau_key();
    let args = |desk: &Desk, permissions| GrantBeamArgs {
        target: desk.world.facility.facility,
        holder: thief,
        permissions,
        expires_at: MATURITY,
    };
    let own = Configurer::govops(&thief, &foreign, &pau);
    for by in [
        BeamAuthority::ABeam { signer: thief, scope: foreign, pau: Some(pau) },
        BeamAuthority::Configurer(own),
    ] {
        let grant = gov::grant_beam(&thief, &by, args(&desk, OPERATIONS));
        desk.world.refused(&[grant], &[thief], ConfiguratorError::PauNotGoverned).await;
    }
    let facility = desk.world.facility;
    let (ours, theirs) = (facility.beam(&thief), addresses::beam(&foreign, &facility.facility, &thief));
    let own_pau = desk.create_pau("thief's PAU", &foreign).await;
    let by = BeamAuthority::ABeam { signer: thief, scope: foreign, pau: Some(own_pau) };
    for (permissions, action) in
        [(HALT, facility_ix::set_halt(&thief, true, &facility, 1)), (OPERATIONS, desk.opening(&thief).await)]
    {
        let grant = gov::grant_beam(&thief, &by, args(&desk, permissions));
        desk.world.ok(&[grant], &[thief]).await;
        let action = with(&action, &ours, theirs);
        desk.world.refused(&[action], &[thief], FacilityError::BeamWrongScope).await;
        let revoke = gov::revoke_beam(&by, &facility.facility, &thief, &thief);
        desk.world.ok(&[revoke], &[thief]).await;
    }
}
