use crate::{
    error::WrapperError,
    events::ProceedsCollected,
    fraction_mint,
    state::{Wrapped, WrapperState},
};
use anchor_lang::prelude::*;
use halo_common::{token::balance, Explain};
use nfat::{
    cpi::accounts::{Payout, Redeem},
    instructions::{PayoutArgs, RedeemArgs},
    program::Nfat as NfatProgram,
};

/// What is asked of the NFAT program.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub enum CollectKind {
    /// `claim_interest`: interest and penalties.
    Interest,
    /// `spend`: a tranche of an amortising NFAT.
    Tranche,
    /// `redeem`: the last payment, which burns the NFAT.
    Redemption,
}

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct CollectArgs {
    pub kind: CollectKind,
}

#[event_cpi]
#[derive(Accounts)]
pub struct Collect<'info> {
    /// Owner of the NFAT: signs for it.
    #[account(
        mut,
        has_one = config @ WrapperError::WrongConfig,
        has_one = nfat @ WrapperError::WrongNfat,
        has_one = asset @ WrapperError::WrongAsset,
        has_one = fraction_mint @ WrapperError::WrongFractionMint,
        has_one = vault @ WrapperError::WrongVault,
    )]
    pub wrapped: Box<Account<'info, Wrapped>>,
    /// CHECK: the wrapper names it.
    pub fraction_mint: UncheckedAccount<'info>,
    /// CHECK: the wrapper names it.
    #[account(mut)]
    pub vault: UncheckedAccount<'info>,
    /// CHECK: the wrapper names it.
    pub config: UncheckedAccount<'info>,
    /// CHECK: the wrapper names it.
    #[account(mut)]
    pub nfat: UncheckedAccount<'info>,
    /// CHECK: the NFAT program checks it.
    #[account(mut)]
    pub redeem_vault: UncheckedAccount<'info>,
    /// CHECK: the NFAT program checks it.
    #[account(mut)]
    pub redeem_token_account: UncheckedAccount<'info>,
    /// CHECK: the wrapper names it.
    #[account(mut)]
    pub asset: UncheckedAccount<'info>,
    /// CHECK: the NFAT program checks it.
    #[account(mut)]
    pub collection: UncheckedAccount<'info>,
    /// CHECK: receives the rent of the NFAT's record; the NFAT program checks it.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
    /// CHECK: the NFAT program checks it.
    pub mint: UncheckedAccount<'info>,
    /// CHECK: the NFAT program checks it.
    pub token_program: UncheckedAccount<'info>,
    /// CHECK: the NFAT program checks it.
    pub core_program: UncheckedAccount<'info>,
    pub system_program: Program<'info, System>,
    /// CHECK: the NFAT program checks it.
    pub nfat_event_authority: UncheckedAccount<'info>,
    pub nfat_program: Program<'info, NfatProgram>,
}

impl<'info> Collect<'info> {
    fn payout(&self) -> Payout<'info> {
        Payout {
            holder: self.wrapped.to_account_info(),
            config: self.config.to_account_info(),
            nfat: self.nfat.to_account_info(),
            redeem_vault: self.redeem_vault.to_account_info(),
            token_account: self.redeem_token_account.to_account_info(),
            destination: self.vault.to_account_info(),
            asset: self.asset.to_account_info(),
            collection: self.collection.to_account_info(),
            mint: self.mint.to_account_info(),
            token_program: self.token_program.to_account_info(),
            event_authority: self.nfat_event_authority.to_account_info(),
            program: self.nfat_program.to_account_info(),
        }
    }

    fn redemption(&self) -> Redeem<'info> {
        Redeem {
            holder: self.wrapped.to_account_info(),
            config: self.config.to_account_info(),
            nfat: self.nfat.to_account_info(),
            redeem_vault: self.redeem_vault.to_account_info(),
            token_account: self.redeem_token_account.to_account_info(),
            destination: self.vault.to_account_info(),
            asset: self.asset.to_account_info(),
            collection: self.collection.to_account_info(),
            rent_payer: self.rent_payer.to_account_info(),
            mint: self.mint.to_account_info(),
            token_program: self.token_program.to_account_info(),
            core_program: self.core_program.to_account_info(),
            system_program: self.system_program.to_account_info(),
            event_authority: self.nfat_event_authority.to_account_info(),
            program: self.nfat_program.to_account_info(),
        }
    }

    /// Has the NFAT pay into the vault. Whoever calls can ask for no less than what the holder is owed: a shortfall is
    /// never accepted here.
    #[inline(never)]
    fn ask(&self, kind: CollectKind) -> Result<()> {
        let program = self.nfat_program.key();
        let args = PayoutArgs { min_payout: 0 };
        self.wrapped.sign(|seeds| match kind {
            CollectKind::Interest => {
                nfat::cpi::claim_interest(CpiContext::new_with_signer(program, self.payout(), seeds), args)
            }
            CollectKind::Tranche => {
                nfat::cpi::spend(CpiContext::new_with_signer(program, self.payout(), seeds), args)
            }
            CollectKind::Redemption => {
                let args = RedeemArgs { min_payout: 0, accept_shortfall: false };
                nfat::cpi::redeem(CpiContext::new_with_signer(program, self.redemption(), seeds), args)
            }
        })
    }
}

/// Specification:
/// - shall be anybody's: it has the NFAT pay into the vault what it can be paid, and whoever asks decides no more;
/// - shall credit every fraction, staked or free, with the same part of what the vault has received;
/// - a redemption shall be the last.
pub fn handler(ctx: Context<Collect>, args: CollectArgs) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.wrapped.require_wrapped()?;
    let before = balance(&accounts.vault).explain::<WrapperError>()?;
    accounts.ask(args.kind)?;
    let after = balance(&accounts.vault).explain::<WrapperError>()?;
    let amount = after.checked_sub(before).ok_or(WrapperError::Overflow)?;
    let supply = fraction_mint::supply(&accounts.fraction_mint)?;
    let wrapped = &mut accounts.wrapped;
    wrapped.receive(amount, supply)?;
    if args.kind == CollectKind::Redemption {
        wrapped.state = WrapperState::Final;
    }
    wrapped.require_solvent(&accounts.vault)?;
    let event = ProceedsCollected {
        wrapped: wrapped.key(),
        sequence: wrapped.next_sequence(),
        kind: args.kind,
        amount,
        supply,
        staked: wrapped.staked,
        collected_after: wrapped.collected,
        cash_after: wrapped.cash()?,
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
