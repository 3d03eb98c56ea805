use crate::{
    address_text, core_account::clear_prefunding, error::NfatError, events::CollectionInitialized,
    state::NfatConfig, ACCOUNT_VERSION, COLLECTION_SEED, CONFIG_SEED, MAX_NAME, MAX_URI,
};
use anchor_lang::prelude::*;
use anchor_spl::token_interface::{Mint, TokenInterface};
use mpl_core::{
    instructions::CreateCollectionV2CpiBuilder,
    types::{
        PermanentBurnDelegate, PermanentFreezeDelegate, PermanentTransferDelegate, Plugin, PluginAuthority,
        PluginAuthorityPair,
    },
};

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct InitializeCollectionArgs {
    /// Scope whose Beams give rights here.
    pub scope: Pubkey,
    /// PAU that holds the facility's Books.
    pub pau: Pubkey,
    /// Name that wallets show, 1 to 32 bytes.
    pub name: String,
    /// Metadata address, 1 to 200 bytes.
    pub uri: String,
}

#[event_cpi]
#[derive(Accounts)]
pub struct InitializeCollection<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    /// The facility: its signature binds the address and makes it the minter.
    pub facility: Signer<'info>,
    #[account(
        init,
        payer = payer,
        space = NfatConfig::SPACE,
        seeds = [CONFIG_SEED, facility.key().as_ref()],
        bump
    )]
    pub config: AccountLoader<'info, NfatConfig>,
    /// CHECK: created by Metaplex Core.
    #[account(mut, seeds = [COLLECTION_SEED, config.key().as_ref()], bump)]
    pub collection: UncheckedAccount<'info>,
    #[account(mint::token_program = token_program)]
    pub mint: Box<InterfaceAccount<'info, Mint>>,
    pub token_program: Interface<'info, TokenInterface>,
    /// CHECK: by address.
    #[account(address = mpl_core::ID @ NfatError::WrongCoreProgram)]
    pub core_program: UncheckedAccount<'info>,
    pub system_program: Program<'info, System>,
}

/// The permanent delegates that every facility's collection carries from its creation, all held by
/// `authority`: none of them can be added later, and whitelisting needs all three.
fn delegates(authority: Pubkey) -> Vec<PluginAuthorityPair> {
    [
        Plugin::PermanentFreezeDelegate(PermanentFreezeDelegate { frozen: false }),
        Plugin::PermanentTransferDelegate(PermanentTransferDelegate {}),
        Plugin::PermanentBurnDelegate(PermanentBurnDelegate {}),
    ]
    .into_iter()
    .map(|plugin| PluginAuthorityPair {
        plugin,
        authority: Some(PluginAuthority::Address { address: authority }),
    })
    .collect()
}

/// Specification:
/// - shall create the collection with the permanent freeze, transfer and burn delegates, unfrozen;
/// - the configuration shall be its update authority and the delegates' authority.
pub fn handler(ctx: Context<InitializeCollection>, args: InitializeCollectionArgs) -> Result<()> {
    let fits = |text: &str, max: usize| !text.is_empty() && text.len() <= max;
    require!(fits(&args.name, MAX_NAME) && fits(&args.uri, MAX_URI), NfatError::InvalidMetadata);
    let accounts = &ctx.accounts;
    let config_key = accounts.config.key();
    let event = {
        let mut config = accounts.config.load_init()?;
        config.facility = accounts.facility.key();
        config.facility_text = address_text::encode(&config.facility);
        config.facility_program = *accounts.facility.owner;
        config.scope = args.scope;
        config.pau = args.pau;
        config.mint = accounts.mint.key();
        config.token_program = accounts.token_program.key();
        config.collection = accounts.collection.key();
        config.next_token_id = 1;
        config.decimals = accounts.mint.decimals;
        config.version = ACCOUNT_VERSION;
        config.bump = ctx.bumps.config;
        CollectionInitialized {
            config: config_key,
            sequence: config.next_sequence(),
            facility: config.facility,
            collection: config.collection,
            mint: config.mint,
        }
    };
    let seeds: &[&[u8]] = &[COLLECTION_SEED, config_key.as_ref(), &[ctx.bumps.collection]];
    clear_prefunding(&accounts.collection, &accounts.payer, &accounts.system_program, seeds)?;
    CreateCollectionV2CpiBuilder::new(&accounts.core_program)
        .collection(&accounts.collection)
        .update_authority(Some(accounts.config.as_ref()))
        .payer(&accounts.payer)
        .system_program(&accounts.system_program)
        .name(args.name)
        .uri(args.uri)
        .plugins(delegates(config_key))
        .invoke_signed(&[seeds])?;
    halo_common::emit!(ctx, event);
    Ok(())
}
