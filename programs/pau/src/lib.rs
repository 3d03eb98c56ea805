//! Controller, ALM proxy and rate limits in one program: custody with one signer per Book, and every
//! movement out of it charged to a limit that only time refills.

use anchor_lang::prelude::*;

pub mod client;
pub mod constants;
pub mod error;
pub mod events;
pub mod instructions;
pub mod state;

pub use constants::*;
use instructions::*;

declare_id!("BS8cXjhzqtDmswxySPKtYV3t5qn7XE3DS7EC7PTfnC64");

#[cfg(not(feature = "no-entrypoint"))]
solana_security_txt::security_txt! {
    name: "Halo PAU",
    project_url: "https://github.com/sky-ecosystem/halo-solana",
    contacts: "link:https://github.com/sky-ecosystem/halo-solana/security/advisories/new",
    policy: "https://github.com/sky-ecosystem/halo-solana/blob/main/SECURITY.md",
    source_code: "https://github.com/sky-ecosystem/halo-solana"
}

#[program]
pub mod pau {
    use super::*;

    // The hot ones come first: an instruction is found by looking at one after the other.

    /// Charges a limit and sends a Book's money where the controller says. Controller only.
    pub fn draw(ctx: Context<Draw>, args: DrawArgs) -> Result<()> {
        instructions::draw::handler(ctx, args)
    }

    /// Charges the limits of both sides of a swap and sends what leaves. Controller only.
    pub fn swap(ctx: Context<Swap>, args: SwapArgs) -> Result<()> {
        instructions::swap::handler(ctx, args)
    }

    /// Sends a Book's money to an endpoint that has a limit. Relayer only.
    pub fn transfer(ctx: Context<Transfer>, args: TransferArgs) -> Result<()> {
        instructions::transfer::handler(ctx, args)
    }

    /// Charges a limit, moving nothing. Controller only.
    pub fn charge(ctx: Context<UseLimit>, args: UseLimitArgs) -> Result<()> {
        instructions::charge::handler(ctx, args)
    }

    /// Gives back to a limit what came home of a charge. Controller only.
    pub fn restore(ctx: Context<UseLimit>, args: UseLimitArgs) -> Result<()> {
        instructions::restore::handler(ctx, args)
    }

    /// Creates a PAU under the administrator that is named. Anyone, with a fresh key.
    pub fn initialize_pau(ctx: Context<InitializePau>, args: InitializePauArgs) -> Result<()> {
        instructions::initialize_pau::handler(ctx, args)
    }

    /// Lets a program's signer draw and charge, within limit kinds and Books. Administrator only.
    pub fn add_controller(ctx: Context<AddController>, args: AddControllerArgs) -> Result<()> {
        instructions::add_controller::handler(ctx, args)
    }

    /// Takes a controller's rights away at once. Administrator only.
    pub fn remove_controller(ctx: Context<RemoveController>) -> Result<()> {
        instructions::remove_controller::handler(ctx)
    }

    /// Creates a rate limit; nothing is available at first. Administrator only.
    pub fn add_rate_limit(ctx: Context<AddRateLimit>, args: AddRateLimitArgs) -> Result<()> {
        instructions::add_rate_limit::handler(ctx, args)
    }

    /// Changes a rate limit; a raise gives nothing at once, a cut bites at once. Administrator only.
    pub fn set_rate_limit(ctx: Context<SetRateLimit>, args: SetRateLimitArgs) -> Result<()> {
        instructions::set_rate_limit::handler(ctx, args)
    }

    /// Deletes a rate limit, and with it every movement under its key. Administrator only.
    pub fn remove_rate_limit(ctx: Context<RemoveRateLimit>) -> Result<()> {
        instructions::remove_rate_limit::handler(ctx)
    }

    /// Stops every movement under a limit and keeps its values. Freezer or administrator.
    pub fn pause_rate_limit(ctx: Context<PauseRateLimit>) -> Result<()> {
        instructions::pause_rate_limit::handler(ctx)
    }

    /// Lets a paused limit go on from its values. Administrator only.
    pub fn resume_rate_limit(ctx: Context<ResumeRateLimit>) -> Result<()> {
        instructions::resume_rate_limit::handler(ctx)
    }

    /// Adds a relayer. Administrator only.
    pub fn set_relayer(ctx: Context<AdminAction>, args: SetRelayerArgs) -> Result<()> {
        instructions::set_relayer::handler(ctx, args)
    }

    /// Removes a relayer at once. Freezer or administrator.
    pub fn remove_relayer(ctx: Context<GuardianAction>, args: RemoveRelayerArgs) -> Result<()> {
        instructions::remove_relayer::handler(ctx, args)
    }

    /// Names the freezer. Administrator only.
    pub fn set_freezer(ctx: Context<AdminAction>, args: SetFreezerArgs) -> Result<()> {
        instructions::set_freezer::handler(ctx, args)
    }

    /// Takes every relayer and the freezer away at once. Administrator only.
    pub fn advance_epoch(ctx: Context<AdminAction>) -> Result<()> {
        instructions::advance_epoch::handler(ctx)
    }

    /// Stops everything that leaves a Book. Freezer or administrator.
    pub fn freeze(ctx: Context<GuardianAction>) -> Result<()> {
        instructions::freeze::handler(ctx)
    }

    /// Ends a freeze. Administrator only: whoever may stop may not resume.
    pub fn unfreeze(ctx: Context<AdminAction>) -> Result<()> {
        instructions::unfreeze::handler(ctx)
    }

    /// Opens the token account of a Book. Administrator with the Book's key, or a controller of that Book.
    pub fn open_vault(ctx: Context<OpenBookVault>, args: OpenVaultArgs) -> Result<()> {
        instructions::open_vault::handler(ctx, args)
    }

    /// Lets relayers move a Book's money that only controllers could. Administrator only.
    pub fn release_vault(ctx: Context<ReleaseVault>) -> Result<()> {
        instructions::release_vault::handler(ctx)
    }

    /// Moves a Book's whole balance to the same Book under another PAU. Controller only.
    pub fn migrate_vault(ctx: Context<MigrateVault>) -> Result<()> {
        instructions::migrate_vault::handler(ctx)
    }

    /// Lets relayers call another program as a Book's proxy. Administrator only.
    pub fn enable_action(ctx: Context<EnableAction>, args: EnableActionArgs) -> Result<()> {
        instructions::enable_action::handler(ctx, args)
    }

    /// Ends an action at once. Administrator only.
    pub fn disable_action(ctx: Context<DisableAction>) -> Result<()> {
        instructions::disable_action::handler(ctx)
    }

    /// Calls another program as a Book's proxy, as an action says and within its limits. Relayer only.
    pub fn call<'info>(ctx: Context<'info, Call<'info>>, args: CallArgs) -> Result<()> {
        instructions::call::handler(ctx, args)
    }

    /// Returns what a limit would let pass now, in base units. Anyone; a view.
    pub fn available_limit(ctx: Context<AvailableLimit>) -> Result<u64> {
        instructions::available_limit::handler(ctx)
    }
}
