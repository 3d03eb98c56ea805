//! Stages of the wrapper.

use super::super::cast::{estate::PART, wrappers::STAKED, Cast, SHARE};
use halo_sdk::{
    addresses::{FacilityAddresses, WrapperAddresses},
    instructions::wrapper::{self as ix, Admission, Owner, Unwrapping},
    wrapper::instructions::{BurnFractionsArgs, CollectKind, UnstakeArgs},
};
use halo_tests::{matrix::Stage, world::ONE};
use solana_pubkey::Pubkey;

pub fn stages(cast: &Cast) -> Vec<Stage> {
    let mut stages = in_and_out(cast);
    stages.extend(restricted(cast));
    stages.extend(collections(cast));
    stages.extend(fractions(cast));
    stages
}

fn in_and_out(cast: &Cast) -> Vec<Stage> {
    let (facility, holder) = (&cast.a.world.facility, &cast.a.holder());
    let (wrappers, payer) = (&cast.estate.wrappers, &cast.a.world.roles().payer);
    let new = WrapperAddresses::of(&cast.estate.sealed.asset);
    let (empty, full, owner) = (&wrappers.empty, &wrappers.full, cast.estate.fraction_owner);
    let unwrapping = Unwrapping {
        holder: owner,
        source: full.fractions(&owner),
        destination: facility.token_account(&owner),
        admission: Admission::None,
        min_payout: 1,
    };
    let wrap = ix::wrap(holder, &empty.fractions(holder), facility, empty, Admission::None);
    vec![
        Stage::new("wrapper.open_wrapper", ix::open_wrapper(holder, facility, &new)),
        Stage::new("wrapper.wrap", wrap),
        Stage::new("wrapper.unwrap", ix::unwrap(facility, full, &unwrapping)),
        Stage::new(
            "wrapper.close_wrapper",
            ix::close_wrapper(payer, &facility.token_account(payer), facility, empty),
        ),
    ]
}

/// Of the second house, where receivers are admitted.
fn restricted(cast: &Cast) -> Vec<Stage> {
    let facility: &FacilityAddresses = &cast.b.world.facility;
    let ([x, y], outside, inside) = (&cast.b.primes, &cast.gated.outside, &cast.gated.inside);
    let owner = cast.estate.fraction_owner;
    let new = WrapperAddresses::of(&cast.gated.moving.asset);
    let wrap = ix::wrap(y, &outside.fractions(&owner), facility, outside, Admission::Entry);
    let unwrapping = Unwrapping {
        holder: owner,
        source: inside.fractions(&owner),
        destination: facility.token_account(&owner),
        admission: Admission::Entry,
        min_payout: PART,
    };
    vec![
        Stage::new("wrapper.open_wrapper (admitted)", ix::open_wrapper(y, facility, &new)),
        Stage::new("wrapper.wrap (admitted)", wrap),
        Stage::new("wrapper.unwrap (admitted)", ix::unwrap(facility, inside, &unwrapping)),
        Stage::new("wrapper.thaw_holder", ix::thaw_holder(facility, inside, x, &inside.fractions(x))),
    ]
}

fn collections(cast: &Cast) -> Vec<Stage> {
    let (facility, estate) = (&cast.a.world.facility, &cast.estate);
    let (wrappers, beacon) = (&estate.wrappers, &cast.a.world.roles().beacon);
    let collect = |name: &str, wrapper, kind| {
        let collect = ix::collect(facility, &estate.book, wrapper, beacon, kind);
        Stage::new(format!("wrapper.collect ({name})"), collect)
    };
    vec![
        collect("interest", &wrappers.staked, CollectKind::Interest),
        collect("tranche", &wrappers.staked, CollectKind::Tranche),
        collect("redemption", &wrappers.full, CollectKind::Redemption),
    ]
}

fn fractions(cast: &Cast) -> Vec<Stage> {
    let (facility, estate) = (&cast.a.world.facility, &cast.estate);
    let (staked, ended) = (&estate.wrappers.staked, &estate.wrappers.ended);
    let payer = &cast.a.world.roles().payer;
    let owner = |key: Pubkey, wrapper| Owner::of(&key, facility, wrapper);
    let unstake = UnstakeArgs { amount: STAKED, max_payback: PART };
    let claim = |wrapper| ix::claim_rewards(&owner(estate.staker, wrapper), facility, wrapper, payer);
    let burn =
        |wrapper, args| ix::burn_fractions(&owner(estate.fraction_owner, wrapper), facility, wrapper, args);
    let early = BurnFractionsArgs { amount: ONE, accept_forfeit: true, min_payout: 1 };
    let late = BurnFractionsArgs { amount: SHARE - STAKED, accept_forfeit: false, min_payout: 1 };
    let source = staked.fractions(&estate.fraction_owner);
    vec![
        Stage::new("wrapper.stake", ix::stake(payer, &estate.fraction_owner, &source, staked, ONE)),
        Stage::new(
            "wrapper.unstake",
            ix::unstake(&owner(estate.staker, staked), facility, staked, payer, unstake),
        ),
        Stage::new("wrapper.claim_rewards", claim(staked)),
        Stage::new("wrapper.claim_rewards (end)", claim(ended)),
        Stage::new("wrapper.burn_fractions", burn(staked, early)),
        Stage::new("wrapper.burn_fractions (end)", burn(ended, late)),
    ]
}
