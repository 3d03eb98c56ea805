use crate::{
    error::LctsError,
    events::Entered,
    lazy::{self, Fresh},
    state::{require_held, require_live, LctsGeneration, LctsPosition, LctsQueue},
    ACCOUNT_VERSION, GENERATION_SEED, POSITION_SEED,
};
use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use halo_common::{token::Move, Explain};
use halo_math::{Generation, Position};
use pau::state::Pau;

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
        has_one = pau @ LctsError::WrongPau,
        has_one = input_mint @ LctsError::WrongMint,
        has_one = input_program @ LctsError::WrongTokenProgram,
        has_one = input_vault @ LctsError::WrongQueueVault,
    )]
    pub queue: AccountLoader<'info, LctsQueue>,
    /// The unit's.
    pub pau: AccountLoader<'info, Pau>,
    /// CHECK: the current generation: created for its first member, otherwise read and written by the handler.
    #[account(mut)]
    pub generation: UncheckedAccount<'info>,
    /// The finalized one that the position is in, if it is in one.
    #[account(mut, has_one = queue @ LctsError::WrongGeneration)]
    pub finalized: Option<AccountLoader<'info, LctsGeneration>>,
    /// CHECK: the owner's position: created with the first entry, otherwise read and written by the handler.
    #[account(mut)]
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
    /// Refuses while nobody may enter; returns the number of the current generation.
    fn require_open(&self) -> Result<u64> {
        require_live(&self.pau)?;
        let queue = self.queue.load()?;
        queue.require_running()?;
        Ok(queue.current)
    }

    fn create<T: Discriminator>(&self, account: &AccountInfo<'info>, seeds: [&[u8]; 3]) -> Result<u8> {
        Fresh { payer: &self.payer, account, system_program: &self.system_program, seeds }.create::<T>()
    }

    /// The current generation, which its first member creates.
    fn generation(&self, number: u64) -> Result<LctsGeneration> {
        let queue = self.queue.key();
        if let Some(generation) = lazy::read::<LctsGeneration>(&self.generation)? {
            require_keys_eq!(generation.queue, queue, LctsError::WrongGeneration);
            require_eq!(generation.totals.number, number, LctsError::WrongGeneration);
            return Ok(generation);
        }
        let seeds = [GENERATION_SEED, queue.as_ref(), &number.to_le_bytes()];
        let bump = self.create::<LctsGeneration>(&self.generation, seeds)?;
        Ok(LctsGeneration {
            queue,
            rent_payer: self.payer.key(),
            totals: Generation::new(number),
            version: ACCOUNT_VERSION,
            bump,
            reserved: [0; 30],
        })
    }

    /// The owner's position, which its first entry creates.
    fn position(&self) -> Result<LctsPosition> {
        let (queue, owner) = (self.queue.key(), self.owner.key());
        if let Some(position) = lazy::read::<LctsPosition>(&self.position)? {
            require_keys_eq!(position.queue, queue, LctsError::WrongQueue);
            require_keys_eq!(position.owner, owner, LctsError::NotOwner);
            return Ok(position);
        }
        let bump =
            self.create::<LctsPosition>(&self.position, [POSITION_SEED, queue.as_ref(), owner.as_ref()])?;
        Ok(LctsPosition {
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

    /// Enters with `amount` base units of what the queue takes, which `bring` puts into its token account if they are not
    /// there yet.
    pub fn join(&self, amount: u64, bring: impl FnOnce() -> Result<()>) -> Result<Entered> {
        let mut generation = self.generation(self.require_open()?)?;
        let mut position = self.position()?;
        let (mut totals, mut held) = (generation.totals, position.held);
        self.settle_finalized(&mut held, totals.number)?;
        let shares = totals.enter(&mut held, amount).explain::<LctsError>()?;
        (generation.totals, position.held) = (totals, held);
        lazy::write(&self.generation, &generation)?;
        lazy::write(&self.position, &position)?;
        bring()?;
        require_held(&self.input_vault, totals.underlying)?;
        let mut queue = self.queue.load_mut()?;
        queue.live = 1;
        Ok(Entered {
            queue: self.queue.key(),
            sequence: queue.next_sequence(),
            owner: self.owner.key(),
            source: self.source.key(),
            amount,
            generation: totals.number,
            shares,
            shares_after: held.shares(),
            accrued_after: held.accrued,
            total_after: totals.underlying,
            total_shares_after: totals.shares(),
        })
    }
}

/// Specification:
/// - shall mint `amount x total shares / total waiting` shares of the current generation, rounded down;
/// - shall first credit what a finalized generation owes to the position, and what it has earned in the current one:
///   nothing is forfeited, and nothing is transferred that a frozen account could hold up;
/// - shall refuse while the generation is locked, while the PAU is frozen, and while the unit is halted because money is
///   missing: nobody enters what nobody can be paid out of.
pub fn handler(ctx: Context<Enter>, args: EnterArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let event = accounts.join(args.amount, || accounts.take(args.amount))?;
    halo_common::emit!(ctx, event);
    Ok(())
}
