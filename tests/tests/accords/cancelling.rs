//! Either side ends an accord, at any time.

use super::setup::*;
use halo_sdk::{
    addresses,
    configurator::error::ConfiguratorError,
    facility::{
        error::FacilityError,
        events::{AccordChanged, AccordStep},
        state::Accord,
    },
    instructions::{
        configurator::{self as gov, Configurer, GuardianBy},
        facility::{self as ix, AccordParty},
    },
};
use halo_tests::{events::event, world::million};
use solana_instruction::Instruction;

impl Case {
    fn cancelling(&self, by: AccordParty) -> Instruction {
        let payer = self.world.roles().payer;
        ix::cancel_accord(by, &self.world.facility, &self.prime, &accord().terms_hash, &payer)
    }

    async fn is_gone(&self) -> bool {
        let address = addresses::accord(&self.world.facility.facility, &self.prime, &accord().terms_hash);
        self.world.client.fetch_optional::<Accord>(&address).await.unwrap().is_none()
    }
}

#[tokio::test]
async fn its_prime_ends_it_before_and_after_accepting() {
    for case in [Case::proposed().await, Case::agreed().await] {
        let address = addresses::accord(&case.world.facility.facility, &case.prime, &accord().terms_hash);
        let rent = case.world.chain.0.account(&address).unwrap().lamports;
        let payer = case.world.roles().payer;
        let before = case.world.chain.0.account(&payer).unwrap().lamports;
        let landed = case.world.leave_accord(&case.prime, &accord().terms_hash).await.unwrap();
        let after = case.world.chain.0.account(&payer).unwrap().lamports;
        assert_eq!(after + landed.fee.expect("a fee"), before + rent, "the rent goes back");
        let cancelled: AccordChanged = event(&landed);
        assert_eq!((cancelled.step, cancelled.actor), (AccordStep::Cancelled, case.prime));
        assert!(case.is_gone().await);
    }
}

#[tokio::test]
async fn the_govops_ends_it_also_while_its_pau_is_frozen() {
    let case = Case::agreed().await;
    let (world, roles) = (&case.world, case.world.roles());
    let freeze = gov::freeze_pau(&world.guardian(&roles.council, GuardianBy::ABeam));
    world.ok(&[freeze], &[roles.council]).await;
    let configurer = world.configurer();
    world.ok(&[case.cancelling(AccordParty::Configurer(&configurer))], &[roles.govops]).await;
    assert!(case.is_gone().await);
}

#[tokio::test]
async fn the_conserver_ends_it_in_the_place_of_the_govops() {
    let case = Case::agreed().await;
    let (world, roles) = (&case.world, case.world.roles());
    let (conserver, govops) = (world.conserver(), world.configurer());
    let by_conserver = case.cancelling(AccordParty::Configurer(&conserver));
    world
        .refused(std::slice::from_ref(&by_conserver), &[roles.conserver], ConfiguratorError::NotConserved)
        .await;
    let freeze = gov::freeze_pau(&world.guardian(&roles.council, GuardianBy::ABeam));
    let take = gov::take_over(&roles.conserver, &world.facility.scope, &world.facility.pau);
    world.ok(&[freeze, take], &[roles.council, roles.conserver]).await;
    let by_govops = case.cancelling(AccordParty::Configurer(&govops));
    world.refused(&[by_govops], &[roles.govops], ConfiguratorError::Conserved).await;
    world.ok(&[by_conserver], &[roles.conserver]).await;
    assert!(case.is_gone().await);
}

#[tokio::test]
async fn nobody_else_ends_it() {
    let mut case = Case::agreed().await;
    let stranger = case.world.person("stranger").await;
    let (world, roles) = (&case.world, case.world.roles());
    let cbeam = world.configurer().cbeam().unwrap();
    for signer in [stranger, roles.council, roles.beacon] {
        let as_prime = with_account(case.cancelling(AccordParty::Prime), &case.prime, signer);
        world.refused(&[as_prime], &[signer], FacilityError::NotParty).await;
        let by = Configurer { signer, ..world.configurer() };
        let as_govops = case.cancelling(AccordParty::Configurer(&by));
        let as_govops = with_account(as_govops, &by.cbeam().unwrap(), cbeam);
        world.refused(&[as_govops], &[signer], ConfiguratorError::NotAccordant).await;
    }
}

#[tokio::test]
async fn the_prime_needs_no_record_of_governance() {
    let case = Case::agreed().await;
    let (world, roles) = (&case.world, case.world.roles());
    let unregister =
        gov::unregister_pau(&roles.council, &world.facility.scope, &world.facility.pau, &roles.payer);
    world.ok(&[unregister], &[roles.council]).await;
    world.ok(&[case.cancelling(AccordParty::Prime)], &[case.prime]).await;
    assert!(case.is_gone().await);
}

#[tokio::test]
async fn the_rent_goes_to_who_paid_it() {
    let case = Case::agreed().await;
    let (world, prime) = (&case.world, case.prime);
    let greedy = ix::cancel_accord(AccordParty::Prime, &world.facility, &prime, &accord().terms_hash, &prime);
    world.refused(&[greedy], &[prime], FacilityError::WrongRentPayer).await;
}

#[tokio::test]
async fn what_was_claimed_stays_and_nothing_more_is() {
    let case = Case::agreed().await;
    let (world, beacon) = (&case.world, case.world.roles().beacon);
    let unit = case.claim(&accord(), million(2)).await.unwrap();
    let args = world.accord_args(&case.prime, &accord(), million(2)).await;
    let claim = [case.claiming(args).await];
    world.leave_accord(&case.prime, &accord().terms_hash).await.unwrap();
    assert_eq!(world.nfat(&unit).await.principal, million(2));
    world.refused(&claim, &[beacon], OWNED_BY_WRONG_PROGRAM).await;
    // Proposed again, it needs to be accepted again.
    world.propose_accord(&case.prime, accord()).await.unwrap();
    world.refused(&claim, &[beacon], FacilityError::AccordNotAccepted).await;
    world.accept_accord(&case.prime, accord()).await.unwrap();
    world.ok(&claim, &[beacon]).await;
}
