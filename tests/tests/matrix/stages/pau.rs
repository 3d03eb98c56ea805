//! Stages of the PAU.

mod keys;

use super::super::cast::Cast;
use anchor_lang::{InstructionData, ToAccountMetas};
use halo_sdk::{
    addresses,
    instructions::pau as ix,
    pau::{accounts, instruction, instructions::*, state::LimitKind, ID},
};
use halo_tests::{matrix::Stage, world::ONE};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

pub use keys::Keys;

pub fn stages(cast: &Cast) -> Vec<Stage> {
    let lists = [administration, limits, emergency, vaults, movements, actions];
    lists.into_iter().flat_map(|list| list(cast, &cast.keys)).collect()
}

fn administration(cast: &Cast, keys: &Keys) -> Vec<Stage> {
    let (payer, admin, pau) = (&cast.a.world.roles().payer, &keys.first.admin, &keys.first.pau);
    let controller =
        AddControllerArgs { signer: cast.stranger, book: Pubkey::default(), kinds: LimitKind::ALL };
    vec![
        Stage::new("pau.initialize_pau", ix::initialize_pau(payer, &cast.fresh, admin, &keys.first.freezer)),
        Stage::new("pau.add_controller", ix::add_controller(payer, admin, pau, controller)),
        Stage::new("pau.remove_controller", ix::remove_controller(admin, pau, &keys.controller, payer)),
        Stage::new("pau.set_relayer", ix::set_relayer(admin, pau, &cast.stranger)),
        Stage::new("pau.set_freezer", ix::set_freezer(admin, pau, &cast.stranger)),
        Stage::new("pau.advance_epoch", ix::advance_epoch(admin, pau)),
    ]
}

fn limits(cast: &Cast, keys: &Keys) -> Vec<Stage> {
    let (payer, admin, pau) = (&cast.a.world.roles().payer, &keys.first.admin, &keys.first.pau);
    let (mint, claim) = (cast.a.world.facility.mint, keys.limit(LimitKind::Claim));
    let (kind, target) = (LimitKind::Transfer, cast.stranger);
    let limit = AddRateLimitArgs { kind, target, mint, max: ONE, slope: ONE };
    vec![
        Stage::new("pau.add_rate_limit", ix::add_rate_limit(payer, admin, pau, limit)),
        Stage::new("pau.set_rate_limit", ix::set_rate_limit(admin, pau, &claim, ONE, ONE)),
        Stage::new("pau.remove_rate_limit", ix::remove_rate_limit(admin, pau, &claim, payer)),
        Stage::new("pau.pause_rate_limit", ix::pause_rate_limit(&keys.first.freezer, pau, &claim)),
        Stage::new(
            "pau.resume_rate_limit",
            ix::resume_rate_limit(admin, pau, &keys.limit(LimitKind::Deposit)),
        ),
        Stage::new("pau.available_limit", ix::available_limit(&claim)),
        Stage::new("pau.charge", ix::charge(&keys.controller, pau, keys.claim(ONE))),
        Stage::new("pau.restore", ix::restore(&keys.controller, pau, keys.claim(ONE))),
    ]
}

fn emergency(_: &Cast, keys: &Keys) -> Vec<Stage> {
    let (freezer, pau) = (&keys.first.freezer, &keys.first.pau);
    vec![
        Stage::new("pau.freeze", ix::freeze(freezer, pau)),
        Stage::new("pau.unfreeze", ix::unfreeze(&keys.frozen.admin, &keys.frozen.pau)),
        Stage::new("pau.remove_relayer", ix::remove_relayer(freezer, pau, &keys.first.relayer)),
    ]
}

fn vaults(cast: &Cast, keys: &Keys) -> Vec<Stage> {
    let (payer, admin, pau) = (&cast.a.world.roles().payer, &keys.first.admin, &keys.first.pau);
    let source = keys.source();
    let open = |name: &str, authority: &Pubkey, controller: Option<Pubkey>| {
        let (mint, program) = (&source.mint, &source.token_program);
        Stage::new(name, ix::open_vault(payer, authority, pau, controller, &cast.stranger, mint, program))
    };
    let record = addresses::controller(pau, &keys.controller);
    let guarded = keys.guarded();
    vec![
        open("pau.open_vault", admin, None),
        open("pau.open_vault (controller)", &keys.controller, Some(record)),
        Stage::new("pau.release_vault", ix::release_vault(admin, pau, &guarded.vault())),
        Stage::new("pau.migrate_vault", ix::migrate_vault(&keys.controller, &guarded, &keys.second.pau)),
    ]
}

fn movements(_: &Cast, keys: &Keys) -> Vec<Stage> {
    let draw = DrawArgs { kind: LimitKind::Withdraw, target: keys.book, amount: ONE };
    let (source, endpoint) = (keys.source(), &keys.endpoint);
    vec![
        Stage::new("pau.transfer", ix::transfer(&keys.first.relayer, &source, endpoint, ONE)),
        Stage::new("pau.draw", ix::draw(&keys.controller, &source, endpoint, draw)),
        Stage::new("pau.swap", swap(keys)),
    ]
}

/// The controller has brought one token, which is its own business, and takes another: here of the same mint.
fn swap(keys: &Keys) -> Instruction {
    let source = keys.source();
    let accounts = accounts::Swap {
        signer: keys.controller,
        controller: addresses::controller(&source.pau, &keys.controller),
        pau: source.pau,
        limit_in: keys.limit(LimitKind::SwapIn),
        limit_out: keys.limit(LimitKind::SwapOut),
        vault: source.vault(),
        proxy: source.proxy(),
        token_account: source.token_account(),
        destination: keys.endpoint,
        mint: source.mint,
        token_program: source.token_program,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    let args = SwapArgs { mint_in: source.mint, amount_in: ONE, amount_out: ONE };
    let data = instruction::Swap { args }.data();
    Instruction { program_id: ID, accounts: accounts.to_account_metas(None), data }
}

fn actions(cast: &Cast, keys: &Keys) -> Vec<Stage> {
    let (payer, admin, pau) = (&cast.a.world.roles().payer, &keys.first.admin, &keys.first.pau);
    let spec = keys.action();
    let mut other = spec.clone();
    other.one_shot = true;
    let rest =
        [("record", false), ("limit", true), ("vault", true), ("endpoint", true), ("called proxy", false)];
    vec![
        Stage::new("pau.enable_action", ix::enable_action(payer, admin, pau, other)),
        Stage::new("pau.disable_action", ix::disable_action(admin, pau, &spec, payer)),
        Stage::new("pau.call", keys.call(&spec).instruction()).with_rest(&rest),
    ]
}
