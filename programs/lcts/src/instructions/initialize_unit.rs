use crate::{
    error::LctsError,
    events::UnitInitialized,
    instructions::SetGuardrailsArgs,
    share_mint::{ShareMetadata, ShareMint},
    state::Unit,
    ACCOUNT_VERSION, SHARES_SEED, UNIT_SEED,
};
use anchor_lang::prelude::*;
use anchor_spl::token_interface::{Mint, TokenInterface};
use configurator::{
    accordant::Configures,
    configures,
    state::{CBeam, PauRegistration, Scope},
};
use halo_common::{mint::check_cash_mint, Explain};
use halo_math::{ExchangeRate, LockCycle};
use pau::state::Pau;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct InitializeUnitArgs {
    /// Underlying per 10^18 shares to begin with, in base units; above zero.
    pub rate: u128,
    pub guardrails: SetGuardrailsArgs,
    /// For shares of Token-2022: what wallets show, for good.
    pub metadata: Option<ShareMetadata>,
}

#[event_cpi]
#[derive(Accounts)]
pub struct InitializeUnit<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    /// Fresh key: its signature is what binds the address to whoever creates it.
    pub base: Signer<'info>,
    /// GovOps of the PAU, or the conserver in its place.
    pub govops: Signer<'info>,
    pub scope: Box<Account<'info, Scope>>,
    pub registration: Box<Account<'info, PauRegistration>>,
    /// Absent when the conserver signs.
    pub cbeam: Option<Box<Account<'info, CBeam>>>,
    #[account(constraint = pau.load()?.admin == scope.key() @ LctsError::PauNotGoverned)]
    pub pau: AccountLoader<'info, Pau>,
    #[account(
        init,
        payer = payer,
        space = Unit::SPACE,
        seeds = [UNIT_SEED, base.key().as_ref()],
        bump
    )]
    pub unit: AccountLoader<'info, Unit>,
    /// CHECK: created as the mint of the unit's shares.
    #[account(mut, seeds = [SHARES_SEED, unit.key().as_ref()], bump)]
    pub share_mint: UncheckedAccount<'info>,
    #[account(mint::token_program = token_program)]
    pub mint: Box<InterfaceAccount<'info, Mint>>,
    pub token_program: Interface<'info, TokenInterface>,
    pub share_program: Interface<'info, TokenInterface>,
    pub system_program: Program<'info, System>,
}

configures!(InitializeUnit);

impl InitializeUnit<'_> {
    /// Shares have the decimals of the underlying.
    #[inline(never)]
    fn create_share_mint(&self, args: &InitializeUnitArgs, bumps: &InitializeUnitBumps) -> Result<()> {
        ShareMint {
            payer: &self.payer,
            mint: (&self.share_mint, bumps.share_mint),
            unit: self.unit.as_ref(),
            base: (self.base.key(), bumps.unit),
            token_program: &self.share_program,
            system_program: &self.system_program,
            decimals: self.mint.decimals,
        }
        .create(args.metadata.as_ref())
    }
}

/// Specification:
/// - shall refuse a mint that is not cash, and guardrails that no unit may have;
/// - shall bind the unit to one PAU, one scope and one underlying for its life;
/// - shall create the mint of its shares, which the unit alone can mint and nobody can freeze, with the metadata given;
/// - shall let the GovOps choose the first guardrails: they bind nobody who has not seen them, while raising them is slow.
pub fn handler(ctx: Context<InitializeUnit>, args: InitializeUnitArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    accounts.require_may_add()?;
    args.guardrails.validate()?;
    require!(args.rate > 0, LctsError::NoRate);
    check_cash_mint(&accounts.mint.to_account_info()).explain::<LctsError>()?;
    accounts.create_share_mint(&args, &ctx.bumps)?;
    let now = Clock::get()?.unix_timestamp;
    let event = {
        let mut unit = accounts.unit.load_init()?;
        unit.base = accounts.base.key();
        unit.scope = accounts.scope.key();
        unit.pau = accounts.pau.key();
        unit.mint = accounts.mint.key();
        unit.token_program = accounts.token_program.key();
        unit.share_mint = accounts.share_mint.key();
        unit.share_program = accounts.share_program.key();
        unit.rate = ExchangeRate::new(args.rate, LockCycle::day(now));
        unit.decimals = accounts.mint.decimals;
        unit.version = ACCOUNT_VERSION;
        unit.bump = ctx.bumps.unit;
        unit.raised_at = now;
        args.guardrails.apply(&mut unit, now);
        UnitInitialized {
            unit: accounts.unit.key(),
            sequence: unit.next_sequence(),
            govops: accounts.govops.key(),
            scope: unit.scope,
            pau: unit.pau,
            mint: unit.mint,
            share_mint: unit.share_mint,
            rate: args.rate,
            capacity: unit.capacity,
            redeem_limit: unit.redeem_limit,
            yield_cap_bps: unit.yield_cap_bps,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
