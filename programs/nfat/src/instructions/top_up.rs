use crate::{
    error::NfatError,
    events::NfatFunded,
    instructions::fund::PaymentArgs,
    state::{Nfat, NfatConfig, RedeemVault, Source},
};
use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use halo_common::{
    token::{balance, Move},
    Explain,
};

#[event_cpi]
#[derive(Accounts)]
pub struct TopUp<'info> {
    pub funder: Signer<'info>,
    #[account(
        has_one = mint @ NfatError::WrongMint,
        has_one = token_program @ NfatError::WrongTokenProgram,
    )]
    pub config: AccountLoader<'info, NfatConfig>,
    #[account(mut, has_one = config @ NfatError::WrongConfig)]
    pub nfat: AccountLoader<'info, Nfat>,
    #[account(
        mut,
        has_one = config @ NfatError::WrongConfig,
        has_one = token_account @ NfatError::WrongRedeemVault,
        constraint = redeem_vault.load()?.book == nfat.load()?.book @ NfatError::WrongBook,
    )]
    pub redeem_vault: AccountLoader<'info, RedeemVault>,
    /// CHECK: the redeem vault names it.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    /// CHECK: the token program checks mint and authority.
    #[account(mut)]
    pub source: UncheckedAccount<'info>,
    /// CHECK: the configuration names it.
    pub mint: UncheckedAccount<'info>,
    pub token_program: Interface<'info, TokenInterface>,
}

/// Specification:
/// - shall credit the signer's own money to this NFAT alone;
/// - shall not count towards the payout cap, which bounds what a Book pays, and end a default that it makes good.
pub fn handler(ctx: Context<TopUp>, args: PaymentArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let amount = {
        let (mut nfat, mut vault) = (accounts.nfat.load_mut()?, accounts.redeem_vault.load_mut()?);
        nfat.accrue(Clock::get()?.unix_timestamp);
        let amount = nfat.credit(&args.payment, Source::Anyone)?;
        vault.credit(amount, args.payment.principal, nfat.rank)?;
        vault.cure(&mut nfat)?;
        amount
    };
    Move {
        token_program: &accounts.token_program,
        mint: &accounts.mint,
        decimals: accounts.config.load()?.decimals,
        from: &accounts.source,
        to: &accounts.token_account,
        authority: &accounts.funder,
    }
    .send::<NfatError>(amount, &[])?;
    let held = balance(&accounts.token_account).explain::<NfatError>()?;
    accounts.redeem_vault.load()?.require_solvent(held)?;
    let event = {
        let mut nfat = accounts.nfat.load_mut()?;
        NfatFunded {
            nfat: accounts.nfat.key(),
            sequence: nfat.next_sequence(),
            actor: accounts.funder.key(),
            book: nfat.book,
            from: accounts.source.key(),
            principal: args.payment.principal,
            interest: args.payment.interest,
            penalty: args.payment.penalty,
            funded_after: nfat.funded().total()?,
            by_book: false,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
