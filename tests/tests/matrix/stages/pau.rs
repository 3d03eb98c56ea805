use super::super::cast::Cast;
use halo_sdk::{
    instructions::pau as ix,
    pau::{instructions::*, state::LimitKind},
};
use halo_tests::{matrix::Stage, world::ONE};
use solana_pubkey::Pubkey;

pub fn stages(cast: &Cast) -> Vec<Stage> {
    [administration(cast), emergency(cast), vaults(cast), movements(cast)].into_iter().flatten().collect()
}

fn administration(cast: &Cast) -> Vec<Stage> {
    let (facility, roles) = (&cast.a.world.facility, cast.a.world.roles());
    let (payer, admin, pau) = (&roles.payer, &roles.admin, &facility.pau);
    let controller =
        AddControllerArgs { signer: cast.stranger, book: Pubkey::default(), kinds: LimitKind::ALL };
    let limit = AddRateLimitArgs {
        kind: LimitKind::Transfer,
        target: cast.stranger,
        mint: facility.mint,
        max: ONE,
        slope: ONE,
    };
    vec![
        Stage::new("pau.initialize_pau", ix::initialize_pau(payer, &cast.fresh, admin, &roles.freezer)),
        Stage::new("pau.add_controller", ix::add_controller(payer, admin, pau, controller)),
        Stage::new("pau.remove_controller", ix::remove_controller(admin, pau, &facility.facility, payer)),
        Stage::new("pau.add_rate_limit", ix::add_rate_limit(payer, admin, pau, limit)),
        Stage::new("pau.set_rate_limit", ix::set_rate_limit(admin, pau, &facility.claim_limit(), ONE, ONE)),
        Stage::new(
            "pau.remove_rate_limit",
            ix::remove_rate_limit(admin, pau, &facility.claim_limit(), payer),
        ),
        Stage::new("pau.set_relayer", ix::set_relayer(admin, pau, &cast.stranger)),
        Stage::new("pau.set_freezer", ix::set_freezer(admin, pau, &cast.stranger)),
        Stage::new("pau.available_limit", ix::available_limit(&facility.claim_limit())),
    ]
}

fn emergency(cast: &Cast) -> Vec<Stage> {
    let roles = cast.a.world.roles();
    let pau = &cast.a.world.facility.pau;
    vec![
        Stage::new("pau.freeze", ix::freeze(&roles.freezer, pau)),
        Stage::new("pau.unfreeze", ix::unfreeze(&roles.admin, &cast.frozen_pau)),
        Stage::new("pau.remove_relayer", ix::remove_relayer(&roles.freezer, pau, &roles.relayer)),
    ]
}

fn vaults(cast: &Cast) -> Vec<Stage> {
    let (facility, roles) = (&cast.a.world.facility, cast.a.world.roles());
    let open = |name: &str, authority: &Pubkey, controller: Option<Pubkey>| {
        let (payer, pau) = (&roles.payer, &facility.pau);
        let mint = (&facility.mint, &facility.token_program);
        Stage::new(name, ix::open_vault(payer, authority, pau, controller, &cast.stranger, mint.0, mint.1))
    };
    let record = halo_sdk::addresses::controller(&facility.pau, &cast.controller);
    vec![
        open("pau.open_vault", &roles.admin, None),
        Stage::new(
            "pau.release_vault",
            ix::release_vault(&roles.admin, &facility.pau, &cast.a.at_rest.book.vault),
        ),
        open("pau.open_vault (controller)", &cast.controller, Some(record)),
    ]
}

fn movements(cast: &Cast) -> Vec<Stage> {
    let (facility, roles) = (&cast.a.world.facility, cast.a.world.roles());
    let source = ix::BookSource {
        pau: facility.pau,
        book: cast.a.deploying.book.book,
        mint: facility.mint,
        token_program: facility.token_program,
    };
    let (kind, target) = (LimitKind::Claim, facility.facility);
    let limit = |amount: u64| UseLimitArgs { kind, target, mint: facility.mint, amount };
    let draw = DrawArgs { kind: LimitKind::Withdraw, target, amount: ONE };
    let destination = cast.a.deploying.book.redeem_token_account;
    vec![
        Stage::new("pau.transfer", ix::transfer(&roles.relayer, &source, &cast.a.world.endpoint, ONE)),
        Stage::new("pau.draw", ix::draw(&cast.controller, &source, &destination, draw)),
        Stage::new("pau.charge", ix::charge(&cast.controller, &facility.pau, limit(ONE))),
        Stage::new("pau.restore", ix::restore(&cast.controller, &facility.pau, limit(ONE))),
    ]
}
