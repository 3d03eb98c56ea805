use super::*;
use crate::effects::decode;
use halo_sdk::{
    addresses::{
        self, FacilityAddresses, LctsAddresses, LimitKey, PoolAddresses, PoolToken, PsmAddresses,
        ReserveToken,
    },
    amm::{
        instructions::{SetBoundsArgs, SetFeedLimitsArgs, SetSourcesArgs},
        state::PoolSources,
    },
    configurator::instructions::SetRateLimitArgs,
    halo_math::amm::PriceRange,
    instructions::{
        amm as amm_ix,
        configurator::{self as ix, Configurer, Guardian, GuardianBy, InitFor},
        facility as facility_ix, lcts as lcts_ix, nfat as nfat_ix, pau as pau_ix, psm as psm_ix,
    },
    lcts::instructions::{InitializeUnitArgs, SetGuardrailsArgs},
    pau::state::{ActionSpec, LimitKind},
    psm::{
        instructions::{InitializePsmArgs, SetLimitArgs},
        state::Side,
    },
};

const NOBODY: Pubkey = Pubkey::new_from_array([0; 32]);

fn named(instruction: &Instruction) -> Vec<(&'static str, Pubkey)> {
    let entry = find(instruction).expect("an administrative instruction");
    entry.accounts.iter().map(|(label, at)| (*label, instruction.accounts[*at].pubkey)).collect()
}

/// The positions are those of the builders; a program that moves an account fails here.
#[test]
fn what_is_named_is_where_the_builders_put_it() {
    let [signer, scope, pau, key, payer] = std::array::from_fn(|_| Pubkey::new_unique());
    let govops = Configurer::govops(&signer, &scope, &pau);
    let guardian = Guardian { signer, scope, pau, by: GuardianBy::Warden };
    let limit_key = LimitKey { kind: LimitKind::Claim, target: key, mint: payer };
    let limit = limit_key.limit(&pau);
    let args = SetRateLimitArgs { max: 1, slope: 2 };
    let spec = ActionSpec { program: key, accounts: vec![], data_prefix: vec![1], one_shot: false };
    let (action, controller) = (addresses::action(&pau, &spec), addresses::controller(&pau, &key));
    let vault = addresses::book_vault(&pau, &key, &payer);
    let cases = [
        (ix::cancel(&signer, &scope, 3), vec![("operation", addresses::operation(&scope, 3))]),
        (ix::unregister_pau(&signer, &scope, &pau, &payer), vec![("PAU", pau)]),
        (ix::remove_init(&signer, &scope, &key, &payer), vec![("init", key)]),
        (
            ix::revoke_cbeam(&signer, &scope, &pau, &key, &payer),
            vec![("cBEAM", addresses::cbeam(&scope, &pau, &key)), ("PAU", pau)],
        ),
        (ix::set_rate_limit(&govops, &limit_key, None, args), vec![("PAU", pau), ("limit", limit)]),
        (ix::remove_rate_limit(&guardian, &limit, &payer), vec![("PAU", pau), ("limit", limit)]),
        (ix::pause_rate_limit(&guardian, &limit), vec![("PAU", pau), ("limit", limit)]),
        (ix::resume_rate_limit(&signer, &scope, &pau, &limit), vec![("PAU", pau), ("limit", limit)]),
        (ix::set_relayer(&govops, &key), vec![("PAU", pau)]),
        (ix::remove_relayer(&guardian, &key), vec![("PAU", pau)]),
        (ix::freeze_pau(&guardian), vec![("PAU", pau)]),
        (ix::unfreeze_pau(&signer, &scope, &pau), vec![("PAU", pau)]),
        (
            ix::enable_action(&payer, &govops, InitFor::Pau, &spec, &payer),
            vec![("PAU", pau), ("action", action)],
        ),
        (ix::disable_action(&guardian, &spec, &payer), vec![("PAU", pau), ("action", action)]),
        (ix::add_controller(&payer, &govops, &key), vec![("PAU", pau), ("controller", controller)]),
        (ix::remove_controller(&guardian, &key, &payer), vec![("PAU", pau), ("controller", controller)]),
        (
            ix::open_vault(&payer, &govops, &key, &payer, &scope),
            vec![("PAU", pau), ("Book", key), ("vault", vault)],
        ),
        (ix::release_vault(&govops, &vault, &payer), vec![("PAU", pau), ("vault", vault)]),
        (ix::take_over(&signer, &scope, &pau), vec![("PAU", pau)]),
        (ix::hand_back(&signer, &scope, &pau), vec![("PAU", pau)]),
        (pau_ix::advance_epoch(&signer, &pau), vec![("PAU", pau)]),
        (pau_ix::release_vault(&signer, &pau, &vault), vec![("PAU", pau), ("vault", vault)]),
        (pau_ix::set_rate_limit(&signer, &pau, &limit, 1, 2), vec![("PAU", pau), ("limit", limit)]),
        (pau_ix::enable_action(&payer, &signer, &pau, spec), vec![("PAU", pau), ("action", action)]),
    ];
    for (instruction, expected) in cases {
        assert_eq!(named(&instruction), expected);
    }
}

#[test]
fn so_is_what_a_facilitys_administration_names() {
    let [signer, scope, pau, mint, there] = std::array::from_fn(|_| Pubkey::new_unique());
    let at = FacilityAddresses { facility: signer, scope, pau, mint, token_program: mint };
    let govops = Configurer::govops(&there, &scope, &pau);
    let book = at.book(4).book;
    let set = halo_sdk::facility::instructions::SetPrimeArgs { active: true, max: 1, slope: 1 };
    let cases = [
        (facility_ix::set_halt(&there, false, &at, 1), vec![("facility", signer)]),
        (facility_ix::clear_halt(&there, &at, 1), vec![("facility", signer)]),
        (facility_ix::halt_book(&there, None, &at, &book, 1), vec![("facility", signer), ("Book", book)]),
        (facility_ix::clear_book_halt(&there, &at, &book, 1), vec![("facility", signer), ("Book", book)]),
        (
            facility_ix::set_prime(&govops, &at, &mint, None, set),
            vec![("facility", signer), ("approval", addresses::approval(&signer, &mint))],
        ),
        (
            facility_ix::migrate_book(&mint, &there, &at, &there, 4),
            vec![("Book", book), ("from PAU", pau), ("to PAU", there)],
        ),
    ];
    for (instruction, expected) in cases {
        assert_eq!(named(&instruction), expected);
    }
}

#[test]
fn so_is_what_only_one_deal_is_about() {
    let [signer, scope, pau, mint, prime] = std::array::from_fn(|_| Pubkey::new_unique());
    let at = FacilityAddresses { facility: signer, scope, pau, mint, token_program: mint };
    let govops = Configurer::govops(&signer, &scope, &pau);
    let terms = halo_sdk::facility::state::AccordTerms {
        terms_hash: [7; 32],
        payout_cap: 3,
        min_amount: 1,
        max_amount: 2,
        rank: 0,
        share_book: false,
        grace_days: 0,
        expires_at: 1,
    };
    let accord = vec![("facility", signer), ("accord", addresses::accord(&signer, &prime, &[7; 32]))];
    let book = at.book(4);
    let remint =
        nfat_ix::Remint { burnt_asset: mint, owner: prime, rent_payer: mint, permit_rent_payer: mint };
    let by = facility_ix::AccordParty::Configurer(&govops);
    let cases = [
        (facility_ix::propose_accord(&mint, &govops, &at, &prime, terms), accord.clone()),
        (facility_ix::cancel_accord(by, &at, &prime, &[7; 32], &mint), accord),
        (
            facility_ix::write_down(&signer, &prime, &at, &book, 5),
            vec![
                ("facility", signer),
                ("Book", book.book),
                ("attestation", addresses::attestation(&book.book, 5)),
            ],
        ),
        (
            nfat_ix::remint(&mint, &govops, &at, &remint),
            vec![("burnt asset", mint), ("asset", remint.unit().asset), ("owner", prime)],
        ),
    ];
    for (instruction, expected) in cases {
        assert_eq!(named(&instruction), expected);
    }
}

#[test]
fn so_is_what_a_pools_administration_names() {
    let [signer, scope, pau, key, feed] = std::array::from_fn(|_| Pubkey::new_unique());
    let [cash, asset] = std::array::from_fn(|_| PoolToken { mint: Pubkey::new_unique(), token_program: key });
    let at = PoolAddresses { pool: key, scope, pau, cash, asset, feed: Some(feed) };
    let govops = Configurer::govops(&signer, &scope, &pau);
    let (reporters, sides) = ([signer; 5], 1);
    let no_bounds = SetBoundsArgs { bounds: Default::default(), spread: Default::default() };
    let sources = PoolSources { feed, pyth_feed: [0; 32], pull: Default::default() };
    let other_sources = SetSourcesArgs { sources, agreed: PriceRange::ANY };
    let no_limits = SetFeedLimitsArgs { limits: Default::default(), nav: Default::default() };
    let of_feed = vec![("PAU", pau), ("feed", feed)];
    let cases = [
        (amm_ix::set_reporters(&govops, &feed, reporters, None), of_feed.clone()),
        (amm_ix::set_feed_limits(&govops, &feed, no_limits, &signer), of_feed),
        (amm_ix::rebase_feed(&signer, &scope, &feed, PriceRange::ANY), vec![("feed", feed)]),
        (amm_ix::set_bounds(&govops, &at, no_bounds, None), vec![("PAU", pau), ("pool", key)]),
        (amm_ix::set_sources(&govops, &at, other_sources, None, &signer), vec![("PAU", pau), ("pool", key)]),
        (amm_ix::pause(&signer, &at, true, sides), vec![("pool", key)]),
        (amm_ix::unpause(&signer, &at, sides), vec![("pool", key)]),
        (
            amm_ix::rebase_pool(&signer, &at, &feed, PriceRange::ANY),
            vec![("pool", key), ("price update", feed)],
        ),
        (amm_ix::write_down(&signer, &at), vec![("pool", key)]),
    ];
    for (instruction, expected) in cases {
        assert_eq!(named(&instruction), expected);
    }
}

#[test]
fn who_accepts_a_price_sees_which() {
    let [signer, scope, feed] = std::array::from_fn(|_| Pubkey::new_unique());
    let agreed = PriceRange { least: 965_000_000_000, most: 975_000_000_000 };
    let rebase = amm_ix::rebase_feed(&signer, &scope, &feed, agreed);
    let expected = [("price of now".to_owned(), "0.965 to 0.975".to_owned())];
    assert_eq!(crate::effects::arguments::lines(&rebase, None), expected);
}

#[test]
fn so_is_what_a_psms_administration_names() {
    let [admin, key, stable, savings, to] = std::array::from_fn(|_| Pubkey::new_unique());
    let token = |mint| ReserveToken { mint, token_program: key };
    let at = PsmAddresses { psm: key, stable: token(stable), savings: token(savings) };
    let created = InitializePsmArgs { admin, ssr: 0, max_ssr: 0 };
    let limit = SetLimitArgs { side: Side::Stable, max: 0, slope: 0 };
    let cases = [
        (
            psm_ix::initialize_psm(&admin, &admin, &at, created),
            vec![("PSM", key), ("stable mint", stable), ("savings mint", savings)],
        ),
        (psm_ix::withdraw(&admin, &at, Side::Stable, &to, 1), vec![("PSM", key), ("destination", to)]),
        (psm_ix::set_rate(&admin, &at, 0), vec![("PSM", key)]),
        (psm_ix::set_limit(&admin, &at, limit), vec![("PSM", key)]),
        (psm_ix::pause(&admin, &at), vec![("PSM", key)]),
        (psm_ix::unpause(&admin, &at), vec![("PSM", key)]),
    ];
    for (instruction, expected) in cases {
        assert_eq!(named(&instruction), expected);
    }
}

#[test]
fn so_is_what_a_units_administration_names() {
    let [signer, scope, pau, mint, unit] = std::array::from_fn(|_| Pubkey::new_unique());
    let (token_program, share_program, tranche) = (mint, mint, Default::default());
    let at = LctsAddresses { unit, scope, pau, mint, token_program, share_program, tranche };
    let govops = Configurer::govops(&signer, &scope, &pau);
    let guardrails = SetGuardrailsArgs { capacity: 1, redeem_limit: 2, yield_cap_bps: 3 };
    let args = InitializeUnitArgs { rate: 1, guardrails, metadata: None };
    let cases = [
        (
            lcts_ix::initialize_unit(&signer, &signer, &govops, &at, args),
            vec![("PAU", pau), ("unit", unit), ("mint", mint)],
        ),
        (lcts_ix::set_guardrails(&govops, &at, guardrails), vec![("PAU", pau), ("unit", unit)]),
        (lcts_ix::clear_unit_halt(&signer, &at), vec![("unit", unit)]),
    ];
    for (instruction, expected) in cases {
        assert_eq!(named(&instruction), expected);
    }
}

#[test]
fn what_moves_money_or_changes_nobodys_rights_is_not_administrative() {
    let operation = ix::execute_payload(
        &NOBODY,
        &NOBODY,
        1,
        0,
        &configurator::state::Payload::RegisterPau { pau: NOBODY },
    );
    assert!(find(&operation).is_none(), "anyone executes");
    assert!(find(&ix::close_operation(&NOBODY, &NOBODY, 1)).is_none());
    let charge = pau_ix::available_limit(&NOBODY);
    assert!(find(&charge).is_none());
    assert!(decode::<configurator::instruction::Execute>(&operation, &configurator::ID).is_some());
}
