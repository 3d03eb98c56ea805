use crate::{
    error::LctsError,
    events::QueueOpened,
    state::{Direction, LctsQueue, Unit},
    ACCOUNT_VERSION, QUEUE_SEED,
};
use anchor_lang::prelude::*;
use anchor_spl::associated_token::AssociatedToken;
use halo_common::token::OpenVault;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct OpenQueueArgs {
    pub direction: Direction,
}

#[event_cpi]
#[derive(Accounts)]
#[instruction(args: OpenQueueArgs)]
pub struct OpenQueue<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    #[account(
        has_one = mint @ LctsError::WrongMint,
        has_one = token_program @ LctsError::WrongTokenProgram,
        has_one = share_mint @ LctsError::WrongMint,
        has_one = share_program @ LctsError::WrongTokenProgram,
    )]
    pub unit: AccountLoader<'info, Unit>,
    #[account(
        init,
        payer = payer,
        space = LctsQueue::SPACE,
        seeds = [QUEUE_SEED, unit.key().as_ref(), &[args.direction.seed()]],
        bump
    )]
    pub queue: AccountLoader<'info, LctsQueue>,
    /// CHECK: created, or checked, as the queue's associated token account for what members bring.
    #[account(mut)]
    pub input_vault: UncheckedAccount<'info>,
    /// CHECK: created, or checked, as the queue's associated token account for what members receive.
    #[account(mut)]
    pub reward_vault: UncheckedAccount<'info>,
    /// CHECK: the unit names it.
    pub mint: UncheckedAccount<'info>,
    /// CHECK: the unit names it.
    pub token_program: UncheckedAccount<'info>,
    /// CHECK: the unit names it.
    pub share_mint: UncheckedAccount<'info>,
    /// CHECK: the unit names it.
    pub share_program: UncheckedAccount<'info>,
    pub associated_token_program: Program<'info, AssociatedToken>,
    pub system_program: Program<'info, System>,
}

impl<'info> OpenQueue<'info> {
    /// Mint and program of what members bring and of what they receive.
    fn sides(&self, direction: Direction) -> [[&UncheckedAccount<'info>; 2]; 2] {
        let underlying = [&self.mint, &self.token_program];
        let shares = [&self.share_mint, &self.share_program];
        match direction {
            Direction::Subscribe => [underlying, shares],
            Direction::Redeem => [shares, underlying],
        }
    }

    fn open_vault(
        &self,
        vault: &AccountInfo<'info>,
        [mint, program]: [&UncheckedAccount<'info>; 2],
    ) -> Result<()> {
        OpenVault {
            payer: &self.payer,
            vault,
            owner: self.queue.as_ref(),
            mint,
            token_program: program,
            associated_token_program: &self.associated_token_program,
            system_program: &self.system_program,
        }
        .open::<LctsError>()
    }
}

/// Specification:
/// - shall open the queue with two token accounts of its own, both empty on its record;
/// - shall need nobody's permission: everything about a queue follows from its unit.
pub fn handler(ctx: Context<OpenQueue>, args: OpenQueueArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let [input, reward] = accounts.sides(args.direction);
    accounts.open_vault(&accounts.input_vault, input)?;
    accounts.open_vault(&accounts.reward_vault, reward)?;
    let event = {
        let mut queue = accounts.queue.load_init()?;
        queue.unit = accounts.unit.key();
        queue.pau = accounts.unit.load()?.pau;
        [queue.input_mint, queue.input_program] = input.map(|account| account.key());
        [queue.reward_mint, queue.reward_program] = reward.map(|account| account.key());
        queue.input_vault = accounts.input_vault.key();
        queue.reward_vault = accounts.reward_vault.key();
        queue.current = 1;
        queue.direction = args.direction.seed();
        queue.decimals = accounts.unit.load()?.decimals;
        queue.version = ACCOUNT_VERSION;
        queue.bump = ctx.bumps.queue;
        QueueOpened {
            queue: accounts.queue.key(),
            sequence: queue.next_sequence(),
            unit: queue.unit,
            direction: args.direction,
            input_vault: queue.input_vault,
            reward_vault: queue.reward_vault,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
