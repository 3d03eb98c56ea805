use crate::{
    error::LctsError,
    events::HoldingDeployed,
    state::{require_beam, require_held, Unit},
};
use anchor_lang::prelude::*;
use configurator::state::{permission, Beam};
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
    pub beam: AccountLoader<'info, Beam>,
    #[account(
        mut,
        has_one = pau @ LctsError::WrongPau,
        has_one = vault @ LctsError::WrongHolding,
        has_one = token_account @ LctsError::WrongHolding,
    )]
    pub unit: AccountLoader<'info, Unit>,
    pub pau: AccountLoader<'info, Pau>,
    /// CHECK: the PAU checks it.
    pub controller: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    #[account(mut)]
    pub limit: UncheckedAccount<'info>,
    /// CHECK: the unit names it.
    #[account(mut)]
    pub vault: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub proxy: UncheckedAccount<'info>,
    /// CHECK: the unit names it.
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
        let draw = BookDraw {
            signer: self.unit.as_ref(),
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
        };
        let unit = *self.unit.load()?;
        unit.sign(|seeds| draw.transfer(amount, seeds))
    }
}

/// Specification:
/// - shall move money of this unit's holding only, to an endpoint with a TRANSFER limit, and charge that limit;
/// - shall refuse while money of the holding is missing;
/// - shall move what is on record: nothing that waits in a queue, and no donation.
pub fn handler(ctx: Context<Deploy>, args: DeployArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    let beacon = accounts.beacon.key();
    require_beam(&accounts.unit, &accounts.pau, &accounts.beam, &beacon, permission::DEPLOY, now)?;
    let event = {
        let mut unit = accounts.unit.load_mut()?;
        unit.require_running()?;
        unit.deploy(args.amount)?;
        HoldingDeployed {
            unit: accounts.unit.key(),
            sequence: unit.next_sequence(),
            beacon,
            endpoint: accounts.endpoint.key(),
            amount: args.amount,
            deployed_after: unit.deployed,
            holding_after: unit.holding,
        }
    };
    accounts.draw(args.amount)?;
    require_held(&accounts.token_account, event.holding_after)?;
    halo_common::emit!(ctx, event);
    Ok(())
}
