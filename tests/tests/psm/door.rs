//! A unit of a Portfolio Halo that takes sUSDS, a PSM that makes it of USDS, and the PAU's action that lets members pay so.
//! It is 100 days after the rate began to grow; Alice and Bob have a thousand USDS each.

use super::desk::*;
use halo_sdk::{
    addresses::UnitQueue,
    configurator::state::{Grant, Payload},
    halo_math::Position,
    instructions::{
        configurator::{self as gov, InitFor},
        lcts::{enter_with_usds, psm_converter, Conversion, Entry},
    },
    lcts::{
        instructions::EnterWithUsdsArgs,
        state::{
            Direction::{Redeem, Subscribe},
            LctsGeneration, LctsPosition,
        },
    },
    pau::state::ActionSpec,
};
use halo_tests::{
    liquid_unit::LiquidUnit,
    world::{DAY, ONE},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use std::ops::{Deref, DerefMut};

pub use halo_sdk::lcts::error::LctsError;

/// What Alice and Bob have, in tokens.
pub const PURSE: u64 = 1_000;

pub struct Door {
    pub desk: Desk,
    pub unit: LiquidUnit,
    /// The PSM as a converter.
    pub spec: ActionSpec,
    pub alice: Pubkey,
    pub bob: Pubkey,
}

impl Deref for Door {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
}

impl DerefMut for Door {
    fn deref_mut(&mut self) -> &mut Desk {
        &mut self.desk
    }
}

impl Door {
    pub async fn new() -> Self {
        Self::paid_in(SIX).await
    }

    /// What is paid is this token.
    pub async fn paid_in(stable: Token) -> Self {
        let mut door = Self::without_converter_of(stable).await;
        door.approve(std::slice::from_ref(&door.spec.clone())).await;
        door
    }

    /// The action of the PSM is not approved.
    pub async fn without_converter() -> Self {
        Self::without_converter_of(SIX).await
    }

    async fn without_converter_of(stable: Token) -> Self {
        let setup = Setup { stable, underlying: true, ssr: FIVE_PERCENT, ..Setup::default() };
        let mut desk = Desk::with(setup).await;
        desk.world.wait(100 * DAY).await;
        let unit = LiquidUnit::named(&mut desk.world, "unit");
        unit.initialize(&desk.world).await;
        for direction in [Subscribe, Redeem] {
            unit.open_queue(&desk.world, direction).await;
        }
        let (alice, bob) = (desk.world.person("Alice").await, desk.world.person("Bob").await);
        for member in [alice, bob] {
            desk.give_token(Stable, &member, desk.tokens_of(Stable, PURSE)).await;
        }
        let spec = psm_converter(&desk.at, &unit.side(Subscribe));
        Self { desk, unit, spec, alice, bob }
    }

    /// The council approves the actions, and after the delay the GovOps enables them.
    pub async fn approve(&mut self, specs: &[ActionSpec]) {
        let pau = self.unit.at.pau;
        let mut numbers = Vec::new();
        for spec in specs {
            let payload = Payload::AddInit { pau, grant: Grant::Action(spec.clone()) };
            numbers.push(self.schedule(payload).await.unwrap_or_else(|error| panic!("{error:#?}")));
        }
        let delay = self.scope().await.delay;
        self.desk.world.wait(delay).await;
        for (spec, number) in specs.iter().zip(numbers) {
            self.execute(number).await.unwrap_or_else(|error| panic!("{error:#?}"));
            let (payer, govops) = (self.roles().payer, self.roles().govops);
            let enable = gov::enable_action(&payer, &self.configurer(), InitFor::Pau, spec, &payer);
            self.ok(&[enable], &[govops]).await;
        }
    }

    pub fn queue(&self) -> UnitQueue {
        self.unit.side(Subscribe)
    }

    /// Conversion of USDS under `spec`.
    pub fn conversion<'a>(&self, spec: &'a ActionSpec) -> Conversion<'a> {
        let stable = self.at.stable;
        Conversion { mint: stable.mint, token_program: stable.token_program, spec }
    }

    /// Alice's entry as it stands now.
    pub async fn entry(&self, owner: &Pubkey) -> Entry {
        let current = self.unit.queue(&self.desk.world, Subscribe).await.current;
        let before = self.unit.membership(&self.desk.world, Subscribe, owner).await;
        Entry {
            payer: self.roles().payer,
            owner: *owner,
            source: self.account(Stable, owner),
            current,
            finalized: before.filter(|number| *number != current),
        }
    }

    pub async fn paying_under(
        &self,
        spec: &ActionSpec,
        owner: &Pubkey,
        amount_in: u64,
        min_amount: u64,
    ) -> Instruction {
        let args = EnterWithUsdsArgs { amount_in, min_amount };
        enter_with_usds(&self.queue(), &self.entry(owner).await, &self.conversion(spec), args)
    }

    pub async fn paying(&self, owner: &Pubkey, amount_in: u64, min_amount: u64) -> Instruction {
        self.paying_under(&self.spec, owner, amount_in, min_amount).await
    }

    /// Alice is refused with `expected`.
    pub async fn alice_refused(&self, instruction: Instruction, expected: impl Into<u32> + std::fmt::Debug) {
        self.refused(&[instruction], &[self.alice], expected).await;
    }

    /// Alice pays ten USDS under `spec`.
    pub async fn ten_under(&self, spec: &ActionSpec) -> Instruction {
        self.paying_under(spec, &self.alice, 10 * ONE, 0).await
    }

    pub async fn position(&self, owner: &Pubkey) -> Option<Position> {
        let address = self.queue().position(owner);
        let position: Option<LctsPosition> = self.client.fetch_optional(&address).await.expect("an account");
        position.map(|position| position.held)
    }

    /// Base units of sUSDS that wait on the queue's record.
    pub async fn waiting(&self) -> u64 {
        let current = self.unit.queue(&self.desk.world, Subscribe).await.current;
        let address = self.queue().generation(current);
        let generation: Option<LctsGeneration> =
            self.client.fetch_optional(&address).await.expect("an account");
        generation.map_or(0, |generation| generation.totals.underlying)
    }

    /// Base units in the transit account of USDS.
    pub async fn in_transit(&self) -> u64 {
        self.held(Stable, &self.queue().transit_authority()).await
    }
}
