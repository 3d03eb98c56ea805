use crate::{
    error::ConfiguratorError,
    events::BeamGranted,
    state::{permission, Accordance, Beam, CBeam, PauRegistration, Role, Scope},
    ACCOUNT_VERSION, BEAM_SEED,
};
use anchor_lang::prelude::*;
use pau::state::Pau;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct GrantBeamArgs {
    /// Account over which the rights are given. Not checked: a target may be created later.
    pub target: Pubkey,
    /// Key that will have to sign.
    pub holder: Pubkey,
    /// Bits of `permission`: ATTEST alone, HALT alone, or any of a beacon's operations.
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
    /// The council; for a beacon's operations also a GovOps, or the conserver in its place.
    pub granter: Signer<'info>,
    #[account(mut)]
    pub scope: Box<Account<'info, Scope>>,
    /// Of a GovOps or the conserver.
    pub registration: Option<Box<Account<'info, PauRegistration>>>,
    /// Of a GovOps.
    pub cbeam: Option<Box<Account<'info, CBeam>>>,
    /// PAU of the target, for a beacon's operations.
    pub pau: Option<AccountLoader<'info, Pau>>,
    #[account(
        init,
        payer = payer,
        space = Beam::SPACE,
        seeds = [BEAM_SEED, scope.key().as_ref(), args.target.as_ref(), args.holder.as_ref()],
        bump
    )]
    pub beam: Box<Account<'info, Beam>>,
    pub system_program: Program<'info, System>,
}

impl GrantBeam<'_> {
    /// The PAU and the epoch that the Beam is bound to.
    fn validate(&self, args: &GrantBeamArgs, now: i64) -> Result<(Pubkey, u64)> {
        require_gt!(args.expires_at, now, ConfiguratorError::ExpiryInPast);
        let operations = args.permissions & permission::OPERATIONS;
        if operations != 0 && operations == args.permissions {
            return self.validate_operations();
        }
        // SECURITY: two beacons must agree before money leaves a Book, and a third key may stop them. One
        // Beam a (target, holder), with ATTEST or HALT alone in it and granted by the council only, is what
        // keeps them apart.
        let alone = [permission::ATTEST, permission::HALT].contains(&args.permissions);
        require!(alone, ConfiguratorError::InvalidPermissions);
        require_keys_eq!(self.granter.key(), self.scope.council, ConfiguratorError::NotCouncil);
        let attests = args.permissions == permission::ATTEST;
        let governs = Role::ALL.iter().any(|role| self.scope.holder(*role) == args.holder);
        require!(!(attests && governs), ConfiguratorError::AttestorNotIndependent);
        Ok((Pubkey::default(), 0))
    }

    fn validate_operations(&self) -> Result<(Pubkey, u64)> {
        let pau = self.pau.as_ref().ok_or(ConfiguratorError::WrongPau)?;
        let (frozen, epoch) = {
            let state = pau.load()?;
            require_keys_eq!(state.admin, self.scope.key(), ConfiguratorError::PauNotGoverned);
            (state.frozen != 0, state.epoch)
        };
        if self.granter.key() != self.scope.council {
            let registration = self.registration.as_ref().ok_or(ConfiguratorError::NotAccordant)?;
            let accordance = Accordance {
                signer: self.granter.key(),
                scope: (self.scope.key(), &self.scope),
                pau: pau.key(),
                registration,
                cbeam: self.cbeam.as_ref().map(|cbeam| &***cbeam),
            };
            accordance.check_may_add(frozen)?;
        }
        Ok((pau.key(), epoch))
    }
}

/// Specification:
/// - shall refuse unknown, empty or mixed permissions, and an expiry that has passed;
/// - ATTEST and HALT shall be the council's to give, and ATTEST not to whoever governs;
/// - a beacon's operations shall be bound to the PAU and its epoch, so that they fall with the cBEAM;
/// - a second grant to the same holder for the same target needs a revocation first.
pub fn handler(ctx: Context<GrantBeam>, args: GrantBeamArgs) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    let (pau, epoch) = accounts.validate(&args, now)?;
    accounts.beam.set_inner(Beam {
        version: ACCOUNT_VERSION,
        bump: ctx.bumps.beam,
        scope: accounts.scope.key(),
        pau,
        epoch,
        granter: accounts.granter.key(),
        target: args.target,
        holder: args.holder,
        permissions: args.permissions,
        expires_at: args.expires_at,
        granted_at: now,
        rent_payer: accounts.payer.key(),
        reserved: [0; 26],
    });
    let event = BeamGranted {
        scope: accounts.scope.key(),
        sequence: accounts.scope.next_sequence(),
        granter: accounts.granter.key(),
        beam: accounts.beam.key(),
        target: args.target,
        holder: args.holder,
        permissions: args.permissions,
        expires_at: args.expires_at,
        pau,
        epoch,
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
