//! The life of a wrapper, and of one in a facility that admits who receives.

use halo_sdk::{
    addresses::{UnitAddresses, WrapperAddresses},
    instructions::wrapper::{self as ix, Admission, Owner, Unwrapping},
    token::{self, TokenProgram},
    transport::Landed,
    wrapper::instructions::{BurnFractionsArgs, CollectKind, UnstakeArgs},
};
use halo_tests::{
    chain::Light,
    world::{half_year, million, payment, World, MATURITY, ONE, START},
};
use solana_pubkey::Pubkey;

/// Every landed transaction.
pub async fn run() -> Vec<Landed> {
    let mut world = World::new(Light::start(START)).await;
    let x = world.prime("Prime X", million(10)).await;
    world.deposit(&x, million(10)).await.unwrap();
    wrapped_and_paid(&world, &x).await;
    restricted(&mut world, &x).await;
    let mut journal = world.journal.lock().expect("one thread");
    std::mem::take(&mut *journal)
}

async fn open(world: &World<Light>, x: &Pubkey, unit: &UnitAddresses) -> WrapperAddresses {
    let at = WrapperAddresses::of(&unit.asset);
    world.ok(&[ix::open_wrapper(x, &world.facility, &at)], &[*x]).await;
    let payer = world.roles().payer;
    let account =
        token::create_associated_token_account(&payer, x, &at.fraction_mint, TokenProgram::Token2022);
    world.ok(&[account], &[]).await;
    at
}

async fn wrapped_and_paid(world: &World<Light>, x: &Pubkey) {
    let (book, unit) = world.deal(x, half_year(million(5))).await;
    world.run_book(&book, million(5), 5_250_000 * ONE).await;
    let at = open(world, x, &unit).await;
    let (facility, payer, beacon) = (&world.facility, world.roles().payer, world.roles().beacon);
    let fractions = at.fractions(x);
    let owner = Owner::of(x, facility, &at);
    let wrap = ix::wrap(x, &fractions, facility, &at, Admission::None);
    world.ok(std::slice::from_ref(&wrap), &[*x]).await;
    let unwrap = Unwrapping {
        holder: *x,
        source: fractions,
        destination: facility.token_account(x),
        admission: Admission::None,
        min_payout: 0,
    };
    world.ok(&[ix::unwrap(facility, &at, &unwrap)], &[*x]).await;
    world.ok(&[wrap], &[*x]).await;
    world.ok(&[ix::stake(&payer, x, &fractions, &at, million(2))], &[*x]).await;
    let collect = |kind| ix::collect(facility, &book, &at, &beacon, kind);
    world.fund(&book, &unit, payment(0, ONE)).await.unwrap();
    world.ok(&[collect(CollectKind::Interest)], &[]).await;
    world.fund(&book, &unit, payment(million(1), 0)).await.unwrap();
    world.ok(&[collect(CollectKind::Tranche)], &[]).await;
    world.ok(&[ix::claim_rewards(&owner, facility, &at, &payer)], &[*x]).await;
    let part = UnstakeArgs { amount: ONE, max_payback: u64::MAX };
    world.ok(&[ix::unstake(&owner, facility, &at, &payer, part)], &[*x]).await;
    let burn = |amount, accept_forfeit| {
        let args = BurnFractionsArgs { amount, accept_forfeit, min_payout: 0 };
        ix::burn_fractions(&owner, facility, &at, args)
    };
    world.ok(&[burn(ONE, true)], &[*x]).await;
    world.fund(&book, &unit, payment(million(4), 250_000 * ONE - ONE)).await.unwrap();
    world.ok(&[collect(CollectKind::Redemption)], &[]).await;
    world.ok(&[ix::claim_rewards(&owner, facility, &at, &payer)], &[*x]).await;
    world.ok(&[burn(world.tokens(&fractions).await, false)], &[*x]).await;
    let close = ix::close_wrapper(x, &facility.token_account(x), facility, &at);
    world.ok(&[close], &[*x]).await;
}

/// Everybody who holds fractions is admitted, the wrapper too.
async fn restricted(world: &mut World<Light>, x: &Pubkey) {
    let (_, unit) = world.deal(x, half_year(million(5))).await;
    world.set_whitelist_mode(true).await.unwrap();
    let at = open(world, x, &unit).await;
    for address in [*x, at.wrapped] {
        world.admit(&address, MATURITY).await.unwrap();
    }
    world.ok(&[ix::thaw_holder(&world.facility, &at, x, &at.fractions(x))], &[]).await;
    let wrap = ix::wrap(x, &at.fractions(x), &world.facility, &at, Admission::Entry);
    world.ok(&[wrap], &[*x]).await;
}
