use crate::{
    error::LctsError,
    instructions::{
        movements::outlet,
        settle_subscribe::SettleArgs,
        settlement::{ground, Capacities},
        side::Side,
    },
    state::{require_held, Direction},
};
use anchor_lang::prelude::*;
use halo_common::Explain;
use pau::program::Pau as PauProgram;

#[event_cpi]
#[derive(Accounts)]
pub struct SettleRedeem<'info> {
    pub beacon: Signer<'info>,
    /// CHECK: read as a Beam of the configurator.
    pub beam: UncheckedAccount<'info>,
    /// CHECK: read as a unit of this program; it names, with its queue, every account below.
    #[account(mut)]
    pub unit: UncheckedAccount<'info>,
    /// CHECK: of a junior unit the one that it names, which has the holding.
    #[account(mut)]
    pub senior: Option<UncheckedAccount<'info>>,
    /// CHECK: read as a queue of this program, which must be the unit's.
    #[account(mut)]
    pub queue: UncheckedAccount<'info>,
    /// CHECK: read as the queue's current generation; absent if that has no account.
    #[account(mut)]
    pub generation: Option<UncheckedAccount<'info>>,
    /// CHECK: the queue names it.
    #[account(mut)]
    pub input: UncheckedAccount<'info>,
    /// CHECK: the queue names it.
    #[account(mut)]
    pub reward: UncheckedAccount<'info>,
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
/// - shall convert `min(capacity, all that waits)` at the exchange rate, within the unit's guardrails and what the
///   holding has, and share it among all members in proportion;
/// - shall leave nothing or at least the smallest residual, and finalize a generation that is drained;
/// - shall unlock what it does not finalize, also when it converts nothing;
/// - shall refuse what is not locked, after 16:00 UTC, and while the PAU is frozen or money of the holding is missing.
pub fn handler(ctx: Context<SettleRedeem>, args: SettleArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let (ground, now) = (ground!(accounts), Clock::get()?.unix_timestamp);
    let side = Side {
        queue: &accounts.queue,
        generation: accounts.generation.as_deref(),
        input: &accounts.input,
        reward: &accounts.reward,
    };
    let mut books = ground.open()?;
    books.require_vault(accounts.vault.key)?;
    let mut queue = side.open(ground.unit.key, Direction::Redeem)?;
    let capped = ground.terms(&mut books, Capacities { subscribe: 0, redeem: args.capacity }, now)?;
    let settled =
        halo_math::settle_redeem(queue.totals(), &books.unit.rate, capped.redeem).explain::<LctsError>()?;
    let booking = ground.book(books, &settled, now)?;
    let queue = queue.book(&settled.redeem)?;
    ground.draw(&outlet!(accounts), &booking.unit, &queue, booking.flow.out_of_holding)?;
    ground.burn(&queue, settled.redeem.converted)?;
    queue.require_held()?;
    require_held(ground.token_account, booking.event.holding_after)?;
    halo_common::emit!(ctx, booking.event);
    Ok(())
}
