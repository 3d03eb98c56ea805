use crate::{
    error::WrapperError,
    events::NfatWrapped,
    fraction_mint,
    state::{Wrapped, WrapperState},
};
use anchor_lang::prelude::*;
use anchor_spl::token_2022::{mint_to, MintTo, Token2022};
use nfat::{
    cpi::accounts::Transfer,
    program::Nfat as NfatProgram,
    state::{Nfat, NfatConfig},
};

#[event_cpi]
#[derive(Accounts)]
pub struct Wrap<'info> {
    /// Owner of the NFAT now.
    #[account(mut)]
    pub holder: Signer<'info>,
    #[account(
        mut,
        has_one = config @ WrapperError::WrongConfig,
        has_one = nfat @ WrapperError::WrongNfat,
        has_one = asset @ WrapperError::WrongAsset,
        has_one = fraction_mint @ WrapperError::WrongFractionMint,
    )]
    pub wrapped: Box<Account<'info, Wrapped>>,
    /// CHECK: the wrapper names it.
    #[account(mut)]
    pub fraction_mint: UncheckedAccount<'info>,
    /// CHECK: wherever the holder wants the fractions; the token program checks the mint.
    #[account(mut)]
    pub destination: UncheckedAccount<'info>,
    pub config: AccountLoader<'info, NfatConfig>,
    #[account(mut)]
    pub nfat: AccountLoader<'info, Nfat>,
    /// CHECK: the wrapper names it; the NFAT program checks its owner.
    #[account(mut)]
    pub asset: UncheckedAccount<'info>,
    /// CHECK: the NFAT program checks it.
    pub collection: UncheckedAccount<'info>,
    /// CHECK: the wrapper's admission as a receiver, where the facility asks for one; the NFAT program checks it.
    pub entry: Option<UncheckedAccount<'info>>,
    pub fraction_program: Program<'info, Token2022>,
    /// CHECK: the NFAT program checks it.
    pub core_program: UncheckedAccount<'info>,
    pub system_program: Program<'info, System>,
    /// CHECK: the NFAT program checks it.
    pub nfat_event_authority: UncheckedAccount<'info>,
    pub nfat_program: Program<'info, NfatProgram>,
}

impl<'info> Wrap<'info> {
    /// Refuses while something is in the wrapper, and to pass by the facility's admission of receivers.
    fn validate(&self) -> Result<()> {
        require!(self.wrapped.state == WrapperState::Open, WrapperError::NotOpen);
        require!(fraction_mint::supply(&self.fraction_mint)? == 0, WrapperError::FractionsOutstanding);
        let open_to_all = !self.config.load()?.is_whitelisted();
        require!(open_to_all || self.wrapped.restricted, WrapperError::FractionsUnrestricted);
        Ok(())
    }

    /// Takes the NFAT; the NFAT program refuses a signer that does not own it, and a wrapper that may not receive it.
    fn take(&self) -> Result<()> {
        let accounts = Transfer {
            holder: self.holder.to_account_info(),
            config: self.config.to_account_info(),
            nfat: self.nfat.to_account_info(),
            asset: self.asset.to_account_info(),
            collection: self.collection.to_account_info(),
            receiver: self.wrapped.to_account_info(),
            entry: self.entry.as_ref().map(|entry| entry.to_account_info()),
            core_program: self.core_program.to_account_info(),
            system_program: self.system_program.to_account_info(),
            event_authority: self.nfat_event_authority.to_account_info(),
            program: self.nfat_program.to_account_info(),
        };
        nfat::cpi::transfer(CpiContext::new(self.nfat_program.key(), accounts))
    }

    fn mint(&self, supply: u64) -> Result<()> {
        let accounts = MintTo {
            mint: self.fraction_mint.to_account_info(),
            to: self.destination.to_account_info(),
            authority: self.wrapped.to_account_info(),
        };
        let program = self.fraction_program.key();
        self.wrapped.sign(|seeds| mint_to(CpiContext::new_with_signer(program, accounts, seeds), supply))
    }
}

/// Specification:
/// - shall take the NFAT and mint one fraction for each base unit of its outstanding principal;
/// - shall refuse an NFAT whose principal is given up, which its owner redeems instead;
/// - shall refuse while a fraction of it exists, and unrestricted fractions while the facility admits receivers.
pub fn handler(ctx: Context<Wrap>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.validate()?;
    let supply = accounts.nfat.load()?.outstanding_principal;
    // SECURITY: without a fraction nobody would own what is wrapped, and what nobody owns is swept by who opened the
    // wrapper.
    require!(supply > 0, WrapperError::NothingToWrap);
    accounts.take()?;
    accounts.mint(supply)?;
    let wrapped = &mut accounts.wrapped;
    wrapped.begin(supply);
    let event = NfatWrapped {
        wrapped: wrapped.key(),
        sequence: wrapped.next_sequence(),
        holder: accounts.holder.key(),
        destination: accounts.destination.key(),
        supply,
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
