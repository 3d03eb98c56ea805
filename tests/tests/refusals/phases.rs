use super::setup::*;
use halo_sdk::{
    addresses::BookAddresses,
    facility::{error::FacilityError, state::AttestationKind},
    halo_math::Phase,
    instructions as ix,
    nfat::{error::NfatError, state::Payment},
};
use halo_tests::{
    chain::Light,
    world::{half_year, payment, World, CADENCE, ONE},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Everything that depends on the phase, and the phases in which it is let through.
async fn actions(
    world: &World<Light>,
    prime: &Pubkey,
    book: &BookAddresses,
) -> Vec<(Vec<Phase>, Instruction)> {
    let args = shared_claim(world, prime).await;
    let count = world.book(book).await.attestation_count;
    let close = ix::facility::close_book(&world.roles().beacon, &world.facility, book);
    let mut all = vec![
        (vec![Phase::Created, Phase::Filling], claim(world, prime, book, args).await),
        (vec![Phase::Deploying], deploy(world, book, ONE)),
        (vec![Phase::AtRest], begin_unwinding(world, book)),
        (vec![Phase::Unwinding], close),
    ];
    // Without an attestation there is nothing to name; before FILLING there can be none.
    if count > 0 {
        all.push((vec![Phase::Filling], begin_deploying(world, book, count)));
        all.push((vec![Phase::Deploying], mark_at_rest(world, book, count)));
    }
    all
}

#[tokio::test]
async fn nothing_happens_out_of_order() {
    let (world, prime) = consenting(4 * PRINCIPAL).await;
    let beacon = world.roles().beacon;
    let book = world.open_book().await;
    let mut unit = None;
    for phase in Phase::ALL {
        match phase {
            Phase::Created => {}
            Phase::Filling => {
                let args = shared_claim(&world, &prime).await;
                unit = Some(world.claim_with(&prime, &book, args).await.unwrap());
                world.attest(&book, AttestationKind::PreDeployment).await.unwrap();
            }
            Phase::Deploying => world.start_deploying(&book).await,
            Phase::AtRest => {
                world.deploy(&book, PRINCIPAL).await.unwrap();
                world.settle_at_rest(&book).await;
            }
            Phase::Unwinding => {
                world.unwind(&book).await;
                world.come_home(&book, PRINCIPAL).await;
            }
            Phase::Closed => {
                let unit = unit.expect("claimed");
                world.fund(&book, &unit, payment(PRINCIPAL, 0)).await.unwrap();
                world.redeem_for_less(&prime, &book, &unit, PRINCIPAL).await.unwrap();
                world.close_book(&book).await.unwrap();
            }
        }
        assert_eq!(world.book(&book).await.phase, phase as u8);
        for (allowed, action) in actions(&world, &prime, &book).await {
            if !allowed.contains(&phase) {
                world.refused(&[action], &[beacon], FacilityError::WrongPhase).await;
            }
        }
    }
}

#[tokio::test]
async fn an_attestation_of_another_book_starts_nothing_on_a_book_without_one() {
    let Deal { world, book, .. } = Deal::filling().await;
    let created = world.open_book().await;
    world.attest(&book, AttestationKind::PreDeployment).await.unwrap();
    let own = halo_sdk::addresses::attestation(&created.book, 1);
    let other = halo_sdk::addresses::attestation(&book.book, 1);
    let begin = with_account(begin_deploying(&world, &created, 1), &own, other);
    world.refused(&[begin], &[world.roles().beacon], FacilityError::WrongBook).await;
}

#[tokio::test]
async fn a_book_with_a_unit_left_does_not_close() {
    let deal = Deal::funded().await;
    let beacon = deal.world.roles().beacon;
    deal.world.refused(&[deal.close()], &[beacon], FacilityError::BookNotEmptied).await;
    deal.world.redeem(&deal.prime, &deal.book, &deal.unit, PAID).await.unwrap();
    deal.world.ok(&[deal.close()], &[beacon]).await;
}

/// No unit claims it, and it leaves a closed Book as it leaves one that unwinds: on a permit, by the relayer.
#[tokio::test]
async fn money_that_no_unit_claims_keeps_no_book_open_and_is_not_lost_with_it() {
    let mut deal = Deal::funded().await;
    let beacon = deal.world.roles().beacon;
    deal.world.redeem(&deal.prime, &deal.book, &deal.unit, PAID).await.unwrap();
    deal.world.come_home(&deal.book, 1).await;
    deal.world.ok(&[deal.close()], &[beacon]).await;
    deal.world.come_home(&deal.book, 1).await;
    release(&mut deal.world, &deal.book).await;
    let sweep = transfer(&deal.world, &deal.book, &deal.world.endpoint, 2);
    deal.world.ok(&[sweep], &[deal.world.roles().relayer]).await;
    assert_eq!(deal.world.tokens(&deal.book.token_account).await, 0);
}

#[tokio::test]
async fn a_shared_book_takes_shared_claims_only() {
    let Deal { world, prime, book, .. } = Deal::sharing().await;
    let alone = world.claim_args(&prime, half_year(PRINCIPAL)).await;
    let alone = claim(&world, &prime, &book, alone).await;
    world.refused(&[alone], &[world.roles().beacon], FacilityError::BookNotEmpty).await;
    let args = shared_claim(&world, &prime).await;
    world.claim_with(&prime, &book, args).await.unwrap();
    assert_eq!(world.book(&book).await.unit_count, 2);
}

#[tokio::test]
async fn a_book_of_one_unit_takes_no_second() {
    let (world, prime) = consenting(2 * PRINCIPAL).await;
    let (book, _) = world.deal(&prime, half_year(PRINCIPAL)).await;
    let alone = world.claim_args(&prime, half_year(PRINCIPAL)).await;
    for args in [alone, shared_claim(&world, &prime).await] {
        let second = claim(&world, &prime, &book, args).await;
        world.refused(&[second], &[world.roles().beacon], FacilityError::BookNotEmpty).await;
    }
}

#[tokio::test]
async fn no_prime_shares_a_book_unasked() {
    let (world, prime) = queued(PRINCIPAL).await;
    let book = world.open_book().await;
    let args = shared_claim(&world, &prime).await;
    let shared = claim(&world, &prime, &book, args).await;
    world.refused(&[shared], &[world.roles().beacon], FacilityError::ConsentRequired).await;
}

#[tokio::test]
async fn a_book_pays_principal_only_before_it_is_at_rest() {
    let deal = Deal::filling().await;
    let beacon = deal.world.roles().beacon;
    let penalty = Payment { principal: 0, interest: 0, penalty: 1 };
    let yields = [[deal.fund(payment(0, 1))], [deal.fund(payment(1, 1))], [deal.fund(penalty)]];
    for fund in &yields {
        deal.world.refused(fund, &[beacon], NfatError::BookNotAtRest).await;
    }
    deal.world.ok(&[deal.fund(payment(1, 0))], &[beacon]).await;
    deal.world.start_deploying(&deal.book).await;
    for fund in &yields {
        deal.world.refused(fund, &[beacon], NfatError::BookNotAtRest).await;
    }
    deal.world.ok(&[deal.fund(payment(2, 0))], &[beacon]).await;
    deal.world.settle_at_rest(&deal.book).await;
    let [interest, both, penalty] = yields;
    deal.world.ok(&interest, &[beacon]).await;
    deal.world.ok(&both, &[beacon]).await;
    // A penalty needs more than a Book at rest: it must have accrued.
    deal.world.refused(&penalty, &[beacon], NfatError::PenaltyNotAccrued).await;
}

#[tokio::test]
async fn a_deal_that_is_never_deployed_goes_back_without_an_attestor() {
    let deal = Deal::filling().await;
    deal.world.fund(&deal.book, &deal.unit, payment(PRINCIPAL, 0)).await.unwrap();
    deal.world.redeem_for_less(&deal.prime, &deal.book, &deal.unit, PRINCIPAL).await.unwrap();
    assert_eq!(deal.world.balance(&deal.prime).await, PRINCIPAL);
}

#[tokio::test]
async fn what_is_deployed_after_the_word_of_rest_voids_it() {
    let Deal { world, book, .. } = Deal::deploying().await;
    let beacon = world.roles().beacon;
    world.deploy(&book, ONE).await.unwrap();
    let number = world.attest(&book, AttestationKind::AtRest).await.unwrap();
    world.deploy(&book, ONE).await.unwrap();
    let rest = [mark_at_rest(&world, &book, number)];
    world.refused(&rest, &[beacon], FacilityError::ScopeChanged).await;
}

#[tokio::test]
async fn a_book_needs_a_cadence() {
    let world = facility_123().await;
    let beacon = world.roles().beacon;
    let book = world.facility.book(1);
    for cadence in [0, -1, i64::MIN] {
        let open = ix::facility::open_book(&beacon, &world.facility, &book, cadence, 0);
        world.refused(&[open], &[beacon], FacilityError::InvalidCadence).await;
    }
    world.ok(&[ix::facility::open_book(&beacon, &world.facility, &book, CADENCE, 0)], &[beacon]).await;
}
