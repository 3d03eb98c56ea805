//! A peg stability module: a pool that swaps a stable token for a savings token and back, at a rate that grows by the
//! second. For tests and devnet, where nothing else turns USDS into sUSDS.

use anchor_lang::prelude::*;

pub mod constants;
pub mod error;
pub mod events;
pub mod instructions;
pub mod state;

pub use constants::*;
use instructions::*;

declare_id!("3yJ97dNofUQnJXcTFJarz7yipK6c9ZcVNwtP9WzzR37i");

#[cfg(not(feature = "no-entrypoint"))]
solana_security_txt::security_txt! {
    name: "Halo PSM",
    project_url: "https://github.com/sky-ecosystem/halo-solana",
    contacts: "link:https://github.com/sky-ecosystem/halo-solana/security/advisories/new",
    policy: "https://github.com/sky-ecosystem/halo-solana/blob/main/SECURITY.md",
    source_code: "https://github.com/sky-ecosystem/halo-solana"
}

#[program]
pub mod psm {
    use super::*;

    /// Creates a PSM and its two reserves. Anyone, with a key of the address's own.
    pub fn initialize_psm(ctx: Context<InitializePsm>, args: InitializePsmArgs) -> Result<()> {
        instructions::initialize_psm::handler(ctx, args)
    }

    /// Adds to a reserve. Anyone.
    pub fn deposit(ctx: Context<Deposit>, args: DepositArgs) -> Result<()> {
        instructions::deposit::handler(ctx, args)
    }

    /// Takes out of a reserve. Administrator only.
    pub fn withdraw(ctx: Context<Withdraw>, args: WithdrawArgs) -> Result<()> {
        instructions::withdraw::handler(ctx, args)
    }

    /// Sets how fast the rate grows from now on. Administrator only.
    pub fn set_rate(ctx: Context<Administer>, args: SetRateArgs) -> Result<()> {
        instructions::set_rate::handler(ctx, args)
    }

    /// Sets how much of a reserve swaps may pay out. Administrator only.
    pub fn set_limit(ctx: Context<Administer>, args: SetLimitArgs) -> Result<()> {
        instructions::set_limit::handler(ctx, args)
    }

    /// Stops swaps. Administrator only.
    pub fn pause(ctx: Context<Administer>) -> Result<()> {
        instructions::pause::handler(ctx)
    }

    /// Lets swaps go on. Administrator only.
    pub fn unpause(ctx: Context<Administer>) -> Result<()> {
        instructions::unpause::handler(ctx)
    }

    /// Swaps one token for the other. Anyone.
    pub fn swap(ctx: Context<Swap>, args: SwapArgs) -> Result<()> {
        instructions::swap::handler(ctx, args)
    }

    /// What a swap would pay now. Moves nothing.
    pub fn quote(ctx: Context<QuoteSwap>, args: QuoteArgs) -> Result<Quote> {
        instructions::quote::handler(ctx, args)
    }
}
