use crate::{
    error::ConfiguratorError,
    events::BeamGranted,
    state::{permission, Beam, Scope},
    ACCOUNT_VERSION, BEAM_SEED,
};
use anchor_lang::prelude::*;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct GrantBeamArgs {
    /// Account over which the rights are given. Not checked: a target may be created later.
    pub target: Pubkey,
    /// Key that will have to sign.
    pub holder: Pubkey,
    /// Bits of `permission`, at least one.
    pub permissions: u32,
    /// Unix time in seconds from which the Beam is void; in the future.
    pub expires_at: i64,
}

#[event_cpi]
#[derive(Accounts)]
#[instruction(args: GrantBeamArgs)]
pub struct GrantBeam<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    pub council: Signer<'info>,
    #[account(mut, has_one = council @ ConfiguratorError::NotCouncil)]
    pub scope: Account<'info, Scope>,
    #[account(
        init,
        payer = payer,
        space = Beam::SPACE,
        seeds = [BEAM_SEED, scope.key().as_ref(), args.target.as_ref(), args.holder.as_ref()],
        bump
    )]
    pub beam: Account<'info, Beam>,
    pub system_program: Program<'info, System>,
}

impl GrantBeam<'_> {
    fn validate(&self, args: &GrantBeamArgs, now: i64) -> Result<()> {
        require!(
            args.permissions != 0 && args.permissions & !permission::ALL == 0,
            ConfiguratorError::InvalidPermissions
        );
        // SECURITY: two beacons must agree before money leaves a Book. One Beam a (target, holder), and
        // ATTEST alone in it, is what keeps them two.
        let attests = args.permissions & permission::ATTEST != 0;
        let alone = args.permissions == permission::ATTEST && args.holder != self.council.key();
        require!(!attests || alone, ConfiguratorError::AttestorNotIndependent);
        require_gt!(args.expires_at, now, ConfiguratorError::ExpiryInPast);
        Ok(())
    }
}

/// Specification:
/// - shall refuse unknown or empty permissions, and ATTEST beside another bit or for the council;
/// - shall refuse an expiry that has passed;
/// - a second grant to the same holder for the same target needs a revocation first.
pub fn handler(ctx: Context<GrantBeam>, args: GrantBeamArgs) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    accounts.validate(&args, now)?;
    accounts.beam.set_inner(Beam {
        version: ACCOUNT_VERSION,
        bump: ctx.bumps.beam,
        scope: accounts.scope.key(),
        target: args.target,
        holder: args.holder,
        permissions: args.permissions,
        expires_at: args.expires_at,
        granted_at: now,
        rent_payer: accounts.payer.key(),
        reserved: [0; 24],
    });
    let event = BeamGranted {
        scope: accounts.scope.key(),
        sequence: accounts.scope.next_sequence(),
        council: accounts.council.key(),
        beam: accounts.beam.key(),
        target: args.target,
        holder: args.holder,
        permissions: args.permissions,
        expires_at: args.expires_at,
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
