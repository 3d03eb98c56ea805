use crate::{
    address_text::{self, AddressText},
    core_account::clear_prefunding,
    error::NfatError,
    events::NfatMinted,
    state::{Nfat, NfatConfig, RedeemVault},
    ACCOUNT_VERSION, ASSET_SEED, CONFIG_SEED, NFAT_SEED,
};
use anchor_lang::prelude::*;
use mpl_core::{
    instructions::CreateV2CpiBuilder,
    types::{Attribute, Attributes, Plugin, PluginAuthorityPair},
};

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct MintArgs {
    /// Base units claimed, above zero.
    pub principal: u64,
    /// Most that the Book may ever pay this NFAT, base units; at least the principal.
    pub payout_cap: u64,
    /// Salted commitment to the terms; not zero.
    pub terms_hash: [u8; 32],
}

#[event_cpi]
#[derive(Accounts)]
pub struct Mint<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    pub facility: Signer<'info>,
    #[account(
        mut,
        has_one = facility @ NfatError::NotFacility,
        has_one = collection @ NfatError::WrongCollection,
    )]
    pub config: AccountLoader<'info, NfatConfig>,
    #[account(mut, has_one = config @ NfatError::WrongConfig)]
    pub redeem_vault: AccountLoader<'info, RedeemVault>,
    #[account(
        init,
        payer = payer,
        space = Nfat::SPACE,
        seeds = [NFAT_SEED, asset.key().as_ref()],
        bump
    )]
    pub nfat: AccountLoader<'info, Nfat>,
    /// CHECK: created by Metaplex Core at `["asset", config, token id]`.
    #[account(
        mut,
        seeds = [ASSET_SEED, config.key().as_ref(), &config.load()?.next_token_id.to_le_bytes()],
        bump
    )]
    pub asset: UncheckedAccount<'info>,
    /// CHECK: the configuration names it.
    #[account(mut)]
    pub collection: UncheckedAccount<'info>,
    /// CHECK: the first owner; any address can hold an asset.
    pub depositor: UncheckedAccount<'info>,
    /// CHECK: by address.
    #[account(address = mpl_core::ID @ NfatError::WrongCoreProgram)]
    pub core_program: UncheckedAccount<'info>,
    pub system_program: Program<'info, System>,
}

/// What wallets show of an NFAT: facts that never change, since rewriting an asset's attributes costs
/// more than creating them. What changes is in the record.
fn attributes(nfat: &Nfat, facility: &AddressText, book: &AddressText) -> Plugin {
    let attribute_list = [
        ("Token id", nfat.token_id.to_string()),
        ("Facility", address_text::read(facility)),
        ("Principal", nfat.principal.to_string()),
        ("Depositor", address_text::read(&address_text::encode(&nfat.depositor))),
        ("Minted at", nfat.minted_at.to_string()),
        ("Book", address_text::read(book)),
    ]
    .into_iter()
    .map(|(key, value)| Attribute { key: key.to_string(), value })
    .collect();
    Plugin::Attributes(Attributes { attribute_list })
}

impl Mint<'_> {
    /// Writes the record; returns its event and what wallets will show of it.
    #[inline(never)]
    fn record(&self, args: &MintArgs, bump: u8) -> Result<(NfatMinted, Plugin)> {
        let mut config = self.config.load_mut()?;
        let mut redeem_vault = self.redeem_vault.load_mut()?;
        redeem_vault.add_unit(args.principal)?;
        let mut nfat = self.nfat.load_init()?;
        nfat.token_id = config.next_token_id;
        nfat.facility = config.facility;
        nfat.principal = args.principal;
        nfat.depositor = self.depositor.key();
        nfat.minted_at = Clock::get()?.unix_timestamp;
        nfat.book = redeem_vault.book;
        nfat.asset = self.asset.key();
        nfat.config = self.config.key();
        nfat.terms_hash = args.terms_hash;
        nfat.outstanding_principal = args.principal;
        nfat.payout_cap = args.payout_cap;
        nfat.rent_payer = self.payer.key();
        nfat.version = ACCOUNT_VERSION;
        nfat.bump = bump;
        config.next_token_id = config.next_token_id.checked_add(1).ok_or(NfatError::Overflow)?;
        let event = NfatMinted {
            nfat: self.nfat.key(),
            sequence: nfat.next_sequence(),
            facility: nfat.facility,
            token_id: nfat.token_id,
            asset: nfat.asset,
            book: nfat.book,
            depositor: nfat.depositor,
            principal: nfat.principal,
            payout_cap: nfat.payout_cap,
            terms_hash: nfat.terms_hash,
        };
        Ok((event, attributes(&nfat, &config.facility_text, &redeem_vault.book_text)))
    }

    #[inline(never)]
    fn create_asset(&self, token_id: u64, plugin: Plugin, asset_bump: u8) -> Result<()> {
        let (facility, config_bump) = {
            let config = self.config.load()?;
            (config.facility, config.bump)
        };
        let config_key = self.config.key();
        let asset_seeds: &[&[u8]] =
            &[ASSET_SEED, config_key.as_ref(), &token_id.to_le_bytes(), &[asset_bump]];
        let config_seeds: &[&[u8]] = &[CONFIG_SEED, facility.as_ref(), &[config_bump]];
        clear_prefunding(&self.asset, &self.payer, &self.system_program, asset_seeds)?;
        CreateV2CpiBuilder::new(&self.core_program)
            .asset(&self.asset)
            .collection(Some(&self.collection))
            .authority(Some(self.config.as_ref()))
            .payer(&self.payer)
            .owner(Some(&self.depositor))
            .system_program(&self.system_program)
            .name(format!("NFAT #{token_id}"))
            .uri(String::new())
            .plugins(vec![PluginAuthorityPair { plugin, authority: None }])
            .invoke_signed(&[asset_seeds, config_seeds])?;
        Ok(())
    }
}

/// Specification:
/// - shall mint one asset to the depositor and write its record, in one step with the claim;
/// - token ids shall be given once and in order.
pub fn handler(ctx: Context<Mint>, args: MintArgs) -> Result<()> {
    require!(args.principal > 0, NfatError::ZeroAmount);
    require!(args.payout_cap >= args.principal, NfatError::PayoutCapExceeded);
    require!(args.terms_hash != [0; 32], NfatError::InvalidTerms);
    let (event, plugin) = ctx.accounts.record(&args, ctx.bumps.nfat)?;
    ctx.accounts.create_asset(event.token_id, plugin, ctx.bumps.asset)?;
    halo_common::emit!(ctx, event);
    Ok(())
}
