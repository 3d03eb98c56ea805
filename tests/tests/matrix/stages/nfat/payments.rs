//! Money into a record and out of it.

use super::super::super::cast::{
    estate::{PART, TRANCHE},
    Cast, PROCEEDS, SHARE, UNIT,
};
use halo_sdk::{
    instructions::nfat as ix,
    nfat::instructions::{AssertUnitArgs, PushKind},
};
use halo_tests::{
    matrix::Stage,
    world::{payment, ONE},
};
use solana_pubkey::Pubkey;

pub fn stages(cast: &Cast) -> Vec<Stage> {
    let (world, x) = (&cast.a.world, cast.a.primes[0]);
    let (facility, beacon) = (&world.facility, world.roles().beacon);
    let (unwinding, funded) = (&cast.a.unwinding, &cast.a.funded);
    let (book, nfat) = (&unwinding.book, &unwinding.unit.nfat);
    let source = facility.token_account(&x);
    let redemption = ix::Redemption {
        holder: cast.a.holder(),
        destination: facility.token_account(&cast.a.holder()),
        asset: funded.unit.asset,
        rent_payer: beacon,
        min_payout: PROCEEDS,
        accept_shortfall: false,
    };
    let payout = |holder: Pubkey, asset: Pubkey| ix::Payout {
        holder,
        destination: facility.token_account(&holder),
        asset,
        min_payout: 1,
    };
    let state = AssertUnitArgs { principal: UNIT, funded: ONE, sequence: 2 };
    vec![
        Stage::new("nfat.fund", ix::fund(&beacon, facility, book, nfat, payment(ONE, 0))),
        Stage::new("nfat.top_up", ix::top_up(&x, &source, facility, book, nfat, payment(ONE, 0))),
        Stage::new("nfat.redeem", ix::redeem(facility, &funded.book, &redemption)),
        Stage::new("nfat.spend", ix::spend(facility, book, &payout(cast.a.holder(), unwinding.unit.asset))),
        Stage::new(
            "nfat.claim_interest",
            ix::claim_interest(facility, &funded.book, &payout(cast.a.holder(), funded.unit.asset)),
        ),
        Stage::new("nfat.assert_unit", ix::assert_unit(nfat, state)),
        Stage::new("nfat.unit_state", ix::unit_state(nfat)),
    ]
}

/// Of units that share a Book: what a holder says, and what follows from it.
pub fn requests(cast: &Cast) -> Vec<Stage> {
    let (world, estate, holder) = (&cast.a.world, &cast.estate, &cast.a.holder());
    let (facility, beacon, book) = (&world.facility, &world.roles().beacon, &estate.book);
    let (sealed, offered, asking) = (&estate.sealed.asset, &estate.offered.asset, &estate.asking.asset);
    let (pushed, account) = (&estate.pushed.asset, &facility.token_account(holder));
    let push = |kind| ix::push_payment(facility, book, pushed, account, kind);
    vec![
        Stage::new("nfat.request_redeem", ix::request_redeem(holder, facility, sealed, TRANCHE)),
        Stage::new("nfat.request_interest", ix::request_interest(holder, facility, sealed, PART)),
        Stage::new("nfat.cancel_request", ix::cancel_request(holder, facility, offered)),
        Stage::new(
            "nfat.fulfil_redeem",
            ix::fulfil_redeem(beacon, facility, book, offered, payment(SHARE, 0)),
        ),
        Stage::new(
            "nfat.fulfil_interest",
            ix::fulfil_interest(beacon, facility, book, asking, payment(0, PART)),
        ),
        Stage::new("nfat.set_push", ix::set_push(holder, facility, sealed, true)),
        Stage::new("nfat.push_payment (interest)", push(PushKind::Interest)),
        Stage::new("nfat.push_payment (tranche)", push(PushKind::Tranche)),
    ]
}
