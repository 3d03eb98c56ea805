//! A PSM from the command line: created, filled, limited, swapped with, paused and emptied.

use crate::world::{Role, World, DAY};
use halo_cli::{Value, View};
use halo_sdk::{
    addresses::{self, PsmAddresses, ReserveToken},
    halo_math::RAY,
    instructions::psm::{self as ix, Trader},
    psm::{
        instructions::{InitializePsmArgs, SwapArgs},
        state::Side,
    },
    token::{MintConfig, TokenProgram},
};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

/// 5 % a year.
const FIVE_PERCENT: u128 = 1_000_000_001_547_125_957_863_212_448;
const TOKEN: u64 = 1_000_000;

/// Addresses of a PSM of the world's mint as savings and another mint as the stable token, of which the Prime has a
/// thousand.
fn prepared(world: &World) -> PsmAddresses {
    let config = MintConfig::new(TokenProgram::Spl, 6, world.cluster.operator());
    let stable = world.cluster.create_mint_with(&config).unwrap();
    world.cluster.mint_tokens(&stable, &Role::Prime.key(), 1_000 * TOKEN).unwrap();
    let token = |mint: Pubkey| ReserveToken { mint, token_program: TokenProgram::Spl.id() };
    PsmAddresses {
        psm: addresses::psm(&Role::OwnBase.keypair().pubkey()),
        stable: token(stable),
        savings: token(Role::Mint.key()),
    }
}

async fn create(world: &World, at: &PsmAddresses, ssr: u128) {
    let base = world.key_file(Role::OwnBase);
    let mints = format!("--stable {} --savings {}", at.stable.mint, at.savings.mint);
    let init = format!("psm init {mints} --ssr {ssr} --max-ssr {FIVE_PERCENT} --base {base}");
    let args = InitializePsmArgs { admin: Role::Admin.key(), ssr, max_ssr: FIVE_PERCENT };
    let expected = ix::initialize_psm(&Role::Payer.key(), &Role::OwnBase.key(), at, args);
    assert_eq!(world.plan(Role::Admin, &init).await.instructions, [expected]);
    world.run(Role::Admin, &init).await;
}

fn reserves(view: &View) -> Vec<[Value; 2]> {
    let Some(Value::Table(table)) = view.get("reserves") else { panic!("{view:?}") };
    table.rows.iter().map(|row| [row.cells[2].clone(), row.cells[3].clone()]).collect()
}

fn tokens(held: u64, payable: u64) -> [Value; 2] {
    [held, payable].map(|tokens| Value::Tokens(tokens * TOKEN, 6))
}

#[tokio::test]
async fn a_psm_lives_on_the_command_line() {
    let world = World::new("psm");
    let at = prepared(&world);
    create(&world, &at, RAY).await;
    let psm = at.psm;
    for token in ["stable", "savings"] {
        world.run(Role::Prime, &format!("psm deposit {psm} {token} --amount 500")).await;
        world.run(Role::Admin, &format!("psm limit {psm} {token} --max 100 --slope 100")).await;
    }
    let shown = world.run(Role::Payer, &format!("psm show {psm}")).await;
    assert_eq!(reserves(&shown), [tokens(500, 0), tokens(500, 0)]);
    let texts = ["rate", "growth_a_second", "growth_a_year"].map(|name| shown.get(name).unwrap().to_string());
    assert_eq!(texts, ["1", "1", "0 %"]);
    world.cluster.advance(DAY).unwrap();

    let swap = format!("psm swap {psm} --sell stable --amount 40");
    let trader = Trader::of(&Role::Prime.key(), &at, Side::Stable);
    let args = SwapArgs { sold: Side::Stable, amount_in: 40 * TOKEN, min_out: 39_960_000 };
    assert_eq!(world.plan(Role::Prime, &swap).await.instructions, [ix::swap(&trader, &at, args)]);
    let told = world.run(Role::Prime, &swap).await;
    assert_eq!(told.get("quoted"), Some(&Value::Tokens(40 * TOKEN, 6)));
    let shown = world.run(Role::Payer, &format!("psm show {psm}")).await;
    assert_eq!(reserves(&shown), [tokens(540, 100), tokens(460, 60)]);
    assert_eq!(world.refusal(Role::Prime, &format!("{swap} --min 40.000001")).await, "BelowMinimum");
    let more = format!("psm swap {psm} --sell stable --amount 61");
    assert_eq!(world.refusal(Role::Prime, &more).await, "RateLimitExceeded");

    world.run(Role::Admin, &format!("psm pause {psm}")).await;
    assert_eq!(world.refusal(Role::Prime, &swap).await, "Paused");
    world.run(Role::Admin, &format!("psm unpause {psm}")).await;
    assert_eq!(world.refusal(Role::Prime, &format!("psm pause {psm}")).await, "NotAdmin");
    let to = at.stable.account(&Role::Prime.key());
    world.run(Role::Admin, &format!("psm withdraw {psm} stable --amount 540 --to {to}")).await;
    assert_eq!(world.cluster.token_balance(&to).unwrap(), 1_000 * TOKEN);
}

#[tokio::test]
async fn its_rate_is_shown_in_full() {
    let world = World::new("psm-rate");
    let at = prepared(&world);
    create(&world, &at, FIVE_PERCENT).await;
    world.cluster.advance(DAY).unwrap();
    let shown = world.run(Role::Payer, &format!("psm show {}", at.psm)).await;
    let texts = ["rate", "growth_a_second", "growth_a_year"].map(|name| shown.get(name).unwrap().to_string());
    assert_eq!(texts[1..], ["1.000000001547125957863212448", "5 %"]);
    assert!(texts[0].starts_with("1.00013368"), "{}", texts[0]);
    world.run(Role::Admin, &format!("psm rate {} {RAY}", at.psm)).await;
    let shown = world.run(Role::Payer, &format!("psm show {}", at.psm)).await;
    assert_eq!(shown.get("growth_a_year"), Some(&Value::text("0 %")));
    let above = format!("psm rate {} {}", at.psm, FIVE_PERCENT + 1);
    assert_eq!(world.refusal(Role::Admin, &above).await, "RateOutOfBounds");
}
