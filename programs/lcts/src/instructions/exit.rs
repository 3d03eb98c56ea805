use crate::{
    error::LctsError,
    events::Exited,
    state::{require_held, LctsGeneration, LctsPosition, LctsQueue, Payment},
};
use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use halo_common::Explain;

#[event_cpi]
#[derive(Accounts)]
pub struct Exit<'info> {
    pub owner: Signer<'info>,
    #[account(
        mut,
        has_one = input_mint @ LctsError::WrongMint,
        has_one = input_program @ LctsError::WrongTokenProgram,
        has_one = input_vault @ LctsError::WrongQueueVault,
        has_one = reward_mint @ LctsError::WrongMint,
        has_one = reward_program @ LctsError::WrongTokenProgram,
        has_one = reward_vault @ LctsError::WrongQueueVault,
    )]
    pub queue: AccountLoader<'info, LctsQueue>,
    #[account(mut, has_one = queue @ LctsError::WrongGeneration)]
    pub generation: AccountLoader<'info, LctsGeneration>,
    #[account(
        mut,
        has_one = queue @ LctsError::WrongQueue,
        has_one = owner @ LctsError::NotOwner,
    )]
    pub position: AccountLoader<'info, LctsPosition>,
    /// CHECK: the queue names it.
    #[account(mut)]
    pub input_vault: UncheckedAccount<'info>,
    /// CHECK: wherever the owner wants what was not converted; the token program checks the mint.
    #[account(mut)]
    pub destination: UncheckedAccount<'info>,
    /// CHECK: the queue names it.
    pub input_mint: UncheckedAccount<'info>,
    pub input_program: Interface<'info, TokenInterface>,
    /// CHECK: the queue names it.
    #[account(mut)]
    pub reward_vault: UncheckedAccount<'info>,
    /// CHECK: wherever the owner wants what was converted; the token program checks the mint.
    #[account(mut)]
    pub reward_destination: UncheckedAccount<'info>,
    /// CHECK: the queue names it.
    pub reward_mint: UncheckedAccount<'info>,
    pub reward_program: Interface<'info, TokenInterface>,
}

impl Exit<'_> {
    fn pay(&self, exit: &halo_math::Exit) -> Result<()> {
        Payment {
            queue: &self.queue,
            vault: &self.input_vault,
            to: &self.destination,
            mint: &self.input_mint,
            token_program: &self.input_program,
        }
        .send(exit.underlying)?;
        Payment {
            queue: &self.queue,
            vault: &self.reward_vault,
            to: &self.reward_destination,
            mint: &self.reward_mint,
            token_program: &self.reward_program,
        }
        .send(exit.rewards)
    }
}

/// Specification:
/// - shall pay the position's part of what is not converted, rounded down, and all that it has earned; the last to
///   leave takes everything;
/// - shall refuse while the generation is locked, and at no other time.
pub fn handler(ctx: Context<Exit>) -> Result<()> {
    let accounts = &ctx.accounts;
    let (exit, totals) = {
        let (mut generation, mut position) = (accounts.generation.load_mut()?, accounts.position.load_mut()?);
        let (mut totals, mut held) = (generation.totals, position.held);
        let exit = totals.exit(&mut held).explain::<LctsError>()?;
        (generation.totals, position.held) = (totals, held);
        (exit, totals)
    };
    accounts.pay(&exit)?;
    require_held(&accounts.input_vault, totals.underlying)?;
    let event = {
        let mut queue = accounts.queue.load_mut()?;
        queue.pay(exit.rewards)?;
        require_held(&accounts.reward_vault, queue.owed)?;
        Exited {
            queue: accounts.queue.key(),
            sequence: queue.next_sequence(),
            owner: accounts.owner.key(),
            destination: accounts.destination.key(),
            reward_destination: accounts.reward_destination.key(),
            generation: totals.number,
            underlying: exit.underlying,
            rewards: exit.rewards,
            total_after: totals.underlying,
            owed_after: queue.owed,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
