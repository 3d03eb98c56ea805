//! What may be approved as an action, for how often and until when.

use crate::desk::{pinned, Desk};
use anchor_spl::{token, token_2022};
use halo_sdk::{
    addresses, configurator, instructions as ix,
    pau::{
        self,
        error::PauError,
        state::{AccountRole, AccountRule, Action, ActionSpec},
        MAX_ACTION_ACCOUNTS, MAX_DATA_PREFIX,
    },
};
use halo_tests::{
    refusal::{ACCOUNT_NOT_INITIALIZED, ALREADY_IN_USE},
    world::ONE,
};
use solana_pubkey::Pubkey;
use solana_sdk_ids::{
    bpf_loader, bpf_loader_deprecated, bpf_loader_upgradeable, loader_v4, native_loader, system_program,
};

fn spec(program: Pubkey, data_prefix: &[u8]) -> ActionSpec {
    ActionSpec { program, accounts: Vec::new(), data_prefix: data_prefix.to_vec(), one_shot: false }
}

#[test]
fn pau_knows_the_configurator_by_its_address() {
    assert_eq!(pau::CONFIGURATOR, configurator::ID);
}

#[test]
fn a_hash_names_program_accounts_flags_prefix_and_use() {
    let one = ActionSpec {
        accounts: vec![pinned(Pubkey::new_from_array([1; 32]), false)],
        ..spec(hostile::ID, &[1])
    };
    let mut others = vec![one.clone(); 6];
    others[0].program = pau::ID;
    others[1].accounts[0].writable = true;
    others[2].accounts[0].signer = true;
    others[3].accounts[0].role = AccountRole::Vault(Pubkey::new_from_array([1; 32]));
    others[4].data_prefix.push(0);
    others[5].one_shot = true;
    for (index, other) in others.iter().enumerate() {
        assert_ne!(one.hash(), other.hash(), "change {index}");
    }
    assert_eq!(one.hash(), one.clone().hash());
    assert_eq!(Action::space(&one), 8 + 1 + 1 + 32 + 32 + 8 + 32 + 1 + 32 + (32 + 4 + 35 + 4 + 1 + 1));
}

#[test]
fn the_suites_own_programs_the_loaders_and_the_system_are_never_called() {
    let forbidden = [
        pau::ID,
        configurator::ID,
        system_program::ID,
        native_loader::ID,
        bpf_loader_deprecated::ID,
        bpf_loader::ID,
        bpf_loader_upgradeable::ID,
        loader_v4::ID,
    ];
    for program in forbidden {
        assert_eq!(spec(program, &[1]).validate(), Err(PauError::ProgramForbidden), "{program}");
    }
    assert_eq!(spec(hostile::ID, &[1]).validate(), Ok(()));
}

#[test]
fn of_the_token_programs_only_movements_are_called() {
    const ADMITTED: [u8; 5] = [3, 8, 12, 15, 17];
    for program in [token::ID, token_2022::ID] {
        for first in 0..=u8::MAX {
            let expected = match ADMITTED.contains(&first) {
                true => Ok(()),
                false => Err(PauError::TokenInstructionForbidden),
            };
            assert_eq!(spec(program, &[first]).validate(), expected, "{program} {first}");
            assert_eq!(spec(program, &[first, 3]).validate(), expected, "{program} {first}, 3");
        }
    }
}

#[test]
fn prefix_and_accounts_have_bounds() {
    assert_eq!(spec(hostile::ID, &[]).validate(), Err(PauError::InvalidDataPrefix));
    assert_eq!(spec(hostile::ID, &[0; MAX_DATA_PREFIX]).validate(), Ok(()));
    assert_eq!(spec(hostile::ID, &[0; MAX_DATA_PREFIX + 1]).validate(), Err(PauError::InvalidDataPrefix));
    let mut full = spec(hostile::ID, &[1]);
    full.accounts = vec![pinned(hostile::ID, true); MAX_ACTION_ACCOUNTS];
    assert_eq!(full.validate(), Ok(()));
    full.accounts.push(pinned(hostile::ID, true));
    assert_eq!(full.validate(), Err(PauError::TooManyActionAccounts));
}

#[test]
fn only_proxy_and_relayer_sign() {
    let key = Pubkey::new_from_array([1; 32]);
    for (role, expected) in [
        (AccountRole::Proxy, Ok(())),
        (AccountRole::Relayer, Ok(())),
        (AccountRole::Pinned(key), Err(PauError::SignerForbidden)),
        (AccountRole::Vault(key), Err(PauError::SignerForbidden)),
    ] {
        let mut spec = spec(hostile::ID, &[1]);
        spec.accounts = vec![AccountRule { role, writable: false, signer: true }];
        assert_eq!(spec.validate(), expected, "{role:?}");
    }
}

#[tokio::test]
async fn enabling_applies_these_rules() {
    let desk = Desk::new().await;
    let thief = pinned(desk.thief, false);
    desk.refused_to_enable(&spec(pau::ID, &[1]), PauError::ProgramForbidden).await;
    desk.refused_to_enable(&spec(token::ID, &[4]), PauError::TokenInstructionForbidden).await;
    desk.refused_to_enable(&spec(hostile::ID, &[]), PauError::InvalidDataPrefix).await;
    let signed =
        ActionSpec { accounts: vec![AccountRule { signer: true, ..thief }], ..spec(hostile::ID, &[1]) };
    desk.refused_to_enable(&signed, PauError::SignerForbidden).await;
    // Of pinned accounts as many do not fit one transaction without a lookup table.
    let proxy = AccountRule { role: AccountRole::Proxy, writable: false, signer: true };
    let crowded = ActionSpec { accounts: vec![proxy; MAX_ACTION_ACCOUNTS + 1], ..spec(hostile::ID, &[1]) };
    desk.refused_to_enable(&crowded, PauError::TooManyActionAccounts).await;
    desk.refused_to_enable(&desk.spec, ALREADY_IN_USE).await;
    let widest =
        ActionSpec { accounts: vec![proxy; MAX_ACTION_ACCOUNTS], ..spec(hostile::ID, &[1; MAX_DATA_PREFIX]) };
    desk.enable(&widest).await;
}

#[tokio::test]
async fn only_the_administrator_enables_and_disables() {
    let desk = Desk::new().await;
    let roles = desk.roles;
    for signer in [roles.freezer, roles.relayer, desk.payer(), desk.thief] {
        let enable = ix::pau::enable_action(&desk.payer(), &signer, &desk.pau(), spec(hostile::ID, &[1]));
        let disable = ix::pau::disable_action(&signer, &desk.pau(), &desk.spec, &desk.payer());
        for action in [enable, disable] {
            desk.world.refused(&[action], &[signer], PauError::NotAdmin).await;
        }
    }
    let elsewhere = ix::pau::disable_action(&roles.admin, &desk.pau(), &desk.spec, &roles.relayer);
    desk.world.refused(&[elsewhere], &[roles.admin], PauError::WrongRentPayer).await;
}

#[tokio::test]
async fn a_disabled_action_is_not_called_and_enabled_again_has_no_fresh_limit() {
    let desk = Desk::new().await;
    let roles = desk.roles;
    desk.ok(desk.attack(&[desk.take(ONE)])).await;
    let before = desk.limit(&desk.spec, &desk.mint()).await;
    let disable = ix::pau::disable_action(&roles.admin, &desk.pau(), &desk.spec, &desk.payer());
    desk.world.ok(&[disable], &[roles.admin]).await;
    desk.refused(desk.attack(&[desk.take(1)]), ACCOUNT_NOT_INITIALIZED).await;
    desk.enable(&desk.spec).await;
    let after = desk.limit(&desk.spec, &desk.mint()).await;
    assert_eq!((before.available, before.outstanding), (after.available, after.outstanding));
    desk.ok(desk.attack(&[desk.take(ONE)])).await;
}

#[tokio::test]
async fn what_is_not_enabled_is_not_called() {
    let desk = Desk::new().await;
    let mut other = desk.spec.clone();
    other.data_prefix.push(1);
    let mut call = desk.call(&other, &[desk.take(1)]);
    call.tracked[0].limited = false;
    desk.refused(call.instruction(), ACCOUNT_NOT_INITIALIZED).await;
}

#[tokio::test]
async fn an_action_for_one_call_is_called_once() {
    let mut desk = Desk::new().await;
    let mut once = desk.spec.clone();
    once.one_shot = true;
    desk.enable(&once).await;
    desk.allow(&once, desk.mint(), 2 * ONE).await;
    // A call that fails does not use it up.
    let over = desk.call(&once, &[desk.take(2 * ONE + 1)]).instruction();
    desk.refused(over, PauError::RateLimitExceeded).await;
    let call = desk.call(&once, &[desk.take(ONE)]).instruction();
    desk.ok(call.clone()).await;
    desk.refused(call.clone(), PauError::ActionUsed).await;
    let action: Action =
        desk.world.client.fetch(&addresses::action(&desk.pau(), &once)).await.expect("an action");
    assert!(action.used);
    assert_eq!(action.sequence, 2, "enabled, called");

    let both = desk.world.send(&[call.clone(), call], &[desk.relayer()]).await;
    assert_eq!(both.unwrap_err().code(), Some(PauError::ActionUsed.into()));
}
