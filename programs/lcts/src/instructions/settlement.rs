//! What both ways to settle have in common: the accounts, who may settle, and within which caps.

use crate::{
    error::LctsError,
    events::UnitSettled,
    instructions::movements::Flow,
    state::{holder, require_beam, require_live, Direction, LctsGeneration, LctsQueue, Unit},
};
use anchor_lang::prelude::*;
use configurator::state::{permission, Beam};
use halo_math::{ExchangeRate, Generation, PairSettlement, Settlement};
use pau::{program::Pau as PauProgram, state::Pau};

/// A settlement of one queue leaves out the accounts of the other one, and one that pays nobody out of the holding those
/// of the PAU.
#[event_cpi]
#[derive(Accounts)]
pub struct Settle<'info> {
    pub beacon: Signer<'info>,
    pub beam: AccountLoader<'info, Beam>,
    /// Names, with its queues, every account below; the handler compares them all at once.
    #[account(mut)]
    pub unit: AccountLoader<'info, Unit>,
    /// Has the holding of a junior unit.
    #[account(mut)]
    pub senior: Option<AccountLoader<'info, Unit>>,
    #[account(mut)]
    pub subscribe_queue: Option<AccountLoader<'info, LctsQueue>>,
    /// The current one, if it has an account.
    #[account(mut)]
    pub subscribe_generation: Option<AccountLoader<'info, LctsGeneration>>,
    /// CHECK: the queue names it.
    #[account(mut)]
    pub subscribe_input: Option<UncheckedAccount<'info>>,
    /// CHECK: the queue names it.
    #[account(mut)]
    pub subscribe_reward: Option<UncheckedAccount<'info>>,
    #[account(mut)]
    pub redeem_queue: Option<AccountLoader<'info, LctsQueue>>,
    /// The current one, if it has an account.
    #[account(mut)]
    pub redeem_generation: Option<AccountLoader<'info, LctsGeneration>>,
    /// CHECK: the queue names it.
    #[account(mut)]
    pub redeem_input: Option<UncheckedAccount<'info>>,
    /// CHECK: the queue names it.
    #[account(mut)]
    pub redeem_reward: Option<UncheckedAccount<'info>>,
    pub pau: AccountLoader<'info, Pau>,
    /// CHECK: the PAU checks it.
    pub controller: Option<UncheckedAccount<'info>>,
    /// CHECK: the PAU checks it.
    #[account(mut)]
    pub limit: Option<UncheckedAccount<'info>>,
    /// CHECK: the unit names it.
    #[account(mut)]
    pub vault: Option<UncheckedAccount<'info>>,
    /// CHECK: the PAU checks it.
    pub proxy: Option<UncheckedAccount<'info>>,
    /// CHECK: the unit names it.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    /// CHECK: the unit names it.
    pub mint: UncheckedAccount<'info>,
    /// CHECK: the unit names it.
    pub token_program: UncheckedAccount<'info>,
    /// CHECK: the unit names it.
    #[account(mut)]
    pub share_mint: UncheckedAccount<'info>,
    /// CHECK: the unit names it.
    pub share_program: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub pau_event_authority: Option<UncheckedAccount<'info>>,
    pub pau_program: Option<Program<'info, PauProgram>>,
}

/// Underlying that a settlement may bring to the holding and take out of it.
#[derive(Clone, Copy)]
pub(super) struct Capacities {
    pub subscribe: u64,
    pub redeem: u64,
}

/// One queue as it takes part.
#[derive(Clone, Copy)]
pub(super) struct Side<'a, 'info> {
    pub queue: &'a AccountLoader<'info, LctsQueue>,
    pub generation: Option<&'a AccountLoader<'info, LctsGeneration>>,
    pub input: &'a UncheckedAccount<'info>,
    pub reward: &'a UncheckedAccount<'info>,
}

/// The queues that take part, and what settles them.
pub(super) struct Sides<'a, 'info> {
    pub subscribe: Option<Side<'a, 'info>>,
    pub redeem: Option<Side<'a, 'info>>,
}

impl<'info> Settle<'info> {
    /// Refuses whoever may not settle, a settlement after 16:00 UTC, and accounts of another unit; returns what may be
    /// converted of `wanted`, and at which rate.
    pub(super) fn terms(&self, wanted: Capacities) -> Result<(Capacities, ExchangeRate)> {
        let now = Clock::get()?.unix_timestamp;
        require_beam(&self.unit, &self.pau, &self.beam, self.beacon.key, permission::SETTLE, now)?;
        require_live(&self.pau)?;
        let unit = self.unit.load()?;
        require_keys_eq!(unit.pau, self.pau.key(), LctsError::WrongPau);
        require_keys_eq!(unit.mint, *self.mint.key, LctsError::WrongMint);
        require_keys_eq!(unit.token_program, *self.token_program.key, LctsError::WrongTokenProgram);
        require_keys_eq!(unit.share_mint, *self.share_mint.key, LctsError::WrongMint);
        require_keys_eq!(unit.share_program, *self.share_program.key, LctsError::WrongTokenProgram);
        unit.require_running()?;
        unit.require_settling(now)?;
        let book = self.book()?.load()?;
        book.require_running()?;
        require_keys_eq!(book.token_account, *self.token_account.key, LctsError::WrongHolding);
        if let Some(vault) = &self.vault {
            require_keys_eq!(book.vault, *vault.key, LctsError::WrongHolding);
        }
        // Without a wish to subscribe nobody asks for room, which takes a division.
        let subscribe = if wanted.subscribe == 0 { 0 } else { wanted.subscribe.min(unit.room()?) };
        let redeem = wanted.redeem.min(unit.redeem_limit).min(book.holding);
        Ok((Capacities { subscribe, redeem }, unit.rate))
    }

    /// The unit that has the holding.
    pub(super) fn book(&self) -> Result<&AccountLoader<'info, Unit>> {
        holder(&self.unit, self.senior.as_ref())
    }

    /// The queue of this direction, which must be the unit's, with its own accounts.
    pub(super) fn side(&self, direction: Direction) -> Result<Side<'_, 'info>> {
        let (queue, generation, input, reward) = match direction {
            Direction::Subscribe => (
                &self.subscribe_queue,
                &self.subscribe_generation,
                &self.subscribe_input,
                &self.subscribe_reward,
            ),
            Direction::Redeem => {
                (&self.redeem_queue, &self.redeem_generation, &self.redeem_input, &self.redeem_reward)
            }
        };
        let (Some(queue), Some(input), Some(reward)) = (queue, input, reward) else {
            return err!(LctsError::WrongQueue);
        };
        let record = queue.load()?;
        require_keys_eq!(record.unit, self.unit.key(), LctsError::WrongUnit);
        require!(record.direction == direction.seed(), LctsError::WrongQueue);
        require_keys_eq!(record.input_vault, *input.key, LctsError::WrongQueueVault);
        require_keys_eq!(record.reward_vault, *reward.key, LctsError::WrongQueueVault);
        Ok(Side { queue, generation: generation.as_ref(), input, reward })
    }

    /// Books what was `settled`, moves it, and proves that every vault has what is recorded.
    pub(super) fn finish(
        &self,
        sides: &Sides<'_, 'info>,
        settled: &PairSettlement,
        rate: &ExchangeRate,
    ) -> Result<UnitSettled> {
        let flow = Flow::of(settled);
        self.require_may_sell(settled.subscribe.minted)?;
        self.unit.load_mut()?.issued(settled.subscribe.minted, settled.redeem.converted)?;
        self.book()?.load_mut()?.settled(flow.into_holding, flow.out_of_holding)?;
        self.pay(sides, settled, &flow)?;
        self.require_sound(sides)?;
        self.event(settled, &flow, rate.rate())
    }

    /// SECURITY: also asked of what is netted: redeemers would sell at the rate that was cut.
    fn require_may_sell(&self, minted: u64) -> Result<()> {
        let unit = self.unit.load()?;
        if minted > 0 && unit.cut_at != 0 {
            unit.require_may_sell(Clock::get()?.unix_timestamp)?;
        }
        Ok(())
    }

    fn event(&self, settled: &PairSettlement, flow: &Flow, rate: u128) -> Result<UnitSettled> {
        let holding_after = self.book()?.load()?.holding;
        let mut unit = self.unit.load_mut()?;
        Ok(UnitSettled {
            unit: self.unit.key(),
            sequence: unit.next_sequence(),
            beacon: self.beacon.key(),
            day: unit.locked_day,
            rate,
            matched: flow.matched,
            subscribed: settled.subscribe.converted,
            minted: settled.subscribe.minted,
            burnt: settled.redeem.converted,
            paid: settled.redeem.minted,
            subscribe_finalized: settled.subscribe.finalized,
            redeem_finalized: settled.redeem.finalized,
            supply_after: unit.supply,
            holding_after,
        })
    }
}

impl Side<'_, '_> {
    /// The current generation; an empty one when nobody is in it.
    pub(super) fn current(&self) -> Result<Generation> {
        let queue = self.queue.load()?;
        let Some(generation) = self.generation else {
            // SECURITY: who settles cannot leave a queue out of the netting by not naming it.
            require!(queue.live == 0, LctsError::GenerationMissing);
            return Ok(Generation::default());
        };
        let generation = generation.load()?;
        queue.require_current(&self.queue.key(), &generation)?;
        Ok(generation.totals)
    }

    /// Writes what was settled to the generation and its queue.
    pub(super) fn store(&self, totals: &Generation, settled: &Settlement) -> Result<()> {
        let Some(generation) = self.generation else { return Ok(()) };
        generation.load_mut()?.totals = *totals;
        Ok(self.queue.load_mut()?.settled(settled.minted, settled.finalized)?)
    }
}
