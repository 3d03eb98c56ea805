use crate::{
    error::FacilityError,
    events::{AccordChanged, AccordStep},
    state::{Accord, AccordTerms, Facility},
    ACCORD_SEED, ACCOUNT_VERSION,
};
use anchor_lang::prelude::*;
use configurator::{
    accordant::Configures,
    configures,
    state::{CBeam, PauRegistration, Scope},
};
use pau::state::Pau;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct ProposeAccordArgs {
    pub prime: Pubkey,
    pub terms: AccordTerms,
}

#[event_cpi]
#[derive(Accounts)]
#[instruction(args: ProposeAccordArgs)]
pub struct ProposeAccord<'info> {
    /// Gets the rent back when the accord ends.
    #[account(mut)]
    pub payer: Signer<'info>,
    /// GovOps of the PAU, or the conserver in its place.
    pub govops: Signer<'info>,
    pub scope: Box<Account<'info, Scope>>,
    pub registration: Box<Account<'info, PauRegistration>>,
    /// Absent when the conserver signs.
    pub cbeam: Option<Box<Account<'info, CBeam>>>,
    pub pau: AccountLoader<'info, Pau>,
    #[account(has_one = scope @ FacilityError::WrongScope, has_one = pau @ FacilityError::WrongPau)]
    pub facility: AccountLoader<'info, Facility>,
    #[account(
        init,
        payer = payer,
        space = Accord::SPACE,
        seeds = [ACCORD_SEED, facility.key().as_ref(), args.prime.as_ref(), &args.terms.terms_hash],
        bump
    )]
    pub accord: AccountLoader<'info, Accord>,
    pub system_program: Program<'info, System>,
}

configures!(ProposeAccord);

/// Specification:
/// - shall bind nobody before the Prime accepts;
/// - shall refuse figures under which nothing could be claimed, a payout cap below what may be claimed, and a
///   junior rank without a shared Book;
/// - shall refuse a shared Book with a payout cap above what the buybox allows on the amount.
pub fn handler(ctx: Context<ProposeAccord>, args: ProposeAccordArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    accounts.require_may_add()?;
    args.terms.validate(Clock::get()?.unix_timestamp)?;
    args.terms.check_sharing(&accounts.facility.load()?.buybox)?;
    let event = {
        let mut accord = accounts.accord.load_init()?;
        accord.facility = accounts.facility.key();
        accord.prime = args.prime;
        accord.proposer = accounts.payer.key();
        accord.propose(&args.terms);
        accord.version = ACCOUNT_VERSION;
        accord.bump = ctx.bumps.accord;
        AccordChanged::of(accounts.accord.key(), accounts.govops.key(), &mut accord, AccordStep::Proposed)
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
