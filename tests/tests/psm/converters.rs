//! What is no converter, and what a converter is not given.

use super::{desk::*, door::*};
use halo_sdk::{
    instructions as ix, lcts,
    pau::state::{AccountRole, AccountRule, ActionSpec},
    programs,
    token::{MintConfig, MintExtension, TokenProgram},
};
use halo_tests::{
    key_pau::KeyPau,
    refusal::{with_account, ACCOUNT_NOT_INITIALIZED},
    world::ONE,
};
use solana_pubkey::Pubkey;

/// The constants that stand for programs on which `lcts` does not depend.
#[test]
fn the_suite_is_known_by_its_addresses() {
    let known = [lcts::AMM, lcts::FACILITY, lcts::NFAT, lcts::WRAPPER];
    assert_eq!(known, [programs::AMM, programs::FACILITY, programs::NFAT, programs::WRAPPER]);
}

fn rule(role: AccountRole) -> AccountRule {
    AccountRule { role, writable: false, signer: false }
}

fn given_away(key: Pubkey) -> AccountRule {
    AccountRule { role: AccountRole::Pinned(key), writable: true, signer: false }
}

impl Door {
    /// The PSM's action with one more account.
    fn spec_with(&self, extra: AccountRule) -> ActionSpec {
        let mut spec = self.spec.clone();
        spec.accounts.push(extra);
        spec
    }

    /// Approves actions, and sees each refused for Alice.
    async fn refuses_under(&mut self, cases: Vec<(ActionSpec, LctsError)>) {
        let specs: Vec<ActionSpec> = cases.iter().map(|(spec, _)| spec.clone()).collect();
        self.approve(&specs).await;
        for (spec, expected) in cases {
            self.alice_refused(self.ten_under(&spec).await, expected).await;
        }
    }
}

#[tokio::test]
async fn an_action_must_be_enabled() {
    let door = Door::without_converter().await;
    door.alice_refused(door.ten_under(&door.spec).await, ACCOUNT_NOT_INITIALIZED).await;
}

#[tokio::test]
async fn an_action_must_be_of_the_units_pau() {
    let mut door = Door::new().await;
    let other = KeyPau::open(&mut door.desk.world, "another PAU").await;
    let (payer, admin) = (door.roles().payer, other.admin);
    let enable = ix::pau::enable_action(&payer, &admin, &other.pau, door.spec.clone());
    door.ok(&[enable], &[admin]).await;
    let [mine, others] =
        [door.unit.at.pau, other.pau].map(|pau| halo_sdk::addresses::action(&pau, &door.spec));
    let pay = with_account(door.ten_under(&door.spec).await, &mine, others);
    door.alice_refused(pay, LctsError::WrongAction).await;
}

#[tokio::test]
async fn what_asks_for_more_than_two_token_accounts_converts_nothing() {
    let mut door = Door::without_converter().await;
    let once = ActionSpec { one_shot: true, ..door.spec.clone() };
    let cases = [
        once,
        door.spec_with(rule(AccountRole::Relayer)),
        door.spec_with(AccountRule { signer: true, ..rule(AccountRole::Relayer) }),
        door.spec_with(rule(AccountRole::Vault(door.unit.at.share_mint()))),
    ];
    door.refuses_under(cases.map(|spec| (spec, LctsError::NotAConverter)).into()).await;
}

/// The PAU itself and the configurator cannot even be approved.
#[tokio::test]
async fn no_program_with_rules_or_money_converts() {
    let mut door = Door::without_converter().await;
    let suite = [programs::LCTS, programs::AMM, programs::FACILITY, programs::NFAT, programs::WRAPPER];
    let forbidden = |program| (ActionSpec { program, ..door.spec.clone() }, LctsError::ConverterForbidden);
    let cases = suite.map(forbidden).into();
    door.refuses_under(cases).await;
}

#[tokio::test]
async fn nothing_of_the_queues_is_given_away_to_be_written() {
    let mut door = Door::without_converter().await;
    let (queue, unit) = (door.queue(), door.unit.at);
    let authority = queue.transit_authority();
    // Another transit account, with something in it.
    door.give_token(Savings, &authority, ONE).await;
    let mut authority_written = door.spec.clone();
    authority_written.accounts[0].writable = true;
    assert_eq!(authority_written.accounts[0].role, AccountRole::Proxy);
    let own = [
        queue.queue,
        unit.unit,
        unit.pau,
        queue.generation(1),
        queue.position(&door.bob),
        unit.share_mint(),
        queue.reward.vault,
        door.account(Savings, &authority),
        authority,
    ];
    // The generation and Bob's position exist.
    door.approve(std::slice::from_ref(&door.spec.clone())).await;
    door.ok(&[door.paying(&door.bob, ONE, 0).await], &[door.bob]).await;
    let mut cases: Vec<ActionSpec> = own.map(|key| door.spec_with(given_away(key))).into();
    cases.push(authority_written);
    // The two token accounts in the place where they are written, by their own addresses.
    for role in [AccountRole::Vault(door.at.stable.mint), AccountRole::Vault(queue.input.mint)] {
        let key = match role {
            AccountRole::Vault(mint) if mint == queue.input.mint => queue.input.vault,
            _ => door.account(Stable, &authority),
        };
        cases.push(door.spec_with(given_away(key)));
    }
    door.refuses_under(cases.into_iter().map(|spec| (spec, LctsError::ConverterForbidden)).collect()).await;
}

#[tokio::test]
async fn accounts_are_the_ones_that_the_action_names() {
    let door = Door::new().await;
    let pay = door.ten_under(&door.spec).await;
    let first = pay.accounts.len() - door.spec.accounts.len();
    for place in first..pay.accounts.len() {
        let mut wrong = pay.clone();
        wrong.accounts[place].pubkey = door.bob;
        door.alice_refused(wrong, LctsError::WrongConverterAccount).await;
    }
    let (mut fewer, mut more) = (pay.clone(), pay.clone());
    fewer.accounts.pop();
    more.accounts.push(pay.accounts[first].clone());
    for wrong in [fewer, more] {
        door.alice_refused(wrong, LctsError::WrongConverterAccount).await;
    }
    let other_program = {
        let mut wrong = pay.clone();
        let named = wrong.accounts[..first].iter_mut().filter(|meta| meta.pubkey == programs::PSM);
        named.for_each(|meta| meta.pubkey = hostile::ID);
        wrong
    };
    door.alice_refused(other_program, LctsError::WrongConverter).await;
    door.ok(&[pay], &[door.alice]).await;
}

#[tokio::test]
async fn only_the_subscribe_queue_takes_usds() {
    let door = Door::new().await;
    let redeem = door.unit.side(lcts::state::Direction::Redeem);
    let args = lcts::instructions::EnterWithUsdsArgs { amount_in: ONE, min_amount: 0 };
    let (entry, conversion) = (door.entry(&door.alice).await, door.conversion(&door.spec));
    let pay = ix::lcts::enter_with_usds(&redeem, &entry, &conversion, args);
    door.alice_refused(pay, LctsError::WrongQueue).await;
}

#[tokio::test]
async fn what_is_paid_is_cash_and_not_the_underlying() {
    let mut door = Door::new().await;
    let (alice, payer) = (door.alice, door.roles().payer);
    let taxed = MintExtension::TransferFee { basis_points: 1, maximum: 1 };
    let taxed = MintConfig::new(TokenProgram::Token2022, 6, payer).with_extension(taxed);
    let taxed = create_mint_with(&mut door.desk.world, "taxed", &taxed).await;
    for (token, expected) in [(door.at.savings, LctsError::WrongMint), (taxed, LctsError::MintRefused)] {
        give(&door.desk.world, &token, &alice, ONE).await;
        let mut entry = door.entry(&alice).await;
        entry.source = token.account(&alice);
        let mut conversion = door.conversion(&door.spec);
        (conversion.mint, conversion.token_program) = (token.mint, token.token_program);
        let args = lcts::instructions::EnterWithUsdsArgs { amount_in: ONE, min_amount: 0 };
        let pay = ix::lcts::enter_with_usds(&door.queue(), &entry, &conversion, args);
        door.alice_refused(pay, expected).await;
    }
    door.alice_refused(door.paying(&alice, 0, 0).await, LctsError::ZeroAmount).await;
}

/// The transit account is the authority's own, whoever made it.
#[tokio::test]
async fn the_transit_account_is_the_authoritys() {
    let door = Door::new().await;
    let transit = door.account(Stable, &door.queue().transit_authority());
    let pay = door.ten_under(&door.spec).await;
    let bobs = with_account(pay.clone(), &transit, door.account(Stable, &door.bob));
    door.alice_refused(bobs, LctsError::TokenRefused).await;
    let mut unsigned = pay;
    for meta in unsigned.accounts.iter_mut().filter(|meta| meta.pubkey == door.alice) {
        meta.is_signer = false;
    }
    // Anchor's code for an account that does not sign.
    door.refused(&[unsigned], &[], 3010_u32).await;
}
