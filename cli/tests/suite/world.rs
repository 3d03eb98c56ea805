//! An embedded cluster on which subcommands act, typed as on the command line.

use clap::Parser;
use halo_cli::{Cli, Paint, Plan, Session, Task, Value, View, Work};
use halo_sdk::{
    addresses::FacilityAddresses,
    client::Client,
    cluster::Cluster,
    error::Error,
    token::{associated_token_address, MintConfig, TokenProgram},
    transport::Embedded,
};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use std::{fs, path::PathBuf, sync::Arc};

pub const DAY: u64 = 86_400;
/// What an addition waits behind the timelock.
pub const DELAY: u64 = 14 * DAY;
/// 2024-12-31 00:00 UTC: the timelock's delay and a day before the deals start.
pub const START: i64 = 1_735_603_200;

/// A role, and the seed of its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Payer = 1,
    Council,
    /// Administers the PAU that no scope governs.
    Admin,
    Freezer,
    Relayer,
    Beacon,
    Attestor,
    Warden,
    Prime,
    Borrower,
    ScopeBase,
    PauBase,
    FacilityBase,
    Mint,
    Mom,
    ScopeFreezer,
    Conserver,
    Govops,
    OwnBase,
    UnitBase,
    Alice,
    Bob,
    PoolBase,
    FeedBase,
    /// Mint of what a pool trades.
    Asset,
    Reporter,
}

impl Role {
    pub fn keypair(self) -> Keypair {
        Keypair::new_from_array([self as u8; 32])
    }

    pub fn key(self) -> Pubkey {
        self.keypair().pubkey()
    }
}

pub struct World {
    pub cluster: Cluster,
    /// Files of this world alone.
    pub folder: PathBuf,
    client: Client<Embedded>,
}

impl World {
    /// A cluster with every program and a mint, of which the Prime holds 50M; `name` keeps its files apart.
    pub fn new(name: &str) -> Self {
        let cluster = Cluster::builder().unix_time(START).halo().build().unwrap();
        for role in [Role::Payer, Role::Beacon, Role::Attestor, Role::Prime] {
            cluster.airdrop(&role.key(), 10_000_000_000).unwrap();
        }
        let config = MintConfig::new(TokenProgram::Spl, 6, cluster.operator());
        cluster.create_mint_at(&Role::Mint.keypair(), &config).unwrap();
        cluster.mint_tokens(&Role::Mint.key(), &Role::Prime.key(), 50_000_000_000_000).unwrap();
        cluster.create_token_account(&Role::Mint.key(), &Role::Borrower.key()).unwrap();
        let folder = std::env::temp_dir().join(format!("halo-cli-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let client = cluster.client(Role::Payer.keypair());
        Self { cluster, folder, client }
    }

    pub fn endpoint() -> Pubkey {
        associated_token_address(&Role::Borrower.key(), &Role::Mint.key(), TokenProgram::Spl)
    }

    pub fn facility() -> FacilityAddresses {
        use halo_sdk::addresses;
        FacilityAddresses {
            facility: addresses::facility(&Role::FacilityBase.key()),
            scope: addresses::scope(&Role::ScopeBase.key()),
            pau: addresses::pau(&Role::PauBase.key()),
            mint: Role::Mint.key(),
            token_program: TokenProgram::Spl.id(),
        }
    }

    /// Writes a file and returns its path.
    pub fn file(&self, name: &str, content: &str) -> String {
        let path = self.folder.join(name);
        fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Writes a role's key file and returns its path.
    pub fn key_file(&self, role: Role) -> String {
        let bytes = role.keypair().to_bytes().to_vec();
        self.file(&format!("{role:?}.json"), &serde_json::to_string(&bytes).unwrap())
    }

    fn session(&self, signers: &[Role], dry_run: bool) -> Session<Embedded> {
        let signers = signers.iter().map(|role| Arc::new(role.keypair())).collect();
        Session::new(self.client.clone(), signers, halo_cli::Format::Human(Paint::plain()), dry_run)
    }

    async fn work(&self, session: &Session<Embedded>, line: &str) -> anyhow::Result<Work> {
        let words = std::iter::once("halo").chain(line.split_whitespace());
        let Task::Cluster(command) = Cli::try_parse_from(words)?.task else {
            panic!("{line} acts on no cluster");
        };
        command.execute(session).await
    }

    /// What `line` would send, acted by `role`.
    pub async fn plan(&self, role: Role, line: &str) -> Plan {
        match self.work(&self.session(&[role], false), line).await {
            Ok(Work::Send(plan)) => plan,
            Ok(Work::Show(_)) => panic!("{line} sends nothing"),
            Err(error) => panic!("{line}: {error:#}"),
        }
    }

    /// Runs `line`, acted by the first of `roles`, and returns what it shows.
    pub async fn try_run(&self, roles: &[Role], line: &str) -> anyhow::Result<View> {
        let session = self.session(roles, false);
        match self.work(&session, line).await? {
            Work::Send(plan) => session.send(plan).await,
            Work::Show(view) => Ok(view),
        }
    }

    /// Runs `line` as with `--json`, acted by `role`, and returns the document.
    pub async fn document(&self, role: Role, line: &str) -> View {
        let signers = vec![Arc::new(role.keypair())];
        let session = Session::new(self.client.clone(), signers, halo_cli::Format::Json, false);
        match self.work(&session, line).await.expect(line) {
            Work::Send(plan) => session.send(plan).await.expect(line),
            Work::Show(view) => view,
        }
    }

    /// Sends `plan`, signed by `roles`.
    pub async fn send(&self, roles: &[Role], plan: Plan) -> anyhow::Result<View> {
        self.session(roles, false).send(plan).await
    }

    pub async fn run(&self, role: Role, line: &str) -> View {
        self.try_run(&[role], line).await.unwrap_or_else(|error| panic!("{line}: {error:#}"))
    }

    /// Simulates `line` and prints, as `--dry-run` does.
    pub async fn dry_run(&self, role: Role, line: &str) -> anyhow::Result<()> {
        let session = self.session(&[role], true);
        let work = self.work(&session, line).await?;
        session.finish(work).await
    }

    /// The name of the program error with which `line` fails.
    pub async fn refusal(&self, role: Role, line: &str) -> String {
        let error = self.try_run(&[role], line).await.expect_err(line);
        let failure = error.downcast_ref::<Error>().and_then(Error::failure);
        failure
            .and_then(|failure| failure.cause.as_ref())
            .map_or_else(|| format!("{error:#}"), |c| c.name.clone())
    }

    /// Uses the table at `address` from now on.
    pub async fn use_lookup_table(&mut self, address: &Value) {
        let address = address.to_string().parse().unwrap();
        let table = halo_sdk::lookup_table::fetch(&self.client, &address).await.unwrap();
        self.client = self.client.clone().with_lookup_tables(vec![table]);
    }

    /// Deploys from a file what can be deployed now.
    pub async fn deploy_now(&self) -> View {
        let roles = [Role::Council, Role::Govops];
        let line = format!("deploy --config {}", self.deployment_file());
        self.try_run(&roles, &line).await.unwrap_or_else(|error| panic!("{error:#}"))
    }

    /// Deploys everything: before the timelock's delay, and after it.
    pub async fn deploy(&self) -> View {
        self.deploy_now().await;
        self.cluster.advance(DELAY).unwrap();
        self.deploy_now().await
    }

    /// The PAU that [`Role::Admin`] administers instead of a scope.
    pub fn own_pau() -> Pubkey {
        halo_sdk::addresses::pau(&Role::OwnBase.key())
    }

    /// Creates that PAU, with a freezer, a relayer and an empty limit of 100M to the endpoint.
    pub async fn open_own_pau(&self) -> Pubkey {
        let (pau, mint, endpoint) = (Self::own_pau(), Role::Mint.key(), Self::endpoint());
        let base = self.key_file(Role::OwnBase);
        self.run(Role::Admin, &format!("pau init --base {base} --freezer {}", Role::Freezer.key())).await;
        self.run(Role::Admin, &format!("pau relayer add {pau} {}", Role::Relayer.key())).await;
        let limit = format!("{pau} --kind transfer --target {endpoint} --mint {mint}");
        self.run(Role::Admin, &format!("pau limit add {limit} --max 100M --slope 100M")).await;
        pau
    }

    /// The file of the usual deployment, with the key files beside it.
    pub fn deployment_file(&self) -> String {
        for base in [Role::ScopeBase, Role::PauBase, Role::FacilityBase] {
            self.key_file(base);
        }
        let key = |role: Role| role.key().to_string();
        let text = format!(
            r#"mint = "{}"
terms = "disclosed"
beams_expire = "2026-07-15"
claim_limit = {{ max = "1B", slope = "1B" }}
withdraw_limit = {{ max = "unlimited", slope = "1B" }}
prime_limit = {{ max = "100M", slope = "100M" }}

[roles]
council = "{}"
mom = "{}"
scope_freezer = "{}"
conserver = "{}"
govops = "{}"
freezer = "{}"
relayer = "{}"
beacon = "{}"
attestor = "{}"
warden = "{}"

[base]
scope = "ScopeBase.json"
pau = "PauBase.json"
facility = "FacilityBase.json"

[collection]
name = "Halo 123 senior secured"
uri = "https://example.com/halo-123.json"

[buybox]
size = ["5M", "100M"]
duration_days = [180, 730]
apy_bps = [800, 1500]
penalty_max_bps = 2000
grace_days = 10
risk_tiers = [1, 2]
asset_types = ["senior secured loan"]
jurisdictions = ["Switzerland"]

[[endpoints]]
address = "{}"
max = "100M"
slope = "100M"
"#,
            key(Role::Mint),
            key(Role::Council),
            key(Role::Mom),
            key(Role::ScopeFreezer),
            key(Role::Conserver),
            key(Role::Govops),
            key(Role::Freezer),
            key(Role::Relayer),
            key(Role::Beacon),
            key(Role::Attestor),
            key(Role::Warden),
            Self::endpoint()
        );
        self.file("deployment.toml", &text)
    }
}

impl Drop for World {
    fn drop(&mut self) {
        // What is left behind in a temporary folder harms nobody.
        let _ = fs::remove_dir_all(&self.folder);
    }
}
