use crate::{
    error::LctsError,
    instructions::{
        movements::outlet,
        settlement::{ground, Capacities},
        side::Side,
    },
    state::{require_held, Direction},
};
use anchor_lang::prelude::*;
use halo_common::Explain;
use halo_math::settle_pair;
use pau::program::Pau as PauProgram;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct SettlePairArgs {
    /// Underlying that may come to the holding beside what is netted, base units.
    pub subscribe_capacity: u64,
    /// Underlying that may leave the holding beside what is netted, base units.
    pub redeem_capacity: u64,
}

#[event_cpi]
#[derive(Accounts)]
pub struct SettlePair<'info> {
    pub beacon: Signer<'info>,
    /// CHECK: read as a Beam of the configurator.
    pub beam: UncheckedAccount<'info>,
    /// CHECK: read as a unit of this program; it names, with its queues, every account below.
    #[account(mut)]
    pub unit: UncheckedAccount<'info>,
    /// CHECK: of a junior unit the one that it names, which has the holding.
    #[account(mut)]
    pub senior: Option<UncheckedAccount<'info>>,
    /// CHECK: read as the unit's queue to subscribe.
    #[account(mut)]
    pub subscribe_queue: UncheckedAccount<'info>,
    /// CHECK: read as the queue's current generation; absent if that has no account.
    #[account(mut)]
    pub subscribe_generation: Option<UncheckedAccount<'info>>,
    /// CHECK: the queue names it.
    #[account(mut)]
    pub subscribe_input: UncheckedAccount<'info>,
    /// CHECK: the queue names it.
    #[account(mut)]
    pub subscribe_reward: UncheckedAccount<'info>,
    /// CHECK: read as the unit's queue to redeem.
    #[account(mut)]
    pub redeem_queue: UncheckedAccount<'info>,
    /// CHECK: read as the queue's current generation; absent if that has no account.
    #[account(mut)]
    pub redeem_generation: Option<UncheckedAccount<'info>>,
    /// CHECK: the queue names it.
    #[account(mut)]
    pub redeem_input: UncheckedAccount<'info>,
    /// CHECK: the queue names it.
    #[account(mut)]
    pub redeem_reward: UncheckedAccount<'info>,
    /// CHECK: the unit names it.
    pub pau: UncheckedAccount<'info>,
    /// CHECK: the holder names it.
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
    pub controller: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    #[account(mut)]
    pub limit: UncheckedAccount<'info>,
    /// CHECK: the holder names it.
    #[account(mut)]
    pub vault: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub proxy: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
}

/// Specification:
/// - shall first convert the queues into each other: what subscribers bring pays redeemers, and never passes through the
///   holding;
/// - shall convert the rest of either within its capacity, the unit's guardrails and what the holding has;
/// - a queue that is not locked shall take no part; one of them must be locked.
pub fn handler(ctx: Context<SettlePair>, args: SettlePairArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let (ground, now) = (ground!(accounts), Clock::get()?.unix_timestamp);
    let subscribe = Side {
        queue: &accounts.subscribe_queue,
        generation: accounts.subscribe_generation.as_deref(),
        input: &accounts.subscribe_input,
        reward: &accounts.subscribe_reward,
    };
    let redeem = Side {
        queue: &accounts.redeem_queue,
        generation: accounts.redeem_generation.as_deref(),
        input: &accounts.redeem_input,
        reward: &accounts.redeem_reward,
    };
    let mut books = ground.open()?;
    books.require_vault(accounts.vault.key)?;
    let mut subscribe = subscribe.open(ground.unit.key, Direction::Subscribe)?;
    let mut redeem = redeem.open(ground.unit.key, Direction::Redeem)?;
    let wanted = Capacities {
        subscribe: args.subscribe_capacity.min(subscribe.totals().underlying),
        redeem: args.redeem_capacity,
    };
    let capped = ground.terms(&mut books, wanted, now)?;
    let (subscribers, redeemers) = (subscribe.totals(), redeem.totals());
    let settled = settle_pair(subscribers, redeemers, &books.unit.rate, capped.subscribe, capped.redeem)
        .explain::<LctsError>()?;
    let booking = ground.book(books, &settled, now)?;
    let (subscribe, redeem) = (subscribe.book(&settled.subscribe)?, redeem.book(&settled.redeem)?);
    ground.forward(&subscribe, redeem.side.reward, booking.flow.matched)?;
    ground.forward(&subscribe, ground.token_account, booking.flow.into_holding)?;
    ground.draw(&outlet!(accounts), &booking.unit, &redeem, booking.flow.out_of_holding)?;
    ground.burn(&redeem, settled.redeem.converted)?;
    ground.mint(&booking.unit, &subscribe, settled.subscribe.minted)?;
    for queue in [&subscribe, &redeem] {
        queue.require_held()?;
    }
    require_held(ground.token_account, booking.event.holding_after)?;
    halo_common::emit!(ctx, booking.event);
    Ok(())
}
