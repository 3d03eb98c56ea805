use crate::{
    error::FacilityError,
    events::FacilityInitialized,
    state::{Facility, Queue, TermsMode},
    ACCOUNT_VERSION, FACILITY_SEED, QUEUE_SEED,
};
use anchor_lang::prelude::*;
use anchor_spl::{
    associated_token::AssociatedToken,
    token_interface::{Mint, TokenInterface},
};
use configurator::{
    accordant::Configures,
    configures,
    state::{CBeam, PauRegistration, Scope},
};
use halo_common::{mint::check_cash_mint, token::OpenVault, Explain};
use halo_math::Buybox;
use pau::state::Pau;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct InitializeFacilityArgs {
    pub buybox: Buybox,
    /// How claims bring the deal's terms. Fixed for the life of the facility.
    pub terms_mode: TermsMode,
}

#[event_cpi]
#[derive(Accounts)]
pub struct InitializeFacility<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    /// Fresh key: its signature is what binds the address to whoever creates it.
    pub base: Signer<'info>,
    /// GovOps of the PAU, or the conserver in its place.
    pub govops: Signer<'info>,
    pub scope: Box<Account<'info, Scope>>,
    pub registration: Box<Account<'info, PauRegistration>>,
    /// Absent when the conserver signs.
    pub cbeam: Option<Box<Account<'info, CBeam>>>,
    #[account(constraint = pau.load()?.admin == scope.key() @ FacilityError::PauNotGoverned)]
    pub pau: AccountLoader<'info, Pau>,
    #[account(
        init,
        payer = payer,
        space = Facility::SPACE,
        seeds = [FACILITY_SEED, base.key().as_ref()],
        bump
    )]
    pub facility: AccountLoader<'info, Facility>,
    #[account(
        init,
        payer = payer,
        space = Queue::SPACE,
        seeds = [QUEUE_SEED, facility.key().as_ref()],
        bump
    )]
    pub queue: AccountLoader<'info, Queue>,
    /// CHECK: created, or checked, as the associated token account of `queue`.
    #[account(mut)]
    pub queue_token_account: UncheckedAccount<'info>,
    #[account(mint::token_program = token_program)]
    pub mint: Box<InterfaceAccount<'info, Mint>>,
    pub token_program: Interface<'info, TokenInterface>,
    pub associated_token_program: Program<'info, AssociatedToken>,
    pub system_program: Program<'info, System>,
}

configures!(InitializeFacility);

impl InitializeFacility<'_> {
    fn open_queue(&self, bump: u8) -> Result<()> {
        let mint = self.mint.to_account_info();
        check_cash_mint(&mint).explain::<FacilityError>()?;
        OpenVault {
            payer: &self.payer,
            vault: &self.queue_token_account,
            owner: self.queue.as_ref(),
            mint: &mint,
            token_program: &self.token_program,
            associated_token_program: &self.associated_token_program,
            system_program: &self.system_program,
        }
        .open::<FacilityError>()?;
        let mut queue = self.queue.load_init()?;
        queue.facility = self.facility.key();
        queue.token_account = self.queue_token_account.key();
        queue.decimals = self.mint.decimals;
        queue.version = ACCOUNT_VERSION;
        queue.bump = bump;
        Ok(())
    }
}

/// Specification:
/// - shall refuse a buybox that admits nothing and a mint that is not cash;
/// - shall bind the facility to one PAU, one scope and one asset for its life.
pub fn handler(ctx: Context<InitializeFacility>, args: InitializeFacilityArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    accounts.require_may_add()?;
    args.buybox.validate().explain::<FacilityError>()?;
    accounts.open_queue(ctx.bumps.queue)?;
    let event = {
        let mut facility = accounts.facility.load_init()?;
        facility.base = accounts.base.key();
        facility.scope = accounts.scope.key();
        facility.pau = accounts.pau.key();
        facility.mint = accounts.mint.key();
        facility.token_program = accounts.token_program.key();
        facility.buybox = args.buybox;
        facility.next_book_id = 1;
        facility.decimals = accounts.mint.decimals;
        facility.terms_mode = args.terms_mode as u8;
        facility.version = ACCOUNT_VERSION;
        facility.bump = ctx.bumps.facility;
        FacilityInitialized {
            facility: accounts.facility.key(),
            sequence: facility.next_sequence(),
            govops: accounts.govops.key(),
            scope: facility.scope,
            pau: facility.pau,
            mint: facility.mint,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
