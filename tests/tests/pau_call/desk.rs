//! What every case starts from: two Books that no program guards, an approved action of a program that does whatever
//! it is told, and a thief who tells it.

use halo_sdk::{
    addresses,
    cluster::Cluster,
    deployment::Limit,
    error::Error,
    instructions as ix,
    pau::state::{AccountRole, AccountRule, ActionSpec, LimitKind, RateLimit},
    token::{self, MintConfig, TokenProgram},
    transport::Landed,
};
use halo_tests::{
    chain::{announce_core, Chain, Light},
    key_pau::KeyPau,
    matrix::accounts::Ledger,
    world::{World, DAY, DECIMALS, ONE, START},
};
use hostile::Step;
use solana_instruction::{error::InstructionError, AccountMeta, Instruction};
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;
use solana_transaction_error::TransactionError;
use std::fmt::Debug;

/// What each vault holds.
pub const HELD: u64 = 1_000 * ONE;
/// Most of what the action may take, and what it refills a day.
pub const LIMIT: u64 = 100 * ONE;

pub struct Desk {
    pub world: World<Light>,
    /// The PAU and its keys.
    pub roles: KeyPau,
    /// Book whose money is asked for, and another of the same PAU.
    pub book: Pubkey,
    pub other: Pubkey,
    /// A second mint, of Token-2022, of which the Books have vaults too.
    pub second: Pubkey,
    pub thief: Pubkey,
    /// The usual action.
    pub spec: ActionSpec,
}

impl Desk {
    pub async fn new() -> Self {
        announce_core();
        let cluster = Cluster::builder().unix_time(START).halo().program(hostile::ID, "hostile");
        let mut world = World::new(Light(cluster.build().expect("programs are built"))).await;
        let [book, other] = ["Book A", "Book B"].map(|name| world.keys.add_named(name));
        let thief = world.person("thief").await;
        let roles = KeyPau::open(&mut world, "PAU of the desk").await;
        let second = world.keys.add_named("second mint");
        let mut desk = Self { world, roles, book, other, second, thief, spec: nothing() };
        desk.create_second_mint().await;
        for book in [book, other] {
            for (mint, program) in desk.mints() {
                desk.open_vault(&book, &mint, program).await;
                desk.give(&desk.proxy(&book), &mint, program, HELD).await;
            }
        }
        for owner in [thief, roles.relayer] {
            for (mint, program) in desk.mints() {
                desk.give(&owner, &mint, program, ONE).await;
            }
        }
        desk.spec = desk.spec_of(&[]);
        desk.enable(&desk.spec.clone()).await;
        desk.allow(&desk.spec.clone(), desk.mint(), LIMIT).await;
        desk
    }

    /// The first mint.
    pub fn mint(&self) -> Pubkey {
        self.world.facility.mint
    }

    pub fn pau(&self) -> Pubkey {
        self.roles.pau
    }

    pub fn relayer(&self) -> Pubkey {
        self.roles.relayer
    }

    pub fn mints(&self) -> [(Pubkey, TokenProgram); 2] {
        [(self.mint(), TokenProgram::Spl), (self.second, TokenProgram::Token2022)]
    }

    pub fn proxy(&self, book: &Pubkey) -> Pubkey {
        addresses::proxy(&self.pau(), book)
    }

    pub fn program_of(&self, mint: &Pubkey) -> TokenProgram {
        let mut mints = self.mints().into_iter();
        mints.find(|(other, _)| other == mint).expect("one of the two mints").1
    }

    /// Token account of `owner`, one of a vault when `owner` is a proxy.
    pub fn account(&self, owner: &Pubkey, mint: &Pubkey) -> Pubkey {
        token::associated_token_address(owner, mint, self.program_of(mint))
    }

    /// Token account of `book`'s vault.
    pub fn vault(&self, book: &Pubkey, mint: &Pubkey) -> Pubkey {
        self.account(&self.proxy(book), mint)
    }

    pub async fn held(&self, book: &Pubkey, mint: &Pubkey) -> u64 {
        self.world.tokens(&self.vault(book, mint)).await
    }

    async fn create_second_mint(&mut self) {
        use halo_sdk::transport::Transport;
        let payer = self.payer();
        let rent = self.world.client.transport().rent().await.expect("rent");
        let config = MintConfig::new(TokenProgram::Token2022, DECIMALS, payer);
        let create = token::create_mint(&payer, &self.second, &config, &rent).expect("a plain mint");
        self.world.ok(&create, &[self.second]).await;
    }

    async fn open_vault(&self, book: &Pubkey, mint: &Pubkey, program: TokenProgram) {
        let (pau, token_program) = (self.pau(), program.id());
        let source = ix::pau::BookSource { pau, book: *book, mint: *mint, token_program };
        self.roles.open_vault(&self.world, &source).await;
    }

    pub fn payer(&self) -> Pubkey {
        self.world.roles().payer
    }

    pub async fn give(&self, owner: &Pubkey, mint: &Pubkey, program: TokenProgram, amount: u64) {
        let payer = self.payer();
        let create = token::create_associated_token_account(&payer, owner, mint, program);
        let account = token::associated_token_address(owner, mint, program);
        let give = token::mint_to(program, mint, &account, &payer, amount).expect("a token program");
        self.world.ok(&[create, give], &[]).await;
    }

    /// An action of the hostile program: the proxy signs, the first vault, and what an attack needs; `extra` after it.
    pub fn spec_of(&self, extra: &[AccountRule]) -> ActionSpec {
        let mut accounts = vec![
            AccountRule { role: AccountRole::Proxy, writable: true, signer: true },
            AccountRule { role: AccountRole::Vault(self.mint()), writable: true, signer: false },
            pinned(self.account(&self.thief, &self.mint()), true),
            pinned(self.thief, true),
            pinned(TokenProgram::Spl.id(), false),
            pinned(system_program::ID, false),
        ];
        accounts.extend(extra);
        ActionSpec { program: hostile::ID, accounts, data_prefix: vec![hostile::TAG], one_shot: false }
    }

    /// The same with the second vault and its token program.
    pub fn spec_of_both_mints(&self) -> ActionSpec {
        self.spec_of(&[
            AccountRule { role: AccountRole::Vault(self.second), writable: true, signer: false },
            pinned(self.account(&self.thief, &self.second), true),
            pinned(TokenProgram::Token2022.id(), false),
        ])
    }

    pub async fn enable(&self, spec: &ActionSpec) {
        let admin = self.roles.admin;
        let enable = ix::pau::enable_action(&self.payer(), &admin, &self.pau(), spec.clone());
        self.world.ok(&[enable], &[admin]).await;
    }

    pub async fn refused_to_enable(&self, spec: &ActionSpec, expected: impl Into<u32> + Debug) {
        let admin = self.roles.admin;
        let enable = ix::pau::enable_action(&self.payer(), &admin, &self.pau(), spec.clone());
        self.world.refused(&[enable], &[admin], expected).await;
    }

    /// Gives the action a limit in `mint` and waits until it is full.
    pub async fn allow(&mut self, spec: &ActionSpec, mint: Pubkey, amount: u64) {
        self.add_limit(spec, &mint, amount).await;
        self.wait(DAY).await;
    }

    pub async fn add_limit(&self, spec: &ActionSpec, mint: &Pubkey, amount: u64) {
        let limit = Limit { max: amount, slope: amount };
        let target = ix::pau::action_target(spec);
        self.roles.add_limit(&self.world, LimitKind::Action, target, *mint, limit).await;
    }

    pub async fn wait(&mut self, seconds: i64) {
        let later = self.world.chain.now().await + seconds;
        self.world.chain.warp_to(later).await;
    }

    /// A call of `spec` that tracks the first vault under its limit, with `steps` for the hostile program.
    pub fn call<'a>(&self, spec: &'a ActionSpec, steps: &[Step]) -> ix::pau::Call<'a> {
        let mut call = ix::pau::Call {
            relayer: self.relayer(),
            pau: self.pau(),
            book: self.book,
            spec,
            tracked: vec![self.tracked(&self.mint(), true)],
            data: Vec::new(),
        };
        let given = self.given(&call);
        call.data = hostile::script(&given, steps);
        call
    }

    /// The same with the second vault tracked too, `limited` or not.
    pub fn call_both<'a>(&self, spec: &'a ActionSpec, limited: bool, steps: &[Step]) -> ix::pau::Call<'a> {
        let mut call = self.call(spec, &[]);
        call.tracked.push(self.tracked(&self.second, limited));
        call.data = hostile::script(&self.given(&call), steps);
        call
    }

    pub fn tracked(&self, mint: &Pubkey, limited: bool) -> ix::pau::Tracked {
        ix::pau::Tracked { mint: *mint, token_program: self.program_of(mint).id(), limited }
    }

    /// Keys of the accounts that the called program receives.
    fn given(&self, call: &ix::pau::Call) -> Vec<Pubkey> {
        let instruction = call.instruction();
        let passed = instruction.accounts.len() - call.spec.accounts.len();
        instruction.accounts[passed..].iter().map(|meta| meta.pubkey).collect()
    }

    /// The usual action with `steps`.
    pub fn attack(&self, steps: &[Step]) -> Instruction {
        self.call(&self.spec, steps).instruction()
    }

    pub async fn send(&self, instruction: Instruction) -> Result<Landed, Error> {
        self.world.send(&[instruction], &[self.relayer()]).await
    }

    pub async fn ok(&self, instruction: Instruction) -> Landed {
        self.send(instruction).await.unwrap_or_else(|error| panic!("{error:#?}"))
    }

    /// Refused with `expected`, and not a bit of the chain has changed but the fee payer's lamports.
    pub async fn refused(&self, instruction: Instruction, expected: impl Into<u32> + Debug) {
        self.world.refused(&[instruction], &[self.relayer()], expected).await;
    }

    /// The same for an error of the runtime.
    pub async fn refused_by_runtime(&self, instruction: Instruction, expected: InstructionError) {
        let before = Ledger::of(&self.world.chain.0);
        match self.send(instruction).await {
            Err(Error::Failed(failure)) => match &failure.error {
                TransactionError::InstructionError(_, came) => assert_eq!(*came, expected, "{failure}"),
                other => panic!("{expected:?} was expected, came {other:?}"),
            },
            other => panic!("{expected:?} was expected, came {other:?}"),
        }
        let changed = before.changed_in(&self.world.chain.0);
        assert_eq!(changed, [self.world.roles().payer], "a refusal changed more than the payer's lamports");
    }

    /// The limit of `spec` in `mint`.
    pub async fn limit(&self, spec: &ActionSpec, mint: &Pubkey) -> RateLimit {
        let address = self.call(spec, &[]).limit(mint);
        self.world.client.fetch(&address).await.expect("a limit")
    }

    /// Takes `amount` of the first mint out of the Book, to the thief.
    pub fn take(&self, amount: u64) -> Step {
        self.take_of(&self.mint(), amount)
    }

    pub fn take_of(&self, mint: &Pubkey, amount: u64) -> Step {
        self.move_tokens(mint, &self.proxy(&self.book), &self.thief, amount)
    }

    /// A plain transfer of the token program.
    pub fn move_tokens(&self, mint: &Pubkey, from: &Pubkey, to: &Pubkey, amount: u64) -> Step {
        let accounts = vec![
            AccountMeta::new(self.account(from, mint), false),
            AccountMeta::new(self.account(to, mint), false),
            AccountMeta::new_readonly(*from, true),
        ];
        let data = [&[3][..], &amount.to_le_bytes()].concat();
        Step::Forward(Instruction { program_id: self.program_of(mint).id(), accounts, data })
    }
}

/// An account that an action names.
pub fn pinned(key: Pubkey, writable: bool) -> AccountRule {
    AccountRule { role: AccountRole::Pinned(key), writable, signer: false }
}

fn nothing() -> ActionSpec {
    ActionSpec { program: hostile::ID, accounts: Vec::new(), data_prefix: Vec::new(), one_shot: false }
}
