use crate::{
    error::NfatError,
    events::ReceiverRemoved,
    state::{NfatConfig, WhitelistEntry},
};
use anchor_lang::prelude::*;
use configurator::state::{permission, Beam};
use pau::state::Pau;

#[event_cpi]
#[derive(Accounts)]
pub struct RemoveReceiver<'info> {
    pub beacon: Signer<'info>,
    pub beam: Box<Account<'info, Beam>>,
    pub pau: AccountLoader<'info, Pau>,
    #[account(has_one = pau @ NfatError::WrongPau)]
    pub config: AccountLoader<'info, NfatConfig>,
    #[account(
        mut,
        close = rent_payer,
        has_one = config @ NfatError::WrongConfig,
        has_one = rent_payer @ NfatError::WrongRentPayer,
    )]
    pub entry: AccountLoader<'info, WhitelistEntry>,
    /// CHECK: receives the rent of the entry, which names it.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
}

/// Specification:
/// - shall stop the address from receiving NFATs of the facility, at once;
/// - shall take nothing from it: what it holds it still redeems, is paid for, and transfers to who is admitted.
pub fn handler(ctx: Context<RemoveReceiver>) -> Result<()> {
    let accounts = &ctx.accounts;
    let (beam, beacon) = (&accounts.beam, accounts.beacon.key);
    accounts.config.load()?.require_beam(&accounts.pau, beam, beacon, permission::WHITELIST)?;
    let event = {
        let mut entry = accounts.entry.load_mut()?;
        ReceiverRemoved {
            entry: accounts.entry.key(),
            sequence: entry.next_sequence(),
            config: entry.config,
            beacon: accounts.beacon.key(),
            address: entry.address,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
