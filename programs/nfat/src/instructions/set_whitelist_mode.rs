use crate::{error::NfatError, events::WhitelistModeChanged, state::NfatConfig};
use anchor_lang::prelude::*;
use configurator::state::{permission, Beam};
use mpl_core::{
    instructions::UpdateCollectionPluginV1CpiBuilder,
    types::{PermanentFreezeDelegate, Plugin},
};
use pau::state::Pau;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct SetWhitelistModeArgs {
    /// Whether NFATs go to admitted receivers only from now on.
    pub enabled: bool,
}

#[event_cpi]
#[derive(Accounts)]
pub struct SetWhitelistMode<'info> {
    /// Pays nothing; Metaplex Core wants a payer that it may write to.
    #[account(mut)]
    pub beacon: Signer<'info>,
    pub beam: Box<Account<'info, Beam>>,
    pub pau: AccountLoader<'info, Pau>,
    #[account(
        mut,
        has_one = pau @ NfatError::WrongPau,
        has_one = collection @ NfatError::WrongCollection,
    )]
    pub config: AccountLoader<'info, NfatConfig>,
    /// CHECK: the configuration names it.
    #[account(mut)]
    pub collection: UncheckedAccount<'info>,
    /// CHECK: by address.
    #[account(address = mpl_core::ID @ NfatError::WrongCoreProgram)]
    pub core_program: UncheckedAccount<'info>,
    pub system_program: Program<'info, System>,
}

impl SetWhitelistMode<'_> {
    /// Freezes or thaws the collection, and with it every NFAT there is and will be.
    fn freeze(&self, frozen: bool) -> Result<()> {
        NfatConfig::sign(&self.config, |seeds| {
            UpdateCollectionPluginV1CpiBuilder::new(&self.core_program)
                .collection(&self.collection)
                .payer(&self.beacon)
                .authority(Some(self.config.as_ref()))
                .system_program(&self.system_program)
                .plugin(Plugin::PermanentFreezeDelegate(PermanentFreezeDelegate { frozen }))
                .invoke_signed(&[seeds])
        })
    }
}

/// Specification:
/// - shall let NFATs of the facility, those that exist among them, go to admitted receivers only, or to everybody;
/// - shall change nothing about what a holder is paid;
/// - shall refuse the mode that is there already.
pub fn handler(ctx: Context<SetWhitelistMode>, args: SetWhitelistModeArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let (beam, beacon) = (&accounts.beam, accounts.beacon.key);
    accounts.config.load()?.require_beam(&accounts.pau, beam, beacon, permission::WHITELIST)?;
    let unchanged = accounts.config.load()?.is_whitelisted() == args.enabled;
    require!(!unchanged, NfatError::WhitelistModeUnchanged);
    accounts.freeze(args.enabled)?;
    let event = {
        let mut config = accounts.config.load_mut()?;
        config.whitelist = u8::from(args.enabled);
        WhitelistModeChanged {
            config: accounts.config.key(),
            sequence: config.next_sequence(),
            beacon: accounts.beacon.key(),
            enabled: args.enabled,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
