//! Who plays each role in the matrix's cast, and the records that each can show.

use crate::suite::cast::{Cast, House};
use halo_sdk::{
    addresses::{self, FacilityAddresses},
    deployment::Roles,
};
use halo_tests::matrix::idl::Slot;
use solana_instruction::{AccountMeta, Instruction};
use solana_pubkey::Pubkey;

/// The key that plays `word` where `house` is; for `anyone` there is none.
fn key(cast: &Cast, house: &House, word: &str) -> Option<Pubkey> {
    let roles: Roles = house.world.roles();
    let key = match word {
        "council" => roles.council,
        "mom" => roles.mom,
        "scope-freezer" => roles.scope_freezer,
        "conserver" => roles.conserver,
        "govops" => roles.govops,
        "warden" => roles.warden,
        "beacon" => roles.beacon,
        "attestor" => roles.attestor,
        "prime" => house.primes[0],
        "holder" => house.holder(),
        "pau-admin" => cast.keys.first.admin,
        "controller" => cast.keys.controller,
        // A PAU of the keys has a freezer and a relayer of its own; both are tried everywhere.
        "pau-freezer" => cast.keys.first.freezer,
        "relayer" => cast.keys.first.relayer,
        "facility" => cast.minter,
        "permit-target" => cast.stranger,
        "fraction-owner" => cast.estate.fraction_owner,
        "staker" => cast.estate.staker,
        "member" => cast.portfolio.member,
        "psm-admin" => cast.exchanges.running.admin,
        "reporter" => cast.trading.reporter,
        "provider" => cast.trading.provider,
        "rent-payer" => roles.payer,
        _ => return None,
    };
    Some(key)
}

/// Everybody who plays `word`: in the house, and in the PAUs of keys.
pub fn players(cast: &Cast, house: &House, word: &str) -> Vec<Pubkey> {
    let roles = house.world.roles();
    let mut all: Vec<Pubkey> = key(cast, house, word).into_iter().collect();
    match word {
        "pau-freezer" => all.push(roles.freezer),
        "facility" => all.extend([cast.fresh, cast.stranded.0.facility]),
        "relayer" => all.push(roles.relayer),
        // Whose position is empty.
        "provider" => all.push(cast.trading.trader),
        _ => {}
    }
    all
}

/// Every form of `instruction` in which `player` signs as `authority`: with the records as they are, with none, and
/// with each that the player may hold.
pub fn forms(
    cast: &Cast,
    house: &House,
    instruction: &Instruction,
    slots: &[Slot],
    authority: usize,
    player: &Pubkey,
) -> Vec<Instruction> {
    let mut plain = instruction.clone();
    let before = plain.accounts[authority].pubkey;
    plain.accounts[authority].pubkey = *player;
    // An account that stands for its signer elsewhere too, as a payer does, follows it.
    for (meta, slot) in plain.accounts.iter_mut().zip(slots) {
        if meta.pubkey == before && slot.signer {
            meta.pubkey = *player;
        }
    }
    let facility = &house.world.facility;
    let absent = AccountMeta::new_readonly(instruction.program_id, false);
    let records = [
        ("registration", vec![facility.registration()]),
        ("cbeam", vec![addresses::cbeam(&facility.scope, &facility.pau, player)]),
        ("beam", beams(cast, facility, player)),
        (
            "controller",
            [facility.pau, cast.keys.first.pau].map(|pau| addresses::controller(&pau, player)).into(),
        ),
    ];
    let mut forms = vec![plain];
    for (name, own) in records {
        let Some(place) = slots.iter().position(|slot| slot.name == name) else { continue };
        let slot = &slots[place];
        // Signed by the one that a record is created for, it is not a proof.
        if slot.writable {
            continue;
        }
        let mut more = Vec::new();
        for form in &forms {
            for record in &own {
                let mut with = form.clone();
                with.accounts[place] = AccountMeta::new_readonly(*record, false);
                more.push(with);
            }
            if slot.optional {
                let mut without = form.clone();
                without.accounts[place] = absent.clone();
                more.push(without);
            }
        }
        for form in more {
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
    }
    forms
}

/// Every Beam that `player` holds in the house: over the facility, its PAU, its units or its pools.
fn beams(cast: &Cast, facility: &FacilityAddresses, player: &Pubkey) -> Vec<Pubkey> {
    let units = cast.portfolio.units.all().into_iter().filter(|unit| unit.at.pau == facility.pau);
    let pools = cast.trading.pools.all().into_iter().filter(|pool| pool.at.pau == facility.pau);
    let mut targets = vec![facility.facility, facility.pau];
    targets.extend(units.map(|unit| unit.at.unit));
    targets.extend(pools.map(|pool| pool.at.pool));
    let beams = targets.iter().map(|target| addresses::beam(&facility.scope, target, player));
    beams.filter(|beam| cast.a.world.chain.0.account(beam).is_some()).collect()
}

/// The house that a stage acts on.
pub fn house_of<'a>(cast: &'a Cast, instruction: &Instruction) -> &'a House {
    let b = &cast.b.world.facility;
    let (unit, pool) = (cast.portfolio.units.foreign.at.unit, cast.trading.pools.foreign.at.pool);
    let of_b = [b.scope, b.facility, b.nfat_config(), unit, pool];
    let names_b = instruction.accounts.iter().any(|meta| of_b.contains(&meta.pubkey));
    if names_b {
        &cast.b
    } else {
        &cast.a
    }
}
