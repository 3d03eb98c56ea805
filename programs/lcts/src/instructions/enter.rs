use crate::{
    error::LctsError,
    events::Entered,
    lazy,
    state::{require_held, LctsGeneration, LctsPosition, LctsQueue},
    ACCOUNT_VERSION, GENERATION_SEED, POSITION_SEED,
};
use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use halo_common::{account::Create, token::Move, Explain};
use halo_math::{Generation, Position};

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct EnterArgs {
    /// Base units of what the queue takes, above zero.
    pub amount: u64,
}

#[event_cpi]
#[derive(Accounts)]
pub struct Enter<'info> {
    /// Pays the rent of what does not exist yet.
    #[account(mut)]
    pub payer: Signer<'info>,
    pub owner: Signer<'info>,
    #[account(
        mut,
        has_one = input_mint @ LctsError::WrongMint,
        has_one = input_program @ LctsError::WrongTokenProgram,
        has_one = input_vault @ LctsError::WrongQueueVault,
    )]
    pub queue: AccountLoader<'info, LctsQueue>,
    /// CHECK: the current generation: created for its first member, otherwise read and written by the handler.
    #[account(
        mut,
        seeds = [GENERATION_SEED, queue.key().as_ref(), &queue.load()?.current.to_le_bytes()],
        bump
    )]
    pub generation: UncheckedAccount<'info>,
    /// The finalized one that the position is in, if it is in one.
    #[account(mut, has_one = queue @ LctsError::WrongGeneration)]
    pub finalized: Option<AccountLoader<'info, LctsGeneration>>,
    /// CHECK: the owner's position: created with the first entry, otherwise read and written by the handler.
    #[account(
        mut,
        seeds = [POSITION_SEED, queue.key().as_ref(), owner.key().as_ref()],
        bump
    )]
    pub position: UncheckedAccount<'info>,
    /// CHECK: the token program checks mint and authority.
    #[account(mut)]
    pub source: UncheckedAccount<'info>,
    /// CHECK: the queue names it.
    #[account(mut)]
    pub input_vault: UncheckedAccount<'info>,
    /// CHECK: the queue names it.
    pub input_mint: UncheckedAccount<'info>,
    pub input_program: Interface<'info, TokenInterface>,
    pub system_program: Program<'info, System>,
}

impl<'info> Enter<'info> {
    fn creation<'a>(&'a self, account: &'a AccountInfo<'info>, seeds: &'a [&'a [u8]]) -> Create<'a, 'info> {
        Create { payer: &self.payer, account, system_program: &self.system_program, owner: &crate::ID, seeds }
    }

    fn generation(&self, bump: u8) -> Result<LctsGeneration> {
        let (queue, number) = (self.queue.key(), self.queue.load()?.current);
        let number_bytes = number.to_le_bytes();
        let seeds: &[&[u8]] = &[GENERATION_SEED, queue.as_ref(), &number_bytes, &[bump]];
        lazy::read_or_create(&self.creation(&self.generation, seeds), || LctsGeneration {
            queue,
            rent_payer: self.payer.key(),
            totals: Generation::new(number),
            version: ACCOUNT_VERSION,
            bump,
            reserved: [0; 30],
        })
    }

    fn position(&self, bump: u8) -> Result<LctsPosition> {
        let (queue, owner) = (self.queue.key(), self.owner.key());
        let seeds: &[&[u8]] = &[POSITION_SEED, queue.as_ref(), owner.as_ref(), &[bump]];
        lazy::read_or_create(&self.creation(&self.position, seeds), || LctsPosition {
            queue,
            owner,
            rent_payer: self.payer.key(),
            held: Position::default(),
            version: ACCOUNT_VERSION,
            bump,
            reserved: [0; 30],
        })
    }

    /// Credits what a finalized generation owes, so that the position is free for the `current` one.
    fn settle_finalized(&self, held: &mut Position, current: u64) -> Result<()> {
        if held.shares() == 0 || held.generation == current {
            return Ok(());
        }
        let finalized = self.finalized.as_ref().ok_or(LctsError::FinalizedGenerationMissing)?;
        let mut finalized = finalized.load_mut()?;
        let mut totals = finalized.totals;
        held.settle_finalized(&mut totals).explain::<LctsError>()?;
        finalized.totals = totals;
        Ok(())
    }

    fn take(&self, amount: u64) -> Result<()> {
        let movement = Move {
            token_program: &self.input_program,
            mint: &self.input_mint,
            decimals: self.queue.load()?.decimals,
            from: &self.source,
            to: &self.input_vault,
            authority: &self.owner,
        };
        movement.send::<LctsError>(amount, &[])
    }
}

/// Specification:
/// - shall mint `amount x total shares / total waiting` shares of the current generation, rounded down;
/// - shall first credit what a finalized generation owes to the position, and what it has earned in the current one:
///   nothing is forfeited, and nothing is transferred that a frozen account could hold up;
/// - shall refuse while the generation is locked.
pub fn handler(ctx: Context<Enter>, args: EnterArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let mut generation = accounts.generation(ctx.bumps.generation)?;
    let mut position = accounts.position(ctx.bumps.position)?;
    let (mut totals, mut held) = (generation.totals, position.held);
    accounts.settle_finalized(&mut held, totals.number)?;
    let shares = totals.enter(&mut held, args.amount).explain::<LctsError>()?;
    (generation.totals, position.held) = (totals, held);
    lazy::write(&accounts.generation, &generation)?;
    lazy::write(&accounts.position, &position)?;
    accounts.take(args.amount)?;
    require_held(&accounts.input_vault, totals.underlying)?;
    let event = {
        let mut queue = accounts.queue.load_mut()?;
        queue.live = 1;
        Entered {
            queue: accounts.queue.key(),
            sequence: queue.next_sequence(),
            owner: accounts.owner.key(),
            source: accounts.source.key(),
            amount: args.amount,
            generation: totals.number,
            shares,
            shares_after: held.shares(),
            accrued_after: held.accrued,
            total_after: totals.underlying,
            total_shares_after: totals.shares(),
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
