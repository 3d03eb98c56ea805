//! Governance of the suite. Whatever adds to anybody's power waits behind a timelock; whatever takes power
//! away happens at once. In between, a GovOps configures its PAUs within what was approved, and raises their
//! limits no faster than the second-order rate limit allows.

use anchor_lang::prelude::*;

pub mod accordant;
pub mod constants;
pub mod error;
pub mod events;
pub mod instructions;
pub mod state;

pub use constants::*;
use instructions::*;

declare_id!("2qRssuh8S2588tiQdPrSbiTTpB2KQuymUEgGut3aQ8na");

#[cfg(not(feature = "no-entrypoint"))]
solana_security_txt::security_txt! {
    name: "Halo configurator",
    project_url: "https://github.com/sky-ecosystem/halo-solana",
    contacts: "link:https://github.com/sky-ecosystem/halo-solana/security/advisories/new",
    policy: "https://github.com/sky-ecosystem/halo-solana/blob/main/SECURITY.md",
    source_code: "https://github.com/sky-ecosystem/halo-solana"
}

#[program]
pub mod configurator {
    use super::*;

    /// Creates the scope of a chain. Signed by a fresh base key, which fixes the address, and by the council.
    pub fn initialize_scope(ctx: Context<InitializeScope>, args: InitializeScopeArgs) -> Result<()> {
        instructions::initialize_scope::handler(ctx, args)
    }

    /// Schedules an addition behind the timelock. Council only.
    pub fn schedule(ctx: Context<Schedule>, args: ScheduleArgs) -> Result<()> {
        instructions::schedule::handler(ctx, args)
    }

    /// Lets a scheduled addition take effect, once it is due. Anyone.
    pub fn execute(ctx: Context<Execute>) -> Result<()> {
        instructions::execute::handler(ctx)
    }

    /// Ends a pending operation, also while paused. Council or mom.
    pub fn cancel(ctx: Context<Cancel>) -> Result<()> {
        instructions::cancel::handler(ctx)
    }

    /// Stops scheduling and executing at once. Council, mom or freezer.
    pub fn pause(ctx: Context<Pause>) -> Result<()> {
        instructions::pause::handler(ctx)
    }

    /// Lets the timelock go on; what is pending is due later by the pause. Council only.
    pub fn resume(ctx: Context<Resume>, args: ResumeArgs) -> Result<()> {
        instructions::resume::handler(ctx, args)
    }

    /// Returns the rent of an operation that can have no effect any more. Whoever paid it.
    pub fn close_operation(ctx: Context<CloseOperation>) -> Result<()> {
        instructions::close_operation::handler(ctx)
    }

    /// Ends all configuration of a PAU at once. Council or mom.
    pub fn unregister_pau(ctx: Context<UnregisterPau>) -> Result<()> {
        instructions::unregister_pau::handler(ctx)
    }

    /// Takes an approval back at once. Council or mom.
    pub fn remove_init(ctx: Context<RemoveInit>) -> Result<()> {
        instructions::remove_init::handler(ctx)
    }

    /// Ends a GovOps's accordance at once, and whatever it has named. Council or mom.
    pub fn revoke_cbeam(ctx: Context<RevokeCBeam>) -> Result<()> {
        instructions::revoke_cbeam::handler(ctx)
    }

    /// Uses a permit up. The permitted account, through its program.
    pub fn consume_permit(ctx: Context<ConsumePermit>, args: ConsumePermitArgs) -> Result<()> {
        instructions::consume_permit::handler(ctx, args)
    }

    /// Makes the init of a rate limit real. GovOps only.
    pub fn add_rate_limit(ctx: Context<AddRateLimit>, args: AddRateLimitArgs) -> Result<()> {
        instructions::add_rate_limit::handler(ctx, args)
    }

    /// Lowers a rate limit at once, or raises it by one step. GovOps only.
    pub fn set_rate_limit(ctx: Context<SetRateLimit>, args: SetRateLimitArgs) -> Result<()> {
        instructions::set_rate_limit::handler(ctx, args)
    }

    /// Deletes a rate limit at once. GovOps, council or mom.
    pub fn remove_rate_limit(ctx: Context<RemoveRateLimit>) -> Result<()> {
        instructions::remove_rate_limit::handler(ctx)
    }

    /// Stops a rate limit and keeps its values. GovOps, warden, council, mom or freezer.
    pub fn pause_rate_limit(ctx: Context<PauseRateLimit>) -> Result<()> {
        instructions::pause_rate_limit::handler(ctx)
    }

    /// Lets a paused rate limit go on. Council only.
    pub fn resume_rate_limit(ctx: Context<ResumeRateLimit>) -> Result<()> {
        instructions::resume_rate_limit::handler(ctx)
    }

    /// Adds a relayer. GovOps only.
    pub fn set_relayer(ctx: Context<GovOpsAction>, args: SetRelayerArgs) -> Result<()> {
        instructions::set_relayer::handler(ctx, args)
    }

    /// Removes a relayer at once. GovOps, council or mom.
    pub fn remove_relayer(ctx: Context<EmergencyAction>, args: RemoveRelayerArgs) -> Result<()> {
        instructions::remove_relayer::handler(ctx, args)
    }

    /// Names the freezer of a PAU. GovOps only.
    pub fn set_freezer(ctx: Context<GovOpsAction>, args: SetFreezerArgs) -> Result<()> {
        instructions::set_freezer::handler(ctx, args)
    }

    /// Stops everything that leaves a PAU. GovOps, warden, council, mom or freezer.
    pub fn freeze_pau(ctx: Context<EmergencyAction>) -> Result<()> {
        instructions::freeze_pau::handler(ctx)
    }

    /// Ends a freeze. Council only.
    pub fn unfreeze_pau(ctx: Context<UnfreezePau>) -> Result<()> {
        instructions::unfreeze_pau::handler(ctx)
    }

    /// Lets relayers call an approved action. GovOps only.
    pub fn enable_action(ctx: Context<EnableAction>) -> Result<()> {
        instructions::enable_action::handler(ctx)
    }

    /// Ends an action at once. GovOps, council or mom.
    pub fn disable_action(ctx: Context<DisableAction>) -> Result<()> {
        instructions::disable_action::handler(ctx)
    }

    /// Lets an approved program draw and charge. GovOps only.
    pub fn add_controller(ctx: Context<AddController>) -> Result<()> {
        instructions::add_controller::handler(ctx)
    }

    /// Ends a controller at once. GovOps, council or mom.
    pub fn remove_controller(ctx: Context<RemoveController>) -> Result<()> {
        instructions::remove_controller::handler(ctx)
    }

    /// Opens a token account that relayers may use. GovOps only.
    pub fn open_vault(ctx: Context<OpenVault>) -> Result<()> {
        instructions::open_vault::handler(ctx)
    }

    /// Lets relayers use a guarded Book, on a permit. GovOps only.
    pub fn release_vault(ctx: Context<ReleaseVault>) -> Result<()> {
        instructions::release_vault::handler(ctx)
    }

    /// Takes the place of the GovOps of a frozen PAU. Conserver only.
    pub fn take_over(ctx: Context<TakeOver>) -> Result<()> {
        instructions::take_over::handler(ctx)
    }

    /// Gives a PAU back to its GovOps. Council only.
    pub fn hand_back(ctx: Context<HandBack>) -> Result<()> {
        instructions::hand_back::handler(ctx)
    }

    /// Gives a holder permissions over a target until a time. Council, or a GovOps for beacons of its PAU.
    pub fn grant_beam(ctx: Context<GrantBeam>, args: GrantBeamArgs) -> Result<()> {
        instructions::grant_beam::handler(ctx, args)
    }

    /// Takes a Beam away at once. Council or mom, or a GovOps for beacons of its PAU.
    pub fn revoke_beam(ctx: Context<RevokeBeam>) -> Result<()> {
        instructions::revoke_beam::handler(ctx)
    }
}
