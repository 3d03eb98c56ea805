use crate::{
    error::NfatError,
    events::ReceiverAdmitted,
    state::{NfatConfig, WhitelistEntry},
    ACCOUNT_VERSION, WHITELIST_SEED,
};
use anchor_lang::prelude::*;
use configurator::state::{permission, Beam};
use halo_common::account::Create;
use pau::state::Pau;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct AdmitReceiverArgs {
    /// Who may receive: a wallet, or an address of a program.
    pub address: Pubkey,
    /// Unix time in seconds from which the admission is void; in the future.
    pub valid_until: i64,
}

#[event_cpi]
#[derive(Accounts)]
#[instruction(args: AdmitReceiverArgs)]
pub struct AdmitReceiver<'info> {
    /// Pays the rent of an entry that is new.
    #[account(mut)]
    pub beacon: Signer<'info>,
    pub beam: Box<Account<'info, Beam>>,
    pub pau: AccountLoader<'info, Pau>,
    #[account(has_one = pau @ NfatError::WrongPau)]
    pub config: AccountLoader<'info, NfatConfig>,
    /// CHECK: created in the handler, or the entry that is there.
    #[account(mut, seeds = [WHITELIST_SEED, config.key().as_ref(), args.address.as_ref()], bump)]
    pub entry: UncheckedAccount<'info>,
    pub system_program: Program<'info, System>,
}

impl AdmitReceiver<'_> {
    /// Creates the entry, unless there is one.
    fn ensure_entry(&self, address: Pubkey, bump: u8) -> Result<()> {
        if *self.entry.owner == crate::ID {
            return Ok(());
        }
        let config = self.config.key();
        let create = Create {
            payer: &self.beacon,
            account: &self.entry,
            system_program: &self.system_program,
            owner: &crate::ID,
            seeds: &[WHITELIST_SEED, config.as_ref(), address.as_ref(), &[bump]],
        };
        create.zeroed(WhitelistEntry::SPACE)?;
        let mut data = self.entry.try_borrow_mut_data()?;
        *WhitelistEntry::init(&mut data)? = WhitelistEntry {
            config,
            address,
            valid_until: 0,
            rent_payer: self.beacon.key(),
            sequence: 0,
            version: ACCOUNT_VERSION,
            bump,
            reserved: [0; 6],
        };
        Ok(())
    }
}

/// Specification:
/// - shall let the address receive NFATs of the facility until the time given, whatever was said of it before;
/// - shall not ask whether the mode is on: a list can be made before it counts.
pub fn handler(ctx: Context<AdmitReceiver>, args: AdmitReceiverArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let (beam, beacon) = (&accounts.beam, accounts.beacon.key);
    accounts.config.load()?.require_beam(&accounts.pau, beam, beacon, permission::WHITELIST)?;
    require_gt!(args.valid_until, Clock::get()?.unix_timestamp, NfatError::AdmissionInPast);
    accounts.ensure_entry(args.address, ctx.bumps.entry)?;
    let event = {
        let mut data = accounts.entry.try_borrow_mut_data()?;
        let entry = WhitelistEntry::of(&mut data)?;
        entry.valid_until = args.valid_until;
        ReceiverAdmitted {
            entry: accounts.entry.key(),
            sequence: entry.next_sequence(),
            config: entry.config,
            beacon: accounts.beacon.key(),
            address: entry.address,
            valid_until: entry.valid_until,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
