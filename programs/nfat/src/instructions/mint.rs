use crate::{
    core_mint::{attributes, NewAsset},
    error::NfatError,
    events::NfatMinted,
    state::{Nfat, NfatConfig, RedeemVault, UnitTerms},
    ACCOUNT_VERSION, ASSET_SEED, DAY_SECONDS, NFAT_SEED,
};
use anchor_lang::prelude::*;
use mpl_core::types::Plugin;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct MintArgs {
    /// Base units claimed, above zero.
    pub principal: u64,
    /// Most that the Book may ever pay this NFAT, base units; at least the principal.
    pub payout_cap: u64,
    /// Salted commitment to the terms; not zero.
    pub terms_hash: [u8; 32],
    /// What of the terms is known from the beginning; none of sealed ones.
    pub terms: Option<UnitTerms>,
    /// Days after the maturity before a default may be declared.
    pub grace_days: u16,
    /// Rank of its claim in its Book, 0 before all others.
    pub rank: u8,
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

impl Mint<'_> {
    /// Writes the record; returns its event and what wallets will show of it.
    #[inline(never)]
    fn record(&self, args: &MintArgs, bump: u8) -> Result<(NfatMinted, Plugin)> {
        let mut config = self.config.load_mut()?;
        let mut redeem_vault = self.redeem_vault.load_mut()?;
        redeem_vault.add_unit(args.principal, args.rank)?;
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
        nfat.grace_seconds = i64::from(args.grace_days).saturating_mul(DAY_SECONDS);
        nfat.rank = args.rank;
        nfat.push_to = nfat.depositor;
        if let Some(terms) = &args.terms {
            nfat.disclose(terms);
        }
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
        let config = self.config.key();
        let new = NewAsset {
            core_program: &self.core_program,
            asset: &self.asset,
            seeds: &[ASSET_SEED, config.as_ref(), &token_id.to_le_bytes(), &[asset_bump]],
            collection: &self.collection,
            config: &self.config,
            owner: &self.depositor,
            payer: &self.payer,
            system_program: &self.system_program,
        };
        new.create(token_id, plugin)
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
