//! A Book's money under actions: a payment by the token program, as most calls will look, and the way to another PAU.

use halo_sdk::{
    deployment::Limit,
    instructions::pau as ix,
    pau::state::{AccountRole, AccountRule, ActionSpec, LimitKind},
};
use halo_tests::{
    chain::{Chain, Light},
    key_pau::KeyPau,
    world::{million, World, DAY},
};
use solana_pubkey::Pubkey;

/// First byte of the token programs' Transfer.
const TRANSFER: u8 = 3;

/// Enables an action, calls it, pauses and resumes its limit, migrates the Book, and ends with a new epoch.
pub async fn run(world: &mut World<Light>) {
    let payer = world.roles().payer;
    let first = KeyPau::open(world, "first PAU").await;
    let KeyPau { pau, admin, freezer, relayer } = first;
    let second = KeyPau::open_under(world, "second PAU", admin, freezer, relayer).await;
    let signer = world.person("Book's controller").await;
    let source = first.source(world, Pubkey::new_from_array([9; 32]));
    for pau in [first, second] {
        pau.add_controller(world, &signer, source.book, LimitKind::Withdraw.bit()).await;
        pau.open_guarded(world, &signer, &ix::BookSource { pau: pau.pau, ..source }).await;
    }
    first.release(world, &source).await;
    world.give(&source.proxy(), million(10)).await;

    let spec = payment(&source, world.endpoint);
    world.ok(&[ix::enable_action(&payer, &admin, &pau, spec.clone())], &[admin]).await;
    let (mint, token_program) = (source.mint, source.token_program);
    let call = ix::Call {
        relayer,
        pau,
        book: source.book,
        spec: &spec,
        tracked: vec![ix::Tracked { mint, token_program, limited: true }],
        data: [&[TRANSFER][..], &million(1).to_le_bytes()].concat(),
    };
    let limit = Limit { max: million(1), slope: million(1) };
    let limit = first.add_limit(world, LimitKind::Action, ix::action_target(&spec), mint, limit).await;
    let later = world.chain.now().await + DAY;
    world.chain.warp_to(later).await;
    world.ok(&[call.instruction()], &[relayer]).await;

    world.ok(&[ix::pause_rate_limit(&freezer, &pau, &limit)], &[freezer]).await;
    world.ok(&[ix::resume_rate_limit(&admin, &pau, &limit)], &[admin]).await;
    world.ok(&[ix::disable_action(&admin, &pau, &spec, &payer)], &[admin]).await;
    world.ok(&[ix::migrate_vault(&signer, &source, &second.pau)], &[signer]).await;
    world.ok(&[ix::advance_epoch(&admin, &pau)], &[admin]).await;
}

/// What the token program may do with the Book: pay `endpoint`.
fn payment(source: &ix::BookSource, endpoint: Pubkey) -> ActionSpec {
    let rule = |role, writable, signer| AccountRule { role, writable, signer };
    ActionSpec {
        program: source.token_program,
        accounts: vec![
            rule(AccountRole::Vault(source.mint), true, false),
            rule(AccountRole::Pinned(endpoint), true, false),
            rule(AccountRole::Proxy, false, true),
        ],
        data_prefix: vec![TRANSFER],
        one_shot: false,
    }
}
