use crate::{error::FacilityError, events::CollectionOpened, state::Facility, FACILITY_SEED};
use anchor_lang::prelude::*;
use configurator::{
    accordant::Configures,
    configures,
    state::{CBeam, PauRegistration, Scope},
};
use nfat::{
    cpi::accounts::InitializeCollection, instructions::InitializeCollectionArgs, program::Nfat as NfatProgram,
};
use pau::state::Pau;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct OpenCollectionArgs {
    /// Name that wallets show, 1 to 32 bytes.
    pub name: String,
    /// Metadata address, 1 to 200 bytes.
    pub uri: String,
}

#[event_cpi]
#[derive(Accounts)]
pub struct OpenCollection<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    /// GovOps of the PAU, or the conserver in its place.
    pub govops: Signer<'info>,
    pub scope: Box<Account<'info, Scope>>,
    pub registration: Box<Account<'info, PauRegistration>>,
    /// Absent when the conserver signs.
    pub cbeam: Option<Box<Account<'info, CBeam>>>,
    pub pau: AccountLoader<'info, Pau>,
    #[account(
        mut,
        has_one = scope @ FacilityError::WrongScope,
        has_one = pau @ FacilityError::WrongPau,
        has_one = mint @ FacilityError::WrongMint,
        has_one = token_program @ FacilityError::WrongTokenProgram,
    )]
    pub facility: AccountLoader<'info, Facility>,
    /// CHECK: created by the NFAT program, which derives it from the facility.
    #[account(mut)]
    pub nfat_config: UncheckedAccount<'info>,
    /// CHECK: created by Metaplex Core; the NFAT program derives it.
    #[account(mut)]
    pub collection: UncheckedAccount<'info>,
    /// CHECK: the facility names it.
    pub mint: UncheckedAccount<'info>,
    /// CHECK: the facility names it.
    pub token_program: UncheckedAccount<'info>,
    /// CHECK: the NFAT program checks it.
    pub core_program: UncheckedAccount<'info>,
    pub system_program: Program<'info, System>,
    /// CHECK: the NFAT program checks it.
    pub nfat_event_authority: UncheckedAccount<'info>,
    pub nfat_program: Program<'info, NfatProgram>,
}

configures!(OpenCollection);

/// Specification: shall create the one collection of the facility; a second attempt finds its address taken.
pub fn handler(ctx: Context<OpenCollection>, args: OpenCollectionArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    accounts.require_may_add()?;
    let (base, scope, pau, bump) = {
        let facility = accounts.facility.load()?;
        (facility.base, facility.scope, facility.pau, facility.bump)
    };
    let seeds: &[&[u8]] = &[FACILITY_SEED, base.as_ref(), &[bump]];
    nfat::cpi::initialize_collection(
        CpiContext::new_with_signer(
            accounts.nfat_program.key(),
            InitializeCollection {
                payer: accounts.payer.to_account_info(),
                facility: accounts.facility.to_account_info(),
                config: accounts.nfat_config.to_account_info(),
                collection: accounts.collection.to_account_info(),
                mint: accounts.mint.to_account_info(),
                token_program: accounts.token_program.to_account_info(),
                core_program: accounts.core_program.to_account_info(),
                system_program: accounts.system_program.to_account_info(),
                event_authority: accounts.nfat_event_authority.to_account_info(),
                program: accounts.nfat_program.to_account_info(),
            },
            &[seeds],
        ),
        InitializeCollectionArgs { scope, pau, name: args.name, uri: args.uri },
    )?;
    let event = {
        let mut facility = accounts.facility.load_mut()?;
        facility.nfat_config = accounts.nfat_config.key();
        CollectionOpened {
            facility: accounts.facility.key(),
            sequence: facility.next_sequence(),
            govops: accounts.govops.key(),
            nfat_config: facility.nfat_config,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
