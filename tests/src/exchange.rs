//! A peg stability module between another token and a world's asset, and the action through which members of its units
//! pay in that token.

use crate::{
    chain::Chain,
    world::{World, DECIMALS},
};
use halo_sdk::{
    addresses::{self, LctsAddresses, PsmAddresses, ReserveToken},
    halo_math::RAY,
    instructions::{
        configurator::{self, InitFor},
        lcts::psm_converter,
        psm as ix,
    },
    lcts::state::Direction,
    pau::state::ActionSpec,
    psm::{
        instructions::{InitializePsmArgs, SetLimitArgs},
        state::Side,
    },
    token::{self, MintConfig, TokenProgram},
    transport::Transport,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

const SIDES: [Side; 2] = [Side::Stable, Side::Savings];

/// The module, its administrator and the key that its address is made of.
#[derive(Clone, Copy)]
pub struct Exchange {
    pub at: PsmAddresses,
    pub admin: Pubkey,
    base: Pubkey,
}

impl Exchange {
    /// One that is not created yet, for the world's own stable token; `name` keeps its address apart from others'.
    pub fn named<C: Chain>(world: &mut World<C>, name: &str) -> Self {
        let [admin, mint, base] =
            ["PSM administrator", "stable mint", name].map(|name| world.keys.add_named(name));
        let stable = ReserveToken { mint, token_program: TokenProgram::Spl.id() };
        let savings = ReserveToken { mint: world.facility.mint, token_program: world.facility.token_program };
        Self { at: PsmAddresses { psm: addresses::psm(&base), stable, savings }, admin, base }
    }

    /// The same at the address of another `base`.
    pub fn based_on(self, base: Pubkey) -> Self {
        Self { at: PsmAddresses { psm: addresses::psm(&base), ..self.at }, base, ..self }
    }

    pub fn initializing(&self, payer: &Pubkey) -> Instruction {
        let args = InitializePsmArgs { admin: self.admin, ssr: RAY, max_ssr: RAY + RAY / 1_000_000_000 };
        ix::initialize_psm(payer, &self.base, &self.at, args)
    }

    /// Creates the stable token and gives `owner` so many base units of it and of the world's asset.
    pub async fn mint_to<C: Chain>(&self, world: &World<C>, owner: &Pubkey, amount: u64) {
        let (payer, mint, account) =
            (world.roles().payer, self.at.stable.mint, self.at.stable.account(owner));
        let rent = world.client.transport().rent().await.expect("rent");
        let config = MintConfig::new(TokenProgram::Spl, DECIMALS, payer);
        let create = token::create_mint(&payer, &mint, &config, &rent).expect("a plain mint");
        world.ok(&create, &[mint]).await;
        let open = token::create_associated_token_account(&payer, owner, &mint, TokenProgram::Spl);
        let give = token::mint_to(TokenProgram::Spl, &mint, &account, &payer, amount);
        world.ok(&[open, give.expect("a token program")], &[]).await;
        world.give(owner, amount).await;
    }

    /// Creates it and puts `reserve` of `owner`'s into each side, as much as swaps may take out of it in a day.
    pub async fn open<C: Chain>(&self, world: &World<C>, owner: &Pubkey, reserve: u64) {
        world.ok(&[self.initializing(&world.roles().payer)], &[self.base]).await;
        for side in SIDES {
            let source = self.at.token(side).account(owner);
            let fill = ix::deposit(owner, &self.at, side, &source, reserve);
            let args = SetLimitArgs { side, max: reserve, slope: reserve };
            world.ok(&[fill, ix::set_limit(&self.admin, &self.at, args)], &[*owner, self.admin]).await;
        }
    }

    /// What the council approves so that members of `unit` pay in the stable token; it serves every unit of that PAU.
    pub fn converter(&self, unit: &LctsAddresses) -> ActionSpec {
        psm_converter(&self.at, &unit.queue(Direction::Subscribe))
    }

    /// The GovOps enables it.
    pub async fn enable<C: Chain>(&self, world: &World<C>, unit: &LctsAddresses) {
        let (payer, govops) = (world.roles().payer, world.configurer());
        let spec = self.converter(unit);
        let enable = configurator::enable_action(&payer, &govops, InitFor::Pau, &spec, &payer);
        world.ok(&[enable], &[govops.signer]).await;
    }
}
