//! What relayers call in a Book's name, the pause of a limit, the end of an epoch and a Book's way to another PAU.

use crate::world::{Role, World};
use halo_cli::Value;
use halo_sdk::{
    addresses, instructions as ix,
    pau::state::{AccountRole, AccountRule, ActionSpec},
    token::TokenProgram,
};
use solana_pubkey::Pubkey;

const MILLION: u64 = 1_000_000_000_000;
/// The prime's key is a Book here: any key is one for a PAU.
const BOOK: Role = Role::Prime;

/// A payment of the Book to the endpoint, by the token program; and the file that says so.
fn payment(world: &World) -> (ActionSpec, String) {
    let (mint, endpoint) = (World::facility().mint, World::endpoint());
    let rule = |role, writable, signer| AccountRule { role, writable, signer };
    let spec = ActionSpec {
        program: TokenProgram::Spl.id(),
        accounts: vec![
            rule(AccountRole::Vault(mint), true, false),
            rule(AccountRole::Pinned(endpoint), true, false),
            rule(AccountRole::Proxy, false, true),
        ],
        data_prefix: vec![3],
        one_shot: false,
    };
    let text = format!(
        r#"program = "{}"
data_prefix = "03"
accounts = [
    {{ role = "vault", mint = "{mint}", writable = true }},
    {{ role = "pinned", account = "{endpoint}", writable = true }},
    {{ role = "proxy", signer = true }},
]
"#,
        spec.program
    );
    (spec, world.file("payment.toml", &text))
}

/// Opens the Book and gives it 10M.
async fn open_book(world: &World) {
    let (pau, mint, book) = (World::own_pau(), World::facility().mint, BOOK.key());
    let open = format!("pau vault open {pau} --book {book} --mint {mint}");
    world.try_run(&[Role::Admin, BOOK], &open).await.unwrap();
    world.cluster.mint_tokens(&mint, &addresses::proxy(&pau, &book), 10 * MILLION).unwrap();
}

#[tokio::test]
async fn an_action_is_enabled_called_and_disabled() {
    let world = World::new("actions");
    world.open_own_pau().await;
    let (pau, mint, book) = (World::own_pau(), World::facility().mint, BOOK.key());
    open_book(&world).await;
    let (spec, file) = payment(&world);
    let enable = format!("pau action enable {pau} --spec {file}");
    let enabled = world.run(Role::Admin, &enable).await;
    let target = ix::pau::action_target(&spec);
    assert_eq!(enabled.get("action_target"), Some(&Value::text(target)));
    let limit = format!("{pau} --kind action --target {target} --mint {mint}");
    world.run(Role::Admin, &format!("pau limit add {limit} --max 2M --slope 2M")).await;
    world.cluster.advance(86_400).unwrap();

    let data: String =
        [&[3][..], &(2 * MILLION).to_le_bytes()].concat().iter().map(|b| format!("{b:02x}")).collect();
    let call = format!("pau call {pau} --spec {file} --book {book} --spend {mint} --data {data}");
    let expected = ix::pau::Call {
        relayer: Role::Relayer.key(),
        pau,
        book,
        spec: &spec,
        tracked: vec![ix::pau::Tracked { mint, token_program: TokenProgram::Spl.id(), limited: true }],
        data: [&[3][..], &(2 * MILLION).to_le_bytes()].concat(),
    };
    assert_eq!(world.plan(Role::Relayer, &call).await.instructions, [expected.instruction()]);
    assert_eq!(world.refusal(Role::Admin, &call).await, "NotRelayer");
    let receiving = call.replace("--spend", "--receive");
    assert_eq!(world.refusal(Role::Relayer, &receiving).await, "LimitMissing");
    world.run(Role::Relayer, &call).await;
    assert_eq!(world.cluster.token_balance(&World::endpoint()).unwrap(), 2 * MILLION);
    assert_eq!(world.refusal(Role::Relayer, &call).await, "RateLimitExceeded");

    let shown = world.run(Role::Payer, &format!("pau action show {pau} --spec {file}")).await;
    assert_eq!(
        (shown.get("enabled"), shown.get("used")),
        (Some(&Value::Flag(true)), Some(&Value::Flag(true)))
    );
    world.run(Role::Admin, &format!("pau action disable {pau} --spec {file}")).await;
    assert!(world.try_run(&[Role::Relayer], &call).await.is_err(), "no action any more");
    let shown = world.run(Role::Payer, &format!("pau action show {pau} --spec {file}")).await;
    assert_eq!(shown.get("enabled"), Some(&Value::Flag(false)));
}

#[tokio::test]
async fn an_action_that_no_one_may_approve_is_not_sent() {
    let world = World::new("forbidden");
    let (_, file) = payment(&world);
    let text = std::fs::read_to_string(&file).unwrap().replace("\"03\"", "\"06\"");
    let file = world.file("authority.toml", &text);
    let pau = World::own_pau();
    let error =
        world.try_run(&[Role::Admin], &format!("pau action enable {pau} --spec {file}")).await.unwrap_err();
    assert!(error.to_string().contains("authority.toml can be no action: Of a token program"), "{error}");
}

#[tokio::test]
async fn a_limit_is_paused_and_goes_on() {
    let world = World::new("pause");
    world.open_own_pau().await;
    let (pau, mint, endpoint) = (World::own_pau(), World::facility().mint, World::endpoint());
    let key = format!("{pau} --kind transfer --target {endpoint} --mint {mint}");
    world.cluster.advance(86_400).unwrap();
    world.run(Role::Freezer, &format!("pau limit pause {key}")).await;
    let shown = world.run(Role::Payer, &format!("pau limit show {key}")).await;
    assert_eq!(shown.get("paused"), Some(&Value::Flag(true)));
    assert_eq!(shown.get("available"), Some(&Value::Tokens(0, 6)));
    assert_eq!(world.refusal(Role::Freezer, &format!("pau limit resume {key}")).await, "NotAdmin");
    world.run(Role::Admin, &format!("pau limit resume {key}")).await;
    let shown = world.run(Role::Payer, &format!("pau limit show {key}")).await;
    assert_eq!(shown.get("available"), Some(&Value::Tokens(100 * MILLION, 6)));
}

#[tokio::test]
async fn an_epoch_ends_for_relayers_and_freezer() {
    let world = World::new("epoch");
    world.open_own_pau().await;
    let pau = World::own_pau();
    assert_eq!(world.refusal(Role::Freezer, &format!("pau advance-epoch {pau}")).await, "NotAdmin");
    world.run(Role::Admin, &format!("pau advance-epoch {pau}")).await;
    let shown = world.run(Role::Payer, &format!("pau show {pau}")).await;
    assert_eq!(shown.get("epoch"), Some(&Value::Number(1)));
    assert_eq!(shown.get("relayers"), Some(&Value::List(Vec::new())));
    assert_eq!(shown.get("freezer"), Some(&Value::text("none")));
}

#[tokio::test]
async fn a_pau_is_created_under_a_named_administrator_and_a_book_moves_there() {
    let world = World::new("migrate");
    world.open_own_pau().await;
    let (old, mint, book) = (World::own_pau(), World::facility().mint, BOOK.key());
    open_book(&world).await;
    let base = world.key_file(Role::Borrower);
    let admin = Role::Admin.key();
    world.run(Role::Payer, &format!("pau init --admin {admin} --base {base}")).await;
    let new = addresses::pau(&Role::Borrower.key());
    let shown = world.run(Role::Payer, &format!("pau show {new}")).await;
    assert_eq!(shown.get("admin"), Some(&Value::text(admin)));
    let open = format!("pau vault open {new} --book {book} --mint {mint}");
    assert!(world.try_run(&[Role::Admin], &open).await.is_err(), "the Book's key does not sign");
    world.try_run(&[Role::Admin, BOOK], &open).await.unwrap();

    let controller: Pubkey = Role::Warden.key();
    world
        .run(Role::Admin, &format!("pau controller add {old} {controller} --kinds withdraw --book {book}"))
        .await;
    let migrate = format!("pau vault migrate {old} --book {book} --mint {mint} --to {new}");
    assert!(world.try_run(&[Role::Admin], &migrate).await.is_err(), "the administrator is no controller");
    let moved = world.run(Role::Warden, &migrate).await;
    let account = World::facility().token_account(&addresses::proxy(&new, &book));
    assert_eq!(moved.get("token_account"), Some(&Value::text(account)));
    assert_eq!(world.cluster.token_balance(&account).unwrap(), 10 * MILLION);
}
