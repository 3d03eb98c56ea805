//! What both ways to settle have in common: the accounts, the caps, and the movements.

use crate::{
    error::LctsError,
    events::UnitSettled,
    state::{require_beam, require_held, Direction, LctsGeneration, LctsQueue, Payment, Unit},
};
use anchor_lang::prelude::*;
use anchor_spl::token_interface::{burn, mint_to, Burn, MintTo, TokenInterface};
use configurator::state::{permission, Beam};
use halo_common::Explain;
use halo_math::{ExchangeRate, Generation, LctsError as Rule, PairSettlement};
use pau::{
    cpi::accounts::Draw,
    instructions::DrawArgs,
    program::Pau as PauProgram,
    state::{LimitKind, Pau},
};

#[event_cpi]
#[derive(Accounts)]
pub struct Settle<'info> {
    pub beacon: Signer<'info>,
    pub beam: Box<Account<'info, Beam>>,
    #[account(
        mut,
        has_one = pau @ LctsError::WrongPau,
        has_one = mint @ LctsError::WrongMint,
        has_one = token_program @ LctsError::WrongTokenProgram,
        has_one = share_mint @ LctsError::WrongMint,
        has_one = share_program @ LctsError::WrongTokenProgram,
        has_one = vault @ LctsError::WrongHolding,
        has_one = token_account @ LctsError::WrongHolding,
    )]
    pub unit: AccountLoader<'info, Unit>,
    #[account(
        mut,
        has_one = unit @ LctsError::WrongUnit,
        constraint = subscribe_queue.load()?.direction == Direction::Subscribe.seed() @ LctsError::WrongQueue,
        constraint = subscribe_queue.load()?.input_vault == subscribe_input.key() @ LctsError::WrongQueueVault,
        constraint = subscribe_queue.load()?.reward_vault == subscribe_reward.key() @ LctsError::WrongQueueVault,
    )]
    pub subscribe_queue: AccountLoader<'info, LctsQueue>,
    /// The current one, if it has an account.
    #[account(mut)]
    pub subscribe_generation: Option<AccountLoader<'info, LctsGeneration>>,
    /// CHECK: the queue names it.
    #[account(mut)]
    pub subscribe_input: UncheckedAccount<'info>,
    /// CHECK: the queue names it.
    #[account(mut)]
    pub subscribe_reward: UncheckedAccount<'info>,
    #[account(
        mut,
        has_one = unit @ LctsError::WrongUnit,
        constraint = redeem_queue.load()?.direction == Direction::Redeem.seed() @ LctsError::WrongQueue,
        constraint = redeem_queue.load()?.input_vault == redeem_input.key() @ LctsError::WrongQueueVault,
        constraint = redeem_queue.load()?.reward_vault == redeem_reward.key() @ LctsError::WrongQueueVault,
    )]
    pub redeem_queue: AccountLoader<'info, LctsQueue>,
    /// The current one, if it has an account.
    #[account(mut)]
    pub redeem_generation: Option<AccountLoader<'info, LctsGeneration>>,
    /// CHECK: the queue names it.
    #[account(mut)]
    pub redeem_input: UncheckedAccount<'info>,
    /// CHECK: the queue names it.
    #[account(mut)]
    pub redeem_reward: UncheckedAccount<'info>,
    pub pau: AccountLoader<'info, Pau>,
    /// CHECK: the PAU checks it.
    pub controller: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    #[account(mut)]
    pub limit: UncheckedAccount<'info>,
    /// CHECK: the unit names it.
    #[account(mut)]
    pub vault: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub proxy: UncheckedAccount<'info>,
    /// CHECK: the unit names it.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    /// CHECK: the unit names it.
    pub mint: UncheckedAccount<'info>,
    pub token_program: Interface<'info, TokenInterface>,
    /// CHECK: the unit names it.
    #[account(mut)]
    pub share_mint: UncheckedAccount<'info>,
    pub share_program: Interface<'info, TokenInterface>,
    /// CHECK: the PAU checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
}

/// Underlying that a settlement may bring to the holding and take out of it.
#[derive(Clone, Copy)]
pub(super) struct Capacities {
    pub subscribe: u64,
    pub redeem: u64,
}

/// Underlying that moves between queues and holding.
struct Flow {
    matched: u64,
    into_holding: u64,
    out_of_holding: u64,
}

impl Flow {
    fn of(settled: &PairSettlement) -> Self {
        let (brought, paid) = (settled.subscribe.converted, settled.redeem.minted);
        let matched = brought.min(paid);
        let rest = |amount: u64| amount.saturating_sub(matched);
        Self { matched, into_holding: rest(brought), out_of_holding: rest(paid) }
    }
}

impl Settle<'_> {
    /// Refuses whoever may not settle, and a settlement after 16:00 UTC.
    fn validate(&self) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;
        require_beam(&self.unit, &self.pau, &self.beam, self.beacon.key, permission::SETTLE, now)?;
        self.unit.load()?.require_settling(now)
    }

    /// Settles within the unit's own caps, by `rule`; the queues of a direction that takes no part are `None`.
    pub(super) fn execute(
        &self,
        wanted: Capacities,
        parts: [bool; 2],
        rule: impl FnOnce(
            &mut [Generation; 2],
            &ExchangeRate,
            Capacities,
        ) -> core::result::Result<PairSettlement, Rule>,
    ) -> Result<UnitSettled> {
        self.validate()?;
        let capped = {
            let unit = self.unit.load()?;
            Capacities {
                subscribe: wanted.subscribe.min(unit.room()?),
                redeem: wanted.redeem.min(unit.redeemable()),
            }
        };
        let [subscribers, redeemers] = parts;
        let mut generations = [
            current(&self.subscribe_queue, self.subscribe_generation.as_ref(), subscribers)?,
            current(&self.redeem_queue, self.redeem_generation.as_ref(), redeemers)?,
        ];
        let rate = self.unit.load()?.rate;
        let settled = rule(&mut generations, &rate, capped).explain::<LctsError>()?;
        let [subscribe, redeem] = generations;
        store(
            &self.subscribe_queue,
            self.subscribe_generation.as_ref().filter(|_| subscribers),
            &subscribe,
            &settled.subscribe,
        )?;
        store(
            &self.redeem_queue,
            self.redeem_generation.as_ref().filter(|_| redeemers),
            &redeem,
            &settled.redeem,
        )?;
        let flow = Flow::of(&settled);
        self.book(&settled, &flow)?;
        self.pay(&settled, &flow)?;
        self.require_sound(&subscribe, subscribers, &redeem, redeemers)?;
        self.event(&settled, &flow, rate.rate())
    }

    fn book(&self, settled: &PairSettlement, flow: &Flow) -> Result<()> {
        let mut unit = self.unit.load_mut()?;
        let supply = (settled.subscribe.minted, settled.redeem.converted);
        Ok(unit.settled(supply, (flow.into_holding, flow.out_of_holding))?)
    }

    /// Moves what was settled: subscribers' money first to redeemers, the rest to the holding or out of it; then
    /// shares are burnt and minted.
    fn pay(&self, settled: &PairSettlement, flow: &Flow) -> Result<()> {
        let from_subscribers = |to, amount| {
            Payment {
                queue: &self.subscribe_queue,
                vault: &self.subscribe_input,
                to,
                mint: &self.mint,
                token_program: &self.token_program,
            }
            .send(amount)
        };
        from_subscribers(&*self.redeem_reward, flow.matched)?;
        from_subscribers(&*self.token_account, flow.into_holding)?;
        self.draw(flow.out_of_holding)?;
        self.burn(settled.redeem.converted)?;
        self.mint(settled.subscribe.minted)
    }

    #[inline(never)]
    fn draw(&self, amount: u64) -> Result<()> {
        if amount == 0 {
            return Ok(());
        }
        let accounts = Draw {
            signer: self.unit.to_account_info(),
            controller: self.controller.to_account_info(),
            pau: self.pau.to_account_info(),
            limit: self.limit.to_account_info(),
            vault: self.vault.to_account_info(),
            proxy: self.proxy.to_account_info(),
            token_account: self.token_account.to_account_info(),
            destination: self.redeem_reward.to_account_info(),
            mint: self.mint.to_account_info(),
            token_program: self.token_program.to_account_info(),
            event_authority: self.pau_event_authority.to_account_info(),
            program: self.pau_program.to_account_info(),
        };
        let args = DrawArgs { kind: LimitKind::Withdraw, target: self.unit.key(), amount };
        let unit = *self.unit.load()?;
        unit.sign(|seeds| {
            pau::cpi::draw(CpiContext::new_with_signer(self.pau_program.key(), accounts, seeds), args)
        })
    }

    fn burn(&self, amount: u64) -> Result<()> {
        if amount == 0 {
            return Ok(());
        }
        let accounts = Burn {
            mint: self.share_mint.to_account_info(),
            from: self.redeem_input.to_account_info(),
            authority: self.redeem_queue.to_account_info(),
        };
        let queue = *self.redeem_queue.load()?;
        queue.sign(|seeds| {
            burn(CpiContext::new_with_signer(self.share_program.key(), accounts, seeds), amount)
        })
    }

    fn mint(&self, amount: u64) -> Result<()> {
        if amount == 0 {
            return Ok(());
        }
        let accounts = MintTo {
            mint: self.share_mint.to_account_info(),
            to: self.subscribe_reward.to_account_info(),
            authority: self.unit.to_account_info(),
        };
        let unit = *self.unit.load()?;
        unit.sign(|seeds| {
            mint_to(CpiContext::new_with_signer(self.share_program.key(), accounts, seeds), amount)
        })
    }

    /// The invariants after every settlement: each vault has what is recorded. What waits in a queue that takes no part
    /// is not known here, and nothing left it.
    fn require_sound(
        &self,
        subscribe: &Generation,
        subscribers: bool,
        redeem: &Generation,
        redeemers: bool,
    ) -> Result<()> {
        if subscribers {
            require_held(&self.subscribe_input, subscribe.underlying)?;
            require_held(&self.subscribe_reward, self.subscribe_queue.load()?.owed)?;
        }
        if redeemers {
            require_held(&self.redeem_input, redeem.underlying)?;
            require_held(&self.redeem_reward, self.redeem_queue.load()?.owed)?;
        }
        require_held(&self.token_account, self.unit.load()?.holding)
    }

    fn event(&self, settled: &PairSettlement, flow: &Flow, rate: u128) -> Result<UnitSettled> {
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
            holding_after: unit.holding,
        })
    }
}

/// The current generation of `queue`; an empty one when the queue takes no part or nobody is in it.
fn current(
    queue: &AccountLoader<LctsQueue>,
    generation: Option<&AccountLoader<LctsGeneration>>,
    takes_part: bool,
) -> Result<Generation> {
    if !takes_part {
        return Ok(Generation::default());
    }
    let key = queue.key();
    let queue = queue.load()?;
    let Some(generation) = generation else {
        // SECURITY: who settles cannot leave a queue out of the netting by not naming it.
        require!(queue.live == 0, LctsError::GenerationMissing);
        return Ok(Generation::default());
    };
    let generation = generation.load()?;
    queue.require_current(&key, &generation)?;
    Ok(generation.totals)
}

/// Writes what was settled to the generation and its queue.
fn store(
    queue: &AccountLoader<LctsQueue>,
    generation: Option<&AccountLoader<LctsGeneration>>,
    totals: &Generation,
    settled: &halo_math::Settlement,
) -> Result<()> {
    let Some(generation) = generation else { return Ok(()) };
    generation.load_mut()?.totals = *totals;
    Ok(queue.load_mut()?.settled(settled.minted, settled.finalized)?)
}
