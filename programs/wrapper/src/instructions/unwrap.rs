use crate::{
    error::WrapperError,
    events::NfatUnwrapped,
    fraction_mint,
    state::{pay, Wrapped},
};
use anchor_lang::prelude::*;
use anchor_spl::{token_2022::Token2022, token_interface::TokenInterface};
use nfat::{cpi::accounts::Transfer, program::Nfat as NfatProgram};

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct UnwrapArgs {
    /// Base units that the holder expects at least beside the NFAT.
    pub min_payout: u64,
}

#[event_cpi]
#[derive(Accounts)]
pub struct Unwrap<'info> {
    /// Owner of every fraction; receives the NFAT.
    pub holder: Signer<'info>,
    #[account(
        mut,
        has_one = config @ WrapperError::WrongConfig,
        has_one = nfat @ WrapperError::WrongNfat,
        has_one = asset @ WrapperError::WrongAsset,
        has_one = fraction_mint @ WrapperError::WrongFractionMint,
        has_one = vault @ WrapperError::WrongVault,
        has_one = mint @ WrapperError::WrongMint,
        has_one = token_program @ WrapperError::WrongTokenProgram,
    )]
    pub wrapped: Box<Account<'info, Wrapped>>,
    /// CHECK: holds every fraction; the token program checks mint and authority.
    #[account(mut)]
    pub source: UncheckedAccount<'info>,
    /// CHECK: the wrapper names it.
    #[account(mut)]
    pub fraction_mint: UncheckedAccount<'info>,
    pub fraction_program: Program<'info, Token2022>,
    /// CHECK: the wrapper names it.
    #[account(mut)]
    pub vault: UncheckedAccount<'info>,
    /// CHECK: wherever the holder wants the money; the token program checks the mint.
    #[account(mut)]
    pub destination: UncheckedAccount<'info>,
    /// CHECK: the wrapper names it.
    pub mint: UncheckedAccount<'info>,
    pub token_program: Interface<'info, TokenInterface>,
    /// CHECK: the wrapper names it.
    pub config: UncheckedAccount<'info>,
    /// CHECK: the wrapper names it.
    #[account(mut)]
    pub nfat: UncheckedAccount<'info>,
    /// CHECK: the wrapper names it.
    #[account(mut)]
    pub asset: UncheckedAccount<'info>,
    /// CHECK: the NFAT program checks it.
    pub collection: UncheckedAccount<'info>,
    /// CHECK: the holder's admission as a receiver, where the facility asks for one; the NFAT program checks it.
    pub entry: Option<UncheckedAccount<'info>>,
    /// CHECK: the NFAT program checks it.
    pub core_program: UncheckedAccount<'info>,
    pub system_program: Program<'info, System>,
    /// CHECK: the NFAT program checks it.
    pub nfat_event_authority: UncheckedAccount<'info>,
    pub nfat_program: Program<'info, NfatProgram>,
}

impl Unwrap<'_> {
    fn give_back(&self) -> Result<()> {
        let accounts = Transfer {
            holder: self.wrapped.to_account_info(),
            config: self.config.to_account_info(),
            nfat: self.nfat.to_account_info(),
            asset: self.asset.to_account_info(),
            collection: self.collection.to_account_info(),
            receiver: self.holder.to_account_info(),
            entry: self.entry.as_ref().map(|entry| entry.to_account_info()),
            core_program: self.core_program.to_account_info(),
            system_program: self.system_program.to_account_info(),
            event_authority: self.nfat_event_authority.to_account_info(),
            program: self.nfat_program.to_account_info(),
        };
        let program = self.nfat_program.key();
        self.wrapped.sign(|seeds| nfat::cpi::transfer(CpiContext::new_with_signer(program, accounts, seeds)))
    }
}

/// Specification:
/// - shall burn every fraction that there is, pay all cash there is, and give the NFAT to who had them;
/// - shall refuse while a fraction is staked, and a holder that the facility would have to admit first;
/// - the NFAT may be wrapped again.
pub fn handler(ctx: Context<Unwrap>, args: UnwrapArgs) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.wrapped.require_wrapped()?;
    let supply = fraction_mint::supply(&accounts.fraction_mint)?;
    let payout = accounts.wrapped.end(supply)?;
    require_gte!(payout, args.min_payout, WrapperError::PayoutBelowMinimum);
    let burnt = [&*accounts.fraction_mint, &accounts.source, &accounts.holder];
    fraction_mint::burn(&accounts.fraction_program, burnt, supply, &[])?;
    let Unwrap { vault, destination, mint, token_program, .. } = accounts;
    pay(&accounts.wrapped, [&**vault, destination, mint, token_program], payout)?;
    accounts.give_back()?;
    let event = NfatUnwrapped {
        wrapped: accounts.wrapped.key(),
        sequence: accounts.wrapped.next_sequence(),
        holder: accounts.holder.key(),
        destination: accounts.destination.key(),
        supply,
        payout,
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
