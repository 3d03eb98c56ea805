use crate::{
    error::LctsError,
    events::RewardsClaimed,
    state::{require_held, LctsGeneration, LctsPosition, LctsQueue, Payment},
};
use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use halo_common::Explain;
use halo_math::Position;

#[event_cpi]
#[derive(Accounts)]
pub struct Claim<'info> {
    pub owner: Signer<'info>,
    #[account(
        mut,
        has_one = reward_mint @ LctsError::WrongMint,
        has_one = reward_program @ LctsError::WrongTokenProgram,
        has_one = reward_vault @ LctsError::WrongQueueVault,
    )]
    pub queue: AccountLoader<'info, LctsQueue>,
    /// The one that the position is in. Without it only what was credited before is paid, which nothing holds up.
    #[account(mut, has_one = queue @ LctsError::WrongGeneration)]
    pub generation: Option<AccountLoader<'info, LctsGeneration>>,
    #[account(
        mut,
        has_one = queue @ LctsError::WrongQueue,
        has_one = owner @ LctsError::NotOwner,
    )]
    pub position: AccountLoader<'info, LctsPosition>,
    /// CHECK: the queue names it.
    #[account(mut)]
    pub reward_vault: UncheckedAccount<'info>,
    /// CHECK: wherever the owner wants it; the token program checks the mint.
    #[account(mut)]
    pub destination: UncheckedAccount<'info>,
    /// CHECK: the queue names it.
    pub reward_mint: UncheckedAccount<'info>,
    pub reward_program: Interface<'info, TokenInterface>,
}

impl Claim<'_> {
    /// Takes what is to be paid off generation and position.
    fn take(&self, held: &mut Position) -> Result<u64> {
        let Some(generation) = &self.generation else { return Ok(held.take_accrued()) };
        let mut generation = generation.load_mut()?;
        let mut totals = generation.totals;
        let amount = totals.claim(held).explain::<LctsError>()?;
        generation.totals = totals;
        Ok(amount)
    }
}

/// Specification:
/// - shall pay what the position has earned, and leave it in its queue;
/// - of a finalized generation shall also pay while the current one is locked;
/// - shall never be stopped: not by a freeze of the PAU, nor by the end of anybody's right.
pub fn handler(ctx: Context<Claim>) -> Result<()> {
    let accounts = &ctx.accounts;
    let (amount, held) = {
        let mut position = accounts.position.load_mut()?;
        let before = position.held;
        let mut held = before;
        let amount = accounts.take(&mut held)?;
        require!(held != before, LctsError::NothingToClaim);
        position.held = held;
        (amount, held)
    };
    Payment {
        queue: &accounts.queue,
        vault: &accounts.reward_vault,
        to: &accounts.destination,
        mint: &accounts.reward_mint,
        token_program: &accounts.reward_program,
    }
    .send(amount)?;
    let event = {
        let mut queue = accounts.queue.load_mut()?;
        queue.pay(amount)?;
        require_held(&accounts.reward_vault, queue.owed)?;
        RewardsClaimed {
            queue: accounts.queue.key(),
            sequence: queue.next_sequence(),
            owner: accounts.owner.key(),
            destination: accounts.destination.key(),
            amount,
            shares_after: held.shares(),
            owed_after: queue.owed,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
