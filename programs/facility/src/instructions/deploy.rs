use crate::{
    error::FacilityError,
    events::Deployed,
    state::{halt, require_beam, Book, Facility},
    FACILITY_SEED,
};
use anchor_lang::prelude::*;
use configurator::state::{permission, Beam};
use halo_math::Phase;
use pau::{client::BookDraw, program::Pau as PauProgram, state::Pau};

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct DeployArgs {
    /// Base units, above zero.
    pub amount: u64,
}

#[event_cpi]
#[derive(Accounts)]
pub struct Deploy<'info> {
    pub beacon: Signer<'info>,
    pub beam: Box<Account<'info, Beam>>,
    pub facility: AccountLoader<'info, Facility>,
    #[account(
        mut,
        has_one = facility @ FacilityError::WrongFacility,
        has_one = pau @ FacilityError::WrongPau,
        has_one = vault @ FacilityError::WrongBookVault,
    )]
    pub book: AccountLoader<'info, Book>,
    pub pau: AccountLoader<'info, Pau>,
    /// CHECK: the PAU checks it.
    pub controller: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    #[account(mut)]
    pub limit: UncheckedAccount<'info>,
    /// CHECK: the Book names it.
    #[account(mut)]
    pub vault: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub proxy: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    /// CHECK: must have a TRANSFER limit in the PAU.
    #[account(mut)]
    pub endpoint: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub mint: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub token_program: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
}

impl Deploy<'_> {
    fn draw(&self, amount: u64) -> Result<()> {
        let (base, bump) = {
            let facility = self.facility.load()?;
            (facility.base, facility.bump)
        };
        BookDraw {
            signer: self.facility.as_ref(),
            controller: &self.controller,
            pau: self.pau.as_ref(),
            limit: &self.limit,
            vault: &self.vault,
            proxy: &self.proxy,
            token_account: &self.token_account,
            destination: &self.endpoint,
            mint: &self.mint,
            token_program: &self.token_program,
            event_authority: &self.pau_event_authority,
            program: &self.pau_program,
        }
        .transfer(amount, &[&[FACILITY_SEED, base.as_ref(), &[bump]]])
    }
}

/// Specification:
/// - shall move money only of this Book, only while DEPLOYING and within the attestor's timeframe;
/// - shall move it only to an endpoint with a TRANSFER limit, and charge that limit.
pub fn handler(ctx: Context<Deploy>, args: DeployArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    require_beam(
        &accounts.facility,
        &accounts.pau,
        &accounts.beam,
        accounts.beacon.key,
        permission::DEPLOY,
        now,
    )?;
    accounts.facility.load()?.require_running(halt::DEPLOY)?;
    {
        let book = accounts.book.load()?;
        book.require_running(halt::DEPLOY)?;
        book.require_phase(Phase::Deploying)?;
        require_gt!(book.deploy_until, now, FacilityError::DeployWindowClosed);
    }
    accounts.draw(args.amount)?;
    let event = {
        let mut book = accounts.book.load_mut()?;
        book.deployed = book.deployed.checked_add(args.amount).ok_or(FacilityError::Overflow)?;
        Deployed {
            book: accounts.book.key(),
            sequence: book.next_sequence(),
            beacon: accounts.beacon.key(),
            endpoint: accounts.endpoint.key(),
            amount: args.amount,
            deployed_after: book.deployed,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
