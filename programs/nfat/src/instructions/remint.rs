use crate::{
    address_text,
    core_asset::is_burnt,
    core_mint::{attributes, NewAsset},
    error::NfatError,
    events::NfatReminted,
    state::{Nfat, NfatConfig},
    NFAT_SEED, REISSUE_SEED, REMINT_DIGEST,
};
use anchor_lang::prelude::*;
use configurator::{
    accordant::Configures,
    configures,
    cpi::accounts::ConsumePermit,
    instructions::ConsumePermitArgs,
    program::Configurator as ConfiguratorProgram,
    state::{CBeam, PauRegistration, Scope},
};
use mpl_core::types::Plugin;
use pau::state::Pau;
use solana_sha256_hasher::hashv;

#[event_cpi]
#[derive(Accounts)]
pub struct Remint<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    /// GovOps of the PAU, or the conserver in its place.
    pub govops: Signer<'info>,
    #[account(mut)]
    pub scope: Box<Account<'info, Scope>>,
    pub registration: Box<Account<'info, PauRegistration>>,
    /// Absent when the conserver signs.
    pub cbeam: Option<Box<Account<'info, CBeam>>>,
    pub pau: AccountLoader<'info, Pau>,
    #[account(
        has_one = scope @ NfatError::WrongScope,
        has_one = pau @ NfatError::WrongPau,
        has_one = collection @ NfatError::WrongCollection,
    )]
    pub config: AccountLoader<'info, NfatConfig>,
    #[account(
        mut,
        close = rent_payer,
        has_one = config @ NfatError::WrongConfig,
        has_one = rent_payer @ NfatError::WrongRentPayer,
        constraint = former_nfat.load()?.asset == former_asset.key() @ NfatError::WrongAsset,
    )]
    pub former_nfat: AccountLoader<'info, Nfat>,
    /// CHECK: the former record names it; the handler looks whether it is burnt.
    pub former_asset: UncheckedAccount<'info>,
    /// CHECK: receives the rent of the former record, which names it.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
    #[account(
        init,
        payer = payer,
        space = Nfat::SPACE,
        seeds = [NFAT_SEED, asset.key().as_ref()],
        bump
    )]
    pub nfat: AccountLoader<'info, Nfat>,
    /// CHECK: created by Metaplex Core at `["reissue", former asset]`.
    #[account(mut, seeds = [REISSUE_SEED, former_asset.key().as_ref()], bump)]
    pub asset: UncheckedAccount<'info>,
    /// CHECK: the configuration names it.
    #[account(mut)]
    pub collection: UncheckedAccount<'info>,
    /// CHECK: the permit names it; any address can hold an asset.
    pub owner: UncheckedAccount<'info>,
    /// CHECK: the configurator checks that it permits this owner for this asset.
    #[account(mut)]
    pub permit: UncheckedAccount<'info>,
    /// CHECK: receives the rent of the permit; the configurator checks it.
    #[account(mut)]
    pub permit_rent_payer: UncheckedAccount<'info>,
    /// CHECK: by address.
    #[account(address = mpl_core::ID @ NfatError::WrongCoreProgram)]
    pub core_program: UncheckedAccount<'info>,
    pub system_program: Program<'info, System>,
    /// CHECK: the configurator checks it.
    pub configurator_event_authority: UncheckedAccount<'info>,
    pub configurator_program: Program<'info, ConfiguratorProgram>,
}

configures!(Remint);

/// What a permit to re-mint the NFAT of a burnt asset to an owner must name: `sha256("remint" || asset || owner)`.
pub fn remint_digest(asset: &Pubkey, owner: &Pubkey) -> [u8; 32] {
    hashv(&[REMINT_DIGEST, asset.as_ref(), owner.as_ref()]).to_bytes()
}

impl Remint<'_> {
    #[inline(never)]
    fn consume_permit(&self) -> Result<()> {
        let accounts = ConsumePermit {
            target: self.config.to_account_info(),
            scope: self.scope.to_account_info(),
            permit: self.permit.to_account_info(),
            rent_payer: self.permit_rent_payer.to_account_info(),
            event_authority: self.configurator_event_authority.to_account_info(),
            program: self.configurator_program.to_account_info(),
        };
        let digest = remint_digest(self.former_asset.key, self.owner.key);
        NfatConfig::sign(&self.config, |seeds| {
            let signers = &[seeds];
            let cpi = CpiContext::new_with_signer(self.configurator_program.key(), accounts, signers);
            configurator::cpi::consume_permit(cpi, ConsumePermitArgs { digest })
        })
    }

    /// Takes the former record over as it is; returns the event, the token id and what wallets will show.
    #[inline(never)]
    fn move_record(&self, bump: u8) -> Result<(NfatReminted, u64, Plugin)> {
        let mut nfat = self.nfat.load_init()?;
        *nfat = *self.former_nfat.load()?;
        nfat.asset = self.asset.key();
        nfat.bump = bump;
        nfat.rent_payer = self.payer.key();
        nfat.hand_over();
        let event = NfatReminted {
            nfat: self.nfat.key(),
            sequence: nfat.next_sequence(),
            govops: self.govops.key(),
            former_nfat: self.former_nfat.key(),
            former_asset: self.former_asset.key(),
            asset: nfat.asset,
            owner: self.owner.key(),
        };
        let book = address_text::encode(&nfat.book);
        let plugin = attributes(&nfat, &self.config.load()?.facility_text, &book);
        Ok((event, nfat.token_id, plugin))
    }

    #[inline(never)]
    fn create_asset(&self, token_id: u64, plugin: Plugin, asset_bump: u8) -> Result<()> {
        let new = NewAsset {
            core_program: &self.core_program,
            asset: &self.asset,
            seeds: &[REISSUE_SEED, self.former_asset.key.as_ref(), &[asset_bump]],
            collection: &self.collection,
            config: &self.config,
            owner: &self.owner,
            payer: &self.payer,
            system_program: &self.system_program,
        };
        new.create(token_id, plugin)
    }
}

/// Specification:
/// - shall give an NFAT whose asset was burnt outside this program, in a wallet, an asset again; nobody has lost
///   anything by such a burn but the power to be paid;
/// - shall need a permit, which has waited behind the timelock, for exactly this asset and this owner;
/// - shall refuse as long as the asset exists: nobody's asset is ever replaced;
/// - shall move the record as it is, all that is credited to it included; what the former owner asked for has ended.
pub fn handler(ctx: Context<Remint>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.require_may_add()?;
    require!(is_burnt(&accounts.former_asset)?, NfatError::AssetNotBurnt);
    accounts.consume_permit()?;
    // The configurator has counted its event in the scope; writing the copy from before would undo it.
    accounts.scope.reload()?;
    let (event, token_id, plugin) = accounts.move_record(ctx.bumps.nfat)?;
    accounts.create_asset(token_id, plugin, ctx.bumps.asset)?;
    halo_common::emit!(ctx, event);
    Ok(())
}
