use crate::{error::WrapperError, events::HolderThawed, fraction_mint, state::Wrapped};
use anchor_lang::prelude::*;
use anchor_spl::token_2022::{
    spl_token_2022::{
        extension::{immutable_owner::ImmutableOwner, BaseStateWithExtensions, StateWithExtensions},
        state::Account as TokenAccount,
    },
    Token2022,
};
use nfat::state::WhitelistEntry;

#[event_cpi]
#[derive(Accounts)]
pub struct ThawHolder<'info> {
    #[account(mut, has_one = fraction_mint @ WrapperError::WrongFractionMint)]
    pub wrapped: Box<Account<'info, Wrapped>>,
    /// CHECK: the wrapper names it.
    pub fraction_mint: UncheckedAccount<'info>,
    /// CHECK: read in the handler; the token program checks the mint.
    #[account(mut, owner = fraction_program.key() @ WrapperError::TokenRefused)]
    pub token_account: UncheckedAccount<'info>,
    /// The facility's admission of the account's owner.
    pub entry: AccountLoader<'info, WhitelistEntry>,
    pub fraction_program: Program<'info, Token2022>,
}

impl ThawHolder<'_> {
    /// Owner of the token account, for good: one that could be handed on would carry the admission with it.
    fn owner(&self) -> Result<Pubkey> {
        let data = self.token_account.try_borrow_data()?;
        let account = StateWithExtensions::<TokenAccount>::unpack(&data)?;
        let fixed = account.get_extension::<ImmutableOwner>().is_ok();
        require!(fixed, WrapperError::OwnerNotFixed);
        Ok(account.base.owner)
    }
}

/// Specification:
/// - shall let an owner whom the facility admits as a receiver of NFATs hold their fractions; anybody may ask;
/// - shall refuse every other owner, also while the facility admits anybody: fractions stay as they began.
pub fn handler(ctx: Context<ThawHolder>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    require!(accounts.wrapped.restricted, WrapperError::NotRestricted);
    let owner = accounts.owner()?;
    let now = Clock::get()?.unix_timestamp;
    let admitted = accounts.entry.load()?.check(&accounts.wrapped.config, &owner, now);
    admitted.map_err(|_| WrapperError::NotAdmitted)?;
    let thawed = [&*accounts.fraction_mint, &accounts.token_account];
    fraction_mint::thaw(&accounts.wrapped, &accounts.fraction_program, thawed)?;
    let event = HolderThawed {
        wrapped: accounts.wrapped.key(),
        sequence: accounts.wrapped.next_sequence(),
        owner,
        token_account: accounts.token_account.key(),
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
