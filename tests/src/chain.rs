//! The two engines that the suites run on: the bank of solana-program-test for lifecycles, LiteSVM for volume.

use halo_sdk::{
    client::{Client, Config, Units},
    cluster::Cluster,
    core_program::CoreProgram,
    transport::{Banks, Embedded, Transport},
};
use solana_account::Account;
use solana_clock::Clock;
use solana_keypair::Keypair;
use solana_program_test::{BanksClient, ProgramTest, ProgramTestContext};
use solana_pubkey::Pubkey;
use std::{cell::RefCell, rc::Rc};

/// Compute units that every test transaction asks for: enough for any, so that a failure is never theirs.
const UNITS: u32 = 1_400_000;

/// An engine whose clock can be moved.
pub trait Chain {
    type Transport: Transport;
    /// A client that pays with `payer`, which has money.
    fn client(&mut self, payer: Keypair) -> Client<Self::Transport>;
    /// Unix seconds.
    fn now(&mut self) -> impl std::future::Future<Output = i64>;
    /// Moves the clock to `unix_time`, in seconds.
    fn warp_to(&mut self, unix_time: i64) -> impl std::future::Future<Output = ()>;
    /// Writes an account as it is: forged ones, and lookup tables without the wait for a slot.
    fn set_account(&mut self, address: &Pubkey, account: Account);
}

fn config() -> Config {
    Config { units: Units::Fixed(UNITS), ..Config::default() }
}

/// Says which Core program runs, once a process.
pub fn announce_core() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| println!("Metaplex Core: {}", CoreProgram::from_env().name()));
}

/// LiteSVM.
pub struct Light(pub Cluster);

impl Light {
    /// A cluster with every program, its clock at `unix_time`.
    pub fn start(unix_time: i64) -> Self {
        announce_core();
        Self(Cluster::builder().unix_time(unix_time).halo().build().expect("programs are built"))
    }
}

impl Chain for Light {
    type Transport = Embedded;

    fn client(&mut self, payer: Keypair) -> Client<Embedded> {
        use solana_signer::Signer;
        self.0.airdrop(&payer.pubkey(), 1_000_000_000_000).expect("airdrop");
        self.0.client(payer).with_config(config())
    }

    async fn now(&mut self) -> i64 {
        self.0.unix_time()
    }

    async fn warp_to(&mut self, unix_time: i64) {
        self.0.warp_to(unix_time).expect("time moves forward");
    }

    fn set_account(&mut self, address: &Pubkey, account: Account) {
        self.0.set_account(address, account).expect("an account that the engine takes");
    }
}

/// solana-program-test. Clones share one bank.
#[derive(Clone)]
pub struct Bank {
    context: Rc<RefCell<ProgramTestContext>>,
    banks: BanksClient,
}

impl Bank {
    /// A bank with every program, its clock at `unix_time`.
    pub async fn start(unix_time: i64) -> Self {
        announce_core();
        std::env::set_var("SBF_OUT_DIR", halo_sdk::cluster::deploy_dir());
        if std::env::var_os("RUST_LOG").is_none() {
            std::env::set_var("RUST_LOG", "error");
        }
        let mut test = ProgramTest::default();
        test.prefer_bpf(true);
        for (name, id) in [
            ("configurator", halo_sdk::programs::CONFIGURATOR),
            ("pau", halo_sdk::programs::PAU),
            ("facility", halo_sdk::programs::FACILITY),
            ("nfat", halo_sdk::programs::NFAT),
            ("wrapper", halo_sdk::programs::WRAPPER),
            ("lcts", halo_sdk::programs::LCTS),
            ("psm", halo_sdk::programs::PSM),
        ] {
            test.add_program(name, id, None);
        }
        let core = CoreProgram::from_env();
        let elf = std::fs::read(core.path()).expect("run `cargo xtask build` first");
        test.add_account(halo_sdk::programs::CORE, executable(elf));
        let context = test.start_with_context().await;
        let banks = context.banks_client.clone();
        let mut bank = Self { context: Rc::new(RefCell::new(context)), banks };
        bank.warp_to(unix_time).await;
        bank
    }
}

fn executable(elf: Vec<u8>) -> Account {
    Account {
        lamports: 100_000_000_000,
        data: elf,
        owner: solana_sdk_ids::bpf_loader::ID,
        executable: true,
        rent_epoch: u64::MAX,
    }
}

impl Chain for Bank {
    type Transport = Banks;

    fn client(&mut self, payer: Keypair) -> Client<Banks> {
        use solana_signer::Signer;
        let funds = Account { lamports: 1_000_000_000_000, ..Account::default() };
        self.set_account(&payer.pubkey(), funds);
        Client::new(Banks::new(self.banks.clone()), payer).with_config(config())
    }

    async fn now(&mut self) -> i64 {
        self.clock().await.unix_timestamp
    }

    async fn warp_to(&mut self, unix_time: i64) {
        let mut clock = self.clock().await;
        clock.unix_timestamp = unix_time;
        self.context.borrow().set_sysvar(&clock);
    }

    fn set_account(&mut self, address: &Pubkey, account: Account) {
        self.context.borrow_mut().set_account(address, &account.into());
    }
}

impl Bank {
    async fn clock(&mut self) -> Clock {
        self.banks.get_sysvar().await.expect("the bank has a clock")
    }
}
