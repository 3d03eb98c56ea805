use crate::{error::FacilityError, events::BuyboxChanged, state::Facility, BUYBOX_DIGEST, FACILITY_SEED};
use anchor_lang::prelude::*;
use configurator::{
    accordant::Configures,
    configures,
    cpi::accounts::ConsumePermit,
    instructions::ConsumePermitArgs,
    program::Configurator as ConfiguratorProgram,
    state::{CBeam, PauRegistration, Scope},
};
use halo_common::Explain;
use halo_math::Buybox;
use pau::state::Pau;
use solana_sha256_hasher::hashv;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct SetBuyboxArgs {
    pub buybox: Buybox,
}

#[event_cpi]
#[derive(Accounts)]
pub struct SetBuybox<'info> {
    /// GovOps of the PAU, or the conserver in its place.
    pub govops: Signer<'info>,
    #[account(mut)]
    pub scope: Box<Account<'info, Scope>>,
    pub registration: Box<Account<'info, PauRegistration>>,
    /// Absent when the conserver signs.
    pub cbeam: Option<Box<Account<'info, CBeam>>>,
    pub pau: AccountLoader<'info, Pau>,
    #[account(
        mut,
        has_one = scope @ FacilityError::WrongScope,
        has_one = pau @ FacilityError::WrongPau,
    )]
    pub facility: AccountLoader<'info, Facility>,
    /// CHECK: the configurator checks that it permits this buybox to this facility.
    #[account(mut)]
    pub permit: UncheckedAccount<'info>,
    /// CHECK: receives the rent of the permit; the configurator checks it.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
    /// CHECK: the configurator checks it.
    pub configurator_event_authority: UncheckedAccount<'info>,
    pub configurator_program: Program<'info, ConfiguratorProgram>,
}

configures!(SetBuybox);

/// What a permit for this buybox must name: `sha256("buybox" || borsh(buybox))`.
pub fn buybox_digest(buybox: &Buybox) -> Result<[u8; 32]> {
    Ok(hashv(&[BUYBOX_DIGEST, &anchor_lang::prelude::borsh::to_vec(buybox)?]).to_bytes())
}

impl SetBuybox<'_> {
    fn consume_permit(&self, buybox: &Buybox) -> Result<()> {
        let (base, bump) = {
            let facility = self.facility.load()?;
            (facility.base, facility.bump)
        };
        let seeds: &[&[u8]] = &[FACILITY_SEED, base.as_ref(), &[bump]];
        let accounts = ConsumePermit {
            target: self.facility.to_account_info(),
            scope: self.scope.to_account_info(),
            permit: self.permit.to_account_info(),
            rent_payer: self.rent_payer.to_account_info(),
            event_authority: self.configurator_event_authority.to_account_info(),
            program: self.configurator_program.to_account_info(),
        };
        let signers = &[seeds];
        configurator::cpi::consume_permit(
            CpiContext::new_with_signer(self.configurator_program.key(), accounts, signers),
            ConsumePermitArgs { digest: buybox_digest(buybox)? },
        )
    }
}

/// Specification:
/// - shall need a permit for exactly this buybox, which has waited behind the timelock: a Prime that has
///   queued money under the old bounds can take it back before;
/// - shall bind claims from now on; deals struck before stay as they are.
pub fn handler(ctx: Context<SetBuybox>, args: SetBuyboxArgs) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.require_may_add()?;
    args.buybox.validate().explain::<FacilityError>()?;
    accounts.consume_permit(&args.buybox)?;
    // The configurator has counted its event in the scope; writing the copy from before would undo it.
    accounts.scope.reload()?;
    let event = {
        let mut facility = accounts.facility.load_mut()?;
        facility.buybox = args.buybox;
        BuyboxChanged {
            facility: accounts.facility.key(),
            sequence: facility.next_sequence(),
            govops: accounts.govops.key(),
            size_min: args.buybox.size_min,
            size_max: args.buybox.size_max,
            duration_min_days: args.buybox.duration_min_days,
            duration_max_days: args.buybox.duration_max_days,
            apy_min_bps: args.buybox.apy_min_bps,
            apy_max_bps: args.buybox.apy_max_bps,
            risk_tiers: args.buybox.risk_tiers,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
