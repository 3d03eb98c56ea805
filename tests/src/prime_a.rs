//! Prime A: a PAU under the world's scope whose treasury deposits into the world's Halo, onboarded as the Laniakea
//! configurator's first story tells it. What the story calls the Halo's vault is the facility's queue.

use crate::{
    chain::Chain,
    world::{World, DAY, ONE},
};
use halo_sdk::{
    addresses::{self, LimitKey},
    configurator::{
        instructions::{AddRateLimitArgs, SetRateLimitArgs},
        state::{Grant, Payload},
    },
    error::Error,
    instructions::{
        self as ix,
        configurator::{Configurer, InitFor},
        facility::{deposit, withdraw},
        pau::{action_of, BookSource, Call, Tracked},
    },
    pau::state::{ActionSpec, LimitKind, RateLimit},
    token,
    transport::{Landed, Transport},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// The init of the story: 10M, refilled with 10M a day. The page writes 115k a second, which would be 9.9 billion
/// a day; 10M a day is 115.7 a second.
pub const INIT: u64 = 10_000_000 * ONE;
pub const HOUR: i64 = 3_600;
/// What must pass between two raises.
pub const HOP: i64 = 18 * HOUR;
pub const DELAY: i64 = 14 * DAY;

/// Prime A, its GovOps, and the Halo that it wants to deposit into.
pub struct PrimeA<C: Chain> {
    pub world: World<C>,
    pub base: Pubkey,
    pub pau: Pubkey,
    pub govops: Pubkey,
    /// The treasury's money; its proxy is the Prime that the Halo knows.
    pub treasury: BookSource,
    pub deposit: ActionSpec,
    pub withdraw: ActionSpec,
}

impl<C: Chain> PrimeA<C> {
    /// The Halo stands; of Prime A there are only keys.
    pub async fn new(chain: C) -> Self {
        let mut world = World::new(chain).await;
        let base = world.keys.add_named("Prime A's PAU");
        let book = world.keys.add_named("Prime A's treasury");
        let govops = world.person("Prime A's GovOps").await;
        let pau = addresses::pau(&base);
        let facility = world.facility;
        let treasury = BookSource { pau, book, mint: facility.mint, token_program: facility.token_program };
        let (prime, source) = (treasury.proxy(), treasury.token_account());
        let deposit = action_of(&deposit(&prime, &source, &facility, 1, None), &treasury, 8);
        let withdraw = action_of(&withdraw(&prime, &source, &facility, None), &treasury, 8);
        Self { world, base, pau, govops, treasury, deposit, withdraw }
    }

    /// Prime A after its onboarding, with `money` in its treasury and nothing accrued yet on the deposit limit.
    pub async fn onboarded(chain: C, money: u64) -> Self {
        let mut prime = Self::new(chain).await;
        prime.create_pau().await;
        let operations = prime.schedule(&prime.additions()).await;
        prime.world.wait(DELAY).await;
        for number in operations {
            prime.world.execute(number).await.expect("due");
        }
        prime.configure(money).await;
        prime
    }

    pub fn configurer(&self) -> Configurer {
        Configurer::govops(&self.govops, &self.world.facility.scope, &self.pau)
    }

    /// Key of the limit on what an action may take out of the treasury.
    pub fn limit_key(&self, action: &ActionSpec) -> LimitKey {
        let target = ix::pau::action_target(action);
        LimitKey { kind: LimitKind::Action, target, mint: self.treasury.mint }
    }

    /// What the council is asked to approve: steps 1 to 3 of the story.
    pub fn additions(&self) -> Vec<Payload> {
        let LimitKey { kind, target, mint } = self.limit_key(&self.deposit);
        let unlimited = self.withdraw_key();
        let grants = [
            Grant::RateLimit { kind, target, mint, max: INIT, slope: INIT },
            Grant::RateLimit {
                kind: unlimited.kind,
                target: unlimited.target,
                mint,
                max: u64::MAX,
                slope: 0,
            },
            Grant::Action(self.deposit.clone()),
            Grant::Action(self.withdraw.clone()),
        ];
        let mut additions = vec![Payload::RegisterPau { pau: self.pau }];
        additions.extend(grants.map(|grant| Payload::AddInit { pau: self.pau, grant }));
        additions.push(Payload::GrantCBeam { pau: self.pau, govops: self.govops });
        additions
    }

    /// Key of the limit on what comes back from the Halo: unlimited, as the story has it.
    pub fn withdraw_key(&self) -> LimitKey {
        let target = self.world.facility.facility;
        LimitKey { kind: LimitKind::Withdraw, target, mint: self.treasury.mint }
    }

    /// A PAU whose administrator is the scope: the prerequisite of the story.
    pub async fn create_pau(&self) {
        let payer = self.world.roles().payer;
        let scope = self.world.facility.scope;
        let create = ix::pau::initialize_pau(&payer, &self.base, &scope, &Pubkey::default());
        self.world.ok(&[create], &[self.base]).await;
    }

    /// Steps 5 to 7: limits, actions, relayer, and a treasury with `money` that the Halo approves.
    pub async fn configure(&mut self, money: u64) {
        self.set_first_limits().await;
        self.enable_actions().await;
        let set = ix::configurator::set_relayer(&self.configurer(), &self.govops);
        self.world.ok(&[set], &[self.govops]).await;
        self.open_treasury(money).await;
    }

    /// Has transfers to a token account of `name`'s approved, 10M a day; the limit is not there yet.
    pub async fn approve_endpoint(&mut self, name: &str) -> LimitKey {
        let owner = self.world.person(name).await;
        let target = self.world.token_account(&owner).await;
        let (kind, mint) = (LimitKind::Transfer, self.treasury.mint);
        let grant = Grant::RateLimit { kind, target, mint, max: INIT, slope: INIT };
        self.world.enact(Payload::AddInit { pau: self.pau, grant }).await;
        LimitKey { kind, target, mint }
    }

    /// Makes the init of a limit real, as it was approved.
    pub fn adding_limit(&self, key: LimitKey, max: u64, slope: u64) -> Instruction {
        let LimitKey { kind, target, mint } = key;
        let args = AddRateLimitArgs { kind, target, mint, max, slope };
        let payer = self.world.roles().payer;
        ix::configurator::add_rate_limit(&payer, &self.configurer(), InitFor::Pau, args)
    }

    pub async fn set_first_limits(&self) {
        let deposit = self.adding_limit(self.limit_key(&self.deposit), INIT, INIT);
        let unlimited = self.adding_limit(self.withdraw_key(), u64::MAX, 0);
        for add in [deposit, unlimited] {
            self.world.ok(&[add], &[self.govops]).await;
        }
    }

    pub async fn enable_actions(&self) {
        let payer = self.world.roles().payer;
        for action in [&self.deposit, &self.withdraw] {
            let enable =
                ix::configurator::enable_action(&payer, &self.configurer(), InitFor::Pau, action, &payer);
            self.world.ok(&[enable], &[self.govops]).await;
        }
    }

    pub async fn open_treasury(&mut self, money: u64) {
        let payer = self.world.roles().payer;
        let BookSource { book, mint, token_program, .. } = self.treasury;
        let open = ix::configurator::open_vault(&payer, &self.configurer(), &book, &mint, &token_program);
        self.world.ok(&[open], &[self.govops, book]).await;
        let vault = self.treasury.token_account();
        let mint = token::mint_to(self.world.token_program, &mint, &vault, &payer, money);
        self.world.ok(&[mint.expect("a token program")], &[]).await;
        let limit = halo_sdk::deployment::Limit { max: 100_000_000 * ONE, slope: 100_000_000 * ONE };
        self.world.approve_without_wait(&self.treasury.proxy(), limit).await;
    }

    /// Schedules behind the timelock, each after the one before; returns the operations' numbers.
    pub async fn schedule(&self, payloads: &[Payload]) -> Vec<u64> {
        let mut numbers = Vec::new();
        for payload in payloads {
            let predecessor = numbers.last().copied().unwrap_or(0);
            numbers.push(self.world.schedule_after(predecessor, payload.clone()).await.expect("scheduled"));
        }
        numbers
    }

    pub fn scope(&self) -> Pubkey {
        self.world.facility.scope
    }

    /// GovOps sets max and slope of the deposit limit to the same value, as every step of the story does.
    pub async fn set_deposit_limit(&self, value: u64) -> Result<Landed, Error> {
        let (key, configurer) = (self.limit_key(&self.deposit), self.configurer());
        let args = SetRateLimitArgs { max: value, slope: value };
        let set = ix::configurator::set_rate_limit(&configurer, &key, Some(InitFor::Pau), args);
        self.world.send(&[set], &[self.govops]).await
    }

    pub async fn deposit_limit(&self) -> RateLimit {
        let address = self.limit_key(&self.deposit).limit(&self.pau);
        self.world.client.fetch(&address).await.expect("a limit")
    }

    /// GovOps, as relayer, deposits the treasury's money into the Halo.
    pub async fn deposit_into_halo(&self, amount: u64) -> Result<Landed, Error> {
        let (prime, source) = (self.treasury.proxy(), self.treasury.token_account());
        let instruction = deposit(&prime, &source, &self.world.facility, amount, None);
        self.call(&self.deposit, instruction, true).await
    }

    /// GovOps, as relayer, takes everything that is queued back.
    pub async fn withdraw_from_halo(&self) -> Result<Landed, Error> {
        let (prime, destination) = (self.treasury.proxy(), self.treasury.token_account());
        let instruction = withdraw(&prime, &destination, &self.world.facility, None);
        self.call(&self.withdraw, instruction, false).await
    }

    async fn call(&self, spec: &ActionSpec, inner: Instruction, limited: bool) -> Result<Landed, Error> {
        self.world.send(&[self.calling(spec, inner, limited)], &[self.govops]).await
    }

    /// `inner`, sent by the relayer in the treasury's name.
    pub fn calling(&self, spec: &ActionSpec, inner: Instruction, limited: bool) -> Instruction {
        let BookSource { pau, book, mint, token_program } = self.treasury;
        let tracked = vec![Tracked { mint, token_program, limited }];
        Call { relayer: self.govops, pau, book, spec, tracked, data: inner.data }.instruction()
    }

    pub async fn treasury_balance(&self) -> u64 {
        self.world.tokens(&self.treasury.token_account()).await
    }

    pub async fn queued(&self) -> u64 {
        self.world.queued(&self.treasury.proxy()).await
    }

    /// Whether an account exists.
    pub async fn exists(&self, address: &Pubkey) -> bool {
        self.world.client.transport().get_account(address).await.expect("an answer").is_some()
    }
}
