//! A name for every account of the cast.

use super::cast::{Cast, Deal, House};
use halo_sdk::addresses::{self, BookAddresses};
use halo_tests::matrix::accounts::Names;
use solana_pubkey::Pubkey;

pub fn name_all(cast: &Cast, names: &mut Names) {
    let payer = cast.a.world.roles().payer;
    names.add("payer", payer);
    names.add("tokens of the payer", cast.a.world.facility.token_account(&payer));
    name_house(&cast.a, "A", names);
    name_house(&cast.b, "B", names);
    for (name, key) in [
        ("minter", cast.minter),
        ("controller", cast.controller),
        ("stranger", cast.stranger),
        ("A's facility without collection", cast.bare_facility.facility),
        ("queue of A's facility without collection", cast.bare_facility.queue()),
        ("tokens queued at A's facility without collection", cast.bare_facility.queue_token_account()),
    ] {
        names.add(name, key);
    }
    name_minters_collection(cast, names);
    let (a, b) = (&cast.a.world.facility, &cast.b.world.facility);
    cast.estate.name(a, cast.a.primes, names);
    cast.gated.name(b, cast.b.primes, cast.estate.fraction_owner, names);
    for (state, book) in cast.estate.books() {
        name_book(&book, state, &mut |what, key| names.add(format!("A's {what}"), key));
    }
    name_book(&cast.gated.book, "shared", &mut |what, key| names.add(format!("B's {what}"), key));
    cast.stranded.name(names);
    cast.keys.name(names);
    cast.exchanges.name(&cast.portfolio.units, &cast.portfolio.member, names);
    cast.portfolio.name(&cast.a.world.roles().beacon, names);
    let roles = cast.a.world.roles();
    cast.trading.name(&roles.beacon, &roles.warden, names);
    cast.governed.name(cast, names);
}

fn name_minters_collection(cast: &Cast, names: &mut Names) {
    let config = addresses::nfat_config(&cast.minter);
    let redeem_vault = addresses::redeem_vault(&config, &cast.stranger);
    names.add("minter's collection configuration", config);
    names.add("minter's collection", addresses::collection(&config));
    names.add("minter's redeem vault", redeem_vault);
    names.add("tokens of minter's redeem vault", cast.a.world.facility.token_account(&redeem_vault));
}

fn name_house(house: &House, tag: &str, names: &mut Names) {
    let (facility, roles) = (&house.world.facility, house.world.roles());
    let mut name = |what: &str, key: Pubkey| names.add(format!("{tag}'s {what}"), key);
    for (what, key) in [
        ("council", roles.council),
        ("mom", roles.mom),
        ("scope freezer", roles.scope_freezer),
        ("conserver", roles.conserver),
        ("GovOps", roles.govops),
        ("freezer", roles.freezer),
        ("relayer", roles.relayer),
        ("beacon", roles.beacon),
        ("attestor", roles.attestor),
        ("warden", roles.warden),
        ("borrower", house.world.borrower),
        ("Prime X", house.primes[0]),
        ("Prime Y", house.primes[1]),
        ("facility", facility.facility),
        ("scope", facility.scope),
        ("PAU", facility.pau),
        ("mint", facility.mint),
        ("queue", facility.queue()),
        ("queued tokens", facility.queue_token_account()),
        ("collection configuration", facility.nfat_config()),
        ("collection", facility.collection()),
        ("controller of the facility", facility.facility_controller()),
        ("controller of the collection", facility.nfat_controller()),
        ("claim limit", facility.claim_limit()),
        ("withdraw limit", facility.withdraw_limit()),
        ("endpoint limit", facility.endpoint_limit(&house.world.endpoint)),
        ("endpoint", house.world.endpoint),
        ("beacon's Beam", facility.beam(&roles.beacon)),
        ("attestor's Beam", facility.beam(&roles.attestor)),
        ("warden's Beam", facility.beam(&roles.warden)),
    ] {
        name(what, key);
    }
    for (prime, key) in ["Prime X", "Prime Y"].into_iter().zip(house.primes) {
        name(&format!("approval of {prime}"), addresses::approval(&facility.facility, &key));
        name(&format!("position of {prime}"), addresses::position(&facility.facility, &key));
        name(&format!("tokens of {prime}"), facility.token_account(&key));
    }
    let deals = [
        ("filling", house.filling),
        ("deploying", house.deploying),
        ("resting", house.at_rest),
        ("unwinding", house.unwinding),
        ("funded", house.funded),
        ("emptied", house.emptied),
    ];
    for (phase, Deal { book, unit }) in deals {
        name_book(&book, phase, &mut name);
        name(&format!("asset of the {phase} Book"), unit.asset);
        name(&format!("NFAT of the {phase} Book"), unit.nfat);
    }
    name_book(&house.created, "created", &mut name);
}

fn name_book(book: &BookAddresses, phase: &str, name: &mut impl FnMut(&str, Pubkey)) {
    for (what, key) in [
        ("record", book.book),
        ("vault", book.vault),
        ("proxy", book.proxy),
        ("tokens", book.token_account),
        ("redeem vault", book.redeem_vault),
        ("redeem tokens", book.redeem_token_account),
        ("first attestation", addresses::attestation(&book.book, 1)),
        ("second attestation", addresses::attestation(&book.book, 2)),
        ("third attestation", addresses::attestation(&book.book, 3)),
        ("fourth attestation", addresses::attestation(&book.book, 4)),
    ] {
        name(&format!("{what} of the {phase} Book"), key);
    }
}
