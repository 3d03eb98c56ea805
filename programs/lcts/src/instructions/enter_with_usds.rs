use crate::{
    converter::Conversion, error::LctsError, events::Converted, instructions::*, state::Direction,
    TRANSIT_SEED,
};
use anchor_lang::{prelude::*, system_program};
use anchor_spl::{
    associated_token::AssociatedToken,
    token_interface::{Mint, TokenAccount, TokenInterface},
};
use halo_common::{
    mint::check_cash_mint,
    token::{check_vault, Move, OpenVault},
    Explain,
};
use pau::state::Action;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct EnterWithUsdsArgs {
    /// Base units of what is paid, above zero.
    pub amount_in: u64,
    /// Least base units of the underlying that must come out of it.
    pub min_amount: u64,
}

/// After these follow the accounts of the action, in its order.
#[derive(Accounts)]
pub struct EnterWithUsds<'info> {
    /// `source` is the token account of what is paid.
    pub entry: Enter<'info>,
    #[account(constraint = action.pau == entry.pau.key() @ LctsError::WrongAction)]
    pub action: Box<Account<'info, Action>>,
    /// CHECK: the action names it.
    pub converter: UncheckedAccount<'info>,
    /// CHECK: signs for the transit account; holds nothing itself.
    #[account(seeds = [TRANSIT_SEED, entry.queue.key().as_ref()], bump)]
    pub transit_authority: UncheckedAccount<'info>,
    /// CHECK: token account of the transit authority: created as the associated one, or checked.
    #[account(mut)]
    pub transit: UncheckedAccount<'info>,
    #[account(mint::token_program = paid_program)]
    pub paid_mint: Box<InterfaceAccount<'info, Mint>>,
    pub paid_program: Interface<'info, TokenInterface>,
    pub associated_token_program: Program<'info, AssociatedToken>,
}

impl<'info> EnterWithUsds<'info> {
    /// Only the underlying is bought, and only with another token that is cash.
    fn validate(&self, args: &EnterWithUsdsArgs) -> Result<()> {
        require!(args.amount_in > 0, LctsError::ZeroAmount);
        let queue = self.entry.queue.load()?;
        require!(queue.direction == Direction::Subscribe.seed(), LctsError::WrongQueue);
        require_keys_neq!(self.paid_mint.key(), queue.input_mint, LctsError::WrongMint);
        check_cash_mint(self.paid_mint.as_ref().as_ref()).explain::<LctsError>()
    }

    /// Creates the transit account, or accepts the one there.
    fn open_transit(&self) -> Result<()> {
        if *self.transit.owner != system_program::ID {
            let data = self.transit.try_borrow_data()?;
            require_keys_eq!(*self.transit.owner, self.paid_program.key(), LctsError::WrongTokenProgram);
            let account = TokenAccount::try_deserialize(&mut &data[..])?;
            return check_vault(&account, &self.paid_mint.key(), self.transit_authority.key)
                .explain::<LctsError>();
        }
        OpenVault {
            payer: &self.entry.payer,
            vault: &self.transit,
            owner: &self.transit_authority,
            mint: self.paid_mint.as_ref().as_ref(),
            token_program: &self.paid_program,
            associated_token_program: &self.associated_token_program,
            system_program: &self.entry.system_program,
        }
        .open::<LctsError>()
    }

    /// Moves what is paid into the transit account. Here, and nowhere else, the member's signature is used.
    fn take(&self, amount: u64) -> Result<()> {
        let movement = Move {
            token_program: &self.paid_program,
            mint: self.paid_mint.as_ref().as_ref(),
            decimals: self.paid_mint.decimals,
            from: &self.entry.source,
            to: &self.transit,
            authority: &self.entry.owner,
        };
        movement.send::<LctsError>(amount, &[])
    }

    /// Pays `amount_in` through the converter; returns what arrived in the queue's token account.
    fn convert(
        &self,
        passed: &'info [AccountInfo<'info>],
        bump: u8,
        args: &EnterWithUsdsArgs,
    ) -> Result<u64> {
        self.open_transit()?;
        let before = TransitState::of(&self.transit)?;
        self.take(args.amount_in)?;
        let (queue, paid_mint) = (self.entry.queue.key(), self.paid_mint.key());
        // A copy: the called program may be given the account to read.
        let (input_mint, share_mint) = {
            let queue = self.entry.queue.load()?;
            (queue.input_mint, queue.reward_mint)
        };
        let conversion = Conversion {
            spec: &self.action.spec,
            program: &self.converter,
            passed,
            authority: &self.transit_authority,
            transit: &self.transit,
            paid_mint: &paid_mint,
            queue: &queue,
            input_vault: &self.entry.input_vault,
            input_mint: &input_mint,
            share_mint: &share_mint,
        };
        let seeds: &[&[u8]] = &[TRANSIT_SEED, queue.as_ref(), &[bump]];
        let received = conversion.run(args.amount_in, args.min_amount, seeds)?;
        require!(TransitState::of(&self.transit)? == before, LctsError::TransitChanged);
        require_gte!(received, args.min_amount, LctsError::ConvertedTooLittle);
        Ok(received)
    }

    fn converted(&self, paid: u64, received: u64) -> Result<Converted> {
        Ok(Converted {
            queue: self.entry.queue.key(),
            sequence: self.entry.queue.load_mut()?.next_sequence(),
            owner: self.entry.owner.key(),
            action: self.action.key(),
            source: self.entry.source.key(),
            mint: self.paid_mint.key(),
            paid,
            received,
        })
    }
}

/// Everything about the transit account that a converter could change.
#[derive(PartialEq, Eq)]
struct TransitState {
    owner: Pubkey,
    lamports: u64,
    data: Vec<u8>,
}

impl TransitState {
    fn of(account: &AccountInfo) -> Result<Self> {
        let (owner, lamports) = (*account.owner, account.lamports());
        Ok(Self { owner, lamports, data: account.try_borrow_data()?.to_vec() })
    }
}

/// Specification:
/// - shall pay through an action that is enabled for the unit's PAU, with the accounts, flags and beginning of the data
///   that governance has approved, and enter with what arrived: the same in all else as `enter`;
/// - shall refuse when less than `min_amount` arrived, whatever the converter says;
/// - shall hand the converter the signature of the transit authority alone, which owns nothing of the queue's;
/// - shall leave the transit account bit for bit as it was: what is not converted is not kept;
/// - shall refuse an action for one call, programs of the suite that hold rules or money, and to give away what is the
///   suite's or the queue's to be written.
pub fn handler<'info>(ctx: Context<'info, EnterWithUsds<'info>>, args: EnterWithUsdsArgs) -> Result<()> {
    let accounts = &*ctx.accounts;
    accounts.validate(&args)?;
    let received = accounts.convert(ctx.remaining_accounts, ctx.bumps.transit_authority, &args)?;
    let converted = accounts.converted(args.amount_in, received)?;
    halo_common::emit!(in accounts.entry, converted);
    let entered = accounts.entry.join(received, || Ok(()))?;
    halo_common::emit!(in accounts.entry, entered);
    Ok(())
}
