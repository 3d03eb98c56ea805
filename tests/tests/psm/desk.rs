//! What every case starts from: a PSM of two tokens with a million of each in its reserves and limits that are full, its
//! administrator, and a trader with a million of each.

use halo_sdk::{
    addresses::{self, PsmAddresses, ReserveToken},
    cluster::Cluster,
    error::Error,
    halo_math::{PegDecimals, RAY},
    instructions::psm::{self as ix, Trader},
    psm::{
        instructions::{InitializePsmArgs, Quote, SetLimitArgs, SwapArgs},
        state::Psm,
    },
    token::{self, MintConfig, TokenProgram},
    transport::{Landed, Transport},
};
use halo_tests::{
    chain::{announce_core, Light},
    world::{World, DAY, START},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use std::ops::{Deref, DerefMut};

pub use halo_sdk::psm::{
    error::PsmError,
    state::Side::{self, Savings, Stable},
};

/// 5 % a year.
pub const FIVE_PERCENT: u128 = 1_000_000_001_547_125_957_863_212_448;
/// What each reserve and the trader begin with, in tokens.
pub const HELD: u64 = 1_000_000;
pub const SIDES: [Side; 2] = [Stable, Savings];

/// A token of the PSM.
#[derive(Clone, Copy)]
pub struct Token {
    pub decimals: u8,
    pub program: TokenProgram,
}

/// USDS as it is on Solana.
pub const SIX: Token = Token { decimals: 6, program: TokenProgram::Spl };
pub const NINE: Token = Token { decimals: 9, program: TokenProgram::Token2022 };

/// How a PSM differs from the usual one.
#[derive(Clone, Copy)]
pub struct Setup {
    pub stable: Token,
    pub savings: Token,
    /// Whether the savings token is the world's asset, and so what units of its PAU hold.
    pub underlying: bool,
    pub ssr: u128,
    pub max_ssr: u128,
}

impl Default for Setup {
    fn default() -> Self {
        Self { stable: SIX, savings: SIX, underlying: false, ssr: RAY, max_ssr: FIVE_PERCENT }
    }
}

pub struct Desk {
    pub world: World<Light>,
    pub at: PsmAddresses,
    pub base: Pubkey,
    pub admin: Pubkey,
    pub trader: Pubkey,
    pub decimals: PegDecimals,
}

impl Deref for Desk {
    type Target = World<Light>;

    fn deref(&self) -> &World<Light> {
        &self.world
    }
}

impl DerefMut for Desk {
    fn deref_mut(&mut self) -> &mut World<Light> {
        &mut self.world
    }
}

impl Desk {
    /// One to one, until a rate is set.
    pub async fn new() -> Self {
        Self::with(Setup::default()).await
    }

    pub async fn with(setup: Setup) -> Self {
        let mut desk = Self::unopened(setup).await;
        desk.open(setup).await;
        desk
    }

    /// The mints are there, the PSM is not.
    pub async fn unopened(setup: Setup) -> Self {
        announce_core();
        let cluster = Cluster::builder().unix_time(START).halo().program(hostile::ID, "hostile").build();
        let mut world = World::new(Light(cluster.expect("programs are built"))).await;
        let (admin, trader) = (world.person("PSM admin").await, world.person("trader").await);
        let base = world.keys.add_named("PSM");
        let stable = create_mint(&mut world, "stable", setup.stable).await;
        let savings = match setup.underlying {
            true => ReserveToken { mint: world.facility.mint, token_program: world.facility.token_program },
            false => create_mint(&mut world, "savings", setup.savings).await,
        };
        let at = PsmAddresses { psm: addresses::psm(&base), stable, savings };
        let decimals = PegDecimals { stable: setup.stable.decimals, savings: setup.savings.decimals };
        Self { world, at, base, admin, trader, decimals }
    }

    /// Creates the PSM, fills its reserves and lets its limits fill.
    async fn open(&mut self, setup: Setup) {
        let args = InitializePsmArgs { admin: self.admin, ssr: RAY, max_ssr: setup.max_ssr };
        self.ok(&[self.initializing(args)], &[self.base]).await;
        for side in SIDES {
            let (trader, held) = (self.trader, self.tokens_of(side, HELD));
            self.give_token(side, &trader, 2 * held).await;
            let source = self.account(side, &trader);
            let fill = ix::deposit(&trader, &self.at, side, &source, held);
            self.ok(&[fill, self.limiting(side, held, held)], &[trader, self.admin]).await;
        }
        self.world.wait(DAY).await;
        self.ok(&[ix::set_rate(&self.admin, &self.at, setup.ssr)], &[self.admin]).await;
    }

    pub fn initializing(&self, args: InitializePsmArgs) -> Instruction {
        ix::initialize_psm(&self.roles().payer, &self.base, &self.at, args)
    }

    pub fn limiting(&self, side: Side, max: u64, slope: u64) -> Instruction {
        ix::set_limit(&self.admin, &self.at, SetLimitArgs { side, max, slope })
    }

    /// `tokens` of one side in base units.
    pub fn tokens_of(&self, side: Side, tokens: u64) -> u64 {
        let decimals = match side {
            Stable => self.decimals.stable,
            Savings => self.decimals.savings,
        };
        tokens * 10_u64.pow(decimals.into())
    }

    pub fn account(&self, side: Side, owner: &Pubkey) -> Pubkey {
        self.at.token(side).account(owner)
    }

    pub async fn held(&self, side: Side, owner: &Pubkey) -> u64 {
        self.tokens(&self.account(side, owner)).await
    }

    pub async fn give_token(&self, side: Side, owner: &Pubkey, amount: u64) {
        give(&self.world, &self.at.token(side), owner, amount).await;
    }

    pub async fn psm(&self) -> Psm {
        self.client.fetch(&self.at.psm).await.expect("a PSM")
    }

    pub async fn now(&self) -> i64 {
        self.client.unix_time().await.expect("a clock")
    }

    /// What the rate is now.
    pub async fn chi(&self) -> u128 {
        self.psm().await.rate.chi_at(self.now().await).expect("a rate")
    }

    /// What `halo-math` says that a swap pays.
    pub fn worth(&self, sold: Side, amount: u64, chi: u128) -> u64 {
        match sold {
            Stable => self.decimals.savings_for(amount, chi),
            Savings => self.decimals.stable_for(amount, chi),
        }
        .expect("an amount that fits")
    }

    pub fn swapping(&self, sold: Side, amount_in: u64, min_out: u64) -> Instruction {
        let trader = Trader::of(&self.trader, &self.at, sold);
        ix::swap(&trader, &self.at, SwapArgs { sold, amount_in, min_out })
    }

    pub async fn swap(&self, sold: Side, amount_in: u64) -> Result<Landed, Error> {
        self.send(&[self.swapping(sold, amount_in, 0)], &[self.trader]).await
    }

    /// Swaps and returns what the trader got; the reserves, the record and the trader's accounts agree on it.
    pub async fn swapped(&self, sold: Side, amount_in: u64) -> u64 {
        let (bought, trader, pool) = (sold.other(), self.trader, self.at.psm);
        let mut before = Vec::new();
        for (side, owner) in [(sold, trader), (bought, trader), (sold, pool), (bought, pool)] {
            before.push(self.held(side, &owner).await);
        }
        self.swap(sold, amount_in).await.unwrap_or_else(|error| panic!("{error:#?}"));
        let out = self.held(bought, &trader).await - before[1];
        assert_eq!(self.held(sold, &trader).await, before[0] - amount_in);
        assert_eq!(self.held(sold, &pool).await, before[2] + amount_in);
        assert_eq!(self.held(bought, &pool).await, before[3] - out);
        self.assert_sound().await;
        out
    }

    pub async fn quote(&self, sold: Side, amount_in: u64) -> Quote {
        self.client.view_as(ix::quote(&self.at, sold, amount_in)).await.expect("a quote")
    }

    /// What is recorded is what is there.
    pub async fn assert_sound(&self) {
        let psm = self.psm().await;
        for side in SIDES {
            assert_eq!(psm.reserve(side).held, self.held(side, &self.at.psm).await, "{side:?}");
        }
    }

    /// Refused to the administrator's signature.
    pub async fn admin_refused(&self, instruction: Instruction, expected: PsmError) {
        self.refused(&[instruction], &[self.admin], expected).await;
    }

    pub async fn swap_refused(&self, instruction: Instruction, expected: PsmError) {
        self.refused(&[instruction], &[self.trader], expected).await;
    }
}

/// A mint whose authority is the payer.
pub async fn create_mint(world: &mut World<Light>, name: &str, token: Token) -> ReserveToken {
    let config = MintConfig::new(token.program, token.decimals, world.roles().payer);
    create_mint_with(world, name, &config).await
}

pub async fn create_mint_with(world: &mut World<Light>, name: &str, config: &MintConfig) -> ReserveToken {
    let mint = world.keys.add_named(&format!("{name} mint"));
    let rent = world.client.transport().rent().await.expect("rent");
    let create = token::create_mint(&world.roles().payer, &mint, config, &rent).expect("a mint");
    world.ok(&create, &[mint]).await;
    ReserveToken { mint, token_program: config.program.id() }
}

/// Mints `amount` to `owner`'s associated account.
pub async fn give(world: &World<Light>, token: &ReserveToken, owner: &Pubkey, amount: u64) {
    let program = TokenProgram::from_id(&token.token_program).expect("a token program");
    let payer = world.roles().payer;
    let create = token::create_associated_token_account(&payer, owner, &token.mint, program);
    let mint = token::mint_to(program, &token.mint, &token.account(owner), &payer, amount);
    world.ok(&[create, mint.expect("a token program")], &[]).await;
}
