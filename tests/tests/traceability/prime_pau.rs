//! A Prime that is a PAU uses NFATs through approved actions, as it queues: nothing of the facility's knows the difference.

use halo_sdk::{
    addresses::{BookAddresses, UnitAddresses},
    configurator::state::{Grant, Payload},
    instructions::{
        configurator::{enable_action, InitFor},
        nfat::{claim_interest, redeem, spend, transfer, Payout, Redemption},
        pau::action_of,
    },
    nfat::state::Nfat,
};
use halo_tests::{
    chain::Light,
    prime_a::PrimeA,
    world::{half_year, million, payment, DAY, ONE, START},
};
use solana_instruction::{AccountMeta, Instruction};
use solana_pubkey::Pubkey;

/// Bytes of the data that an approval fixes: the instruction, not its arguments.
const INSTRUCTION: usize = 8;
const PRINCIPAL: u64 = million(5);

/// The council approves `instruction` as an action of the Prime's PAU, the GovOps enables it, and its relayer sends it.
async fn through_the_pau(prime: &mut PrimeA<Light>, instruction: Instruction) {
    let spec = action_of(&instruction, &prime.treasury, INSTRUCTION);
    let grant = Grant::Action(spec.clone());
    prime.world.enact(Payload::AddInit { pau: prime.pau, grant }).await;
    let payer = prime.world.roles().payer;
    let enable = enable_action(&payer, &prime.configurer(), InitFor::Pau, &spec, &payer);
    prime.world.ok(&[enable], &[prime.govops]).await;
    let call = prime.calling(&spec, instruction, false);
    prime.world.ok(&[call], &[prime.govops]).await;
}

/// A deal on what the PAU's treasury has queued, run until the money is home.
async fn deal(prime: &PrimeA<Light>) -> (BookAddresses, UnitAddresses) {
    let (book, unit) = prime.world.deal(&prime.treasury.proxy(), half_year(PRINCIPAL)).await;
    prime.world.run_book(&book, PRINCIPAL, PRINCIPAL + PRINCIPAL / 20).await;
    (book, unit)
}

fn payout(prime: &PrimeA<Light>, asset: Pubkey) -> Payout {
    let (holder, destination) = (prime.treasury.proxy(), prime.treasury.token_account());
    Payout { holder, destination, asset, min_payout: 0 }
}

#[tokio::test]
async fn a_pau_is_paid_interest_a_tranche_and_the_last_payment_and_gives_an_nfat_away() {
    let mut prime = PrimeA::onboarded(Light::start(START), million(50)).await;
    prime.world.wait(DAY).await;
    prime.deposit_into_halo(2 * PRINCIPAL).await.unwrap();
    let (book, unit) = deal(&prime).await;
    let facility = prime.world.facility;
    let asset = unit.asset;
    let (_, sold) = deal(&prime).await;
    assert_eq!((prime.queued().await, prime.treasury_balance().await), (0, million(40)));

    prime.world.fund(&book, &unit, payment(0, 100_000 * ONE)).await.unwrap();
    let interest = claim_interest(&facility, &book, &payout(&prime, asset));
    through_the_pau(&mut prime, interest).await;
    assert_eq!(prime.treasury_balance().await, million(40) + 100_000 * ONE);

    prime.world.fund(&book, &unit, payment(million(2), 0)).await.unwrap();
    let tranche = spend(&facility, &book, &payout(&prime, asset));
    through_the_pau(&mut prime, tranche).await;
    assert_eq!(prime.world.nfat(&unit).await.outstanding_principal, million(3));

    prime.world.fund(&book, &unit, payment(million(3), 150_000 * ONE)).await.unwrap();
    let Payout { holder, destination, .. } = payout(&prime, asset);
    let rent_payer = prime.world.roles().beacon;
    let redemption =
        Redemption { holder, destination, asset, rent_payer, min_payout: 0, accept_shortfall: false };
    through_the_pau(&mut prime, redeem(&facility, &book, &redemption)).await;
    assert_eq!(prime.treasury_balance().await, million(45) + 250_000 * ONE);
    assert!(prime.world.client.fetch_optional::<Nfat>(&unit.nfat).await.unwrap().is_none());

    // A call names a vault of the Book's, also one that takes no part in it.
    let buyer = prime.world.person("buyer").await;
    let mut sale = transfer(&holder, &facility, &sold, &buyer);
    sale.accounts.push(AccountMeta::new_readonly(destination, false));
    through_the_pau(&mut prime, sale).await;
    assert_eq!(prime.world.owner_of(&sold).await, buyer);
}
